import type { Granted } from '../core/granted/granted.ts';
import { InputError, showProblem } from '../core/problem.ts';
import { loadProject, type Project } from '../core/project/load.ts';
import { grantedNamed } from '../core/project/policies.ts';
import { filesHere } from './files.ts';
import { adviceOn } from './load-project.ts';
import { fileOfFragment, sourcesNamed, type Watch } from './sources.ts';
import { UsageError } from './usage.ts';

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

/**
 * Reads the flows of one file that somebody named.
 *
 * @throws UsageError for a name that leads to no flow. @throws InputError for one that cannot be read.
 */
export async function flowsAt(name: string): Promise<FoundFlows> {
  const { project, notes } = await projectNamed([name]);
  const { flows, failures } = project;
  if (failures.length > 0) {
    throw new InputError(...failures.flatMap(({ problems }) => problems));
  }
  if (flows.length === 0) {
    throw new UsageError(`Nothing in "${name}" holds an Amazon Bedrock flow.`);
  }
  return { flows, notes };
}

/** What a policy file grants that somebody named. @throws InputError where that cannot be read. */
export async function policyAt(name: string): Promise<Granted> {
  const { granted, failures } = await grantedNamed(
    [name],
    filesHere([fileOfFragment(name) ?? name]),
  );
  if (failures.length > 0) {
    throw new InputError(...failures.flatMap(({ problems }) => problems));
  }
  return granted;
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
