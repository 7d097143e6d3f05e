import { escapeInvisible } from '../../core/printable.ts';
import { fenced } from '../../core/report/markdown/escape.ts';
import { isShown, type ShownLines } from '../diff/hunks.ts';
import { applyLineChanges, type LineChange } from '../diff/line-change.ts';

/** Lines of a file, from `start` to `end`, and what stands in their place once it is committed. */
export interface Suggestion {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/**
 * Turns a change into a suggestion on lines that the pull request shows. A change that only adds
 * lines takes the line before or behind them along, as a suggestion always replaces something.
 *
 * No suggestion is made of what GitHub would not commit as it is: it gives all lines the file's line
 * break. And none is made of what cannot be seen.
 *
 * @param taken lines that other suggestions stand on; they must not overlap.
 * @returns nothing where the pull request shows no such lines.
 */
export function suggestionFor(
  path: string,
  before: string,
  change: LineChange,
  hunks: readonly ShownLines[],
  taken: readonly Suggestion[],
): Suggestion | undefined {
  const all = before.split('\n');
  // What follows the last line break is no line that GitHub could show.
  const count = all.at(-1) === '' ? all.length - 1 : all.length;
  const { start, end, lines } = change;
  const above = { path, start: start - 1, end: start - 1, lines: [all[start - 2] ?? '', ...lines] };
  const below = { path, start, end: start, lines: [...lines, all[start - 1] ?? ''] };
  const breaks = new Set(all.slice(0, -1).map((line) => line.endsWith('\r')));
  const isKept = lines.every((line, at) => {
    const isLast = end > all.length && at === lines.length - 1;
    return line.endsWith('\r') === (breaks.has(true) && !isLast);
  });
  if (breaks.size > 1 || !isKept) {
    return undefined;
  }
  const choices = start < end ? [{ path, start, end: end - 1, lines }] : [above, below];
  return choices.find(
    (choice) =>
      choice.lines.every(isPlain) &&
      choice.start >= 1 &&
      choice.end <= count &&
      isShown(hunks, choice.start, choice.end) &&
      taken.every(
        (other) => other.path !== path || other.end < choice.start || other.start > choice.end,
      ),
  );
}

/** Whether nothing in a line hides; the lines around a change are shown again with it. */
function isPlain(line: string): boolean {
  const text = line.replace(/\r$/, '');
  return escapeInvisible(text) === text;
}

/** The text with suggestions committed, as GitHub does it. */
export function applySuggestions(before: string, suggestions: readonly Suggestion[]): string {
  return applyLineChanges(
    before,
    suggestions.map(({ start, end, lines }) => ({ start, end: end + 1, lines })),
  );
}

/** The block that GitHub shows with a button. The line endings are the file's. */
export function suggestionBlock({ lines }: Suggestion): string {
  const text = lines.map((line) => `${line.replace(/\r$/, '')}\n`).join('');
  return fenced('suggestion', text);
}
