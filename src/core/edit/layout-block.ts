import type { TextEdit } from '../compare/finding.ts';
import type { JsonData } from '../template/reference.ts';
import { columnOf, isFirstOnLine, lineEnd, lineStart, moveRight, nextLine } from './lines.ts';
import type { Manner } from './manner.ts';
import type { SyntaxEntry, SyntaxList, SyntaxMap, SyntaxNode } from './syntax-tree.ts';
import { editedPart } from './text-edits.ts';

/** The text of a change: what is left out of a list, what comes behind what stays. */
export interface ListChange {
  readonly without: ReadonlySet<SyntaxNode>;
  readonly more: readonly JsonData[];
}

/** Edits a list in block style: whole lines go, and whole lines come. */
export function editBlockList(
  text: string,
  { items, dashes = [] }: SyntaxList,
  { without, more }: ListChange,
  manner: Manner,
): readonly TextEdit[] | undefined {
  const [dash] = dashes;
  const last = items.at(-1);
  if (
    dash === undefined ||
    last === undefined ||
    (without.size >= items.length && more.length === 0)
  ) {
    return undefined;
  }
  const pad = ' '.repeat(columnOf(text, dash));
  const lines = indented(manner.block(more), pad);
  const edits: TextEdit[] = [];
  for (const [at, item] of items.entries()) {
    const start = dashes[at];
    if (!without.has(item)) {
      continue;
    }
    if (start === undefined || !isFirstOnLine(text, start)) {
      return undefined;
    }
    const isReplaced = item === last && more.length > 0;
    edits.push(
      isReplaced
        ? {
            start: lineStart(text, start),
            end: lineEnd(text, item.end),
            text: lines.join(manner.lineBreak),
          }
        : wholeLines(text, start, item.end),
    );
  }
  return more.length === 0 || without.has(last)
    ? edits
    : [...edits, insertLines(text, lineEnd(text, last.end), lines, manner)];
}

/** Adds entries to a map in block style, behind the others. */
export function addBlockEntries(
  text: string,
  map: SyntaxMap,
  entries: { readonly [key: string]: JsonData },
  manner: Manner,
): readonly TextEdit[] {
  const at = lineEnd(text, map.entries.at(-1)?.value.end ?? map.end);
  const pad = ' '.repeat(columnOf(text, map.start));
  return [insertLines(text, at, indented(manner.block(entries), pad), manner)];
}

/** Takes an entry out of a map in block style; undefined where it is the only one. */
export function removeBlockEntry(
  text: string,
  map: SyntaxMap,
  { keyStart, value }: SyntaxEntry,
): readonly TextEdit[] | undefined {
  return isFirstOnLine(text, keyStart) && map.entries.length > 1
    ? [wholeLines(text, keyStart, value.end)]
    : undefined;
}

/** Puts other lines in the place of a value that stands on lines of its own. */
export function replaceBlockValue(
  text: string,
  value: SyntaxNode,
  data: JsonData,
  manner: Manner,
): readonly TextEdit[] {
  const pad = ' '.repeat(columnOf(text, value.start));
  const [first = '', ...rest] = manner.block(data);
  const lines = [first, ...indented(rest, pad)];
  return [{ start: value.start, end: value.end, text: lines.join(manner.lineBreak) }];
}

/**
 * Makes an item of the single value of an entry in block style, and adds others behind it.
 *
 * @param start where the value begins, with its tag.
 * @param inner edits inside the value.
 */
export function wrapInBlock(
  text: string,
  map: SyntaxMap,
  { keyEnd, value }: SyntaxEntry,
  start: number,
  more: readonly JsonData[],
  inner: readonly TextEdit[],
  manner: Manner,
): readonly TextEdit[] | undefined {
  const end = lineEnd(text, value.end);
  const own = editedPart(text, start, end, inner);
  if (own === undefined) {
    return undefined;
  }
  const isOwnLine = isFirstOnLine(text, start);
  const column = isOwnLine
    ? columnOf(text, start)
    : columnOf(text, map.start) + manner.indent.length;
  const pad = ' '.repeat(column);
  const body = [`- ${moveRight(own, '  ')}`, ...indented(manner.block(more), pad)].join(
    manner.lineBreak,
  );
  if (isOwnLine) {
    return [{ start, end, text: body }];
  }
  const colon = /^\s*:/.exec(text.slice(keyEnd, start));
  const from = keyEnd + (colon?.[0].length ?? 0);
  return colon === null || text.slice(from, start).trim() !== ''
    ? undefined
    : [{ start: from, end, text: manner.lineBreak + pad + body }];
}

/**
 * Takes lines out with the line break before them: that behind them may be where others are added.
 */
function wholeLines(text: string, from: number, to: number): TextEdit {
  const start = lineStart(text, from);
  const before = /\r?\n$/.exec(text.slice(Math.max(start - 2, 0), start))?.[0].length ?? 0;
  return before === 0
    ? { start, end: nextLine(text, to), text: '' }
    : { start: start - before, end: lineEnd(text, to), text: '' };
}

function insertLines(
  text: string,
  at: number,
  lines: readonly string[],
  { lineBreak }: Manner,
): TextEdit {
  const isEmpty = at >= text.length && at === 0;
  return { start: at, end: at, text: `${isEmpty ? '' : lineBreak}${lines.join(lineBreak)}` };
}

function indented(lines: readonly string[], pad: string): readonly string[] {
  return lines.map((line) => (line === '' ? line : pad + line));
}
