import { createTwoFilesPatch } from 'diff';
import type { FileChange } from './mend.ts';

/**
 * The change of a file as a unified diff with three lines of context, as `git apply` and
 * `patch -p1` take it. Empty when nothing changes.
 */
export function unifiedDiff({ path, before, after }: FileChange): string {
  if (before === after) {
    return '';
  }
  const old = before === '' ? '/dev/null' : `a/${path}`;
  return createTwoFilesPatch(old, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
  }).replace(/^=+\n/, '');
}
