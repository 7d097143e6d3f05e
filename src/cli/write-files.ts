import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import process from 'node:process';
import { errorCode, messageOf } from '../core/problem.ts';
import type { OutputFile } from '../core/write/format.ts';
import { putFiles } from './put-files.ts';
import { readRegularFile, shown } from './read-file.ts';
import { UsageError } from './usage.ts';

/** A file that stands as it should, whether or not it had to be written. */
export interface WrittenFile {
  readonly path: string;
  readonly changed: boolean;
}

/** Files are there with other contents, and nobody said to replace them. */
export class ReplaceError extends UsageError {
  /** The texts of the files that are there, by path. */
  readonly present: ReadonlyMap<string, string>;

  constructor(conflicts: readonly string[], present: ReadonlyMap<string, string>) {
    super(
      `${conflicts.join(', ')} exists with other contents. Nothing was written: choose another directory, or replace with --force.`,
    );
    this.present = present;
  }
}

/**
 * Writes files into a directory, each in one step. Nothing is written while any of them exists
 * with other contents, unless that is forced; a failure leaves every file old or new, never half.
 *
 * @param replace whether to replace files with other contents: all, none, or those that still have
 *   the contents that somebody has seen.
 * @throws UsageError for files that would be replaced, and for a directory that cannot be written.
 */
export async function writeFiles(
  directory: string,
  files: readonly OutputFile[],
  replace: boolean | ReadonlyMap<string, string>,
): Promise<readonly WrittenFile[]> {
  const place = await stat(directory).catch(() => undefined);
  if (place !== undefined && !place.isDirectory()) {
    throw new UsageError(`--out needs a directory, and "${directory}" is none.`);
  }
  const planned = await Promise.all(files.map((file) => plan(directory, file)));
  const conflicts = planned.filter(
    ({ path, replaces, present }) =>
      replaces && !(replace === true || (replace !== false && replace.get(path) === present)),
  );
  if (conflicts.length > 0) {
    const known = new Map(planned.flatMap(({ path, present }) => pairOf(path, present)));
    throw new ReplaceError(
      conflicts.map(({ path }) => path),
      known,
    );
  }
  const changed = planned.filter((file) => file.changed);
  try {
    for (const { path } of changed) {
      await mkdir(dirname(path), { recursive: true });
    }
  } catch (error) {
    throw new UsageError(`Cannot write into ${directory} (${messageOf(error)}).`, { cause: error });
  }
  await putFiles(
    changed.map(({ path, file, bytes }) => ({
      path,
      name: shown(path),
      text: file.text,
      mode: (file.executable ? 0o777 : 0o666) & ~process.umask(),
      before: bytes,
    })),
  );
  return planned;
}

function pairOf(path: string, text: string | undefined): readonly (readonly [string, string])[] {
  return text === undefined ? [] : [[path, text]];
}

async function plan(directory: string, file: OutputFile) {
  const path = isAbsolute(file.path) ? file.path : join(directory, file.path);
  const bytes = contents(path);
  const present = bytes?.toString('utf8');
  const lacksMode = file.executable === true && !(await isExecutable(path));
  return {
    file,
    path,
    bytes,
    present,
    replaces: present !== undefined && present !== file.text,
    changed: present !== file.text || lacksMode,
  };
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function contents(path: string): Buffer | undefined {
  try {
    return Buffer.from(readRegularFile(path));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    if (errorCode(error) === 'ENOTDIR') {
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
