import type { Finding } from '../compare/finding.ts';
import { type FileChange, type MendOptions, mend } from '../edit/mend.ts';
import type { CheckedProject } from './check.ts';
import type { ProjectFiles } from './files.ts';
import { newFilesOf } from './new-files.ts';

/** What `fix` would write, and the findings that it leaves to people. */
export interface ProjectFix {
  readonly changes: readonly FileChange[];
  readonly left: readonly Finding[];
  /** The findings that new policy files settle. */
  readonly made: readonly Finding[];
}

/** Edits the policy files of a project, and makes those that a role has not yet. */
export function fixProject(
  { project, roles }: CheckedProject,
  findings: readonly Finding[],
  options: MendOptions,
): ProjectFix {
  const wanted = new Set(findings.map(keyOf));
  const made = roles
    .filter(({ live }) => live === undefined)
    .flatMap((role) => newFilesOf(role, project.files) ?? [])
    .filter((each) => each.findings.some((finding) => wanted.has(keyOf(finding))));
  const covered = new Set(made.flatMap((each) => each.findings.map(keyOf)));
  const open = findings.filter((finding) => !covered.has(keyOf(finding)));
  const fixed = mend([...project.files.sources.values()], open, options);
  const { changes, left } = withoutReadOnly(fixed, open, project.files);
  return {
    changes: [...changes, ...made.flatMap((each) => each.changes)],
    left,
    made: findings.filter((finding) => covered.has(keyOf(finding))),
  };
}

/** Leaves files as they are whose edits cannot be written, with the findings that are about them. */
function withoutReadOnly(
  { changes, left }: Pick<ProjectFix, 'changes' | 'left'>,
  findings: readonly Finding[],
  { read }: ProjectFiles,
): Pick<ProjectFix, 'changes' | 'left'> {
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
  return { changes: changes.filter(({ path }) => !why.has(path)), left: [...left, ...own] };
}

/** Checks of the same files find the same, so that findings are known by what they say. */
function keyOf(finding: Finding): string {
  return JSON.stringify(finding);
}
