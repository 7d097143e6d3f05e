import fc from 'fast-check';

/** Few different lines, so that two texts have many in common; some look like parts of diffs. */
const line = fc.constantFrom(
  '',
  'a',
  'b',
  'c',
  '  - d',
  '@@ -1,2 +3,4 @@',
  '--- a/x',
  '+++ b/x',
  '+e',
  '-f',
  '```',
  '````suggestion',
  'g\r@@ -1 +900,9 @@',
  'é😀',
);

const lines = fc.array(line, { maxLength: 30 });

/** Two texts, one of which has been edited into the other, with either end of the last line. */
export const textPair: fc.Arbitrary<readonly [string, string]> = fc
  .tuple(
    lines,
    fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 4 }), fc.array(line, { maxLength: 4 })), {
      maxLength: 4,
    }),
    fc.constantFrom('\n', ''),
    fc.constantFrom('\n', ''),
  )
  .map(([before, edits, end, otherEnd]) => {
    const after = [...before];
    for (const [at, removed, added] of edits) {
      after.splice(at % (after.length + 1), removed, ...added);
    }
    return [textOf(before, end), textOf(after, otherEnd)];
  });

function textOf(all: readonly string[], end: string): string {
  return all.length === 0 ? '' : all.join('\n') + end;
}
