import type { Finding } from '../core/compare/finding.ts';
import type { LiveChange } from '../core/edit/live.ts';
import type { Mended, MendOptions } from '../core/edit/mend.ts';
import type { Problem } from '../core/problem.ts';
import type { AssignedFlow } from './live.ts';

/** The files of one commit, as far as their texts were read. */
export interface Snapshot {
  /** Every file of the commit, from the root of the repository, with `/`. */
  readonly paths: ReadonlySet<string>;
  /** Symbolic links, which are not followed. */
  readonly links: ReadonlySet<string>;
  /** There may be more files. */
  readonly isCut: boolean;
  readonly texts: ReadonlyMap<string, string>;
}

/** One role, checked: what its flows need against what it has. */
export interface CheckedRole {
  readonly name: string;
  /** The flows that share it, for people. */
  readonly flows: readonly string[];
  /** Every file that was read for it: flows, policies, templates and modules. */
  readonly files: readonly string[];
  /** Those of its files that could not be read: what no flow needs is then not known. */
  readonly unread: readonly string[];
  readonly findings: readonly Finding[];
  /** The policies that its flows need, for people to open and read. */
  readonly policies: string;
  /** Set where the role was compared as it is in AWS. */
  readonly live?: { readonly corrected: () => readonly LiveChange[] };
}

/** What is wrong with a file. */
export interface FileProblem extends Problem {
  /** The files that it matters to, where these are more than the file itself. */
  readonly files?: readonly string[];
}

export interface Checked {
  readonly roles: readonly CheckedRole[];
  /** What could not be read at all. */
  readonly problems: readonly FileProblem[];
  /** What people should know: files that were passed over, roles that cannot be judged. */
  readonly notes: readonly string[];
  /** Files of the commit that the check would have read, but whose texts are not there. */
  readonly wanted: readonly string[];
}

/** The rules, as the Action sees them. */
export interface Checker {
  /** The files that a check of these changed files begins with. */
  readonly candidates: (
    paths: ReadonlySet<string>,
    changed: readonly string[],
  ) => readonly string[];
  /** Whether a check without this file is one that leaves out what it should have looked at. */
  readonly counts: (path: string) => 'yes' | 'no' | 'by its contents';
  readonly check: (snapshot: Snapshot) => Promise<Checked>;
  /** The flows in these files, with the roles that the configuration gives them. */
  readonly flows: (snapshot: Snapshot) => Promise<readonly AssignedFlow[]>;
  /** The files with these findings mended, as `fix` writes them; each change was tried. */
  readonly mend: (
    snapshot: Snapshot,
    findings: readonly Finding[],
    options: MendOptions,
  ) => Promise<Mended>;
}

/** The same commit with other texts in some of its files. */
export function overlay(snapshot: Snapshot, texts: Iterable<readonly [string, string]>): Snapshot {
  const changed = new Map(texts);
  return {
    ...snapshot,
    paths: new Set([...snapshot.paths, ...changed.keys()]),
    texts: new Map([...snapshot.texts, ...changed]),
  };
}
