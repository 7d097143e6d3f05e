import { AsyncLocalStorage } from 'node:async_hooks';
import { basename, dirname, resolve } from 'node:path';
import type { FileChange } from '../core/edit/mend.ts';

/** Texts that stand for a while in place of those of files, by absolute path. */
const overlay = new AsyncLocalStorage<ReadonlyMap<string, string>>();

/** Reads as if changes were written already, so that they can be tried before. */
export function withChanges<Result>(
  changes: readonly FileChange[],
  read: () => Promise<Result>,
): Promise<Result> {
  return overlay.run(new Map(changes.map(({ path, after }) => [resolve(path), after])), read);
}

/** The text that a file is about to have; undefined for one that stays as it is. */
export function changedText(path: string): string | undefined {
  return overlay.getStore()?.get(resolve(path));
}

/** The names of the files in a directory that are about to be there. */
export function changedNames(directory: string): readonly string[] {
  const paths = [...(overlay.getStore()?.keys() ?? [])];
  return paths.filter((path) => dirname(path) === resolve(directory)).map((path) => basename(path));
}
