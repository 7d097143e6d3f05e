import { CHECK } from './check-options.ts';
import { type Command, commandNames } from './command.ts';
import { COMPLETION } from './completion-options.ts';
import { EXPLAIN } from './explain-options.ts';
import { FIX } from './fix-options.ts';
import { GENERATE } from './generate-options.ts';
import { HELP } from './help-options.ts';
import { WIZARD } from './wizard-options.ts';

/**
 * The table of commands, in the order of help; a new one is a file and a line here. What a command
 * works with is loaded when it runs. The wizard has no name.
 */
export const COMMANDS: Readonly<Record<string, Command>> & { readonly '': Command } = {
  '': {
    ...WIZARD,
    run: async (args, all) => (await import('./wizard.ts')).wizard(args, commandNames(all)),
  },
  generate: { ...GENERATE, run: async (args) => (await import('./generate.ts')).generate(args) },
  check: { ...CHECK, run: async (args) => (await import('./check.ts')).check(args) },
  fix: { ...FIX, run: async (args) => (await import('./fix.ts')).fix(args) },
  explain: { ...EXPLAIN, run: async (args) => (await import('./explain.ts')).explain(args) },
  completion: {
    ...COMPLETION,
    run: async (args, all) => (await import('./completion.ts')).completion(args, all),
  },
  help: { ...HELP, run: async (args, all) => (await import('./help.ts')).help(args, all) },
};
