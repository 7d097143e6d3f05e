/** What GitHub finds in rendered text: a mention, a mail address, or a reference to an issue. */
export const REFERENCE = /@\w|#\d|GH-\d/i;

/** Markdown without formatting as it is read: backslashes before marks and entities undone. */
export function rendered(markdown: string): string {
  return markdown.replace(
    /\\([!-/:-@[-`{-~])|&#(\d+);|&(amp|lt|gt);/g,
    (_, mark?: string, code?: string, name?: string) =>
      mark ?? (code === undefined ? NAMED[name ?? ''] : String.fromCharCode(Number(code))) ?? '',
  );
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** Markdown without its blocks and spans of code. */
export function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '')
    .replace(/<code>.*?<\/code>|`[^`\n]*`/g, '');
}
