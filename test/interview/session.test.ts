import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answered,
  type Entry,
  initially,
  reduce,
  type Session,
  startSession,
  type World,
} from '../../src/core/interview/session.ts';

const EMPTY: World = { candidates: [], facts: [] };

const id = fc.constantFrom('flow', 'account', 'region', 'answer KEY', '__proto__', 'constructor');
const values = fc.array(fc.string(), { maxLength: 3 });
const entries = fc.uniqueArray(fc.record<Entry>({ id, values }), { selector: (each) => each.id });

function answerAll(session: Session, given: readonly Entry[]): Session {
  return given.reduce(
    (before, entry) => reduce(before, { kind: 'answer', id: entry.id, values: entry.values }),
    session,
  );
}

const back = (session: Session) => reduce(session, { kind: 'back' });

describe('a session', () => {
  it('is the list of its answers', () => {
    fc.assert(
      fc.property(entries, (given) => {
        expect(answerAll(startSession(EMPTY), given)).toEqual(startSession(EMPTY, given));
      }),
    );
  });

  it('can be stopped after any answer and taken up again', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (given, at) => {
        const first = given.slice(0, at);
        const resumed = startSession(EMPTY, JSON.parse(JSON.stringify(first)));
        expect(answerAll(resumed, given.slice(at))).toEqual(startSession(EMPTY, given));
      }),
    );
  });

  it('knows the answer to each screen', () => {
    fc.assert(
      fc.property(entries, (given) => {
        const session = startSession(EMPTY, given);
        for (const entry of given) {
          expect(answered(session, entry.id)).toEqual(entry.values);
        }
        expect(answered(session, 'never asked')).toBeUndefined();
      }),
    );
  });

  it('is never changed in place', () => {
    fc.assert(
      fc.property(entries, (given) => {
        const session = startSession(EMPTY, given);
        const copy = structuredClone(session);
        reduce(session, { kind: 'answer', id: 'more', values: ['x'] });
        reduce(session, { kind: 'back' });
        reduce(session, { kind: 'world', world: { ...EMPTY, candidates: [] } });
        expect(session).toEqual(copy);
      }),
    );
  });
});

describe('going back', () => {
  it('takes the last answer away and offers it again', () => {
    fc.assert(
      fc.property(entries, id, values, (given, last, taken) => {
        const before = startSession(
          EMPTY,
          given.filter((entry) => entry.id !== last),
        );
        const after = back(reduce(before, { kind: 'answer', id: last, values: taken }));
        expect(after.entries).toEqual(before.entries);
        expect(initially(after, last, ['proposed'])).toEqual(taken);
      }),
    );
  });

  it('as often as there are answers leads to the beginning, and no further', () => {
    fc.assert(
      fc.property(entries, fc.nat(3), (given, more) => {
        let session = startSession(EMPTY, given);
        for (let times = 0; times < given.length + more; times += 1) {
          session = back(session);
        }
        expect(session.entries).toEqual([]);
        for (const entry of given) {
          expect(initially(session, entry.id, [])).toEqual(entry.values);
        }
      }),
    );
  });

  it('at the first screen changes nothing', () => {
    const session = startSession(EMPTY);
    expect(back(session)).toEqual(session);
  });

  it('and giving the same answers again leads to where it was', () => {
    fc.assert(
      fc.property(entries, fc.nat(6), (given, times) => {
        let session = startSession(EMPTY, given);
        for (let time = 0; time < times; time += 1) {
          session = back(session);
        }
        const rest = given.slice(session.entries.length);
        expect(answerAll(session, rest)).toEqual(startSession(EMPTY, given));
      }),
    );
  });

  it('offers an answer once: what is answered anew takes its place', () => {
    let session = startSession(EMPTY, [{ id: 'region', values: ['us-east-1'] }]);
    session = back(session);
    session = reduce(session, { kind: 'answer', id: 'region', values: ['eu-west-1'] });
    expect(initially(session, 'region', ['proposed'])).toEqual(['proposed']);
    expect(initially(back(session), 'region', [])).toEqual(['eu-west-1']);
  });
});

describe('what the world has to offer', () => {
  it('can change without touching the answers', () => {
    fc.assert(
      fc.property(entries, (given) => {
        const session = back(startSession(EMPTY, given));
        const facts: World['facts'] = [
          {
            part: 'region',
            value: 'eu-west-1',
            origin: { kind: 'environment', name: 'AWS_REGION' },
          },
        ];
        const world = { candidates: [], facts };
        expect(reduce(session, { kind: 'world', world })).toEqual({ ...session, world });
      }),
    );
  });
});
