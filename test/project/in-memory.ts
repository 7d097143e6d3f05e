import type { PlannedRole } from '../../src/core/plan/plan-roles.ts';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { type CheckedProject, checkProject } from '../../src/core/project/check.ts';
import { filesInMemory } from '../../src/core/project/files.ts';
import { loadProject, type Project } from '../../src/core/project/load.ts';

export type Tree = Readonly<Record<string, string>>;

/** A project of files in memory. @param named the files that somebody named; all of them if left out. */
export function projectOf(
  tree: Tree,
  named?: readonly string[],
  answers: Readonly<Record<string, string>> = {},
): Promise<Project> {
  const files = filesInMemory(new Map(Object.entries(tree)));
  const sources = (named ?? Object.keys(tree)).map((path) => ({
    path,
    contents: files.read(path),
    isNamed: named !== undefined,
  }));
  return loadProject(sources, files, { given: [], answers: new Map(Object.entries(answers)) });
}

/** The roles that the flows of a project need. */
export function rolesOf({ flows, knowledge }: Project): readonly PlannedRole[] {
  return planRoles(flows, knowledge);
}

/** A project of files in memory, checked. */
export async function checkedOf(tree: Tree): Promise<CheckedProject> {
  return checkProject(await projectOf(tree), { policies: [] });
}
