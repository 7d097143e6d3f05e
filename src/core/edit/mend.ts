import type { Finding } from '../compare/finding.ts';
import type { FileChange, SourceFile } from '../file.ts';
import { draft } from './draft.ts';
import { type Fault, type Proof, prove } from './prove.ts';
import type { Draft, MendOptions } from './task.ts';

export type { Fault, Proof } from './prove.ts';

/** Mends everything that can be mended. */
export const MEND_ALL: MendOptions = { prune: true, narrow: true };

export interface Mended {
  /** Changes that were tried: with them the findings are gone, and there is no other. */
  readonly changes: readonly FileChange[];
  /** Findings that no safe edit mends; each says why in `remedy`. */
  readonly left: readonly Finding[];
  /** Changes that did not hold, which are not handed out: faults of the program. */
  readonly faults: readonly Fault[];
}

/**
 * Mends findings with the smallest edits in the files that hold the policies. Any selection of
 * findings can be mended, alone or together. No change leaves here untried.
 *
 * @param files all files that findings are about.
 * @param proof compares everything again with the changes.
 * @param created new files that mend other findings.
 */
export async function mend(
  files: readonly SourceFile[],
  findings: readonly Finding[],
  options: MendOptions,
  proof: Proof,
  created: readonly Draft[] = [],
): Promise<Mended> {
  const { drafts, left } = draft(files, findings, options);
  const { held, faults } = await prove([...drafts, ...created], proof);
  return {
    changes: held.flatMap(({ changes }) => changes).filter(({ before, after }) => before !== after),
    left: [...left, ...faults.flatMap((fault) => fault.findings)],
    faults,
  };
}
