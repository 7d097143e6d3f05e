import type { SourceFile } from '../core/file.ts';
import { isLivePath, type LiveDocument } from '../core/granted/live.ts';
import { InputError } from '../core/problem.ts';
import { type CheckedProject, checkProject } from '../core/project/check.ts';
import type { CheckedInputs } from './checked-inputs.ts';
import type { ComparisonOptions } from './compare-options.ts';
import { projectFor } from './load-project.ts';
import { policyNames } from './policy-names.ts';
import { fileOfFragment } from './sources.ts';

/**
 * Reads flows and policies and compares them.
 *
 * @throws UsageError for answers that nothing asks for. @throws InputError when no flow could be
 * read.
 */
export async function checkInputs(options: ComparisonOptions): Promise<CheckedInputs> {
  const policies = await policyNames(options.policies);
  const { project, notes } = await projectFor(options, () => true, policies);
  if (options.role !== undefined) {
    const { checkLiveRole } = await import('./check-live.ts');
    const found = await checkLiveRole(options.role, options, { project, notes }, policies);
    const documents = found.live?.documents ?? [];
    return { ...found, files: filesIn(found.checked, documents) };
  }
  const checked = await checkProject(project, { policies });
  refuseUnread(checked, policies);
  return { checked, notes, files: filesIn(checked) };
}

/** Without the policies that somebody named for every role, nothing can be said of any. */
function refuseUnread({ problems }: CheckedProject, policies: readonly string[]): void {
  const named = new Set(policies.flatMap((name) => [name, fileOfFragment(name) ?? name]));
  const own = problems.filter(({ place }) => named.has(place.file));
  if (own.length > 0) {
    throw new InputError(...own);
  }
}

/** @param documents what stands in AWS, under names that no file has. */
function filesIn(
  { project }: CheckedProject,
  documents: readonly LiveDocument[] = [],
): readonly SourceFile[] {
  const own = [...project.files.sources.values()].filter(({ path }) => !isLivePath(path));
  return [...own, ...documents];
}
