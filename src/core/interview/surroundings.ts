import type { Config } from '../config/config.ts';
import { showProblem } from '../problem.ts';
import type { FoundConfig } from '../project/config.ts';
import type { ProjectFiles } from '../project/files.ts';
import type { FlowSource } from '../project/flows.ts';
import { loadProject, type Project } from '../project/load.ts';
import { type ProjectPolicies, policiesFor } from '../project/policies.ts';

/** A configuration as it is, or full sentences that say why it cannot be used: then it is left alone. */
export type ConfigHere =
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** The files around an interview: the flows among them, their roles as written down, and policies. */
export interface Surroundings {
  readonly project: Project;
  readonly policies: ProjectPolicies;
}

/** Reads flows and the policies that belong to them, as `check` does. */
export async function surroundingsIn(
  sources: readonly FlowSource[],
  files: ProjectFiles,
  config: Config | undefined,
): Promise<Surroundings> {
  const settings = { given: [], answers: new Map<string, string>() };
  const project = await loadProject(sources, files, { ...settings, ...(config && { config }) });
  return { project, policies: await policiesNamed(project, []) };
}

/**
 * What the flows of a project have as policies.
 *
 * @param named policy files that count beside those of the configuration: `FILE` or `FILE#ROLE`.
 */
export function policiesNamed(
  { flows, files, owners }: Project,
  named: readonly string[],
): Promise<ProjectPolicies> {
  return policiesFor(flows, named, files, owners);
}

/** The configuration as an interview takes it; undefined where there is none. */
export function configHere(found: FoundConfig, files: ProjectFiles): ConfigHere | undefined {
  switch (found.kind) {
    case 'none':
      return undefined;
    case 'wrong':
      return { kind: 'wrong', problems: found.problems.map(showProblem) };
    case 'config': {
      const { path } = found.config;
      const contents = files.read(path);
      return contents.kind === 'text' ? { kind: 'text', path, text: contents.text } : undefined;
    }
  }
}
