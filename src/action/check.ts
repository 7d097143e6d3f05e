import type { Finding } from '../core/compare/finding.ts';
import type { LiveChange } from '../core/edit/live.ts';
import type { Mended } from '../core/edit/mend.ts';
import type { MendOptions } from '../core/edit/task.ts';
import type { FileProblem } from '../core/project/failure.ts';
import type { FileText } from '../core/project/files.ts';
import type { AssignedFlow } from './live.ts';

/** The files of one commit, as far as their texts were read. */
export interface Snapshot {
  /** Every file of the commit, from the root of the repository, with `/`. */
  readonly paths: ReadonlySet<string>;
  /** Symbolic links, which are not followed. */
  readonly links: ReadonlySet<string>;
  /** There may be more files. */
  readonly isCut: boolean;
  readonly texts: ReadonlyMap<string, FileText>;
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

export interface Checked {
  readonly roles: readonly CheckedRole[];
  /** What could not be read at all. */
  readonly problems: readonly FileProblem[];
  /** What people should know: files that were passed over, roles that cannot be judged. */
  readonly notes: readonly string[];
  /** Files of the commit that the check would have read, but whose texts are not there. */
  readonly wanted: readonly string[];
  /** Answers of the workflow in another form than is asked for, as full sentences. */
  readonly wrongAnswers: readonly string[];
  /** Answers of the workflow that no flow among the files asks for, as full sentences. */
  readonly unaskedAnswers: readonly string[];
}

/** Before anything is checked. */
export const NOTHING_CHECKED: Checked = {
  roles: [],
  problems: [],
  notes: [],
  wanted: [],
  wrongAnswers: [],
  unaskedAnswers: [],
};

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
export function overlay(
  snapshot: Snapshot,
  texts: Iterable<readonly [string, FileText]>,
): Snapshot {
  const changed = new Map(texts);
  return {
    ...snapshot,
    paths: new Set([...snapshot.paths, ...changed.keys()]),
    texts: new Map([...snapshot.texts, ...changed]),
  };
}
