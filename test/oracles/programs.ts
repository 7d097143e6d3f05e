import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import type { Files } from '../support/compare.ts';

/** Where the programs of others are installed: git ignores it, and `npm ci` empties it. */
export const HOME = join(root, 'node_modules/.cache/oracles');

/** The virtual environment with all Python programs. */
export const PYTHON_BIN = join(HOME, 'python/bin');

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program of others, whatever it exits with.
 *
 * @throws Error if it cannot be run, or takes longer than fifteen minutes.
 */
export async function run(
  program: string,
  args: readonly string[],
  { cwd = root, env = {} }: Running = {},
): Promise<Outcome> {
  const PATH = [PYTHON_BIN, process.env['PATH'] ?? ''].join(delimiter);
  const { exitCode, stdout, stderr, originalMessage } = await execa(program, args, {
    cwd,
    env: { PATH, ...env },
    reject: false,
    stdin: 'ignore',
    timeout: 900_000,
  });
  if (exitCode === undefined) {
    throw new Error(`${program}: ${originalMessage ?? 'was ended'}\n${stderr}`);
  }
  return { code: exitCode, stdout, stderr };
}

/** Writes files into a directory that is removed when the test ends, and returns its path. */
export function directoryOf(files: Files): string {
  mkdirSync(HOME, { recursive: true });
  const directory = mkdtempSync(join(HOME, 'files-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}
