/** A piece of a line, and how it is coloured. */
export interface Styled {
  readonly text: string;
  readonly style: (text: string) => string;
}

/**
 * Breaks text into indented lines of at most so many columns at its spaces. A word that is longer
 * than a line stays whole: the terminal breaks it, and an ARN can still be copied.
 */
export function wrap(text: string, columns: number, indent: string): string {
  return wrapStyled([{ text, style: (line) => line }], columns, indent, indent);
}

/** The same for pieces with a space between them, each coloured on each line that it reaches. */
export function wrapStyled(
  pieces: readonly Styled[],
  columns: number,
  firstIndent: string,
  indent: string,
): string {
  const lines: Styled[][] = [[]];
  let used = 0;
  for (const { text, style } of pieces) {
    for (const word of text.split(' ')) {
      const line = lines.at(-1) ?? [];
      const room = Math.max(columns - (lines.length === 1 ? firstIndent : indent).length, 16);
      const last = line.at(-1);
      if (used > 0 && used + 1 + word.length > room) {
        lines.push(word === '' ? [] : [{ text: word, style }]);
        used = word.length;
      } else if (used > 0 && last?.style === style) {
        line[line.length - 1] = { text: `${last.text} ${word}`, style };
        used += 1 + word.length;
      } else if (word !== '') {
        line.push({ text: word, style });
        used += (used > 0 ? 1 : 0) + word.length;
      }
    }
  }
  return lines
    .map((line, at) => `${at === 0 ? firstIndent : indent}${show(line)}`.trimEnd())
    .join('\n');
}

function show(line: readonly Styled[]): string {
  return line
    .map(({ text, style }, at) => style(at === line.length - 1 ? text.trimEnd() : text))
    .join(' ');
}
