import { isUnprintable, printable } from '../../printable.ts';

/**
 * Quotes text as a word of bash, so that nothing in it is expanded, and nothing that cannot be seen
 * stands in it raw.
 */
export function quote(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) {
    return text;
  }
  return isUnprintable(text) ? ansiQuote(text) : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** `$'…'`, in which bytes are written as numbers. No word has a NUL: it is left out. */
function ansiQuote(text: string): string {
  const bytes = (character: string) =>
    [...new TextEncoder().encode(character)]
      .filter((byte) => byte !== 0)
      .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
      .join('');
  return `$'${Array.from(text, (character) =>
    isUnprintable(character) || /['\\]/.test(character) ? bytes(character) : character,
  ).join('')}'`;
}

/** A comment: text from a flow file can end neither the line nor the comment. */
export function comment(text: string): string {
  return `# ${printable(text, 400)}`;
}

/** A command over several lines, its options aligned below it. */
export function command(head: string, ...options: readonly string[]): string {
  return [head, ...options].join(' \\\n  ');
}

/** Moves lines to the right, for the inside of `if` and functions. */
export function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}
