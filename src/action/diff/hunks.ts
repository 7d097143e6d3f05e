/** Lines of the new file that a hunk of a pull request shows, from `first` to `last`. */
export interface ShownLines {
  readonly first: number;
  readonly last: number;
}

/** A line ends with `\n` alone: what `^` takes for an end besides may stand within a changed line. */
const HEADER = /(?<![^\n])@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/g;

/**
 * The lines of the new file that a patch shows, hunk by hunk: comments may stand on these, and a
 * comment on several lines within one hunk only.
 *
 * @param patch as the API gives it; it is missing for binary and over-large files.
 */
export function shownLines(patch: string | undefined): readonly ShownLines[] {
  return [...(patch ?? '').matchAll(HEADER)].flatMap(([, start = '0', count = '1']) =>
    Number(count) === 0 ? [] : [{ first: Number(start), last: Number(start) + Number(count) - 1 }],
  );
}

/** Whether the lines from `start` to `end` stand in one hunk. */
export function isShown(hunks: readonly ShownLines[], start: number, end: number): boolean {
  return hunks.some(({ first, last }) => start >= first && end <= last);
}
