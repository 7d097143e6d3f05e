import type { Key } from 'ink';
import { printable } from '../core/printable.ts';
import { trimEndWhile } from '../core/trim.ts';

/** A line of text that is being typed, cut where the cursor stands. */
export interface Line {
  readonly before: string;
  readonly after: string;
}

/** As many characters as an answer can have. */
const MOST = 4096;

export function lineOf(text: string): Line {
  return { before: printable(text, MOST), after: '' };
}

export function textOf({ before, after }: Line): string {
  return before + after;
}

/** What a key does to a line; undefined for keys that are for somebody else. */
export function pressed(line: Line, input: string, key: Key): Line | undefined {
  const { before, after } = line;
  const last = [...before].at(-1) ?? '';
  const [next = ''] = after;
  if (key.ctrl) {
    return withControl(line, input);
  }
  if (key.leftArrow) {
    return { before: before.slice(0, before.length - last.length), after: last + after };
  }
  if (key.rightArrow) {
    return { before: before + next, after: after.slice(next.length) };
  }
  if (key.home) {
    return withControl(line, 'a');
  }
  if (key.end) {
    return withControl(line, 'e');
  }
  if (key.backspace) {
    return withControl(line, 'h');
  }
  if (key.delete) {
    return { before, after: after.slice(next.length) };
  }
  return undefined;
}

/** What a letter does together with Ctrl, as shells have it. */
function withControl({ before, after }: Line, letter: string): Line | undefined {
  switch (letter) {
    case 'a':
      return { before: '', after: before + after };
    case 'e':
      return { before: before + after, after: '' };
    case 'h':
      return { before: [...before].slice(0, -1).join(''), after };
    case 'k':
      return { before, after: '' };
    case 'u':
      return { before: '', after };
    case 'w':
      return { before: withoutWord(before.trimEnd()), after };
    default:
      return undefined;
  }
}

/** A text without its last word, or without the one separator that it ends with. */
function withoutWord(text: string): string {
  const rest = trimEndWhile(text, (character) => !/[\s/:.]/.test(character));
  return rest === text ? text.slice(0, -1) : rest;
}

/**
 * What typed or pasted text does to a line. Keys that come fast, and pasted lines, arrive as one
 * text with Enter, Backspace and keys with Ctrl in it.
 */
export function typed(
  line: Line,
  input: string,
): { readonly line: Line; readonly isEntered: boolean } {
  const [first = '', ...rest] = input.split(/[\r\n]/);
  let edited = line;
  for (const character of first) {
    edited = withControl(edited, letterOf(character)) ?? {
      before: edited.before + printable(character),
      after: edited.after,
    };
  }
  const before = printable(edited.before, MOST);
  return { line: { before, after: edited.after }, isEntered: rest.length > 0 };
}

/** The letter that makes a control character together with Ctrl; nothing for other characters. */
function letterOf(character: string): string {
  const code = character.charCodeAt(0);
  return code === 0x7f ? 'h' : code > 0 && code < 0x1b ? String.fromCharCode(code + 0x60) : '';
}
