import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Marker, readMarker, writeMarker } from '../../src/action/review/marker.ts';
import { htmlOf, textOf } from '../support/rendered.ts';

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const fingerprints = fc.array(hex(16), { maxLength: 5 });

const marker: fc.Arbitrary<Marker> = fc.oneof(
  fc.record({ kind: fc.constant('summary' as const), head: hex(40), fingerprints }),
  fc.record({ kind: fc.constant('finding' as const), fingerprints, isMended: fc.boolean() }),
  fc.record({ kind: fc.constant('answer' as const), comment: fc.nat({ max: 2 ** 52 }) }),
);

describe('a marker', () => {
  it('is read as it was written, before any text', () => {
    fc.assert(
      fc.property(marker, fc.string(), (written, text) => {
        expect(readMarker(`${writeMarker(written)}\n\n${text}`)).toEqual(written);
      }),
    );
  });

  it('shows nothing', () => {
    fc.assert(
      fc.property(marker, (written) => {
        expect(textOf(htmlOf(`${writeMarker(written)}\n\ntext`)).trim()).toBe('text');
      }),
    );
  });

  it.each([
    '',
    'text',
    ' <!-- flow-role-wizard summary 0 -->',
    'text\n<!-- flow-role-wizard summary 0 -->',
    '> <!-- flow-role-wizard summary 0 -->',
    '<!-- flow-role-wizard summary zz -->',
    '<!-- flow-role-wizard summary 0',
    '<!-- flow-role-wizard other 0 -->',
    '<!-- flow-role-wizard finding 0\n -->',
    `<!-- flow-role-wizard summary ${' 0'.repeat(50_000)}`,
  ])('is not read from %.60j', (text) => {
    expect(readMarker(text)).toBeUndefined();
  });
});
