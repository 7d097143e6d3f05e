import type { Flow } from '../core/flow/flow.ts';
import type { ConfigHere } from '../core/interview/surroundings.ts';
import {
  configHere,
  policiesNamed,
  type Surroundings,
  surroundingsIn,
} from '../core/interview/surroundings.ts';
import { InputError, showProblem } from '../core/problem.ts';
import { configIn } from '../core/project/config.ts';
import type { ProjectFiles } from '../core/project/files.ts';
import type { FlowSource } from '../core/project/flows.ts';
import { ownersOf, rolesOf } from '../core/project/load.ts';
import type { ProjectPolicies } from '../core/project/policies.ts';
import { filesHere } from './files.ts';
import { linksNamed } from './load-project.ts';
import { fileOfFragment, sourcesNamed, type Watch } from './sources.ts';
import { UsageError } from './usage.ts';

/** What is found around somebody who looks about: what is wrong with a file is a note. */
export interface Around {
  readonly surroundings: Surroundings;
  readonly config?: ConfigHere;
  readonly notes: readonly string[];
}

/** Looks for flows, and opens what somebody names later on. */
export interface Lookout {
  /** The flows that names lead to, with all others of the same roles. */
  readonly around: (names: readonly string[], watch: Watch) => Promise<Around>;
  /**
   * The same with one more file.
   *
   * @throws UsageError for a name that leads to no flow. @throws InputError for one that cannot be read.
   */
  readonly withFile: (
    name: string,
  ) => Promise<{ surroundings: Surroundings; flows: readonly Flow[] }>;
  /** The policies with those of a file. @throws InputError where that cannot be read. */
  readonly withPolicy: (name: string) => Promise<ProjectPolicies>;
}

/** Remembers what it has found, so that all of it is known together. */
export function lookout(): Lookout {
  let sources: readonly FlowSource[] = [];
  let named: readonly string[] = [];
  const filesNamed = (...more: readonly string[]) =>
    filesHere([...named, ...more].map((name) => fileOfFragment(name) ?? name));
  const read = async (files: ProjectFiles) => {
    const found = await configIn(files);
    const config = found.kind === 'config' ? found.config : undefined;
    const owners = await ownersOf(config, files);
    const roles = rolesOf(sources, owners);
    const globs = owners.flowGlobs(roles);
    const sharers = await Promise.all(
      globs.map((glob) => sourcesNamed([glob], files).catch(() => ({ sources: [] }))),
    );
    const links = globs.length === 0 ? [] : await linksNamed(globs, files);
    const all = distinct([...sources, ...sharers.flatMap((each) => each.sources), ...links]);
    return { found, surroundings: await surroundingsIn(all, files, config) };
  };
  return {
    async around(names, { progress, stop }) {
      named = names;
      const files = filesNamed();
      for (const name of names) {
        // A directory without any flow is no error here, as a path can be typed.
        const each = await sourcesNamed([name], files, { progress, stop }).catch(() => undefined);
        sources = distinct([...sources, ...(each?.sources ?? [])]);
      }
      const { found, surroundings } = await read(stop.aborted ? { ...files, isCut: true } : files);
      const { project } = surroundings;
      const config = configHere(found, files);
      return {
        surroundings,
        ...(config && { config }),
        notes: [
          ...project.notes,
          ...project.failures.flatMap(({ problems }) => problems.map(showProblem)),
        ],
      };
    },
    async withFile(name) {
      const files = filesNamed(name);
      const more = await sourcesNamed([name], files);
      const before = { sources, named };
      const paths = new Set(more.sources.map(({ path }) => path));
      sources = distinct([...more.sources, ...sources]);
      named = [...named, name];
      const { surroundings } = await read(files);
      const { flows, failures } = surroundings.project;
      const wrong = failures.filter(({ path }) => paths.has(path));
      const own = flows.filter(({ place, source }) =>
        more.sources.some(({ path, fragment }) =>
          fragment === undefined ? path === place.file : `${path}#${fragment}` === source,
        ),
      );
      if (wrong.length > 0 || own.length === 0) {
        ({ sources, named } = before);
        throw wrong.length > 0
          ? new InputError(...wrong.flatMap(({ problems }) => problems))
          : new UsageError(`Nothing in "${name}" holds an Amazon Bedrock flow.`);
      }
      return { surroundings, flows: own };
    },
    async withPolicy(name) {
      const { surroundings } = await read(filesNamed(name));
      const policies = await policiesNamed(surroundings.project, [name]);
      const file = fileOfFragment(name) ?? name;
      const wrong = policies.failures.filter(({ path }) => path === file);
      if (wrong.length > 0) {
        throw new InputError(...wrong.flatMap(({ problems }) => problems));
      }
      return policies;
    },
  };
}

/** Each file once; the one that comes first counts. */
function distinct(sources: readonly FlowSource[]): readonly FlowSource[] {
  const keyOf = ({ path, fragment = '' }: FlowSource) => `${path}#${fragment}`;
  return [...new Map(sources.toReversed().map((one) => [keyOf(one), one])).values()].reverse();
}
