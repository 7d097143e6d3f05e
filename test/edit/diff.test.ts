import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unifiedDiff } from '../../src/core/edit/diff.ts';
import { GitRepository } from '../support/fake-github/git-repository.ts';
import { textPair } from '../support/text-pair.ts';

it('a diff is taken by git, and leads from one text to the other', async () => {
  const pairs: (readonly [string, string])[] = [
    ['a\n-- name\t\nb\n', 'a\nb\n'],
    ['a\nb\n', 'a\n++ name\t\nb\n'],
    ['a\r\nb\r\n', 'a\r\nc\r\n'],
    ...fc.sample(textPair, 200),
  ].filter((pair) => pair[0] !== '' && pair[1] !== '') as (readonly [string, string])[];
  const changed = pairs.filter(([before, after]) => before !== after);
  const path = (at: number) => `dir ${at}/file ${at}.txt`;
  const texts = (side: 0 | 1) => new Map(changed.map((pair, at) => [path(at), pair[side]]));
  const repository = await GitRepository.create();
  try {
    await repository.commit('refs/heads/main', Object.fromEntries(texts(0)));
    const patch = [...texts(0)]
      .map(([name, before]) => unifiedDiff({ path: name, before, after: texts(1).get(name) ?? '' }))
      .join('');
    await repository.git(['read-tree', 'refs/heads/main']);
    await repository.git(['apply', '--cached', '-'], Buffer.from(patch));
    for (const [name, after] of texts(1)) {
      expect((await repository.blob(`:${name}`))?.toString('utf8')).toBe(after);
    }
  } finally {
    await repository.remove();
  }
});
