import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { savedEntries, savedText } from '../core/interview/saved-session.ts';
import type { Entry } from '../core/interview/session.ts';
import { readRegularFile } from './read-file.ts';

const MOST_BYTES = 1_000_000;

/** Where programs of this user keep what may be lost, as the platform has it. */
function cacheDirectory(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) {
    return XDG_CACHE_HOME;
  }
  if (process.platform === 'win32' && LOCALAPPDATA) {
    return LOCALAPPDATA;
  }
  const usual = process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
  return join(homedir(), ...usual);
}

/** Keeps the answers of an interview; a cache that cannot be used is no reason to fail. */
export interface Keeper {
  readonly load: () => readonly Entry[] | undefined;
  readonly keep: (entries: readonly Entry[]) => void;
  readonly forget: () => void;
}

/** A keeper for interviews about these files in this directory. */
export function keeperFor(files: readonly string[]): Keeper {
  const directory = join(cacheDirectory(), 'flow-role-wizard');
  const path = join(directory, 'interview.json');
  const about = JSON.stringify([process.cwd(), ...files]);
  return {
    load: () =>
      attempt(() =>
        savedEntries(Buffer.from(readRegularFile(path, MOST_BYTES)).toString('utf8'), about),
      ),
    keep: (entries) =>
      attempt(() => {
        const temporary = `${path}.${process.pid}.tmp`;
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        writeFileSync(temporary, savedText(about, entries), { mode: 0o600 });
        renameSync(temporary, path);
      }),
    forget: () => attempt(() => rmSync(path, { force: true })),
  };
}

function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
