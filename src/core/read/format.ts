import type { Budget } from '../document/budget.ts';
import type { Value } from '../document/value.ts';
import type { SourceFile } from '../file.ts';
import type { Flow } from '../flow/flow.ts';
import { InputError, type Problem } from '../problem.ts';

/**
 * Opens a file that another file names, by a path relative to that file; undefined when there is
 * none that may be read.
 */
export type OpenRelated = (from: string, path: string) => SourceFile | undefined;

/**
 * The other files of the Terraform module that a file belongs to: those of its directory. With a
 * directory, named from there, the files of the module in it.
 */
export type ListRelated = (from: string, directory?: string) => readonly SourceFile[];

/** One format that flows are kept in. */
export interface SourceFormat {
  /** What messages call a file of this format. */
  readonly name: string;
  /** A cheap look before parsing: false only for texts that hold no flow in this format. */
  mayHoldFlow(text: string): boolean;
  /** Says from the parsed document whether the file means to be of this format. */
  recognises(document: Value): boolean;
  /**
   * Reads all flows of a document; one that cannot be understood stops no other.
   *
   * @throws InputError where the document as a whole cannot be understood.
   */
  read(document: Value, file: SourceFile, openRelated: OpenRelated, budget: Budget): FlowsRead;
}

/** The flows of one file, and what is wrong with those that could not be read. */
export interface FlowsRead {
  readonly flows: readonly Flow[];
  readonly problems: readonly Problem[];
}

/** Reads every flow, whatever is wrong with any of them. @param read throws InputError. */
export function collectFlows<Source>(
  sources: readonly Source[],
  read: (source: Source) => Flow,
): FlowsRead {
  const flows: Flow[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    try {
      flows.push(read(source));
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      problems.push(...error.problems);
    }
  }
  return { flows, problems };
}
