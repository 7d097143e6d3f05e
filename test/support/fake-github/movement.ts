import { headOf, pullOf, type ReviewComment, type State } from './state.ts';

/** The lines of a comment at the head of its pull request; nothing once one of them was changed. */
export async function currentLines(
  state: State,
  comment: ReviewComment,
): Promise<{ readonly start: number; readonly end: number } | undefined> {
  const { path, line, startLine = line } = comment;
  const head = await headOf(state, pullOf(state, comment.pull));
  if (head === comment.commit) {
    return { start: startLine, end: line };
  }
  const files = await state.repository.diff(comment.commit, head, 0);
  const file = files.find((diff) => diff.path === path || diff.previous === path);
  if (file === undefined) {
    return { start: startLine, end: line };
  }
  if (file.status === 'removed' || file.path !== path) {
    return undefined;
  }
  let moved = 0;
  for (const [, from = '0', count = '1', , added = '1'] of (file.patch ?? '').matchAll(HUNK)) {
    const [first, removed, length] = [Number(from), Number(count), Number(added)];
    // A hunk that only adds stands behind its line.
    const begin = removed === 0 ? first + 1 : first;
    const isInside =
      removed === 0
        ? begin > startLine && begin <= line
        : begin <= line && begin + removed > startLine;
    if (isInside) {
      return undefined;
    }
    if (begin <= startLine) {
      moved += length - removed;
    }
  }
  return { start: startLine + moved, end: line + moved };
}

const HUNK = /(?<![^\n])@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/g;
