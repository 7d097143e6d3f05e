import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isShown, shownLines } from '../../src/action/diff/hunks.ts';
import { GitRepository } from '../support/fake-github/git-repository.ts';
import { textPair } from '../support/text-pair.ts';

describe('the lines that a patch shows', () => {
  it.each<[string | undefined, object]>([
    [undefined, []],
    ['', []],
    ['@@ -1,3 +1,4 @@\n a\n+b\n c\n d', [{ first: 1, last: 4 }]],
    ['@@ -1 +1 @@\n-a\n+b', [{ first: 1, last: 1 }]],
    ['@@ -1,3 +0,0 @@\n-a\n-b\n-c', []],
    ['@@ -0,0 +1,2 @@\n+a\n+b', [{ first: 1, last: 2 }]],
    ['@@ -4,2 +4 @@ function x() {\n a\n-b', [{ first: 4, last: 4 }]],
    ['@@ -1 +1 @@\n-a\n+@@ -1 +7,8 @@', [{ first: 1, last: 1 }]],
    ['@@ -1 +1 @@\n-a\n+b\r@@ -1 +7,8 @@', [{ first: 1, last: 1 }]],
    ['@@ -1 +1 @@\n-a\n+b\u2028@@ -1 +7,8 @@', [{ first: 1, last: 1 }]],
  ])('in %j', (patch, expected) => {
    expect(shownLines(patch)).toEqual(expected);
  });

  it('are those that git prints, at their place in the new file', async () => {
    const pairs = fc.sample(textPair, 150);
    const files = (side: 0 | 1) =>
      Object.fromEntries(pairs.map((pair, at) => [`${at}.txt`, pair[side]]));
    const repository = await GitRepository.create();
    try {
      const before = await repository.commit('refs/heads/main', files(0));
      const after = await repository.commit('refs/heads/main', files(1));
      const diffs = await repository.diff(before, after);
      expect(diffs.length).toBeGreaterThan(50);
      for (const { path, patch = '' } of diffs) {
        const all = (pairs[Number.parseInt(path, 10)]?.[1] ?? '').split('\n');
        expect(shownLines(patch).every(({ last }) => last <= all.length)).toBe(true);
        const own = shownLines(patch).flatMap(({ first, last }) => all.slice(first - 1, last));
        const printed = patch
          .split('\n')
          .filter((line) => /^[ +]/.test(line))
          .map((line) => line.slice(1));
        expect(own).toEqual(printed);
      }
    } finally {
      await repository.remove();
    }
  });
});

describe('lines', () => {
  const hunks = [
    { first: 3, last: 5 },
    { first: 6, last: 9 },
  ];
  it.each([
    [3, 5, true],
    [4, 4, true],
    [2, 3, false],
    [5, 6, false],
    [9, 10, false],
    [1, 1, false],
  ])('from %i to %i stand in one hunk: %j', (start, end, expected) => {
    expect(isShown(hunks, start, end)).toBe(expected);
  });
});
