import { findingsOf } from '../compare/compare.ts';
import type { Finding } from '../compare/finding.ts';
import { type Mended, mend } from '../edit/mend.ts';
import type { MendOptions } from '../edit/task.ts';
import type { CheckedProject } from './check.ts';
import type { ProjectFiles } from './files.ts';
import { newFilesOf } from './new-files.ts';

/** What `fix` would write, tried before it is handed out, and the findings that it leaves to people. */
export interface ProjectFix extends Mended {
  /** The findings that new policy files settle. */
  readonly made: readonly Finding[];
}

/** Edits the policy files of a project, and makes those that a role has not yet. */
export async function fixProject(
  { project, roles, recheck }: CheckedProject,
  findings: readonly Finding[],
  options: MendOptions,
): Promise<ProjectFix> {
  const wanted = new Set(findings.map(keyOf));
  const made = roles
    .filter(({ live }) => live === undefined)
    .flatMap((role) => newFilesOf(role, project.files) ?? [])
    .filter(({ mends }) => mends.some((finding) => wanted.has(keyOf(finding))));
  const covered = new Set(made.flatMap(({ mends }) => mends.map(keyOf)));
  const open = findings.filter((finding) => !covered.has(keyOf(finding)));
  const proof = { before: findingsOf(roles), recheck };
  const sources = [...project.files.sources.values()];
  const fixed = await mend(sources, open, options, proof, made);
  return {
    ...withoutReadOnly(fixed, open, project.files),
    made: findings.filter((finding) => covered.has(keyOf(finding))),
  };
}

/** Leaves files as they are whose edits cannot be written, with the findings that are about them. */
function withoutReadOnly(
  fixed: Mended,
  findings: readonly Finding[],
  { read }: ProjectFiles,
): Mended {
  const { changes, left } = fixed;
  const why = new Map(
    changes.flatMap(({ path }) => {
      const contents = read(path);
      return contents.kind === 'text' && contents.readOnly !== undefined
        ? [[path, contents.readOnly] as const]
        : [];
    }),
  );
  const own = findings.flatMap((finding) => {
    const reason = why.get((finding.granted ?? finding.place).file);
    return reason === undefined || left.includes(finding)
      ? []
      : [{ ...finding, remedy: `The file is not changed, since it is ${reason}.` }];
  });
  return {
    ...fixed,
    changes: changes.filter(({ path }) => !why.has(path)),
    left: [...left, ...own],
  };
}

/** Checks of the same files find the same, so that findings are known by what they say. */
function keyOf(finding: Finding): string {
  return JSON.stringify(finding);
}
