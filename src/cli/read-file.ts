import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { UsageError } from './usage.ts';

/** Files over this size are not read: no flow, template or policy comes near it. */
export const MOST_BYTES = 20_000_000;

const CHUNK_BYTES = 1 << 20;

/** How a file may be read. */
export interface Reading {
  /** At most so many bytes, MOST_BYTES unless it is given. */
  readonly most?: number;
  /** The real path must lie below one of these directories; any may be read without them. */
  readonly within?: readonly string[];
}

/**
 * Reads a file. All reading of files goes through here: nothing but a regular file is opened, so
 * that nobody waits for a pipe, a socket or a device, whoever names it; and no more is read than any
 * flow or template has.
 *
 * @throws UsageError for anything that is not a regular file, is too large, or lies elsewhere.
 * What the system says against it is thrown as it is.
 */
export function readRegularFile(
  path: string,
  { most = MOST_BYTES, within }: Reading = {},
): Uint8Array {
  const real = realpathSync(path);
  if (within !== undefined && !within.some((directory) => isInside(real, directory))) {
    throw new UsageError(
      `"${shown(path)}" is outside ${within.map((directory) => `"${shown(directory)}"`).join(' and ')}, and is not read: a file can only name files below its own directory or the working directory.`,
    );
  }
  // Looked at before it is opened: opening a device can do something.
  checkKind(path, statSync(path), most);
  // What has taken its place since must not be waited for either.
  return readBounded(path, openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)), most);
}

/**
 * The same of a file that the user named on the command line: that may lie anywhere. A pipe that
 * the shell has opened for this command, as for `<(command)`, is read like standard input.
 */
export function readNamedFile(path: string): Uint8Array {
  return /^\/(?:dev|proc\/self)\/fd\/\d+$|^\/dev\/stdin$/.test(path) && statSync(path).isFIFO()
    ? readAll(path, openSync(path, 'r'), MOST_BYTES)
    : readRegularFile(path);
}

function readBounded(path: string, descriptor: number, most: number): Uint8Array {
  try {
    checkKind(path, fstatSync(descriptor), most);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return readAll(path, descriptor, most);
}

function readAll(path: string, descriptor: number, most: number): Uint8Array {
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const size = readSync(descriptor, chunk);
      if (size === 0) {
        return Buffer.concat(chunks);
      }
      chunks.push(chunk.subarray(0, size));
      bytes += size;
      checkSize(path, bytes, most);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Reads standard input to its end, which the user has named as well. */
export async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    bytes += chunk.length;
    checkSize('<stdin>', bytes, MOST_BYTES);
  }
  return Buffer.concat(chunks);
}

function checkKind(path: string, found: Stats, most: number): void {
  if (!found.isFile()) {
    throw new UsageError(
      `"${shown(path)}" is ${kindOf(found)}, not a regular file, and is not read.${found.isFIFO() ? ' To read from a pipe, send it to standard input and name it "-".' : ''}`,
    );
  }
  checkSize(path, found.size, most);
}

function kindOf(found: Stats): string {
  return found.isDirectory()
    ? 'a directory'
    : found.isFIFO()
      ? 'a named pipe'
      : found.isSocket()
        ? 'a socket'
        : 'a device';
}

function checkSize(path: string, bytes: number, most: number): void {
  if (bytes > most) {
    throw new UsageError(
      `"${shown(path)}" has more than ${most} bytes: that is no flow and no template.`,
    );
  }
}

/** Whether a path is a directory or lies below it. Both are real paths. */
export function isInside(path: string, directory: string): boolean {
  const way = relative(realpathSync(resolve(directory)), path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Messages show paths with `/` on every system. */
export function shown(path: string): string {
  return path.split(sep).join('/');
}
