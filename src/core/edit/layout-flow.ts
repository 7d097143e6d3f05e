import type { TextEdit } from '../compare/finding.ts';
import type { JsonData } from '../template/reference.ts';
import { hclData, hclKey } from './hcl-text.ts';
import { isFirstOnLine, lineEnd, lineIndent, lineStart, nextLine } from './lines.ts';
import type { Manner } from './manner.ts';
import { lineJson, type OneLine, oneLineOf } from './one-line.ts';
import type { SyntaxEntry, SyntaxNode } from './syntax-tree.ts';

/** An item or an entry between brackets. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly gone: boolean;
}

/** Writes something new where its first line begins at an indentation, or on a single line. */
type Write = (indent: string, line: OneLine | undefined) => string;

/**
 * Edits what stands between brackets: what is left out goes with one comma and the comment on its
 * line, what is new comes behind what stays.
 */
export function editFlow(
  text: string,
  node: SyntaxNode,
  pieces: readonly Piece[],
  more: readonly Write[],
  manner: Manner,
): readonly TextEdit[] | undefined {
  const way = wayOf(text, node, pieces, manner);
  const added = more.map((write) => write(way.indent, way.line));
  const [first] = pieces;
  if (first === undefined) {
    return fill(text, node, added, way, manner);
  }
  const kept = pieces.findLast(({ gone }) => !gone);
  if (kept !== undefined) {
    return [
      ...append(text, node, pieces, kept, added, way, manner),
      ...removals(text, node, pieces, added.length > 0, manner),
    ];
  }
  if (added.length === 0) {
    return [{ start: node.start, end: node.end, text: emptied(text, node) }];
  }
  // The new ones take the place of the first, so that what stands around it stays.
  const rest = pieces.map((piece, at) => ({ ...piece, gone: at > 0 }));
  return [
    { start: first.start, end: first.end, text: added.join(way.comma + way.gap) },
    ...removals(text, node, rest, false, manner),
  ];
}

/** How new pieces are written. */
interface Way {
  readonly indent: string;
  readonly gap: string;
  readonly comma: string;
  readonly line: OneLine | undefined;
}

function wayOf(text: string, node: SyntaxNode, pieces: readonly Piece[], manner: Manner): Way {
  const { language, lineBreak } = manner;
  const [first] = pieces;
  const outer = lineIndent(text, node.start);
  const isBeside =
    first === undefined
      ? language === 'yaml' || (language === 'json' && isCompact(text))
      : !text.slice(node.start, first.start).includes('\n');
  if (isBeside) {
    const sample =
      first === undefined ? lineOf(text, node.start) : text.slice(node.start, node.end);
    const line = oneLineOf(sample);
    const comma = line?.comma.trimEnd() ?? ',';
    // YAML that goes on in another line must stand deeper than what is around it.
    const only = language === 'yaml' ? (line ?? oneLineOf(sample.replaceAll('\n', ' '))) : line;
    return { indent: outer, gap: line?.comma === ',' ? '' : ' ', comma, line: only };
  }
  const isSingle = pieces.length > 0 && pieces.every(({ start, end }) => isLined(text, start, end));
  const indent = first === undefined ? outer + manner.indent : lineIndent(text, first.start);
  return {
    indent,
    gap: lineBreak + indent,
    comma: ',',
    line: isSingle ? oneLineOf(text.slice(first?.start, first?.end)) : undefined,
  };
}

/** Whether a piece is a collection, or an entry, that stands on one line. */
function isLined(text: string, start: number, end: number): boolean {
  const own = text.slice(start, end);
  return /[{[]/.test(own) && !own.includes('\n');
}

function emptied(text: string, node: SyntaxNode): string {
  return (text[node.start] ?? '[') + (text[node.end - 1] ?? ']');
}

/** Fills an empty collection; one with a comment inside is left to people. */
function fill(
  text: string,
  node: SyntaxNode,
  added: readonly string[],
  { gap, comma, line }: Way,
  { lineBreak }: Manner,
): readonly TextEdit[] | undefined {
  if (added.length === 0) {
    return [];
  }
  const [open = '[', close = ']'] = emptied(text, node);
  if (text.slice(node.start + 1, node.end - 1).trim() !== '') {
    return undefined;
  }
  const inner = added.join(comma + gap);
  const outer = lineIndent(text, node.start);
  return [
    {
      start: node.start,
      end: node.end,
      text:
        line !== undefined
          ? open + inner + close
          : `${open}${gap}${inner}${lineBreak}${outer}${close}`,
    },
  ];
}

function lineOf(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), lineEnd(text, offset));
}

/** Whether a text has no lines that could be indented. */
function isCompact(text: string): boolean {
  return !text.trimEnd().includes('\n');
}

function append(
  text: string,
  node: SyntaxNode,
  pieces: readonly Piece[],
  kept: Piece,
  added: readonly string[],
  { gap, comma }: Way,
  { language }: Manner,
): readonly TextEdit[] {
  if (added.length === 0) {
    return [];
  }
  const close = node.end - 1;
  const own = commaBehind(text, kept.end, close, language);
  const isTrailed =
    commaBehind(text, pieces.at(-1)?.end ?? kept.end, close, language) !== undefined;
  const items = added.join(comma + gap) + (own !== undefined && isTrailed ? ',' : '');
  const from = own === undefined ? kept.end : own + 1;
  // The comment behind the last one stays beside it.
  const note = gap.includes('\n') ? commentAt(text, from, language) : undefined;
  const at = note === undefined ? from : lineEnd(text, note);
  return [
    ...(own === undefined ? [{ start: kept.end, end: kept.end, text: comma }] : []),
    { start: at, end: at, text: gap + items },
  ];
}

