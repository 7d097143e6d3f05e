import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipOptions {
  /** The compression method that the archive names; 8 is Deflate, 0 stores. */
  readonly method?: number;
}

/**
 * An archive with one file, as actions/upload-artifact makes it: written while it is read, so that
 * the sizes stand behind the contents and in the directory, but not before the contents.
 */
export function zipOf(
  name: string,
  contents: Uint8Array | string,
  { method = 8 }: ZipOptions = {},
): Uint8Array {
  const bytes = Buffer.from(contents);
  const packed = method === 8 ? deflateRawSync(bytes) : bytes;
  const file = Buffer.from(name);
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(bytes), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(bytes.length, 8);
  const head = Buffer.alloc(10);
  head.writeUInt16LE(20, 0);
  // Sizes follow the contents (bit 3), and the name is UTF-8 (bit 11).
  head.writeUInt16LE(0x0808, 2);
  head.writeUInt16LE(method, 4);
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(file.length, 0);
  const local = Buffer.concat([
    signature(3, 4),
    head,
    Buffer.alloc(12),
    lengths,
    file,
    packed,
    signature(7, 8),
    sizes,
  ]);
  const central = Buffer.concat([
    signature(1, 2),
    Buffer.from([45, 3]),
    head,
    sizes,
    lengths,
    Buffer.alloc(14),
    file,
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, signature(5, 6), end]);
}

function signature(...kind: readonly number[]): Uint8Array {
  return Buffer.from([0x50, 0x4b, ...kind]);
}
