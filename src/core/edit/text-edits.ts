import type { TextEdit } from '../compare/finding.ts';

/**
 * Edits in the order of the text; those that insert at the same place stay in the order in which
 * they were made. Undefined where two overlap: what they would make together, nobody has planned.
 */
export function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const sorted = edits
    .map((edit, made) => ({ edit, made }))
    .sort((one, other) => one.edit.start - other.edit.start || one.made - other.made)
    .map(({ edit }) => edit);
  const isApart = sorted.every(({ start, end }, at) => {
    const before = sorted[at - 1];
    return start <= end && (before === undefined || before.end <= start);
  });
  return isApart ? sorted : undefined;
}

/** The text with all edits made at once; undefined where two overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  const sorted = inOrder(edits);
  if (sorted === undefined) {
    return undefined;
  }
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: put } of sorted) {
    parts.push(text.slice(at, start), put);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** A part of a text with the edits inside it made, for an edit that takes the place of the part. */
export function editedPart(
  text: string,
  start: number,
  end: number,
  edits: readonly TextEdit[],
): string | undefined {
  const isInside = edits.every((edit) => edit.start >= start && edit.end <= end);
  return isInside
    ? applyEdits(
        text.slice(start, end),
        edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
      )
    : undefined;
}