/** Takes pieces out: whole lines where they have lines of their own. */
function removals(
  text: string,
  node: SyntaxNode,
  pieces: readonly Piece[],
  isFollowed: boolean,
  { language }: Manner,
): readonly TextEdit[] {
  const close = node.end - 1;
  const firstKept = pieces.findIndex(({ gone }) => !gone);
  const lastKept = pieces.findLastIndex(({ gone }) => !gone);
  const isTrailed = commaBehind(text, pieces.at(-1)?.end ?? close, close, language) !== undefined;
  return pieces.flatMap((piece, at): readonly TextEdit[] => {
    const next = pieces[at + 1];
    const comma = commaBehind(text, piece.end, next?.start ?? close, language);
    if (piece.gone) {
      const whole = { start: piece.start, end: comma === undefined ? piece.end : comma + 1 };
      return [removal(text, whole, at < firstKept ? next : undefined, language)];
    }
    const isSeparator = at === lastKept && next !== undefined && comma !== undefined;
    return isSeparator && !isTrailed && !isFollowed
      ? [{ start: comma, end: comma + 1, text: '' }]
      : [];
  });
}

/** @param next what comes next, where nothing stays before. */
function removal(
  text: string,
  { start, end }: Pick<Piece, 'start' | 'end'>,
  next: Piece | undefined,
  language: Manner['language'],
): TextEdit {
  const isFirst = isFirstOnLine(text, start);
  const isLast =
    text.slice(end, commentAt(text, end, language) ?? lineEnd(text, end)).trim() === '';
  if (isFirst && isLast) {
    return { start: lineStart(text, start), end: nextLine(text, end), text: '' };
  }
  const gap = /^[ \t]*/.exec(text.slice(end, lineEnd(text, end)))?.[0] ?? '';
  // Within a line, only blanks are white space; a pattern would take quadratic time from the end.
  const before = text.slice(lineStart(text, start), start).trimEnd();
  return next !== undefined || isFirst
    ? { start, end: end + gap.length, text: '' }
    : { start: lineStart(text, start) + before.length, end, text: '' };
}

/** The comma behind a piece, past blanks and comments. */
function commaBehind(
  text: string,
  from: number,
  to: number,
  language: Manner['language'],
): number | undefined {
  for (let at = from; at < to; at += 1) {
    if (text[at] === ',') {
      return at;
    }
    const note = /\S/.test(text[at] ?? '') ? commentAt(text, at, language) : undefined;
    if (note !== undefined) {
      at = text.startsWith('/*', note) ? text.indexOf('*/', note) + 1 : lineEnd(text, note);
    } else if (/\S/.test(text[at] ?? '')) {
      return undefined;
    }
  }
  return undefined;
}

/** Where a comment begins that comes next on the line. */
function commentAt(text: string, offset: number, language: Manner['language']): number | undefined {
  const rest = text.slice(offset, lineEnd(text, offset));
  const sign = { json: undefined, yaml: /^[ \t]*#/, hcl: /^[ \t]*(?:#|\/\/|\/\*)/ }[language];
  const found = sign?.exec(rest)?.[0];
  return found === undefined ? undefined : offset + found.search(/\S/);
}

/** A key with the sign that stands between it and its value. */
export function flowKey(key: string, { language }: Manner, line: OneLine | undefined): string {
  switch (language) {
    case 'json':
      return `${JSON.stringify(key)}${line?.colon ?? ': '}`;
    case 'yaml':
      return line === undefined || line.isQuoted ? `${JSON.stringify(key)}: ` : `${key}: `;
    case 'hcl':
      return `${hclKey(key)} = `;
  }
}

/** Data between brackets; JSON is YAML in flow style, too. */
export function flowText(
  data: JsonData,
  { indent, lineBreak, language, flow }: Manner,
  at: string,
  line: OneLine | undefined,
): string {
  if (line !== undefined && language === 'yaml') {
    return line.isQuoted || flow === undefined
      ? lineJson(data, { ...line, colon: ': ' })
      : flow(data);
  }
  if (line !== undefined && language === 'json') {
    return lineJson(data, line);
  }
  const text = language === 'hcl' ? hclData(data) : JSON.stringify(data, undefined, indent);
  return text
    .split('\n')
    .map((each, index) => (index === 0 ? each : at + each))
    .join(lineBreak);
}

/** Puts another value in the place of that of an entry between brackets. */
export function replaceFlowValue(
  text: string,
  { keyStart, value }: SyntaxEntry,
  start: number,
  data: JsonData,
  manner: Manner,
): readonly TextEdit[] {
  const own = oneLineOf(text.slice(keyStart, value.end));
  const line = manner.language === 'yaml' ? (own ?? oneLineOf('"')) : own;
  return [
    { start, end: value.end, text: flowText(data, manner, lineIndent(text, keyStart), line) },
  ];
}
