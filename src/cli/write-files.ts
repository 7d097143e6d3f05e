import { access, constants, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { messageOf } from '../core/problem.ts';
import type { OutputFile } from '../core/write/format.ts';
import { readRegularFile } from './read-file.ts';
import { UsageError } from './usage.ts';

/** A file that stands as it should, whether or not it had to be written. */
export interface WrittenFile {
  readonly path: string;
  readonly changed: boolean;
}

/** Files are there with other contents, and nobody said to replace them. */
export class ReplaceError extends UsageError {}

/**
 * Writes files into a directory, each in one step. Nothing is written while any of them exists
 * with other contents, unless that is forced; a failure leaves every file old or new, never half.
 *
 * @throws UsageError for files that would be replaced, and for a directory that cannot be written.
 */
export async function writeFiles(
  directory: string,
  files: readonly OutputFile[],
  force: boolean,
): Promise<readonly WrittenFile[]> {
  const place = await stat(directory).catch(() => undefined);
  if (place !== undefined && !place.isDirectory()) {
    throw new UsageError(`--out needs a directory, and "${directory}" is none.`);
  }
  const planned = await Promise.all(files.map((file) => plan(directory, file)));
  const conflicts = planned.filter(({ replaces }) => replaces);
  if (conflicts.length > 0 && !force) {
    throw new ReplaceError(
      `${conflicts.map(({ path }) => path).join(', ')} exists with other contents. Nothing was written: choose another directory, or replace with --force.`,
    );
  }
  const changed = planned.filter((file) => file.changed);
  try {
    for (const { path } of changed) {
      await mkdir(dirname(path), { recursive: true });
    }
    await Promise.all(
      changed.map(({ temporary, file }) =>
        writeFile(temporary, file.text, { flag: 'wx', mode: file.executable ? 0o755 : 0o644 }),
      ),
    );
    for (const { temporary, path } of changed) {
      await rename(temporary, path);
    }
  } catch (error) {
    await Promise.all(changed.map(({ temporary }) => rm(temporary, { force: true })));
    throw new UsageError(`Cannot write into ${directory} (${messageOf(error)}).`, { cause: error });
  }
  return planned;
}

async function plan(directory: string, file: OutputFile) {
  const path = isAbsolute(file.path) ? file.path : join(directory, file.path);
  const present = contents(path);
  const lacksMode = file.executable === true && !(await isExecutable(path));
  return {
    file,
    path,
    replaces: present !== undefined && present !== file.text,
    changed: present !== file.text || lacksMode,
    temporary: `${path}.${globalThis.crypto.randomUUID()}.tmp`,
  };
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function contents(path: string): string | undefined {
  try {
    return Buffer.from(readRegularFile(path)).toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') {
      throw new UsageError(`"${dirname(path)}" is no directory: choose another one.`, {
        cause: error,
      });
    }
    const reason = messageOf(error);
    throw new UsageError(`Cannot read ${path}, which would be replaced (${reason}).`, {
      cause: error,
    });
  }
}
