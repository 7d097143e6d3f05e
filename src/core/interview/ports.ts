import type { OutputFormatName } from '../write/index.ts';
import type { PlannedRole } from './interview.ts';
import type { Candidate, World } from './session.ts';

/** What the wizard needs of the outside world. */
export interface Ports {
  /** Looks for flows and facts; calls back whenever it knows more. */
  readonly explore: (found: (world: World) => void) => Promise<void>;
  /** Reads the flows of a file that the user named; a text says why it cannot. */
  readonly readPath: (path: string) => Promise<readonly Candidate[] | string>;
  /** Writes the roles into a directory; nothing is replaced unless that is asked for. */
  readonly save: (
    roles: readonly PlannedRole[],
    format: OutputFormatName,
    directory: string,
    replace: boolean,
  ) => Promise<Saved>;
}

export type Saved =
  | { readonly kind: 'saved'; readonly files: readonly string[] }
  | { readonly kind: 'conflict'; readonly message: string };
