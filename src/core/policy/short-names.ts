/**
 * A short text that differs for different texts, to keep names apart that had to be cut or
 * changed: FNV-1a of 32 bits in base 36. It protects against accidents, not against intent.
 */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(36);
}

/** `us.amazon.nova-lite-v1:0` → `UsAmazonNovaLiteV10`: letters and digits, as Sids and logical ids have. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The same with at most so many characters, and with a hash where other texts could give it too. */
export function distinctPascalCase(text: string, limit: number): string {
  const isKebabCase = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/.test(text);
  const name = pascalCase(text);
  return isKebabCase && name.length <= limit
    ? name
    : `${name.slice(0, limit)}${pascalCase(shortHash(text))}`;
}
