import { inflateRawSync } from 'node:zlib';

/** Signatures of the records, from APPNOTE 4.3 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** The end record without its comment, and the longest comment that it can have. */
const END_BYTES = 22;
const MOST_COMMENT = 0xffff;

const STORED = 0;
const DEFLATED = 8;

/**
 * The contents of the first file of an archive. Its name, which could lead anywhere, is not looked
 * at, and nothing is written.
 *
 * @param most more bytes than these are not unpacked, whatever the archive says of itself.
 * @returns undefined for what is no archive, is encrypted or cut, or holds more.
 */
export function firstFileOf(archive: Uint8Array, most: number): Uint8Array | undefined {
  try {
    const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
    return read(bytes, most);
  } catch (error) {
    // Reads beyond the archive are RangeErrors; what zlib refuses has a code of its own.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) {
      return undefined;
    }
    throw error;
  }
}

function read(archive: Buffer, most: number): Uint8Array | undefined {
  const end = endRecord(archive);
  if (end === undefined) {
    return undefined;
  }
  const entry = archive.readUInt32LE(end + 16);
  if (archive.readUInt32LE(entry) !== CENTRAL) {
    return undefined;
  }
  const method = archive.readUInt16LE(entry + 10);
  // An archive that is written while it is made says the sizes here, but not before the file.
  const size = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  if (archive.readUInt32LE(local) !== LOCAL) {
    return undefined;
  }
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  if (start + size > archive.length) {
    return undefined;
  }
  const packed = archive.subarray(start, start + size);
  switch (method) {
    case STORED:
      return packed.length <= most ? packed : undefined;
    case DEFLATED:
      return inflateRawSync(packed, { maxOutputLength: most });
    default:
      return undefined;
  }
}

function endRecord(archive: Buffer): number | undefined {
  const first = Math.max(archive.length - END_BYTES - MOST_COMMENT, 0);
  for (let at = archive.length - END_BYTES; at >= first; at -= 1) {
    if (archive.readUInt32LE(at) === END) {
      return at;
    }
  }
  return undefined;
}
