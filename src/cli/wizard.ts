import { existsSync } from 'node:fs';
import process from 'node:process';
import type { Finished, Ports } from '../core/interview/ports.ts';
import { didYouMean } from './suggest.ts';
import { EXIT, UsageError } from './usage.ts';
import { wizardOptions } from './wizard-options.ts';

/**
 * Runs the interview in the terminal. Only what the first screen needs is loaded before it is drawn.
 *
 * @param args files and directories to look for flows in, the working directory when there are
 *   none, and flags.
 * @param commands the names of the commands, one of which may have been meant.
 * @returns the exit code: 0 when the role was saved, 130 when the user left.
 */
export async function wizard(
  args: readonly string[],
  commands: readonly string[],
): Promise<number> {
  const { files, facts, accessible, color } = wizardOptions(args, process.env);
  const missing = files.find((file) => !mayLead(file));
  if (missing !== undefined) {
    throw new UsageError(
      `There is no command and no file "${missing}".${didYouMean(missing, commands)} See flow-role-wizard --help.`,
    );
  }
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    const { noTerminalText } = await import('./no-terminal.ts');
    process.stderr.write(await noTerminalText(files, facts));
    return EXIT.bad;
  }
  const leaving = new AbortController();
  const keeping = import('./saved-session.ts').then(({ keeperFor }) => keeperFor(files));
  const load = async () => {
    const { portsFor } = await import('./wizard-ports.ts');
    return portsFor(files, facts, await keeping, leaving.signal);
  };
  const isPlain = accessible || process.env['TERM'] === 'dumb';
  const finished = await (isPlain ? inLines(load) : inScreens(load, color)).finally(() =>
    leaving.abort(),
  );
  const keeper = await keeping;
  if (finished === undefined) {
    const isKept = keeper.load() !== undefined;
    process.stderr.write(
      `Nothing was written.${isKept ? ' Start flow-role-wizard here again to go on where you stopped.' : ''}\n`,
    );
    return EXIT.left;
  }
  keeper.forget();
  const { endText } = await import('./wizard-end.ts');
  process.stdout.write(endText(finished));
  return EXIT.ok;
}

/** Whether a name may lead to flows: a file, a directory, one flow of a file, or a glob. */
function mayLead(name: string): boolean {
  const hash = name.lastIndexOf('#');
  return (
    name === '-' ||
    existsSync(name) ||
    (hash > 0 && existsSync(name.slice(0, hash))) ||
    /[*?[\]{}]/.test(name)
  );
}

type Load = () => Promise<Ports>;

async function inLines(load: Load): Promise<Finished | undefined> {
  const { askPlainly } = await import('./ask-plainly.ts');
  return askPlainly(await load());
}

async function inScreens(load: Load, color: boolean): Promise<Finished | undefined> {
  const hasColors = color && !process.env['NO_COLOR'];
  // Without colours what is chosen is still told by bold and inverse text.
  if (!hasColors) {
    process.env['FORCE_COLOR'] = '1';
  }
  const { startWizard } = await import('../tui/start.tsx');
  return startWizard(load, hasColors);
}
