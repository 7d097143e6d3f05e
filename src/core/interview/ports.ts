import type { PlannedRole } from '../plan/plan-roles.ts';
import type { ProjectPolicies } from '../project/policies.ts';
import type { OutputFile } from '../write/format.ts';
import type { OutputFormatName } from '../write/index.ts';
import type { Candidate, Entry, Session, World } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** What the wizard needs of the outside world. */
export interface Ports {
  /**
   * Looks for flows and facts; calls back whenever it knows more, first with the flows.
   *
   * @param progress is told how many files were looked at.
   * @param stop ends the search for flows with what it has found.
   */
  readonly explore: (
    found: (world: Partial<World>) => void,
    progress: (files: number) => void,
    stop: AbortSignal,
  ) => Promise<void>;
  /** Reads the flows of a file that the user named; a text says why it cannot. */
  readonly readPath: (path: string) => Promise<FoundPath | string>;
  /** Reads the policies with a file that the user named; a text says why it cannot. */
  readonly readPolicy: (path: string) => Promise<ProjectPolicies | string>;
  /** Remembers the answers so far, in case the interview is interrupted. */
  readonly keep: (entries: readonly Entry[]) => void;
  /** Writes the roles; nothing is replaced unless that is asked for. */
  readonly save: (what: ToSave, replace: boolean) => Promise<Saved>;
}

/** The flows of a file that the user named, and the files that are known with it. */
export interface FoundPath {
  readonly candidates: readonly Candidate[];
  readonly surroundings?: Surroundings;
}

/** All that is written at the end. */
export interface ToSave {
  readonly roles: readonly PlannedRole[];
  readonly format: OutputFormatName;
  readonly directory: string;
  /** The configuration, where it is wanted. */
  readonly config?: OutputFile;
  /** The text of the workflow that checks pull requests, where it is wanted. */
  readonly workflow?: string;
}

export type Saved =
  | { readonly kind: 'saved'; readonly files: readonly string[] }
  /** Files are there with other contents: the changes as a diff. */
  | { readonly kind: 'conflict'; readonly message: string; readonly diff: string };

/** What a finished interview leaves behind. */
export interface Finished {
  readonly session: Session;
  readonly files: readonly string[];
}
