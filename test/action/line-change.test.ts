import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyLineChanges,
  joinLineChanges,
  type LineChange,
  lineChanges,
} from '../../src/action/diff/line-change.ts';
import { textPair } from '../support/text-pair.ts';

describe('the changes of lines between two texts', () => {
  it.each<[string, string, readonly LineChange[]]>([
    ['', '', []],
    ['a\n', 'a\n', []],
    ['a\nb\nc\n', 'a\nB\nc\n', [{ start: 2, end: 3, lines: ['B'] }]],
    ['a\nc\n', 'a\nb\nc\n', [{ start: 2, end: 2, lines: ['b'] }]],
    ['a\nb\nc\n', 'a\nc\n', [{ start: 2, end: 3, lines: [] }]],
    ['a\n', 'a\nb\n', [{ start: 2, end: 2, lines: ['b'] }]],
    ['a\n', 'a', [{ start: 2, end: 3, lines: [] }]],
    ['', 'a', [{ start: 1, end: 2, lines: ['a'] }]],
    [
      'a\nb\nc\n',
      'A\nb\nC\n',
      [
        { start: 1, end: 2, lines: ['A'] },
        { start: 3, end: 4, lines: ['C'] },
      ],
    ],
  ])('from %j to %j', (before, after, expected) => {
    expect(lineChanges(before, after)).toEqual(expected);
  });

  it('lead from the one to the other', () => {
    fc.assert(
      fc.property(textPair, ([before, after]) => {
        expect(applyLineChanges(before, lineChanges(before, after))).toBe(after);
      }),
    );
  });

  it('are in order, with a line between each that stays', () => {
    fc.assert(
      fc.property(textPair, ([before, after]) => {
        const changes = lineChanges(before, after);
        const count = before.split('\n').length;
        for (const [at, { start, end, lines }] of changes.entries()) {
          expect(start).toBeGreaterThan(at === 0 ? 0 : (changes[at - 1]?.end ?? 0));
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(count + 1);
          expect(start === end && lines.length === 0).toBe(false);
        }
      }),
    );
  });

  it('can be joined, some or all of them', () => {
    fc.assert(
      fc.property(textPair, fc.nat(), fc.nat(), ([before, after], one, other) => {
        const changes = lineChanges(before, after);
        fc.pre(changes.length > 0);
        const [from = 0, to = 0] = [one % changes.length, other % changes.length].sort(
          (a, b) => a - b,
        );
        const some = changes.slice(from, to + 1);
        const joined = joinLineChanges(before, some);
        expect(applyLineChanges(before, [joined])).toBe(applyLineChanges(before, some));
        const rest = [...changes.slice(0, from), joined, ...changes.slice(to + 1)];
        expect(applyLineChanges(before, rest)).toBe(after);
      }),
    );
  });
});
