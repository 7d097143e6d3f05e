/** The text of a file, and whether it is written as PowerShell writes what it redirects. */
export interface DecodedText {
  readonly text: string;
  /** UTF-16 is read, but not written: an edit would change every byte of the file. */
  readonly isUtf16: boolean;
}

/**
 * Decodes a text file: UTF-8, or UTF-16 with a byte order mark.
 *
 * @param keepsMark whether the byte order mark of UTF-8 stays at the beginning of the text.
 * @returns undefined for bytes that are no text, among them those with NUL.
 */
export function decodeText(bytes: Uint8Array, keepsMark = false): DecodedText | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  const isUtf16 = encoding !== 'utf-8';
  try {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: keepsMark && !isUtf16 });
    const text = decoder.decode(bytes);
    return text.includes('\u0000') ? undefined : { text, isUtf16 };
  } catch {
    return undefined;
  }
}
