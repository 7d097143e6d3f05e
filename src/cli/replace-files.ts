import { access, constants, lstat, readFile, realpath, stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import type { FileChange } from '../core/file.ts';
import { errorCode, messageOf } from '../core/problem.ts';
import { ChangedError, type FileToPut, putFiles } from './put-files.ts';
import { UsageError } from './usage.ts';

/**
 * Writes changed files, each in one step and with the mode and the byte order mark that it had.
 * Nothing is replaced before everything is written beside it, and nothing that is not as it was
 * read.
 *
 * @throws ChangedError for files that others have written meanwhile. @throws UsageError for files
 *   that cannot be written, and for those in UTF-16.
 */
export async function replaceFiles(changes: readonly FileChange[]): Promise<void> {
  await putFiles(await Promise.all(changes.map(planned)));
}

const UTF_8_MARK = '\ufeff';

function planned(change: FileChange): Promise<FileToPut> {
  return change.before === '' ? creation(change) : replacement(change);
}

async function creation({ path, after }: FileChange): Promise<FileToPut> {
  if ((await lstat(path).catch(() => undefined)) !== undefined) {
    throw new UsageError(`Nothing was written: ${path} exists, and would have been created.`);
  }
  return { path, name: path, text: after, mode: 0o666 & ~process.umask(), before: undefined };
}

async function replacement({ path, before, after }: FileChange): Promise<FileToPut> {
  const { bytes, mode, uid, gid } = await present(path);
  if (bytes[0] === 0xff || bytes[0] === 0xfe) {
    throw new UsageError(`Nothing was written: ${path} is in UTF-16. Save it in UTF-8 first.`);
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const mark = text.startsWith(UTF_8_MARK) ? UTF_8_MARK : '';
  if (text.slice(mark.length) !== before) {
    throw new ChangedError(
      `${path} was changed by another program after it was read. Nothing was written. Run the command again.`,
    );
  }
  return {
    path: await realpath(path),
    name: path,
    text: mark + after,
    mode: mode & 0o7777,
    owner: { uid, gid },
    before: bytes,
  };
}

async function present(path: string) {
  try {
    const { mode, uid, gid } = await stat(path);
    await access(path, constants.W_OK);
    return { bytes: await readFile(path), mode, uid, gid };
  } catch (error) {
    const reason =
      errorCode(error) === 'EACCES' ? `${path} is read-only` : `${path}: ${messageOf(error)}`;
    throw new UsageError(`Nothing was written: a file cannot be changed (${reason}).`, {
      cause: error,
    });
  }
}
