import type { Screen } from '../screen.ts';
import { answered, initially, type Session } from '../session.ts';
import { WAITING } from './deployment.ts';
import { ask, count } from './step.ts';

/** The id of the screen that offers to go on where an interview was interrupted. */
export const RESUME = 'resume';

export function askResume(session: Session): Screen | undefined {
  const { earlier, isAsking = false } = session.world;
  if (earlier !== undefined && isAsking && answered(session, RESUME) === undefined) {
    // The answers can be given again only once it is known what is asked.
    return WAITING;
  }
  return earlier === undefined
    ? undefined
    : ask(session, RESUME, (id) => ({
        kind: 'choose',
        id,
        title: 'Go on where you stopped the last time?',
        why: 'The wizard was left in this directory before it was done.',
        options: [
          {
            value: 'go on',
            label: 'Go on',
            detail: `with ${count(earlier.entries.length, 'answer')}`,
          },
          { value: 'start again', label: 'Start again', detail: 'and forget those answers' },
        ],
        multiple: false,
        least: 1,
        initial: initially(session, id, ['go on']),
      }));
}
