import { InputError } from '../../problem.ts';

/**
 * Decodes a text file: UTF-8, or UTF-16 as PowerShell writes what it redirects.
 *
 * @throws InputError for bytes that are no text.
 */
export function decode(bytes: Uint8Array, path: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\u0000')) {
      return text;
    }
  } catch {
    // Bytes outside the encoding are reported below, like those that text does not have.
  }
  throw new InputError({
    place: { file: path, line: 1, column: 1 },
    found: 'bytes that are no text',
    expected: 'a JSON or YAML file in UTF-8',
  });
}
