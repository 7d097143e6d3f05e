#!/usr/bin/env node
import { argv, exit, stderr, stdout } from 'node:process';

declare const __VERSION__: string;

const WIZARD_FLAG = /^--(?:(?:account|region|partition|profile)(?:=.*)?|no-color|accessible)$/;

type Command = (args: readonly string[]) => Promise<number>;

/** The commands, each loaded when it is called; a new one is a file and a line here. */
const COMMANDS = {
  generate: async (): Promise<Command> => (await import('./generate.ts')).generate,
  check: async (): Promise<Command> => (await import('./check.ts')).check,
  fix: async (): Promise<Command> => (await import('./fix.ts')).fix,
  explain: async (): Promise<Command> => (await import('./explain.ts')).explain,
} as const;

function isCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name);
}

/** Starts the command that the arguments name; what it needs is loaded when it is chosen. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--version') || args.includes('-v')) {
    stdout.write(`${__VERSION__}\n`);
    if (args.includes('--verbose')) {
      const { dataSources } = await import('./data-sources.ts');
      stdout.write(dataSources());
    }
    return 0;
  }
  const [command = ''] = args;
  if (isCommand(command) && !args.includes('--help') && !args.includes('-h')) {
    const run = await COMMANDS[command]();
    return run(args.slice(1));
  }
  if (isForWizard(args)) {
    const { wizard } = await import('./wizard.ts');
    return wizard(args);
  }
  const { help } = await import('./help.ts');
  return help(args);
}

/** The wizard has no command word: files, and flags that it knows, are for it. */
function isForWizard(args: readonly string[]): boolean {
  return args.every((arg) => arg !== '' && (!arg.startsWith('-') || WIZARD_FLAG.test(arg)));
}

// A reader that closes the pipe early (`| head`) is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => exit(error.code === 'EPIPE' ? 0 : 1));
stderr.on('error', () => exit(1));

process.exitCode = await main(argv.slice(2)).catch(async (error: unknown) =>
  (await import('./failure.ts')).failure(error),
);
