import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/compare/finding.ts';
import { mend } from '../../src/core/edit/mend.ts';
import { prove } from '../../src/core/edit/prove.ts';
import type { Draft } from '../../src/core/edit/task.ts';
import { applyEdits, inOrder } from '../../src/core/edit/text-edits.ts';
import { InputError } from '../../src/core/problem.ts';
import { promptNode } from '../cli/flows.ts';
import { findingsIn } from '../support/compare.ts';

const DEPLOYMENT = { account: '123456789012', region: 'us-east-1' };
const FILES = {
  'flow.json': JSON.stringify({
    name: 'flow',
    definition: { nodes: [promptNode('amazon.nova-lite-v1:0')], connections: [] },
  }),
  'policy.json': JSON.stringify({
    Statement: { Effect: 'Allow', Action: 'bedrock:InvokeModels', Resource: '*' },
  }),
};
const SOURCES = Object.entries(FILES).map(([path, text]) => ({ path, text }));
const NEEDED = { prune: false, narrow: false };

describe('a change that does not hold', () => {
  it('is not handed out where what it should mend is still found', async () => {
    const before = await findingsIn(FILES, DEPLOYMENT);
    const { changes, left, faults } = await mend(SOURCES, before, NEEDED, {
      before,
      recheck: () => Promise.resolve(before),
    });
    expect(changes).toEqual([]);
    expect(faults).toMatchObject([{ paths: ['policy.json'] }]);
    expect(left.map(({ kind }) => kind)).toEqual(before.map(({ kind }) => kind));
    expect(left[0]?.remedy).toMatch(/^policy\.json is not changed: .* bug in flow-role-wizard/);
  });

  it('is not handed out where something new is found', async () => {
    const before = await findingsIn(FILES, DEPLOYMENT);
    const [first] = before as [Finding];
    const { changes, faults } = await mend(SOURCES, before, NEEDED, {
      before,
      recheck: () => Promise.resolve([{ ...first, kind: 'missing', action: 'bedrock:Retrieve' }]),
    });
    expect(changes).toEqual([]);
    expect(faults[0]?.why).toContain('this would be new');
  });

  it('is not handed out where the file can no longer be read', async () => {
    const before = await findingsIn(FILES, DEPLOYMENT);
    const place = { file: 'policy.json', line: 1, column: 1 };
    const { changes, faults } = await mend(SOURCES, before, NEEDED, {
      before,
      recheck: () => Promise.reject(new InputError({ place, found: 'x', expected: 'JSON' })),
    });
    expect(changes).toEqual([]);
    expect(faults[0]?.why).toContain('it can no longer be read');
  });

  it('does not keep other files from being mended', async () => {
    const [finding] = (await findingsIn(FILES, DEPLOYMENT)) as [Finding];
    const of = (path: string): Draft => ({
      changes: [{ path, before: 'a', after: 'b' }],
      mends: [{ ...finding, action: path }],
      inspect: () => undefined,
    });
    const drafts = [of('good.json'), of('bad.json'), of('other.json')];
    const all = drafts.flatMap(({ mends }) => mends);
    const { held, faults } = await prove(drafts, {
      before: all,
      recheck: (changes) => {
        const mended = new Set(
          changes.map(({ path }) => path).filter((path) => path !== 'bad.json'),
        );
        return Promise.resolve(all.filter(({ action }) => !mended.has(action)));
      },
    });
    expect(held.flatMap(({ changes }) => changes).map(({ path }) => path)).toEqual([
      'good.json',
      'other.json',
    ]);
    expect(faults.map(({ paths }) => paths)).toEqual([['bad.json']]);
  });
});

describe('edits that overlap', () => {
  it.each([
    ['one inside another', { start: 1, end: 4 }, { start: 2, end: 3 }],
    ['an insertion inside what goes', { start: 1, end: 4 }, { start: 2, end: 2 }],
    ['two at the same place', { start: 1, end: 4 }, { start: 1, end: 4 }],
  ])('are refused: %s', (_, one, other) => {
    const edits = [
      { ...one, text: 'x' },
      { ...other, text: 'y' },
    ];
    expect(inOrder(edits)).toBeUndefined();
    expect(applyEdits('abcdef', edits)).toBeUndefined();
  });

  it('are none where they touch: insertions at one place come in their order', () => {
    const edits = [
      { start: 3, end: 3, text: '1' },
      { start: 3, end: 3, text: '2' },
      { start: 1, end: 3, text: '' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('a12def');
  });
});
