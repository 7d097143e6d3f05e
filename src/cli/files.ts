import {
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { messageOf } from '../core/problem.ts';
import {
  contentsOf,
  type FileContents,
  MAX_FILE_BYTES,
  type ProjectFiles,
  UNREAD,
} from '../core/project/files.ts';

const CHUNK_BYTES = 1 << 20;

/** Standard input, as a path. */
export const STDIN = '<stdin>';

/**
 * The files below the working directory, and those that somebody named elsewhere.
 *
 * @param named files that somebody named outright: these may be symbolic links.
 */
export function filesHere(named: Iterable<string> = []): ProjectFiles {
  const root = process.cwd();
  const realRoot = realpathSync(root);
  const locate = (path: string) => locatedFrom(root, path);
  const followed = new Set([...named].map(locate));
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
      try {
        if (!followed.has(located) && isLinked(full, root, realRoot)) {
          return { kind: 'unread', why: UNREAD.link };
        }
        return readFile(full);
      } catch (error) {
        return isAbsence(error)
          ? { kind: 'absent' }
          : { kind: 'unread', why: `a file that cannot be read (${messageOf(error)})` };
      }
    },
  };
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

function readFile(full: string): FileContents {
  const bytes = readBounded(full);
  return typeof bytes === 'string' ? { kind: 'unread', why: bytes } : contentsOf(bytes);
}

/** Reads a file to its end, but no further than any flow or template goes; a text says why not. */
function readBounded(full: string): Uint8Array | string {
  const descriptor = openSync(full, 'r');
  try {
    if (fstatSync(descriptor).isDirectory()) {
      return 'a directory';
    }
    const chunks: Uint8Array[] = [];
    for (let total = 0; ; ) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const size = readSync(descriptor, chunk);
      if (size === 0) {
        return Buffer.concat(chunks);
      }
      chunks.push(chunk.subarray(0, size));
      total += size;
      if (total > MAX_FILE_BYTES) {
        return UNREAD.tooLarge;
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

function isAbsence(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(String(error.code))
  );
}

/** Messages show paths with `/` on every system. */
export function shown(path: string): string {
  return path.split(sep).join('/');
}
