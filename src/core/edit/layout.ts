import type { TextEdit } from '../compare/finding.ts';
import type { JsonData } from '../template/reference.ts';
import { trimEndWhile } from '../trim.ts';
import { hclData, hclKey } from './hcl-text.ts';
import type { Language, SyntaxEntry, SyntaxList, SyntaxMap, SyntaxNode } from './syntax.ts';

/** Writes data in the language and the manner of a file. */
export interface Manner {
  readonly language: Language;
  /** What one level is moved to the right. */
  readonly indent: string;
  readonly lineBreak: string;
  /** YAML of a value in block style, one element per line, without indentation. */
  readonly block: (data: JsonData) => readonly string[];
}

/** The line break that a text has; `\n` for one without any. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The text of a change: what is left out of a list, what comes behind what stays. */
export interface ListChange {
  readonly without: ReadonlySet<SyntaxNode>;
  readonly more: readonly JsonData[];
}

/** Edits a list; undefined where nothing of it would be left, or it is written in a way of its own. */
export function editList(
  text: string,
  list: SyntaxList,
  { without, more }: ListChange,
  manner: Manner,
): readonly TextEdit[] | undefined {
  return list.style === 'flow'
    ? editFlow(
        text,
        list,
        list.items.map((item) => ({
          start: tagStart(text, item.start),
          end: item.end,
          gone: without.has(item),
        })),
        more.map((data) => (indent, line) => flowText(data, manner, indent, line)),
        manner,
      )
    : editBlockList(text, list, { without, more }, manner);
}

/** Adds an entry to a map. */
export function addEntry(
  text: string,
  map: SyntaxMap,
  key: string,
  data: JsonData,
  manner: Manner,
): readonly TextEdit[] | undefined {
  if (map.style === 'flow') {
    return editFlow(
      text,
      map,
      map.entries.map(({ keyStart, value }) => ({ start: keyStart, end: value.end, gone: false })),
      [(indent, line) => `${flowKey(key, manner)}${flowText(data, manner, indent, line)}`],
      manner,
    );
  }
  const last = map.entries.at(-1);
  const column = columnOf(text, map.start);
  const at = lineEnd(text, last?.value.end ?? map.end);
  return [
    insertLines(text, at, indented(manner.block({ [key]: data }), ' '.repeat(column)), manner),
  ];
}

/** Takes an entry out of a map; undefined where it does not stand on lines of its own. */
export function removeEntry(
  text: string,
  map: SyntaxMap,
  entry: SyntaxEntry,
  manner: Manner,
): readonly TextEdit[] | undefined {
  if (map.style === 'flow') {
    const pieces = map.entries.map(({ keyStart, value }) => ({
      start: keyStart,
      end: value.end,
      gone: keyStart === entry.keyStart,
    }));
    return editFlow(text, map, pieces, [], manner);
  }
  const start = lineStart(text, entry.keyStart);
  const end = lineEnd(text, entry.value.end);
  return text.slice(start, entry.keyStart).trim() === '' && map.entries.length > 1
    ? [{ start, end: end + breakAt(text, end), text: '' }]
    : undefined;
}

/** Puts another value in the place of that of an entry. */
export function replaceEntry(
  text: string,
  map: SyntaxMap,
  entry: SyntaxEntry,
  data: JsonData,
  manner: Manner,
): readonly TextEdit[] {
  const column = columnOf(text, map.start);
  if (map.style === 'flow') {
    const indent = lineIndent(text, entry.keyStart);
    return [
      {
        start: tagStart(text, entry.value.start),
        end: entry.value.end,
        text: flowText(data, manner, indent, oneLine(text, map)),
      },
    ];
  }
  const [first = '', ...rest] = manner.block({ [entry.key]: data });
  const lines = [first, ...indented(rest, ' '.repeat(column))];
  return [{ start: entry.keyStart, end: entry.value.end, text: lines.join(manner.lineBreak) }];
}

