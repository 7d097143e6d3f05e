import type { TextEdit } from '../compare/finding.ts';

/**
 * Applies edits to a text. Edits that say the same at the same place count once.
 *
 * @throws RangeError for edits that overlap or lie outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...new Map(edits.map((edit) => [editKey(edit), edit])).values()].sort(
    (one, other) => one.start - other.start || one.end - other.end,
  );
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of ordered) {
    if (start < at || end < start || end > text.length) {
      throw new RangeError(`an edit from ${start} to ${end} overlaps another or leaves the text`);
    }
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

function editKey({ start, end, text }: TextEdit): string {
  return [start, end, text].join('\u0000');
}
