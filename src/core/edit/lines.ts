/** The line break that a text has; `\n` for one without any. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of the line that holds the last character before an offset, without its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  const end = at < 0 ? text.length : at;
  return text[end - 1] === '\r' && end - 1 >= offset ? end - 1 : end;
}

/** Where the next line begins, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + (text.startsWith('\r\n', end) ? 2 : text[end] === '\n' ? 1 : 0);
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The blanks at the beginning of the line of an offset. */
export function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** Whether nothing but blanks stands before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** Moves all lines but the first to the right; blank lines stay blank. */
export function moveRight(text: string, pad: string): string {
  return text.replace(/\n(?=[^\r\n])/g, `\n${pad}`);
}
