import { isAnswer } from './complaint.ts';
import { type Entry, reduce, type Session, startSession, type World } from './session.ts';
import { RESUME, screenOf } from './wizard.ts';

/**
 * Takes an interrupted interview up again: gives its answers one after the other, up to the first
 * one that is not asked for any more, that would not be accepted, or that names a file to read.
 */
export function resumed(world: World, entries: readonly Entry[]): Session {
  let session = answeredResume(startSession(world));
  for (const entry of entries) {
    const screen = screenOf(session);
    const isKnown =
      !['path', 'existing'].includes(entry.id) ||
      entry.values.every(
        (value) => value === '' || world.candidates.some(({ flow }) => flow.source === value),
      );
    if (screen.id !== entry.id || !isKnown || !isAnswer(screen, entry.values)) {
      break;
    }
    session = reduce(session, { kind: 'answer', id: entry.id, values: entry.values });
  }
  return session;
}

function answeredResume(session: Session): Session {
  return reduce(session, { kind: 'answer', id: RESUME, values: ['go on'] });
}

/** The session after an answer; the one to go on brings the answers of the last time. */
export function afterAnswer(session: Session, id: string, values: readonly string[]): Session {
  const { earlier } = session.world;
  return id === RESUME && values.includes('go on') && earlier !== undefined
    ? resumed(session.world, earlier)
    : reduce(session, { kind: 'answer', id, values });
}
