import { quote } from '../core/write/aws-cli/shell.ts';

/** Longer words are cut: nobody can use them. */
const MOST_CHARACTERS = 4096;

/** A word of a command that the user may paste; the `…` that stands for an answer is not quoted. */
export function shellWord(text: string): string {
  const safe = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return safe.endsWith('=…') ? `${quote(safe.slice(0, -1))}…` : safe === '…' ? safe : quote(safe);
}
