/**
 * Breaks text into indented lines of at most so many columns at its spaces. A word that is longer
 * than a line stays whole: the terminal breaks it, and an ARN can still be copied.
 */
export function wrap(text: string, columns: number, indent: string): string {
  const width = Math.max(columns - indent.length, 16);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line === '') {
      line = word;
    } else if (line.length + 1 + word.length <= width) {
      line += ` ${word}`;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((each) => `${indent}${each}`.trimEnd()).join('\n');
}
