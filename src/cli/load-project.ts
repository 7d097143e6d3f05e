import type { Knowledge } from '../core/plan/plan-roles.ts';
import { InputError } from '../core/problem.ts';
import { configIn } from '../core/project/config.ts';
import type { ProjectFiles } from '../core/project/files.ts';
import type { FlowSource } from '../core/project/flows.ts';
import { loadProject, ownersOf, type Project, rolesOf } from '../core/project/load.ts';
import { filesHere } from './files.ts';
import type { ConfigChoice, FlowOptions } from './options.ts';
import { fileOfFragment, type NamedSources, sourcesNamed } from './sources.ts';
import { UsageError } from './usage.ts';

/** The flows that a command is about, and what the user should know of them. */
export interface LoadedProject {
  readonly project: Project;
  readonly notes: readonly string[];
}

/**
 * Reads the flows that were named, with what a configuration says of their roles: a role always
 * comes with all of its flows, and without names all roles of the configuration come.
 *
 * @param policies policy files that were named as well.
 * @throws UsageError when nothing is named, for names that lead nowhere, and for answers that nobody
 *   asked for. @throws InputError for a wrong configuration, and when nothing could be read.
 */
export async function projectFor(
  options: FlowOptions,
  keeps: Knowledge['keeps'],
  policies: readonly string[] = [],
): Promise<LoadedProject> {
  const { files: names, given, answers, pinRegions, strict = false } = options;
  const files = filesHere([...names, ...policies].map((name) => fileOfFragment(name) ?? name));
  const config = await configOf(options.config, files);
  if (config === undefined && names.length === 0) {
    throw new UsageError('Name at least one flow file, template or directory.');
  }
  const owners = await ownersOf(config, files);
  const named = await sourcesNamed(names, files);
  const roles = names.length === 0 ? (config?.roles ?? []) : rolesOf(named.sources, owners);
  const found =
    roles.length === 0 ? named : await sourcesNamed([...names, ...owners.flowGlobs(roles)], files);
  const links = roles.length === 0 ? [] : await linksNamed(owners.flowGlobs(roles), files);
  const { passedOver } = found;
  const known = { given, answers, pinRegions, strict, keeps, passedOver };
  const settings = { ...known, ...(config && { config }) };
  const project = await loadProject([...found.sources, ...links], files, settings);
  const advice = await adviceOn(found.code, files);
  refuse(project, answers, found, advice);
  return {
    project,
    notes: [
      ...(roles.length === 0 ? [] : [`The roles are those of ${config?.path}.`]),
      ...found.notes,
      ...project.notes,
      ...advice,
    ],
  };
}

/**
 * The project, of which all can be read: a role that is written for some of its flows alone would
 * lack what the others need.
 *
 * @throws InputError for flows that cannot be read.
 */
export function allRead(project: Project): Project {
  if (project.failures.length > 0) {
    throw new InputError(...project.failures.flatMap(({ problems }) => problems));
  }
  return project;
}

/** What to do about flows that code creates; the reader of code is loaded only where there is some. */
export async function adviceOn(
  code: readonly string[],
  files: ProjectFiles,
): Promise<readonly string[]> {
  if (code.length === 0) {
    return [];
  }
  const { adviceOnCode } = await import('../core/project/flows-in-code.ts');
  return adviceOnCode(code, files);
}

/** Links are not followed, but a role of which one may hold a flow is not known whole. */
export async function linksNamed(
  globs: readonly string[],
  files: ProjectFiles,
): Promise<readonly FlowSource[]> {
  const { linksMatching } = await import('./links.ts');
  return linksMatching(globs).map((path) => ({
    path,
    contents: files.read(path),
    isNamed: false,
  }));
}

async function configOf(choice: ConfigChoice, files: ProjectFiles) {
  if (choice.kind === 'none') {
    return undefined;
  }
  const named = choice.kind === 'named' ? choice.path : undefined;
  if (named !== undefined && files.read(named).kind === 'absent') {
    throw new UsageError(`There is no configuration file "${named}".`);
  }
  const found = await configIn(files, named);
  switch (found.kind) {
    case 'none':
      return undefined;
    case 'config':
      return found.config;
    case 'wrong':
      throw new InputError(...found.problems);
  }
}

function refuse(
  { flows, failures, holders, wrong, unasked }: Project,
  answers: ReadonlyMap<string, string>,
  { searches, sources, code }: NamedSources,
  advice: readonly string[],
): void {
  const ways = advice.map((each) => ` ${each}`).join('');
  if (flows.length === 0 && advice.length > 0 && sources.every(({ path }) => code.includes(path))) {
    throw new UsageError(`Amazon Bedrock flows are here in code only.${ways}`);
  }
  for (const [name, paths] of searches) {
    if (!paths.some((path) => holders.has(path))) {
      throw new UsageError(`Nothing in "${name}" holds an Amazon Bedrock flow.${ways}`);
    }
  }
  if (flows.length === 0 && failures.length === 0 && sources.length > 0 && searches.size === 0) {
    throw new UsageError(
      `${sources.map(({ path }) => `"${path}"`).join(', ')}: no Amazon Bedrock flow.`,
    );
  }
  if (flows.length === 0 && failures.length > 0) {
    throw new InputError(...failures.flatMap(({ problems }) => problems));
  }
  if (answers.has('flow-id') && flows.length > 1) {
    throw new UsageError(
      `--flow-id names one flow, and there are ${flows.length}. Give one file, or leave it out.`,
    );
  }
  if (wrong.length + unasked.length > 0) {
    throw new UsageError([...wrong, ...unasked].join(' '));
  }
}
