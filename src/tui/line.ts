import type { Key } from 'ink';
import { printable } from '../core/printable.ts';

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
export function pressed({ before, after }: Line, input: string, key: Key): Line | undefined {
  const last = [...before].at(-1) ?? '';
  const [next = ''] = after;
  const isControl = (letter: string) => key.ctrl && input === letter;
  if (key.leftArrow) {
    return { before: before.slice(0, before.length - last.length), after: last + after };
  }
  if (key.rightArrow) {
    return { before: before + next, after: after.slice(next.length) };
  }
  if (key.home || isControl('a')) {
    return { before: '', after: before + after };
  }
  if (key.end || isControl('e')) {
    return { before: before + after, after: '' };
  }
  if (key.backspace) {
    return { before: before.slice(0, before.length - last.length), after };
  }
  if (key.delete) {
    return { before, after: after.slice(next.length) };
  }
  if (isControl('u')) {
    return { before: '', after };
  }
  if (isControl('k')) {
    return { before, after: '' };
  }
  if (isControl('w')) {
    return { before: before.trimEnd().replace(/[^\s/:.]+$|.$/u, ''), after };
  }
  return undefined;
}

/**
 * What typed or pasted text does to a line. Keys that come fast, and pasted lines, arrive as one
 * text with Enter and Backspace in it.
 */
export function typed(
  { before, after }: Line,
  input: string,
): { readonly line: Line; readonly isEntered: boolean } {
  const [first = '', ...rest] = input.split(/[\r\n]/);
  const kept = [...before];
  for (const character of first) {
    if (character === '\u007f' || character === '\b') {
      kept.pop();
    } else {
      kept.push(character);
    }
  }
  const line = { before: printable(kept.join(''), MOST), after };
  return { line, isEntered: rest.length > 0 };
}
