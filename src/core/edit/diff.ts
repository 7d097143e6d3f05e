import { createTwoFilesPatch } from 'diff';

/** A file as it is and as it will be; `before` is missing for a file that does not exist yet. */
export interface FileChange {
  readonly path: string;
  readonly before?: string;
  readonly after: string;
}

/**
 * The change of a file as a unified diff with three lines of context, as `git apply` and
 * `patch -p1` take it. Empty when nothing changes.
 */
export function unifiedDiff({ path, before, after }: FileChange): string {
  if (before === after) {
    return '';
  }
  const old = before === undefined ? '/dev/null' : `a/${path}`;
  return createTwoFilesPatch(old, `b/${path}`, before ?? '', after, undefined, undefined, {
    context: 3,
  }).replace(/^=+\n/, '');
}
