import { type ComparedRole, compareRoles } from '../core/compare/compare.ts';
import { isLivePath, type LiveDocument } from '../core/granted/live.ts';
import type { SourceFile } from '../core/read/format.ts';
import type { ComparisonOptions } from './check-options.ts';
import { filesNamed } from './find-files.ts';
import { loadFlows } from './load-flows.ts';
import { listRelated } from './open-related.ts';
import { policyFiles } from './policy-files.ts';
import { expectSteadyFiles } from './steady-files.ts';

/** What was compared, and what the user should know of files that were passed over. */
export interface ComparedInputs {
  readonly roles: readonly ComparedRole[];
  readonly notes: readonly string[];
  /** The files that findings are about. */
  readonly files: readonly SourceFile[];
  /** The role in AWS that was compared, if one was asked for. */
  readonly live?: LiveComparison;
}

export interface LiveComparison {
  readonly name: string;
  readonly documents: readonly LiveDocument[];
}

/**
 * Reads flows and policies and compares them.
 *
 * @throws UsageError for answers that nothing asks for. @throws InputError for files that cannot be
 * understood.
 */
export async function compareInputs(options: ComparisonOptions): Promise<ComparedInputs> {
  expectSteadyFiles();
  const loaded = await loadFlows(options, () => true);
  if (options.role !== undefined) {
    const { compareWithLiveRole } = await import('./compare-live.ts');
    const compared = await compareWithLiveRole(options.role, options, loaded);
    const documents = compared.live?.documents ?? [];
    return { ...compared, files: await filesOf(compared.roles, documents) };
  }
  const { flows, knowledge, config, notes } = loaded;
  const elsewhere = await policyFiles(options.policies, flows, config);
  const roles = compareRoles(flows, knowledge, elsewhere);
  return { roles, notes, files: await filesOf(roles) };
}

/** @param documents what stands in AWS, under names that no file has. */
async function filesOf(
  roles: readonly ComparedRole[],
  documents: readonly LiveDocument[] = [],
): Promise<readonly SourceFile[]> {
  const paths = new Set(
    roles.flatMap(({ findings }) =>
      findings.flatMap(({ place, granted }) => [place.file, ...(granted ? [granted.file] : [])]),
    ),
  );
  paths.delete('<stdin>');
  const named = [...paths].filter((path) => documents.length === 0 || !isLivePath(path));
  const found = await Promise.all(named.map(async (path) => (await filesNamed(path)).files));
  // An edit of Terraform looks at the other files of the module for what they have already.
  const modules = named.filter((path) => path.endsWith('.tf')).flatMap(listRelated);
  const files = [...found.flat(), ...modules, ...documents];
  return [...new Map(files.map((file) => [file.path, file])).values()];
}
