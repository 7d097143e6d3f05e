import type { Option, Screen, TextScreen } from '../screen.ts';
import { answered, initially, type Session } from '../session.ts';

/** One step of the interview: what it asks next, or undefined when it has nothing to ask. */
export type Step = (session: Session) => Screen | undefined;

/** The screen of an answer that is not given yet. */
export function ask(session: Session, id: string, screen: (id: string) => Screen) {
  return answered(session, id) === undefined ? screen(id) : undefined;
}

/** A screen for a line of text, which holds at first what was taken back or what is proposed. */
export function text(
  session: Session,
  id: string,
  {
    proposed = '',
    suggestions = [],
    ...rest
  }: Omit<TextScreen, 'kind' | 'id' | 'initial' | 'suggestions'> & {
    readonly proposed?: string;
    readonly suggestions?: readonly Option[];
  },
): TextScreen {
  const [initial = ''] = initially(session, id, [proposed]);
  return { kind: 'text', id, initial, suggestions, ...rest };
}

/** `1 node`, `2 nodes`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
