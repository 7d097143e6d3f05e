import process from 'node:process';
import { bashCompletion } from './bash-completion.ts';
import type { CommandRows } from './command.ts';
import { SHELLS, type Shell } from './completion-options.ts';
import { fishCompletion } from './fish-completion.ts';
import { parseOptions } from './parse-options.ts';
import { didYouMean } from './suggest.ts';
import { EXIT, UsageError } from './usage.ts';
import { zshCompletion } from './zsh-completion.ts';

/** What writes the script of a shell; a new one is a file and a line here. */
const SCRIPTS: Readonly<Record<Shell, (commands: CommandRows) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/**
 * Prints the script that completes the command line in a shell.
 *
 * @returns the exit code. @throws UsageError for a shell that there is no script for.
 */
export function completion(args: readonly string[], commands: CommandRows): number {
  const [name = '', ...more] = parseOptions('completion', args, {}).positionals;
  const shell = SHELLS.find((one) => one === name);
  if (shell === undefined || more.length > 0) {
    const meant = name === '' ? '' : didYouMean(name, SHELLS);
    throw new UsageError(`Name one shell: ${SHELLS.join(', ')}.${meant}`);
  }
  process.stdout.write(SCRIPTS[shell](commands));
  return EXIT.ok;
}
