import { isUnprintable } from '../../printable.ts';

/** What opens, and what closes it. */
const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What else can stand outside of strings; a `#` would begin a comment. */
const MARKS = /[\p{ID_Continue} .,:?!=<>&|+\-*/%]/u;

/** Comments and heredocs. */
const LINES = /^(?:\/[/*]|<<)/;

/** A sign that is part of a longer one, or stands alone. */
const SIGN = /^(?:[=!<>]=|=>|=)/;

/** A bracket or a string that is not closed yet. */
interface Open {
  readonly close: string;
  /** Whether a key of an object was given its value since the last comma. */
  isAssigned: boolean;
}

/**
 * Whether text can stand where one expression is expected, alone, in a list or in `${}`: it is on one
 * line, closes what it opens and nothing else, separates the items of its objects, and has no comment,
 * no heredoc and nothing hidden.
 */
export function isOneExpression(text: string): boolean {
  if (text.trim() === '' || isUnprintable(text)) {
    return false;
  }
  const open: Open[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const rest = text.slice(at, at + 3);
    const character = rest.charAt(0);
    const inside = open.at(-1);
    const close = character === '"' ? '"' : PAIRS[character];
    if (character === inside?.close) {
      open.pop();
    } else if (inside?.close === '"') {
      const isInterpolation = /^[$%]\{/.test(rest);
      const isEscape = character === '\\' || isInterpolation;
      open.push(...(isInterpolation ? [{ close: '}', isAssigned: false }] : []));
      at += rest === '$${' || rest === '%%{' ? 2 : isEscape ? 1 : 0;
    } else if (close !== undefined) {
      open.push({ close, isAssigned: false });
    } else if (!MARKS.test(character) || LINES.test(rest)) {
      return false;
    } else if (character === ',') {
      if (inside === undefined) {
        return false;
      }
      inside.isAssigned = false;
    } else {
      const sign = SIGN.exec(rest)?.[0] ?? ' ';
      if (sign === '=') {
        if (inside?.close !== '}' || inside.isAssigned) {
          return false;
        }
        inside.isAssigned = true;
      }
      at += sign.length - 1;
    }
  }
  return open.length === 0;
}
