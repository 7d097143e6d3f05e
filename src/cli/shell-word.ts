import { printable } from '../core/printable.ts';
import { quote } from '../core/write/aws-cli/shell.ts';

/** A word of a command that the user may paste; the `…` that stands for an answer is not quoted. */
export function shellWord(text: string): string {
  const safe = printable(text, 4096);
  return safe.endsWith('=…') ? `${quote(safe.slice(0, -1))}…` : safe === '…' ? safe : quote(safe);
}
