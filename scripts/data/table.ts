/** A file of `src/core/data` that is made from a package. */
export interface Table {
  /** The file is `NAME.generated.ts`. */
  readonly name: string;
  /** What people read of it beside the version of its package. */
  readonly title: string;
  readonly package: string;
  /** The file's text after its header: the same for the same version of the package. */
  readonly make: () => Promise<string>;
}

/** Words in lines of a template literal: short in the diff and in the file. */
export function wordsLiteral(words: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line.length + word.length > 94) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return `\`\n${[...lines, line].map((text) => `    ${text}`).join('\n')}\``;
}

/** The order of characters, which is the same in every place. */
export function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
