import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { FileChange } from '../core/edit/mend.ts';
import { messageOf } from '../core/problem.ts';
import { UsageError } from './usage.ts';

/**
 * Writes changed files, each in one step and with the mode and the byte order mark that it had.
 * Nothing is replaced before everything is written beside it.
 *
 * @throws UsageError for files that cannot be written, and for those in UTF-16.
 */
export async function replaceFiles(changes: readonly FileChange[]): Promise<void> {
  const temporary: string[] = [];
  try {
    const prepared: { readonly from: string; readonly to: string }[] = [];
    for (const change of changes) {
      const { to, mark, mode } = await present(change);
      const from = `${to}.${globalThis.crypto.randomUUID()}.tmp`;
      temporary.push(from);
      await writeFile(from, mark + change.after, { flag: 'wx', mode });
      prepared.push({ from, to });
    }
    for (const { from, to } of prepared) {
      await rename(from, to);
    }
  } catch (error) {
    await Promise.all(temporary.map((path) => rm(path, { force: true })));
    if (error instanceof UsageError) {
      throw error;
    }
    const reason = messageOf(error);
    throw new UsageError(`Nothing was changed: a file cannot be written (${reason}).`, {
      cause: error,
    });
  }
}

const UTF_8_MARK = '\ufeff';

async function present({ path, before }: FileChange) {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    return { to: path, mark: '', mode: 0o644 };
  }
  if (before === '') {
    throw new UsageError(`Nothing was changed: ${path} exists, and would have been created.`);
  }
  const bytes = await readFile(path);
  if (bytes[0] === 0xff || bytes[0] === 0xfe) {
    throw new UsageError(`Nothing was changed: ${path} is in UTF-16. Save it in UTF-8 first.`);
  }
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? UTF_8_MARK : '';
  return { to: await realpath(path), mark, mode: found.mode & 0o777 };
}
