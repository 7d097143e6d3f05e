import type { Reason } from '../flow/need.ts';
import type { PolicySubject } from '../granted/granted.ts';
import type { Place } from '../place.ts';
import type { FindingKind } from './finding-kinds.ts';
import type { Repair } from './repair.ts';

/**
 * One difference between what a role has and what its flows need: the record that reports, edits
 * and reviews all read.
 */
export interface Finding {
  readonly kind: FindingKind;
  /** Set for a matter of the account or the model: reports say it once, whichever roles it concerns. */
  readonly isGeneral?: true;
  /** Which check found it: the id of a rule, as `missing-permission`. */
  readonly rule: string;
  readonly subject: PolicySubject;
  readonly action: string;
  /** For people: references as `${Name}`. */
  readonly resource: string;
  /** The conditions that are meant, for people. */
  readonly condition?: string;
  /** The flow's name. */
  readonly flow: string;
  readonly node?: string;
  /** Where to look first: the policy's line where there is one, else the flow's. */
  readonly place: Place;
  /** The statement, or the policy that lacks one; missing when the role has no policy in any file. */
  readonly granted?: Place;
  /** What makes the permission needed; empty for what nothing needs. */
  readonly reasons: readonly Reason[];
  /** Full sentences: what is wrong, and which call of which node fails or is not needed. */
  readonly why: string;
  /** The AWS page that says so. */
  readonly documentation: string;
  /** What would mend it, whatever the format of the file; an edit makes text of it. */
  readonly repair?: Repair;
  /** Why there is no change, and what to do by hand. */
  readonly remedy?: string;
}

/** Replaces the characters from `start` up to `end` (offsets in UTF-16 units). */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