/** Makes a list of a single value and adds to it. */
export function listOf(
  text: string,
  entry: SyntaxEntry,
  map: SyntaxMap,
  more: readonly JsonData[],
  manner: Manner,
): readonly TextEdit[] {
  const start = tagStart(text, entry.value.start);
  const own = text.slice(start, entry.value.end);
  if (map.style === 'flow') {
    const indent = lineIndent(text, entry.keyStart);
    const inner = indent + manner.indent;
    const line = oneLine(text, map);
    const items = [own, ...more.map((data) => flowText(data, manner, inner, line))];
    const isOneLine = line !== undefined;
    return [
      {
        start,
        end: entry.value.end,
        text: isOneLine
          ? `[${items.join(', ')}]`
          : `[${manner.lineBreak}${items.map((item) => inner + item).join(`,${manner.lineBreak}`)}${manner.lineBreak}${indent}]`,
      },
    ];
  }
  const pad = ' '.repeat(columnOf(text, map.start)) + manner.indent;
  const at = lineEnd(text, entry.value.end);
  return [
    // The blank before the value goes with the line that it would end.
    {
      start: entry.keyEnd + (text.slice(entry.keyEnd).search(':') + 1),
      end: start,
      text: `${manner.lineBreak}${pad}- `,
    },
    insertLines(text, at, indented(manner.block(more), pad), manner),
  ];
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly gone: boolean;
}

/** Items between brackets: what is left out goes with one comma, what is new comes behind what stays. */
function editFlow(
  text: string,
  list: SyntaxNode,
  pieces: readonly Piece[],
  more: readonly ((indent: string, line: OneLine | undefined) => string)[],
  manner: Manner,
): readonly TextEdit[] {
  const lastKept = pieces.findLastIndex(({ gone }) => !gone);
  const [first] = pieces;
  const isOneLine =
    first !== undefined ? !text.slice(list.start, first.start).includes('\n') : false;
  const outer = lineIndent(text, list.start);
  const indent = isOneLine
    ? outer
    : first === undefined
      ? outer + manner.indent
      : lineIndent(text, first.start);
  const gap = isOneLine ? ' ' : manner.lineBreak + indent;
  const line = oneLine(text, list);
  const added = more.map((write) => write(indent, line));
  const kept = pieces[lastKept];
  if (kept === undefined) {
    const [open, close] = [text[list.start] ?? '[', text[list.end - 1] ?? ']'];
    const inside = isOneLine
      ? added.join(', ')
      : `${manner.lineBreak}${indent}${added.join(`,${gap}`)}${manner.lineBreak}${outer}`;
    return [
      {
        start: list.start,
        end: list.end,
        text: added.length === 0 ? open + close : open + inside + close,
      },
    ];
  }
  const edits: TextEdit[] = [];
  for (let at = 0; at < lastKept; at += 1) {
    const piece = pieces[at];
    if (piece?.gone === true) {
      edits.push({ start: piece.start, end: pieces[at + 1]?.start ?? piece.end, text: '' });
    }
  }
  const end = pieces.at(-1)?.end ?? kept.end;
  if (end > kept.end || added.length > 0) {
    edits.push({ start: kept.end, end, text: added.map((item) => `,${gap}${item}`).join('') });
  }
  return edits;
}

function editBlockList(
  text: string,
  list: SyntaxList,
  { without, more }: ListChange,
  manner: Manner,
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const [first] = list.items;
  const pad = first && dashIndent(text, first.start);
  if (first === undefined || pad === undefined || without.size >= list.items.length) {
    if (pad === undefined || more.length === 0 || first === undefined) {
      return undefined;
    }
  }
  const last = list.items.at(-1) ?? first;
  for (const item of list.items) {
    if (without.has(item)) {
      const isOnOwnLine = dashIndent(text, item.start) === pad;
      if (!isOnOwnLine) {
        return undefined;
      }
      const start = lineStart(text, item.start);
      const end = lineEnd(text, item.end);
      const isLast = end >= text.length;
      edits.push(
        isLast && start > 0
          ? { start: start - breakBefore(text, start), end, text: '' }
          : { start, end: Math.min(end + breakAt(text, end), text.length), text: '' },
      );
    }
  }
  if (more.length > 0) {
    const lines = indented(manner.block(more), pad);
    const own = edits.at(-1);
    const end = lineEnd(text, last.end);
    if (own !== undefined && without.has(last)) {
      // The new lines take the place of the last ones.
      const start = lineStart(text, last.start);
      edits[edits.length - 1] = { start, end, text: lines.join(manner.lineBreak) };
    } else {
      edits.push(insertLines(text, end, lines, manner));
    }
  }
  return edits;
}

