import { compareRoles } from '../../src/core/compare/compare.ts';
import type { Finding } from '../../src/core/compare/finding.ts';
import { readJson } from '../../src/core/document/json.ts';
import { type Mended, mend } from '../../src/core/edit/mend.ts';
import type { MendOptions } from '../../src/core/edit/task.ts';
import { grantedInFiles, isPolicyDocument } from '../../src/core/granted/policy-files.ts';
import type { Fact } from '../../src/core/plan/facts.ts';
import type { ListRelated } from '../../src/core/read/format.ts';
import { readFlows } from '../../src/core/read/read.ts';

export interface CompareOptions {
  readonly account?: string;
  readonly region?: string;
  readonly answers?: Readonly<Record<string, string>>;
}

/** Files by path, as they are before or after an edit. */
export type Files = Readonly<Record<string, string>>;

/** Compares as the command does: files with `Statement` are policies, all others hold flows. */
export async function findingsIn(
  files: Files,
  { answers = {}, ...parts }: CompareOptions,
): Promise<readonly Finding[]> {
  const policies = Object.entries(files).flatMap(([path, text]) => {
    const document = path.endsWith('.json') ? readJson(path, text) : undefined;
    return document !== undefined && isPolicyDocument(document) ? [{ path, document }] : [];
  });
  const flows = await Promise.all(
    Object.entries(files)
      .filter(([path]) => !policies.some((policy) => policy.path === path))
      .filter(([path, text]) => !path.endsWith('.tf') || text.includes('_flow"'))
      .map(([path, text]) => readFlows({ path, text }, () => undefined, modulesOf(files))),
  );
  const given = (['account', 'region'] as const).flatMap((part): Fact[] => {
    const value = parts[part];
    return value === undefined ? [] : [{ part, value, origin: { kind: 'flag', name: part } }];
  });
  const granted = grantedInFiles(policies);
  return compareRoles(
    flows.flat(),
    { given, answers: new Map(Object.entries(answers)) },
    () => granted,
  ).flatMap(({ findings }) => findings);
}

/** The Terraform files of a case are one module. */
function modulesOf(files: Files): ListRelated {
  return () =>
    Object.entries(files)
      .filter(([path]) => path.endsWith('.tf'))
      .map(([path, text]) => ({ path, text }));
}

/** What mending makes of files, each change tried as the command does. */
export async function mendFiles(
  files: Files,
  options: CompareOptions,
  what: MendOptions,
): Promise<Mended> {
  const findings = await findingsIn(files, options);
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return mend(sources, findings, what, {
    before: findings,
    recheck: (changes) => findingsIn(withChanges(files, changes), options),
  });
}

/** Files with changes made to them. */
export function withChanges(files: Files, changes: Mended['changes']): Files {
  return { ...files, ...Object.fromEntries(changes.map(({ path, after }) => [path, after])) };
}

/**
 * The files after everything that can be mended is mended.
 *
 * @throws Error for a change that did not hold: the program would tell of it and write nothing.
 */
export async function mended(
  files: Files,
  options: CompareOptions,
  what: MendOptions,
): Promise<Files> {
  const { changes, faults } = await mendFiles(files, options, what);
  if (faults.length > 0) {
    throw new Error(faults.map(({ paths, why }) => `${paths}: ${why}`).join('\n'));
  }
  return withChanges(files, changes);
}
