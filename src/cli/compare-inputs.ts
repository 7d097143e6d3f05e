import { type ComparedRole, compareRoles } from '../core/compare/compare.ts';
import type { Finding } from '../core/compare/finding.ts';
import { checkAnswers } from '../core/interview/interview.ts';
import type { SourceFile } from '../core/read/format.ts';
import type { ComparisonOptions } from './check-options.ts';
import { filesNamed } from './find-files.ts';
import { readInputs } from './inputs.ts';
import { policyFiles } from './policy-files.ts';
import { UsageError } from './usage.ts';

/** What was compared, and what the user should know of files that were passed over. */
export interface ComparedInputs {
  readonly roles: readonly ComparedRole[];
  readonly notes: readonly string[];
  readonly policyFiles: ReadonlyMap<string, SourceFile>;
}

/**
 * Reads flows and policies and compares them.
 *
 * @throws UsageError for answers that nothing asks for. @throws InputError for files that cannot be
 * understood.
 */
export async function compareInputs(options: ComparisonOptions): Promise<ComparedInputs> {
  const { given, answers } = options;
  const { flows, notes } = await readInputs(options.files);
  if (answers.has('flow-id') && flows.length > 1) {
    throw new UsageError(
      `--flow-id names one flow, and there are ${flows.length}. Give one file, or leave it out.`,
    );
  }
  const knowledge = { given, answers, pinRegions: false, keeps: () => true };
  const wrong = checkAnswers(flows, knowledge);
  if (wrong.length > 0) {
    throw new UsageError(wrong.join(' '));
  }
  const { elsewhere, files } = await policyFiles(options.policies, flows);
  return { roles: compareRoles(flows, { given, answers }, elsewhere), notes, policyFiles: files };
}

/** The files that findings are about, as they are now. */
export async function filesOf(findings: readonly Finding[]): Promise<readonly SourceFile[]> {
  const paths = new Set(
    findings.flatMap(({ place, granted }) => [place.file, ...(granted ? [granted.file] : [])]),
  );
  paths.delete('<stdin>');
  return (await Promise.all([...paths].map(async (path) => (await filesNamed(path)).files))).flat();
}
