import { isAnswer } from './complaint.ts';
import {
  distinctCandidates,
  type Earlier,
  reduce,
  type Session,
  startSession,
  type World,
} from './session.ts';
import { RESUME } from './steps/resume.ts';
import { screenOf } from './wizard.ts';

/**
 * Takes an interrupted interview up again: gives its answers one after the other, up to the first
 * one that is not asked for any more, that would not be accepted, or that names a file that is gone.
 */
export function resumed(
  world: World,
  { entries, candidates, surroundings, named }: Earlier,
): Session {
  const known: World = {
    ...world,
    candidates: distinctCandidates([...world.candidates, ...candidates]),
    ...(surroundings && { surroundings }),
    ...(named && { named }),
  };
  const isThere = (source: string) => known.candidates.some(({ flow }) => flow.source === source);
  const left = [...entries];
  let session = answeredResume(startSession(known));
  for (const entry of entries) {
    const screen = screenOf(session);
    const isGone =
      (entry.id === 'path' &&
        !(entry.values.slice(1).every(isThere) && entry.values.some(isThere))) ||
      (entry.id === 'existing' && entry.values[0] !== '' && named === undefined);
    if (screen.id !== entry.id || isGone || !isAnswer(screen, entry.values)) {
      break;
    }
    left.shift();
    session = reduce(session, { kind: 'answer', id: entry.id, values: entry.values });
  }
  // What could not be given again is offered where it is asked for.
  const drafts = Object.fromEntries(left.map(({ id, values }) => [id, values]));
  return { ...session, drafts: { ...session.drafts, ...drafts } };
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
