import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { errorCode, messageOf } from '../core/problem.ts';
import { removeLeftovers, temporaryMark } from './leftovers.ts';
import { UsageError } from './usage.ts';

/** A file as it is to be, and as it was when that was decided. */
export interface FileToPut {
  /** Where it is: no link is followed. */
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
  readonly text: string;
  readonly mode: number;
  /** Whose it is, where that is somebody. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** What is there now; undefined where nothing may be. */
  readonly before: Uint8Array | undefined;
}

/** A file is not as it was when it was read: somebody else has written it meanwhile. */
export class ChangedError extends UsageError {}

/**
 * Writes files, each in one step: whenever the program ends, a file is old or new and never half.
 * Nothing is replaced before all is written beside it, and nothing that is not as it was read.
 *
 * @throws ChangedError for files that others have written meanwhile. @throws UsageError for files
 *   that cannot be written. Both say which files were replaced all the same.
 */
export async function putFiles(files: readonly FileToPut[]): Promise<void> {
  const directories = new Set(files.map(({ path }) => dirname(path)));
  await removeLeftovers(directories);
  const prepared = files.map((file) => ({ file, temporary: temporaryFor(file.path) }));
  const done: string[] = [];
  try {
    for (const { file, temporary } of prepared) {
      await writeBeside(file, temporary);
    }
    for (const { file } of prepared) {
      await refuseChanged(file);
    }
    for (const { file, temporary } of prepared) {
      await put(file, temporary);
      done.push(file.name);
    }
  } catch (error) {
    await Promise.all(prepared.map(({ temporary }) => rm(temporary, { force: true })));
    throw withOutcome(error, done);
  }
}

function temporaryFor(path: string): string {
  const name = `.${basename(path).slice(0, 100)}.${temporaryMark(process.pid)}-${randomUUID()}.tmp`;
  return join(dirname(path), name);
}

async function writeBeside({ text, mode, owner }: FileToPut, temporary: string): Promise<void> {
  const handle = await open(temporary, 'wx', mode);
  try {
    await handle.writeFile(text);
    if (owner !== undefined) {
      // Only root may give files away; a file in a shared directory may become one's own.
      await handle.chown(owner.uid, owner.gid).catch(() => undefined);
    }
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function refuseChanged({ path, name, before }: FileToPut): Promise<void> {
  const now = await readFile(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  });
  const isSame = now === undefined || before === undefined ? now === before : now.equals(before);
  if (!isSame) {
    throw changed(name);
  }
}

function changed(name: string): ChangedError {
  return new ChangedError(
    `${name} was changed by another program while this one was at work. Run the command again.`,
  );
}

async function put(file: FileToPut, temporary: string): Promise<void> {
  await refuseChanged(file);
  if (file.before === undefined) {
    await create(file, temporary);
  } else {
    await rename(temporary, file.path);
  }
}

/** A link is made only where nothing is; some file systems have none. */
async function create({ path, name }: FileToPut, temporary: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      throw changed(name);
    }
    await rename(temporary, path);
    return;
  }
  await rm(temporary, { force: true });
}

function withOutcome(error: unknown, done: readonly string[]): UsageError {
  const outcome =
    done.length === 0 ? 'Nothing was written.' : `Written before that: ${done.join(', ')}.`;
  return error instanceof ChangedError
    ? new ChangedError(`${error.message} ${outcome}`, { cause: error })
    : new UsageError(`A file cannot be written (${messageOf(error)}). ${outcome}`, {
        cause: error,
      });
}
