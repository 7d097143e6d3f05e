import { printable } from '../../printable.ts';

/** Quotes text for a POSIX shell, so that nothing in it is expanded. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
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
