/** What a backslash and a letter stand for in quotes. */
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
};

/** The text that a literal piece of a quoted template stands for. */
export function unescapeQuoted(raw: string): string {
  return unescapeTemplate(
    raw.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (whole, short, long, letter) => {
      const code = Number.parseInt(short ?? long ?? '', 16);
      return Number.isNaN(code) || code > 0x10ffff
        ? (ESCAPES[letter ?? ''] ?? whole)
        : String.fromCodePoint(code);
    }),
  );
}

/** `$${` and `%%{` stand for `${` and `%{`, in quotes and in heredocs. */
export function unescapeTemplate(raw: string): string {
  return raw.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

/** How far all lines of a heredoc are indented, which `<<-` takes away; blank lines do not count. */
export function commonIndent(text: string): number {
  const indents = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  return indents.length === 0 ? 0 : Math.min(...indents);
}
