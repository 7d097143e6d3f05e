import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShownLines } from '../../src/action/diff/hunks.ts';
import { lineChanges } from '../../src/action/diff/line-change.ts';
import {
  applySuggestions,
  type Suggestion,
  suggestionBlock,
  suggestionFor,
} from '../../src/action/review/suggestion.ts';
import { replaceLines, suggestionIn } from '../support/fake-github/suggestions.ts';
import { textPair } from '../support/text-pair.ts';

const PATH = 'app.yaml';
const EVERYTHING: readonly ShownLines[] = [{ first: 1, last: 1000 }];

/** A suggestion for each change that can have one, one after the other. */
function suggestionsFor(before: string, after: string, hunks: readonly ShownLines[]) {
  const found: Suggestion[] = [];
  const changes = lineChanges(before, after);
  for (const change of changes) {
    const suggestion = suggestionFor(PATH, before, change, hunks, found);
    found.push(...(suggestion === undefined ? [] : [suggestion]));
  }
  return { found, isComplete: found.length === changes.length };
}

/** The text after somebody has committed all suggestions in one batch on GitHub. */
function committed(before: string, suggestions: readonly Suggestion[]): string {
  let text = before;
  for (const one of [...suggestions].sort((a, b) => b.start - a.start)) {
    text = replaceLines(text, one.start, one.end, suggestionIn(suggestionBlock(one)) ?? '');
  }
  return text;
}

describe('a suggestion', () => {
  const hunks = [{ first: 2, last: 4 }];
  const before = '1\n2\n3\n4\n5\n';
  it.each<[string, string, Partial<Suggestion> | undefined]>([
    ['stands on the lines that it changes', '1\n2\nX\n4\n5\n', { start: 3, end: 3, lines: ['X'] }],
    ['takes lines out', '1\n2\n5\n', { start: 3, end: 4, lines: [] }],
    ['adds behind a line', '1\n2\nX\n3\n4\n5\n', { start: 2, end: 2, lines: ['2', 'X'] }],
    ['adds before a line', '1\nX\n2\n3\n4\n5\n', { start: 2, end: 2, lines: ['X', '2'] }],
    ['is not made on lines that are not shown', 'X\n2\n3\n4\n5\n', undefined],
    ['is not made on lines that are shown in part', '1\n2\n3\nX\nY\n', undefined],
    ['shows nothing that is invisible', '1\n2\n\u202eX\n4\n5\n', undefined],
    ['has no line break that is none of the file', '1\n2\nX\rY\n4\n5\n', undefined],
  ])('%s', (_, after, expected) => {
    const [change] = lineChanges(before, after);
    const made = change && suggestionFor(PATH, before, change, hunks, []);
    expect(made).toEqual(expected && { path: PATH, ...expected });
  });

  it('is not made in a file of which GitHub does not keep the line breaks', () => {
    const mixed = '1\r\n2\n3\r\n';
    const [change] = lineChanges(mixed, '1\r\n2\nX\r\n');
    expect(change && suggestionFor(PATH, mixed, change, EVERYTHING, [])).toBeUndefined();
  });

  it.each<[string, string, Partial<Suggestion> | undefined]>([
    ['1\n2\u202e\n3\n4\n', '1\n2\u202e\nX\n3\n4\n', { start: 3, end: 3, lines: ['X', '3'] }],
    ['1\n2\n3\u0007\n4\n', '1\n2\nX\n3\u0007\n4\n', { start: 2, end: 2, lines: ['2', 'X'] }],
    ['1\n2\rz\n3\u2066\n4\n', '1\n2\rz\nX\n3\u2066\n4\n', undefined],
  ])('takes no line along in which something hides: %j', (text, after, expected) => {
    const [change] = lineChanges(text, after);
    const made = change && suggestionFor(PATH, text, change, EVERYTHING, []);
    expect(made).toEqual(expected && { path: PATH, ...expected });
  });

  it('does not overlap another', () => {
    const [change] = lineChanges(before, '1\n2\nX\n4\n5\n');
    const taken = { path: PATH, start: 2, end: 3, lines: [] };
    expect(change && suggestionFor(PATH, before, change, hunks, [taken])).toBeUndefined();
    const elsewhere = { ...taken, path: 'other.yaml' };
    expect(change && suggestionFor(PATH, before, change, hunks, [elsewhere])).toBeDefined();
  });
});

describe('all suggestions between two texts', () => {
  const endings = fc.constantFrom('\n', '\r\n');
  const pair = fc
    .tuple(textPair, endings)
    .map(([texts, ending]) =>
      texts.map((text) => text.replace(/\r@@/g, '').replaceAll('\n', ending)),
    );
  const hunks = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat({ max: 8 })), { maxLength: 4 })
    .map((all) => all.map(([first, more]) => ({ first, last: first + more })));

  it('lead from the one to the other, and GitHub commits the same', () => {
    let complete = 0;
    fc.assert(
      fc.property(pair, ([before = '', after = '']) => {
        const { found, isComplete } = suggestionsFor(before, after, EVERYTHING);
        complete += isComplete && found.length > 0 ? 1 : 0;
        if (isComplete) {
          expect(applySuggestions(before, found)).toBe(after);
        }
        expect(committed(before, found)).toBe(applySuggestions(before, found));
      }),
      { numRuns: 1000 },
    );
    expect(complete).toBeGreaterThan(300);
  });

  it('stand within hunks, each on lines of its own', () => {
    fc.assert(
      fc.property(pair, hunks, ([before = '', after = ''], shown) => {
        const { found } = suggestionsFor(before, after, shown);
        const lines = found.flatMap(({ start, end }) =>
          Array.from({ length: end - start + 1 }, (_, at) => start + at),
        );
        expect(new Set(lines).size).toBe(lines.length);
        for (const { start, end } of found) {
          expect(start).toBeLessThanOrEqual(end);
          expect(shown.some(({ first, last }) => start >= first && end <= last)).toBe(true);
        }
        expect(committed(before, found)).toBe(applySuggestions(before, found));
      }),
      { numRuns: 1000 },
    );
  });
});
