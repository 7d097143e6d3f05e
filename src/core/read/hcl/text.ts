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
  let least: number | undefined;
  for (const line of text.split('\n')) {
    const rest = line.trimStart();
    if (rest !== '') {
      least = Math.min(least ?? line.length, line.length - rest.length);
    }
  }
  return least ?? 0;
}

/** A text on one line: its lines without what they begin and end with, and a blank between them. */
export function joinedLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
