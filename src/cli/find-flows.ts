import { showProblem } from '../core/problem.ts';
import { loadProject, type Project } from '../core/project/load.ts';
import { filesHere } from './files.ts';
import { adviceOn } from './load-project.ts';
import { fileOfFragment, sourcesNamed, type Watch } from './sources.ts';

/** The flows of named files, and what somebody who looks around should know of the rest. */
export interface FoundFlows {
  readonly flows: Project['flows'];
  readonly notes: readonly string[];
}

/**
 * Reads the flows of files, directories and globs for somebody who looks around: what is wrong with
 * a file is a note.
 *
 * @throws UsageError for names that lead nowhere.
 */
export async function flowsNamed(names: readonly string[], watch?: Watch): Promise<FoundFlows> {
  const { project, notes } = await projectNamed(names, watch);
  const problems = project.failures.flatMap((failure) => failure.problems);
  return { flows: project.flows, notes: [...notes, ...problems.map(showProblem)] };
}

async function projectNamed(names: readonly string[], watch?: Watch) {
  const files = filesHere(names.map((name) => fileOfFragment(name) ?? name));
  const { sources, notes, passedOver, code } = await sourcesNamed(names, files, watch);
  const project = await loadProject(sources, files, {
    given: [],
    answers: new Map(),
    passedOver,
  });
  const advice = await adviceOn(code, files);
  return { project, notes: [...notes, ...project.notes, ...advice] };
}
