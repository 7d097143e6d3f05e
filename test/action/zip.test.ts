import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstFileOf } from '../../src/action/zip.ts';
import { zipOf } from '../support/zip.ts';

const MOST = 1_000_000;
const contents = fc.uint8Array({ maxLength: 200 });
const method = fc.constantFrom(0, 8);

describe('the first file of an archive', () => {
  it('is what was packed, whatever its name is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 30 }),
        contents,
        method,
        (name, bytes, how) => {
          const read = firstFileOf(zipOf(name, bytes, { method: how }), MOST);
          expect(read && Buffer.from(read)).toEqual(Buffer.from(bytes));
        },
      ),
    );
  });

  it('is found before a comment at the end of the archive', () => {
    const zip = Buffer.from(zipOf('r.json', '{}'));
    const comment = Buffer.from('made by somebody');
    zip.writeUInt16LE(comment.length, zip.length - 2);
    const read = firstFileOf(Buffer.concat([zip, comment]), MOST);
    expect(read && Buffer.from(read).toString()).toBe('{}');
  });

  it('is found in a part of larger memory', () => {
    const zip = zipOf('r.json', '{}');
    const memory = new Uint8Array(zip.length + 20).fill(0xff);
    memory.set(zip, 10);
    const read = firstFileOf(memory.subarray(10, 10 + zip.length), MOST);
    expect(read && Buffer.from(read).toString()).toBe('{}');
  });

  it.each([0, 8])('is not read when it is larger than allowed (method %i)', (how) => {
    const zip = zipOf('r.json', 'x'.repeat(1001), { method: how });
    expect(firstFileOf(zip, 1000)).toBeUndefined();
    expect(firstFileOf(zip, 1001)).toHaveLength(1001);
  });

  it('is not read from an archive that was cut anywhere', () => {
    const zip = zipOf('r.json', '{"pullRequest":1}');
    for (let length = 0; length < zip.length; length += 1) {
      expect(firstFileOf(zip.subarray(0, length), MOST)).toBeUndefined();
    }
  });

  it('is read or not, but never fails, from an archive with wrong bytes', () => {
    const zip = zipOf('r.json', '{"pullRequest":1}');
    const change = fc.tuple(fc.nat({ max: zip.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const damaged = Uint8Array.from(zip);
        for (const [at, byte] of changes) {
          damaged[at] = byte;
        }
        expect((firstFileOf(damaged, MOST) ?? []).length).toBeLessThanOrEqual(MOST);
      }),
      { numRuns: 3000 },
    );
  });

  it('is not found in other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(firstFileOf(bytes, MOST)).toBeUndefined();
      }),
    );
  });
});
