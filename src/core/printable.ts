/**
 * Characters that must never travel from a stranger's file to a terminal, a comment or a log:
 * C0 and C1 controls, line and paragraph separators, and the marks that reorder or hide text.
 */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Makes text from a flow file safe to show on one line: every control or bidirectional character
 * becomes a visible escape such as `\u001b`, and text over `limit` characters is cut with `…`.
 */
export function printable(text: string, limit = 200): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(UNPRINTABLE, visible);
}

/** Serialises to JSON with 2-space indentation in which no unprintable character stands raw. */
export function printableJson(value: unknown): string {
  return escapeUnprintable(JSON.stringify(value, undefined, 2));
}

/** Whether a text has characters that must not be written raw. */
export function isUnprintable(text: string): boolean {
  return text.search(UNPRINTABLE) >= 0;
}

/** Escapes what is unprintable as JSON and double-quoted YAML do; line breaks between lines stay. */
export function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n' ? character : escapeUnicode(character),
  );
}

/** The same for lines of a file, in which tabs and line breaks of all kinds stay. */
export function escapeInvisible(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    /[\t\r\n]/.test(character) ? character : escapeUnicode(character),
  );
}

function visible(character: string): string {
  return NAMED[character] ?? escapeUnicode(character);
}

/** Escapes every UTF-16 unit of a character, as JSON does. */
function escapeUnicode(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
