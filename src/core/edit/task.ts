import type { Finding } from '../compare/finding.ts';
import type { Repair } from '../compare/repair.ts';
import type { FileChange } from '../file.ts';

/** What is mended beside what is missing and what is without effect. */
export interface MendOptions {
  /** Take out what no node needs. */
  readonly prune: boolean;
  /** Narrow what is too wide. */
  readonly narrow: boolean;
}

/** A finding together with what mends it. */
export interface Task {
  readonly finding: Finding;
  readonly repair: Repair;
}

/** Changes that belong together, before anybody has tried whether they hold. */
export interface Draft {
  readonly changes: readonly FileChange[];
  /** The findings that must be gone with the changes. */
  readonly mends: readonly Finding[];
  /** Why the texts cannot be right, whatever is found in them; undefined where nothing speaks against them. */
  readonly inspect: () => string | undefined;
}
