import type { Flow } from '../flow/flow.ts';
import type { Granted } from '../granted/granted.ts';
import type { Fact } from './facts.ts';

/** What the surroundings have to offer; it grows while the interview is under way. */
export interface World {
  readonly candidates: readonly Candidate[];
  /** Facts about the deployment that were given or found. */
  readonly facts: readonly Fact[];
  /** What could not be found out, as full sentences. */
  readonly notes?: readonly string[];
  /** What the policies grant that the user named; missing before any is named. */
  readonly granted?: Granted;
  /** The answers of an interview about the same that was interrupted. */
  readonly earlier?: readonly Entry[];
}

/** A flow that was found, or that the user named. */
export interface Candidate {
  readonly flow: Flow;
  /** What kind of file it stands in. */
  readonly format: string;
}

/** One answer: the screen it belongs to, and the values given. */
export interface Entry {
  readonly id: string;
  readonly values: readonly string[];
}

/** A session is the world and the answers in the order in which they were given. */
export interface Session {
  readonly world: World;
  readonly entries: readonly Entry[];
  /** Answers that were taken back, to be offered again. */
  readonly drafts: Readonly<Record<string, readonly string[]>>;
}

export type Event =
  | { readonly kind: 'answer'; readonly id: string; readonly values: readonly string[] }
  | { readonly kind: 'back' }
  | { readonly kind: 'world'; readonly world: World };

/** Begins a session, or takes one up again with the answers it had. */
export function startSession(world: World, entries: readonly Entry[] = []): Session {
  return { world, entries, drafts: {} };
}

/** The session after an event. Going back keeps the answer, to be offered again. */
export function reduce(session: Session, event: Event): Session {
  switch (event.kind) {
    case 'answer': {
      const { [event.id]: _, ...drafts } = session.drafts;
      return {
        ...session,
        entries: [...session.entries, { id: event.id, values: event.values }],
        drafts,
      };
    }
    case 'back': {
      const last = session.entries.at(-1);
      return last === undefined
        ? session
        : {
            ...session,
            entries: session.entries.slice(0, -1),
            drafts: { ...session.drafts, [last.id]: last.values },
          };
    }
    case 'world':
      return { ...session, world: event.world };
  }
}

/** The values that were answered on a screen; undefined when it was not answered. */
export function answered(session: Session, id: string): readonly string[] | undefined {
  return session.entries.find((entry) => entry.id === id)?.values;
}

/** What a screen shows at first: the answer that was taken back, or what is proposed. */
export function initially(
  session: Session,
  id: string,
  proposed: readonly string[],
): readonly string[] {
  return session.drafts[id] ?? proposed;
}
