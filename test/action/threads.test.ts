import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarker, writeMarker } from '../../src/action/review/marker.ts';
import type { PlannedComment } from '../../src/action/review/plan.ts';
import { type OwnThread, reconcile } from '../../src/action/review/threads.ts';

function bodyOf(fingerprints: readonly string[], text: string, isMended = false): string {
  return `${writeMarker({ kind: 'finding', fingerprints, isMended })}\n\n${text}`;
}

function planned(fingerprints: readonly string[], line: number, text = 'new'): PlannedComment {
  return {
    kind: 'remark',
    path: 'app.yaml',
    start: line,
    line,
    fingerprints,
    body: bodyOf(fingerprints, text),
    otherwise: () => Promise.resolve([]),
  };
}

let ids = 0;
function thread(
  fingerprints: readonly string[],
  line: number,
  {
    text = 'old',
    isMended = false,
    ...rest
  }: Partial<OwnThread> & { text?: string; isMended?: boolean } = {},
): OwnThread {
  ids += 1;
  return {
    id: `T${ids}`,
    commentId: `C${ids}`,
    path: 'app.yaml',
    line,
    isResolved: isMended,
    body: bodyOf(fingerprints, text, isMended),
    ...rest,
  };
}

/** What is done, in short. */
function outcome(plan: readonly PlannedComment[], threads: readonly OwnThread[], found: string) {
  const { post, change, standing } = reconcile(plan, threads, new Set(found));
  return {
    post: post.map(({ fingerprints, line }) => `${fingerprints.join('')}@${line}`),
    change: change.map(({ kind, thread: { id } }) => [
      kind,
      threads.findIndex((one) => one.id === id),
    ]),
    standing: [...standing].sort().join(''),
  };
}

describe('a thread of an earlier run', () => {
  it.each<[string, readonly PlannedComment[], readonly OwnThread[], string, object]>([
    ['is begun for what is new', [planned(['a'], 1)], [], 'a', { post: ['a@1'], change: [] }],
    [
      'is closed when nothing of it is found',
      [],
      [thread(['a'], 1)],
      '',
      { post: [], change: [['close', 0]], standing: '' },
    ],
    [
      'stays closed when nothing of it is found again',
      [],
      [thread(['a'], 1, { isMended: true })],
      '',
      { post: [], change: [] },
    ],
    [
      'stays as it is when it says the same',
      [planned(['a'], 1, 'same')],
      [thread(['a'], 1, { text: 'same' })],
      'a',
      { post: [], change: [], standing: 'a' },
    ],
    [
      'is rewritten when it says something else',
      [planned(['a'], 1)],
      [thread(['a'], 1)],
      'a',
      { post: [], change: [['rewrite', 0]], standing: 'a' },
    ],
    [
      'is rewritten when more is found at its place',
      [planned(['a', 'b'], 1)],
      [thread(['a'], 1)],
      'ab',
      { post: [], change: [['rewrite', 0]], standing: 'ab' },
    ],
    [
      'is closed and begun anew where the lines have moved',
      [planned(['a'], 5)],
      [thread(['a'], 1)],
      'a',
      { post: ['a@5'], change: [['close', 0]] },
    ],
    [
      'is opened again when it is found again in its place',
      [planned(['a'], 1)],
      [thread(['a'], 1, { isMended: true })],
      'a',
      { post: [], change: [['reopen', 0]], standing: 'a' },
    ],
    [
      'is begun anew when it is found again elsewhere',
      [planned(['a'], 5)],
      [thread(['a'], 1, { isMended: true })],
      'a',
      { post: ['a@5'], change: [] },
    ],
    [
      'stays resolved when people have resolved it',
      [planned(['a'], 1)],
      [thread(['a'], 1, { isResolved: true })],
      'a',
      { post: [], change: [], standing: 'a' },
    ],
    [
      'is left alone while its finding cannot be said on a line',
      [],
      [thread(['a'], 1)],
      'a',
      { post: [], change: [], standing: 'a' },
    ],
    [
      'is not taken for ours without a marker',
      [planned(['a'], 1)],
      [{ ...thread([], 1), body: 'text' }],
      'a',
      { post: ['a@1'], change: [] },
    ],
  ])('%s', (_, plan, threads, found, expected) => {
    expect(outcome(plan, threads, found)).toMatchObject(expected);
  });

  it('says when it is closed, and keeps its text', () => {
    const [change] = reconcile([], [thread(['a'], 1, { text: 'old --> text' })], new Set()).change;
    expect(change?.body).toBe(
      `${bodyOf(['a'], '✅ This is not found here any longer.\n\nold --> text', true)}`,
    );
    expect(readMarker(change?.body ?? '')).toMatchObject({ isMended: true });
  });
});

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const places = fc.integer({ min: 1, max: 4 });
const some = fc.subarray(NAMES, { minLength: 1 });

/** Comments that share no finding, each at a place of its own; all of them are found. */
const run = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 }), some)
  .map(([groups, found]) => {
    const lines = [1, 2, 3].flatMap((line) => {
      const own = found.filter((name) => groups[NAMES.indexOf(name)] === line);
      return own.length === 0 ? [] : [planned(own, line)];
    });
    return { plan: lines, found: new Set(found) };
  });

const threads = fc.array(
  fc
    .tuple(some, places, fc.boolean(), fc.boolean())
    .map(([fingerprints, line, isMended, isResolved]) =>
      thread(fingerprints, line, { isMended, isResolved: isMended || isResolved }),
    ),
  { maxLength: 5 },
);

/** The threads once it is done, as GitHub has them. */
function carriedOut(
  { post, change }: ReturnType<typeof reconcile>,
  before: readonly OwnThread[],
): readonly OwnThread[] {
  return [
    ...before.map((one) => {
      const own = change.find(({ thread: { id } }) => id === one.id);
      const isResolved = { close: true, reopen: false, rewrite: one.isResolved };
      return own === undefined ? one : { ...one, body: own.body, isResolved: isResolved[own.kind] };
    }),
    ...post.map(({ fingerprints, line, body }) => ({ ...thread(fingerprints, line), body })),
  ];
}

describe('a run after a run', () => {
  it('that finds the same does nothing', () => {
    fc.assert(
      fc.property(run, threads, ({ plan, found }, before) => {
        const after = carriedOut(reconcile(plan, before, found), before);
        const { post, change } = reconcile(plan, after, found);
        expect({ post, change }).toEqual({ post: [], change: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves nothing untold, and no thread open about what is not found', () => {
    fc.assert(
      fc.property(run, threads, ({ plan, found }, before) => {
        const done = reconcile(plan, before, found);
        const after = carriedOut(done, before);
        const told = after.flatMap(({ body }) => {
          const marker = readMarker(body);
          return marker?.kind === 'finding' && !marker.isMended ? marker.fingerprints : [];
        });
        const wanted = plan.flatMap(({ fingerprints }) => fingerprints);
        expect(told).toEqual(expect.arrayContaining(wanted));
        for (const { body, isResolved } of after) {
          const marker = readMarker(body);
          const isLive =
            marker?.kind === 'finding' && marker.fingerprints.some((name) => found.has(name));
          expect(isLive || isResolved).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('changes no thread twice, and none of those that people have resolved while it is found', () => {
    fc.assert(
      fc.property(run, threads, ({ plan, found }, before) => {
        const { change } = reconcile(plan, before, found);
        const ids = change.map(({ thread: { id } }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { kind, thread: one } of change) {
          const marker = readMarker(one.body);
          const isMended = marker?.kind === 'finding' && marker.isMended;
          expect(kind !== 'close' && one.isResolved && !isMended).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
