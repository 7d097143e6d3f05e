import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { errorCode, messageOf } from '../core/problem.ts';
import { contentsOf, type FileContents, type ProjectFiles, UNREAD } from '../core/project/files.ts';
import { bytesNamed, bytesOf, shown } from './read-file.ts';

/** Standard input, as a path. */
export const STDIN = '<stdin>';

/**
 * The files below the working directory, and those that somebody named elsewhere.
 *
 * @param named files that somebody named outright: these may be symbolic links, and pipes of a shell.
 */
export function filesHere(named: Iterable<string> = []): ProjectFiles {
  const root = process.cwd();
  const realRoot = realpathSync(root);
  const locate = (path: string) => locatedFrom(root, path);
  const outright = new Map([...named].map((name) => [locate(name), name]));
  return {
    isCut: false,
    locate,
    list(directory) {
      try {
        return readdirSync(resolve(root, directory)).sort();
      } catch {
        return [];
      }
    },
    read(path) {
      const located = locate(path);
      const full = resolve(root, located);
      const name = outright.get(located);
      try {
        if (name !== undefined) {
          return contentsFrom(bytesNamed(name));
        }
        return isLinked(full, root, realRoot)
          ? { kind: 'unread', why: UNREAD.link }
          : contentsFrom(bytesOf(full));
      } catch (error) {
        return isAbsence(error)
          ? { kind: 'absent' }
          : { kind: 'unread', why: `a file that cannot be read (${messageOf(error)})` };
      }
    },
  };
}

/** What was read of a file, or why it was not. */
export function contentsFrom(bytes: Uint8Array | string): FileContents {
  return typeof bytes === 'string' ? { kind: 'unread', why: bytes } : contentsOf(bytes);
}

function locatedFrom(root: string, path: string): string {
  if (path === STDIN) {
    return path;
  }
  const way = relative(root, resolve(root, path));
  return way === '' ? '.' : shown(way);
}

/** Whether a path leads through a link: below the root any part of it, elsewhere its last. */
function isLinked(full: string, root: string, realRoot: string): boolean {
  const way = relative(root, full);
  const isBelow = way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  const expected = isBelow
    ? join(realRoot, way)
    : join(realpathSync(dirname(full)), basename(full));
  return lstatSync(full).isSymbolicLink() || realpathSync(full) !== expected;
}

function isAbsence(error: unknown): boolean {
  const absent = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'];
  return absent.includes(String(errorCode(error)));
}
