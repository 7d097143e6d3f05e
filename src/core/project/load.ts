import { assignedBy } from '../config/assigned.ts';
import type { Config, RoleConfig } from '../config/config.ts';
import type { FileChange } from '../file.ts';
import type { Flow } from '../flow/flow.ts';
import type { Fact } from '../plan/facts.ts';
import { type Knowledge, wrongAnswers } from '../plan/plan-roles.ts';
import { groupBy } from '../policy/merge.ts';
import { mayHoldFlow } from '../read/read.ts';
import type { Failure } from './failure.ts';
import { type ProjectFiles, type RecordedFiles, recorded, withTexts } from './files.ts';
import { type FlowSource, flowsIn, type ProjectFlows } from './flows.ts';
import { NO_OWNERS, type Owners } from './owners.ts';

/** What is known beside the files of a project. */
export interface ProjectSettings {
  readonly given: readonly Fact[];
  /** Answers by question key, from options or inputs. */
  readonly answers: ReadonlyMap<string, string>;
  readonly config?: Config;
  /** Which references the output can keep; all, where it is not said. */
  readonly keeps?: Knowledge['keeps'];
  readonly pinRegions?: boolean;
  /** Files that a search has looked at, and that hold nothing of interest. */
  readonly passedOver?: Iterable<string>;
  /** Plan what is certain, and no precautions; checks know both all the same. */
  readonly strict?: boolean;
}

/** A project whose flows were read. */
export interface Project extends ProjectFlows {
  readonly files: RecordedFiles;
  readonly owners: Owners;
  readonly sources: readonly FlowSource[];
  /** The files that may hold flows of a role, as the configuration says. */
  readonly sourcesOf: (role: RoleConfig) => readonly string[];
  /** All that is known of the flows. Answers of the wrong form are not among it. */
  readonly knowledge: Knowledge;
  /** What is wrong with the answers of the settings, as full sentences. */
  readonly wrong: readonly string[];
  /** Answers of the settings that no flow of the project asks for, as full sentences. */
  readonly unasked: readonly string[];
  /** Reads it again as it would be after changes. */
  readonly reload: (changes: readonly FileChange[]) => Promise<Project>;
}

/** What a configuration says of the files of a project. */
export async function ownersOf(config: Config | undefined, files: ProjectFiles): Promise<Owners> {
  if (config === undefined) {
    return NO_OWNERS;
  }
  const { ownersIn } = await import('./owners-in-config.ts');
  return ownersIn(config, files);
}

/**
 * The roles of a configuration that the flows in some files have. A role always comes with all of
 * its flows, so that what one of them needs is not taken for left over.
 */
export function rolesOf(sources: readonly FlowSource[], owners: Owners): readonly RoleConfig[] {
  return [
    ...new Set(
      sources.flatMap(({ path, contents, isNamed }) =>
        isNamed || (contents.kind === 'text' && mayHoldFlow(contents.text))
          ? (owners.roleOfFile(path) ?? [])
          : [],
      ),
    ),
  ];
}

/** Reads the flows of a project, with what the configuration and the answers say of them. */
export async function loadProject(
  sources: readonly FlowSource[],
  all: ProjectFiles,
  { config, ...settings }: ProjectSettings,
): Promise<Project> {
  const files = recorded(all, sources);
  const owners = await ownersOf(config, files);
  const read = await flowsIn(sources, files, owners, settings.passedOver);
  const assigned = (flow: Flow) => {
    const role = owners.roleOf(flow);
    return role && assignedBy(role);
  };
  const known = { keeps: () => true, pinRegions: false, ...settings, assigned };
  const ofSettings = wrongAnswers(read.flows, known);
  const isUnknown = read.failures.length > 0;
  const byRole = groupBy(sources, ({ path }) => owners.roleOfFile(path)?.name ?? '');
  return {
    ...read,
    failures: [...read.failures, ...configFailures(read, known, owners)],
    files,
    owners,
    sources,
    sourcesOf: ({ name }) => (byRole.get(name) ?? []).map(({ path }) => path),
    knowledge: known,
    wrong: ofSettings.filter(({ isUnasked }) => !isUnasked).map(({ text }) => text),
    // A flow that could not be read may ask for it.
    reload: (changes) =>
      reloaded(changes, sources, files, { ...settings, ...(config && { config }) }),
    unasked: isUnknown
      ? []
      : ofSettings.filter(({ isUnasked }) => isUnasked).map(({ text }) => text),
  };
}

/** The answers of a role as if somebody gave them: the configuration would answer them itself. */
function asIfUnassigned(role: RoleConfig, { assigned: _, ...known }: Knowledge): Knowledge {
  const { given, answers } = assignedBy(role);
  return { ...known, given: [...known.given, ...given], answers };
}

function reloaded(
  changes: readonly FileChange[],
  sources: readonly FlowSource[],
  files: ProjectFiles,
  settings: ProjectSettings,
): Promise<Project> {
  const changed = withTexts(
    files,
    changes.map(({ path, after }) => [path, after]),
  );
  return loadProject(
    sources.map((source) =>
      source.contents.kind === 'text' ? { ...source, contents: changed.read(source.path) } : source,
    ),
    changed,
    settings,
  );
}

/** What is wrong with the answers of a configuration, by role. */
function configFailures(
  { flows, failures }: ProjectFlows,
  known: Project['knowledge'],
  { config, roleOf, roleOfFile }: Owners,
): readonly Failure[] {
  return (config?.roles ?? []).flatMap((role) => {
    const own = flows.filter((flow) => roleOf(flow) === role);
    const isWhole = failures.every(({ path }) => roleOfFile(path) !== role);
    const wrong = own.length === 0 ? [] : wrongAnswers(own, asIfUnassigned(role, known));
    const problems = wrong
      .filter(({ isUnasked }) => isWhole || !isUnasked)
      .map(({ key, text }) => ({
        place: role.answerPlaces.get(key) ?? role.place,
        found: `the answer to "${key}" of role "${role.name}"`,
        expected: 'an answer that one of its flows asks for, in the form that it asks for',
        remedy: text,
      }));
    return problems.length === 0
      ? []
      : [{ path: role.place.file, problems, files: own.map(({ place }) => place.file) }];
  });
}
