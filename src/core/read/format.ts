import type { Flow } from '../flow/flow.ts';
import type { Budget } from './budget.ts';
import type { Value } from './value.ts';

/** A file as the outside world hands it in. Paths are shown as given and resolved by nobody here. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Opens a file that another file names, by a path relative to that file; undefined when there is
 * none that may be read.
 */
export type OpenRelated = (from: string, path: string) => SourceFile | undefined;

/** The other files of the Terraform module that a file belongs to: those of its directory. */
export type ListRelated = (from: string) => readonly SourceFile[];

/** One format that flows are kept in. */
export interface SourceFormat {
  /** What messages call a file of this format. */
  readonly name: string;
  /** A cheap look before parsing: false only for texts that hold no flow in this format. */
  mayHoldFlow(text: string): boolean;
  /** Says from the parsed document whether the file means to be of this format. */
  recognises(document: Value): boolean;
  /**
   * Reads all flows of a document.
   *
   * @throws InputError where the document cannot be understood.
   */
  read(
    document: Value,
    file: SourceFile,
    openRelated: OpenRelated,
    budget: Budget,
  ): readonly Flow[];
}
