import type { TextEdit } from '../../compare/finding.ts';
import type { Span } from '../../read/hcl/syntax.ts';
import { lineStart } from '../layout.ts';
import { commentEnd } from './comments.ts';

/** Writes something new for a place whose lines begin with `indent`. */
export type Writing = (indent: string, onOneLine: boolean) => string;

export interface BracketChange {
  /** The pieces that go. */
  readonly without: ReadonlySet<Span>;
  /** What comes behind the pieces that stay. */
  readonly more: readonly Writing[];
}

/** How the text is written that a list or an object stands in. */
export interface BracketStyle {
  readonly lineBreak: string;
  /** Whether a line break ends a piece as a comma does: in objects of HCL. */
  readonly linesSeparate: boolean;
}

/** What stands between a piece and the next one, or the closing bracket. */
interface Gap {
  readonly comma: number | undefined;
  /** Where the line of the piece ends, behind its comment; undefined where something follows on it. */
  readonly lineEnd: number | undefined;
  /** Whether the comma stands on the line of the piece. */
  readonly isCommaNear: boolean;
}

/**
 * Takes pieces out from between brackets and adds others. Comments on lines of their own stay, also
 * those above what goes; a comment behind a piece on its line goes with it. Never touches the text
 * of a piece that stays.
 *
 * @returns undefined where the text is written in a way that is not understood, and where nothing
 * would be left.
 */
export function editBrackets(
  text: string,
  list: Span,
  pieces: readonly Span[],
  { without, more }: BracketChange,
  style: BracketStyle,
): readonly TextEdit[] | undefined {
  const gaps = pieces.map(({ end }, index) =>
    gapBetween(text, end, pieces[index + 1]?.start ?? list.end - 1),
  );
  const known = gaps.filter((gap) => gap !== undefined);
  const isEnded = pieces.some((piece) => endsWithHeredoc(text, piece));
  if (known.length < gaps.length || isEnded) {
    return undefined;
  }
  const onOneLine = !text.slice(list.start, list.end).includes('\n');
  if (pieces.length === 0) {
    return more.length === 0 ? undefined : [filled(text, list, more, style)];
  }
  const edits: TextEdit[] = [];
  const kept = pieces.findLastIndex((piece) => !without.has(piece));
  // Where all goes, what is new takes the place of the first.
  const at = Math.max(kept, 0);
  const [last, gap] = [pieces[at], known[at]];
  const [first, ...others] = more;
  if (last === undefined || gap === undefined || (kept < 0 && first === undefined)) {
    return undefined;
  }
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, last.start), last.start))?.[0] ?? '';
  if (kept < 0 && first !== undefined) {
    edits.push({ start: last.start, end: last.end, text: first(indent, onOneLine) });
  }
  const added = (kept < 0 ? others : more).map((write) => write(indent, onOneLine));
  const hasTrailing = known.at(-1)?.comma !== undefined;
  const usesCommas = !style.linesSeparate || known.some(({ comma }) => comma !== undefined);
  edits.push(...behind(last, gap, added, { hasTrailing, usesCommas, indent }, style));
  if (added.length === 0 && gap.comma !== undefined && !hasTrailing) {
    edits.push({ start: gap.comma, end: gap.comma + 1, text: '' });
  }
  let cursor = 0;
  for (const [index, piece] of pieces.entries()) {
    const own = known[index];
    if (index === at || own === undefined || !without.has(piece)) {
      cursor = piece.end;
      continue;
    }
    const { start, end } = removal(text, piece, own, index < at);
    edits.push({ start: Math.max(start, cursor), end, text: '' });
    cursor = end;
  }
  return edits;
}

/** The word that ends a heredoc must stay alone on its line, so that no comma can follow. */
function endsWithHeredoc(text: string, { start, end }: Span): boolean {
  const last = text.slice(Math.max(lineStart(text, end - 1), start), end).trim();
  return /^\w+$/.test(last) && text.slice(start, end).includes('<<');
}

/** New pieces behind the last one that stays. */
function behind(
  last: Span,
  { comma, lineEnd, isCommaNear }: Gap,
  added: readonly string[],
  how: { readonly hasTrailing: boolean; readonly usesCommas: boolean; readonly indent: string },
  { lineBreak }: BracketStyle,
): readonly TextEdit[] {
  if (added.length === 0) {
    return [];
  }
  const ownLines = lineEnd !== undefined && (comma === undefined || isCommaNear);
  const sign = ownLines && !how.usesCommas ? '' : ',';
  const gap = ownLines ? lineBreak + how.indent : ' ';
  const end = how.hasTrailing ? sign : '';
  const put = added.map((item) => gap + item).join(sign) + end;
  const before = comma === undefined ? sign : '';
  const at = ownLines ? lineEnd : comma === undefined ? last.end : comma + 1;
  return at === last.end
    ? [{ start: at, end: at, text: before + put }]
    : [
        ...(before === '' ? [] : [{ start: last.end, end: last.end, text: before }]),
        { start: at, end: at, text: put },
      ];
}

/** The text that goes with a piece: its lines where it has lines of its own. */
function removal(
  text: string,
  { start, end }: Span,
  { comma, lineEnd, isCommaNear }: Gap,
  isBeforeKept: boolean,
): Span {
  const line = lineStart(text, start);
  const beginsLine = text.slice(line, start).trim() === '';
  const endsLine = lineEnd !== undefined && (comma === undefined || isCommaNear);
  if (beginsLine && endsLine) {
    return { start: line, end: text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1 };
  }
  const head = text.slice(line, start);
  const before = head.length - head.trimEnd().length;
  const behindComma = comma === undefined ? end : comma + 1;
  if (endsLine || !isBeforeKept) {
    return { start: start - before, end: behindComma };
  }
  const after = /^[ \t]*/.exec(text.slice(behindComma))?.[0].length ?? 0;
  return { start, end: behindComma + after };
}

/** An empty list or object, which may hold comments. */
function filled(
  text: string,
  { start, end }: Span,
  more: readonly Writing[],
  { lineBreak, linesSeparate }: BracketStyle,
): TextEdit {
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, start)))?.[0] ?? '';
  const indent = `${outer}  `;
  const lines = more
    .map((write) => `${lineBreak}${indent}${write(indent, false)}`)
    .join(linesSeparate ? '' : ',');
  const isBlank = text.slice(start + 1, end - 1).trim() === '';
  return isBlank
    ? { start: start + 1, end: end - 1, text: `${lines}${lineBreak}${outer}` }
    : { start: start + 1, end: start + 1, text: lines };
}

/** Reads what is no piece: blanks, comments and a comma; undefined for anything else. */
function gapBetween(text: string, from: number, to: number): Gap | undefined {
  let comma: number | undefined;
  let lineEnd: number | undefined;
  let isCommentFar = false;
  for (let at = from; at < to; ) {
    if (text[at] === '\n') {
      lineEnd ??= text[at - 1] === '\r' ? at - 1 : at;
      at += 1;
    } else if (/\s/.test(text[at] ?? '')) {
      at += 1;
    } else if (text[at] === ',' && comma === undefined && !isCommentFar) {
      comma = at;
      at += 1;
    } else {
      const end = commentEnd(text, at);
      if (end === undefined) {
        return undefined;
      }
      isCommentFar ||= lineEnd !== undefined && comma === undefined;
      at = end;
    }
  }
  const isCommaNear = comma !== undefined && (lineEnd === undefined || comma < lineEnd);
  return { comma, lineEnd, isCommaNear };
}
