import { type ComparedRole, compareRoles, findingsOf } from '../core/compare/compare.ts';
import type { Proof } from '../core/edit/mend.ts';
import { isLivePath, type LiveDocument } from '../core/granted/live.ts';
import type { SourceFile } from '../core/read/format.ts';
import type { ComparisonOptions } from './check-options.ts';
import { filesNamed } from './find-files.ts';
import { type LoadedFlows, loadFlows } from './load-flows.ts';
import { listRelated } from './open-related.ts';
import { withChanges } from './overlay.ts';
import { policyFiles } from './policy-files.ts';

/** What was compared, and what the user should know of files that were passed over. */
export interface ComparedInputs {
  readonly roles: readonly ComparedRole[];
  readonly notes: readonly string[];
  /** The files that findings are about. */
  readonly files: readonly SourceFile[];
  /** The role in AWS that was compared, if one was asked for. */
  readonly live?: LiveComparison;
  /** Compares again with files changed, before the changes are written. */
  readonly recheck: Proof['recheck'];
}

export interface LiveComparison {
  readonly name: string;
  readonly documents: readonly LiveDocument[];
}

/** What was compared, and how it is compared again. */
export type Compared = Omit<ComparedInputs, 'files'>;

/**
 * Reads flows and policies and compares them.
 *
 * @throws UsageError for answers that nothing asks for. @throws InputError for files that cannot be
 * understood.
 */
export async function compareInputs(options: ComparisonOptions): Promise<ComparedInputs> {
  const loaded = await loadFlows(options, () => true);
  if (options.role !== undefined) {
    const { compareWithLiveRole } = await import('./compare-live.ts');
    const compared = await compareWithLiveRole(options.role, options, loaded);
    const documents = compared.live?.documents ?? [];
    return { ...compared, files: await filesOf(compared.roles, documents) };
  }
  const roles = await compareFiles(options, loaded);
  const recheck: Proof['recheck'] = (changes) =>
    withChanges(changes, async () =>
      findingsOf(await compareFiles(options, await loadFlows(options, () => true))),
    );
  return { roles, notes: loaded.notes, files: await filesOf(roles), recheck };
}

async function compareFiles(
  { policies }: ComparisonOptions,
  { flows, knowledge, config }: LoadedFlows,
): Promise<readonly ComparedRole[]> {
  return compareRoles(flows, knowledge, await policyFiles(policies, flows, config));
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
