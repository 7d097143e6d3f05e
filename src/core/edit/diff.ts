import { createTwoFilesPatch } from 'diff';
import type { FileChange } from '../file.ts';
import { escapeInvisible } from '../printable.ts';

/**
 * The change of a file as a unified diff with three lines of context, as `git apply` and
 * `patch -p1` take it. Empty when nothing changes.
 */
export function unifiedDiff({ path, before, after }: FileChange): string {
  if (before === after) {
    return '';
  }
  const name = path.replace(/^\/+/, '');
  const patch = createTwoFilesPatch(
    before === '' ? '/dev/null' : `a/${name}`,
    `b/${name}`,
    before,
    after,
    undefined,
    undefined,
    { context: 3 },
  );
  // The two lines of names alone: a line of the file can look like one of them.
  return patch.replace(/^(?:=+\n)?(--- [^\n]*?)\t?\n(\+\+\+ [^\n]*?)\t?\n/, '$1\n$2\n');
}

/**
 * The same for people to look at, with escapes for what is invisible. Where there is any, it is no
 * patch any longer: `git apply` finds no such lines and refuses it.
 */
export function printableDiff(change: FileChange): string {
  return escapeInvisible(unifiedDiff(change));
}

/** The files whose printable diffs are no patches. */
export function withInvisible(changes: readonly FileChange[]): readonly string[] {
  return changes
    .filter((change) => printableDiff(change) !== unifiedDiff(change))
    .map(({ path }) => path);
}
