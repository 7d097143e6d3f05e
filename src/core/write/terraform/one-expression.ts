import { isUnprintable } from '../../printable.ts';

/** What opens, and what closes it. */
const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * Whether text can stand where one expression is expected, alone, in a list or in `${}`: it is on one
 * line, closes what it opens and nothing else, and has no comment, no heredoc and nothing hidden.
 */
export function isOneExpression(text: string): boolean {
  if (text.trim() === '' || isUnprintable(text)) {
    return false;
  }
  /** What closes all that is open; within a string that is `"`. */
  const open: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const rest = text.slice(at, at + 3);
    if (open.at(-1) === '"') {
      if (character === '"') {
        open.pop();
      } else if (character === '\\') {
        at += 1;
      } else if (rest === '$${' || rest === '%%{') {
        at += 2;
      } else if (/^[$%]\{/.test(rest)) {
        open.push('}');
        at += 1;
      }
    } else if (character === '"') {
      open.push('"');
    } else if (PAIRS[character] !== undefined) {
      open.push(PAIRS[character]);
    } else if (/[)\]}]/.test(character)) {
      if (open.pop() !== character) {
        return false;
      }
    } else if (/^(?:#|\/[/*]|<<)/.test(rest) || (character === ',' && open.length === 0)) {
      return false;
    }
  }
  return open.length === 0;
}