function insertLines(
  text: string,
  at: number,
  lines: readonly string[],
  { lineBreak }: Manner,
): TextEdit {
  const isEnd = at >= text.length;
  return {
    start: at,
    end: at,
    text: `${isEnd && at === 0 ? '' : lineBreak}${lines.join(lineBreak)}`,
  };
}

/** What stands before the dash of a list item on its line; undefined where that is no blank. */
function dashIndent(text: string, start: number): string | undefined {
  return /^([ ]*)-[ \t]+(?:[!&]\S*[ \t]+)*$/.exec(text.slice(lineStart(text, start), start))?.[1];
}

/** Where the tag of a value begins, or the value itself. */
function tagStart(text: string, start: number): number {
  let before = text.slice(lineStart(text, start), start);
  for (;;) {
    const words = trimEndWhile(before, (each) => each === ' ' || each === '\t');
    const rest = trimEndWhile(words, (each) => !/[\s,[\]{}]/.test(each));
    if (words === before || !/^[!&]/.test(words.slice(rest.length))) {
      return start - (text.slice(lineStart(text, start), start).length - before.length);
    }
    before = rest;
  }
}

/** A key with the sign that stands between it and its value. */
function flowKey(key: string, { language }: Manner): string {
  switch (language) {
    case 'json':
      return `${JSON.stringify(key)}: `;
    case 'yaml':
      return `${key}: `;
    case 'hcl':
      return `${hclKey(key)} = `;
  }
}

/** How a collection on a single line is written: whether blanks stand inside its brackets. */
interface OneLine {
  readonly padding: string;
  readonly colon: string;
}

function oneLine(text: string, node: SyntaxNode): OneLine | undefined {
  const own = text.slice(node.start, node.end);
  return own.includes('\n') || own.length <= 2
    ? undefined
    : {
        padding: /^[{[]\s/.test(own) ? ' ' : '',
        colon: /":\S/.test(own) && !/":\s/.test(own) ? ':' : ': ',
      };
}

/** JSON is YAML in flow style, too. */
function flowText(
  data: JsonData,
  { indent, lineBreak, language }: Manner,
  at: string,
  line: OneLine | undefined,
): string {
  if (line !== undefined && language !== 'hcl') {
    return lineText(data, line);
  }
  const text = language === 'hcl' ? hclData(data) : JSON.stringify(data, undefined, indent);
  return text
    .split('\n')
    .map((each, index) => (index === 0 ? each : at + each))
    .join(lineBreak);
}

function lineText(data: JsonData, line: OneLine): string {
  const { padding, colon } = line;
  if (Array.isArray(data)) {
    return `[${padding}${data.map((item) => lineText(item, line)).join(', ')}${padding}]`;
  }
  if (typeof data !== 'object' || data === null) {
    return JSON.stringify(data);
  }
  const entries = Object.entries(data).map(
    ([key, value]) => `${JSON.stringify(key)}${colon}${lineText(value, line)}`,
  );
  return `{${padding}${entries.join(', ')}${padding}}`;
}

function indented(lines: readonly string[], pad: string): readonly string[] {
  return lines.map((line) => (line === '' ? line : pad + line));
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of the line that holds the last character before an offset, without its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  const end = at < 0 ? text.length : at;
  return text[end - 1] === '\r' && end - 1 >= offset ? end - 1 : end;
}

function breakAt(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? 2 : text[end] === '\n' ? 1 : 0;
}

function breakBefore(text: string, start: number): number {
  return text.startsWith('\r\n', start - 2) ? 2 : 1;
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}
