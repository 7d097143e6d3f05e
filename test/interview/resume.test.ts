import { describe, expect, it } from 'vitest';
import { afterAnswer, resumed } from '../../src/core/interview/resume.ts';
import { savedEntries, savedText } from '../../src/core/interview/saved-session.ts';
import { reduce, startSession, type World } from '../../src/core/interview/session.ts';
import { screenOf } from '../../src/core/interview/wizard.ts';
import { walk, worldOf } from '../tui/answering.ts';
import { flowOf, prompt } from './planning.ts';

const FILES = { 'a.json': flowOf(prompt('Ask', '$MODEL')) };
const ABOUT = '["/work","a.json"]';

describe('an interview that is taken up again', () => {
  it('stands where it stopped, at every answer', async () => {
    const world = await worldOf(FILES);
    const { sessions, ids } = walk(world);
    for (const [at, { entries }] of sessions.entries()) {
      const text = savedText(ABOUT, entries);
      const earlier = { entries: savedEntries(text, ABOUT) ?? [], candidates: [] };
      expect(screenOf(resumed({ ...world, earlier }, earlier)).id).toBe(ids[at]);
    }
  });

  it('is offered, and may be declined', async () => {
    const entries = [{ id: 'flow', values: ['a.json'] }];
    const world = { ...(await worldOf(FILES)), earlier: { entries, candidates: [] } };
    const session = startSession(world);
    expect(screenOf(session)).toMatchObject({ id: 'resume', kind: 'choose' });
    expect(screenOf(afterAnswer(session, 'resume', ['go on'])).id).toBe('account');
    expect(screenOf(afterAnswer(session, 'resume', ['start again'])).id).toBe('flow');
  });

  it('waits for AWS before it is offered, and keeps what cannot be given again', async () => {
    const entries = [
      { id: 'flow', values: ['a.json'] },
      { id: 'account', values: ['123456789012'] },
      { id: 'region', values: ['us-east-1'] },
    ];
    const world = { ...(await worldOf(FILES)), earlier: { entries, candidates: [] } };
    expect(screenOf(startSession({ ...world, isAsking: true })).kind).toBe('waiting');
    const known: World = {
      ...world,
      facts: [{ part: 'account', value: '999999999999', origin: { kind: 'aws', source: 'AWS' } }],
    };
    const session = resumed(known, world.earlier);
    expect(screenOf(session).id).toBe('deployment');
    const later = reduce(session, { kind: 'answer', id: 'deployment', values: ['keep'] });
    expect(screenOf(later)).toMatchObject({ id: 'region', initial: 'us-east-1' });
  });

  it.each([
    ['a flow that is gone', { id: 'flow', values: ['gone.json'] }, 'flow'],
    ['an account that is none', { id: 'account', values: ['\u001b[2J'] }, 'account'],
    ['a question that nobody asks', { id: '__proto__', values: ['x'] }, 'account'],
  ])('stops before %s', async (_, entry, asked) => {
    const world = await worldOf(FILES);
    const first = entry.id === 'flow' ? [] : [{ id: 'flow', values: ['a.json'] }];
    const earlier = { entries: [...first, entry], candidates: [] };
    expect(screenOf(resumed({ ...world, earlier }, earlier)).id).toBe(asked);
  });
});

describe('what is no interview is left alone', () => {
  it.each([
    '',
    'null',
    '[]',
    '{"version":2}',
    savedText('another directory', [{ id: 'flow', values: ['a.json'] }]),
    savedText(ABOUT, []),
    JSON.stringify({ version: 1, about: ABOUT, entries: [{ id: 1, values: [] }] }),
    JSON.stringify({ version: 1, about: ABOUT, entries: [{ id: 'flow', values: [{}] }] }),
    savedText(ABOUT, [{ id: 'flow', values: ['x'.repeat(300_000)] }]),
  ])('%.60s', (text) => {
    expect(savedEntries(text, ABOUT)).toBeUndefined();
  });
});
