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
