/**
 * Characters that must never travel from a stranger's file to a terminal, a comment or a log:
 * controls, line and paragraph separators, half characters, and all that Unicode shows as nothing,
 * with the marks that reorder text among them. Only the selectors of emoji are harmless.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\ufff9-\ufffb]|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

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

/** Escapes what is unprintable as strings of JSON and TypeScript do; line breaks between lines stay. */
export function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n' ? character : escapeUnicode(character),
  );
}

/** The same for double-quoted YAML and HCL, which know no halves of characters but `\U000e0041`. */
export function escapeCodePoints(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n'
      ? character
      : character.length === 1
        ? escapeUnicode(character)
        : `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
  );
}

/** Escapes lines of a file for people to look at: tabs stay, and line breaks, of Windows too. */
export function escapeInvisible(text: string): string {
  return text.replace(UNPRINTABLE, (character, at: number) =>
    /[\t\n]/.test(character) || (character === '\r' && text[at + 1] === '\n')
      ? character
      : escapeUnicode(character),
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
