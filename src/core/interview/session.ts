import type { Flow } from '../flow/flow.ts';
import type { Fact } from '../plan/facts.ts';
import type { ProjectPolicies } from '../project/policies.ts';
import type { ConfigHere, Surroundings } from './surroundings.ts';

/** What the surroundings have to offer; it grows while the interview is under way. */
export interface World {
  readonly candidates: readonly Candidate[];
  /** Facts about the deployment that were given or found. */
  readonly facts: readonly Fact[];
  /** What the user should know of the search for flows, as full sentences. */
  readonly notes?: readonly string[];
  /** Whether AWS is still being asked for facts. */
  readonly isAsking?: boolean;
  /** Why AWS did not tell what it was asked, as full sentences. */
  readonly failures?: readonly string[];
  /** The files that the candidates stand in; missing where there are none. */
  readonly surroundings?: Surroundings;
  /** The policies with the file that the user named; missing before any is named. */
  readonly named?: ProjectPolicies;
  /** An interview about the same that was interrupted. */
  readonly earlier?: Earlier;
  /** The configuration of the working directory, which the answers are merged into. */
  readonly config?: ConfigHere;
  /** The repository that begins in the working directory; missing where none does. */
  readonly repository?: Repository;
}

/** An interview that was interrupted: its answers, and what the files are that they name. */
export interface Earlier {
  readonly entries: readonly Entry[];
  readonly candidates: readonly Candidate[];
  readonly surroundings?: Surroundings;
  readonly named?: ProjectPolicies;
}

export interface Repository {
  /** Whether something of it says that it is kept on GitHub. */
  readonly isOnGitHub: boolean;
  /** Whether the workflow that checks pull requests is there already. */
  readonly hasWorkflow: boolean;
}

/** A flow that was found, or that the user named. */
export interface Candidate {
  readonly flow: Flow;
  /** What kind of file it stands in. */
  readonly format: string;
}

/** Each flow once; the one that is read last counts. */
export function distinctCandidates(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map((one) => [one.flow.source, one])).values()];
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
  /** More is known of the world; what is not named stays as it is. */
  | { readonly kind: 'world'; readonly world: Partial<World> };

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
      return { ...session, world: { ...session.world, ...event.world } };
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
