import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { sep } from 'node:path';
import process from 'node:process';
import { MAX_FILE_BYTES, UNREAD } from '../core/project/files.ts';
import { UsageError } from './usage.ts';

const CHUNK_BYTES = 1 << 20;

/** Why a file is not read; it completes "it is …". */
type Why = string;

/**
 * Reads a file. All reading of files goes through here: nothing but a regular file is opened, so
 * that nobody waits for a pipe, a socket or a device, whoever names it; and no more is read than any
 * flow, template or policy has. What the system says against it is thrown as it is.
 */
export function bytesOf(path: string, most = MAX_FILE_BYTES): Uint8Array | Why {
  // Looked at before it is opened: opening a device can do something.
  const why = whyNot(statSync(path), most);
  if (why !== undefined) {
    return why;
  }
  // What has taken its place since must not be waited for either.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return whyNot(fstatSync(descriptor), most) ?? readAll(descriptor, most);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The same of a file that the user named on the command line. A pipe that the shell has opened for
 * this command, as for `<(command)`, is read like standard input.
 */
export function bytesNamed(path: string): Uint8Array | Why {
  if (!/^\/(?:dev|proc\/self)\/fd\/\d+$|^\/dev\/stdin$/.test(path) || !statSync(path).isFIFO()) {
    return bytesOf(path);
  }
  const descriptor = openSync(path, 'r');
  try {
    return readAll(descriptor, MAX_FILE_BYTES);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The same of a file of the program's own.
 *
 * @throws UsageError for anything that is not a regular file or is too large.
 */
export function readRegularFile(path: string, most = MAX_FILE_BYTES): Uint8Array {
  const bytes = bytesOf(path, most);
  if (typeof bytes === 'string') {
    throw new UsageError(`"${shown(path)}" is ${bytes}.`);
  }
  return bytes;
}

/** Reads standard input to its end, as far as any flow goes. */
export async function bytesOfStandardInput(): Promise<Uint8Array | Why> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_FILE_BYTES) {
      return UNREAD.tooLarge;
    }
  }
  return Buffer.concat(chunks);
}

function readAll(descriptor: number, most: number): Uint8Array | Why {
  const chunks: Uint8Array[] = [];
  for (let bytes = 0; bytes <= most; ) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const size = readSync(descriptor, chunk);
    if (size === 0) {
      return Buffer.concat(chunks);
    }
    chunks.push(chunk.subarray(0, size));
    bytes += size;
  }
  return UNREAD.tooLarge;
}

function whyNot(found: Stats, most: number): Why | undefined {
  if (found.isFile()) {
    return found.size > most ? UNREAD.tooLarge : undefined;
  }
  if (found.isFIFO()) {
    return 'a named pipe, not a regular file: to read from a pipe, send it to standard input and name it "-"';
  }
  const kind = found.isDirectory() ? 'a directory' : found.isSocket() ? 'a socket' : 'a device';
  return `${kind}, not a regular file`;
}

/** Messages show paths with `/` on every system. */
export function shown(path: string): string {
  return path.split(sep).join('/');
}
