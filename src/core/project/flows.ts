import type { Flow } from '../flow/flow.ts';
import { InputError, NotAFlowError } from '../problem.ts';
import type { DescribedResource } from '../read/described-resource.ts';
import { mayHoldFlow, readFlowFile } from '../read/read.ts';
import { newRun, type ReadingRun } from '../read/run.ts';
import { templateKey } from '../template/template.ts';
import { type Failure, failureOf, unreadFile } from './failure.ts';
import { type FileContents, type ProjectFiles, relatedIn } from './files.ts';
import type { Owners } from './owners.ts';
import {
  resourceIn,
  resourceNote,
  resourcesBeside,
  resourcesNamedIn,
  withResources,
} from './related.ts';

const EXPECTED = 'text that can be read, since the file may hold a flow';

/** A file in which flows are looked for. */
export interface FlowSource {
  readonly path: string;
  readonly contents: FileContents;
  /** Somebody named it, so that it must hold a flow; what a search brings may be something else. */
  readonly isNamed: boolean;
  /** The one flow that is meant: `FlowA` of `template.yaml#FlowA`. */
  readonly fragment?: string;
}

/** The flows of a project, and what could not be read. */
export interface ProjectFlows {
  readonly flows: readonly Flow[];
  readonly failures: readonly Failure[];
  /** The files that were read for each source, itself included. */
  readonly opened: ReadonlyMap<string, ReadonlySet<string>>;
  /** The sources that hold a flow, or something that was meant to be one: parts of others too. */
  readonly holders: ReadonlySet<string>;
  /** What people should know, as full sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads the flows of files, with what files beside them describe: saved outputs of GetPrompt and its
 * like. One that cannot be read stops no other. A definition that a template or
 * a module names is a part of the flow that is made there, and no flow of its own, unless somebody
 * named the file or the configuration gives it a role.
 *
 * @param passedOver files that were looked at already, and that hold nothing of interest.
 */
export async function flowsIn(
  sources: readonly FlowSource[],
  files: ProjectFiles,
  owners: Owners,
  passedOver: Iterable<string> = [],
): Promise<ProjectFlows> {
  const read: ReadSource[] = [];
  const resources: DescribedResource[] = [];
  const parts = new Set<string>();
  const run = newRun();
  for (const source of sources) {
    const { path, contents, isNamed } = source;
    switch (contents.kind) {
      case 'absent':
        break;
      case 'unread':
        read.push(
          unreadSource(source, contents.why, isNamed || owners.roleOfFile(path) !== undefined),
        );
        break;
      case 'text': {
        const resource = await resourceIn(path, contents.text);
        if (resource !== undefined) {
          resources.push(resource);
        } else if (isNamed || mayHoldFlow(contents.text)) {
          read.push(await readSource(source, contents.text, { files, parts, run }));
        }
        break;
      }
    }
  }
  const isPart = ({ isNamed, path }: FlowSource) =>
    !isNamed && parts.has(files.locate(path)) && owners.roleOfFile(path) === undefined;
  const own = read.map(({ source, flows }) =>
    flows.filter((flow) => flow.origin !== undefined || !isPart(source)),
  );
  const known = new Set([...sources.map(({ path }) => path), ...passedOver].map(files.locate));
  resources.push(...(await resourcesBeside(own.flat(), files, known)));
  const used = new Set<DescribedResource>();
  for (const [index, { opened }] of read.entries()) {
    const isRead = (own[index] ?? []).length > 0 && resources.length > 0;
    for (const resource of isRead ? resourcesNamedIn(textsOf(opened, files), resources) : []) {
      used.add(resource);
      opened.add(resource.place.file);
    }
  }
  return {
    flows: own.flat().map((flow) => withResources(flow, resources)),
    failures: read.flatMap(({ source, failures }) => (isPart(source) ? [] : failures)),
    opened: new Map(read.map(({ source, opened }) => [source.path, opened])),
    holders: new Set(
      read
        .filter(({ flows, failures }) => flows.length + failures.length > 0)
        .map(({ source }) => source.path),
    ),
    notes: [...read.flatMap(({ notes }) => notes), ...[...used].flatMap(resourceNote)],
  };
}

function textsOf(paths: Iterable<string>, files: ProjectFiles): readonly string[] {
  return [...paths].flatMap((path) => {
    const contents = files.read(path);
    return contents.kind === 'text' ? [contents.text] : [];
  });
}

/** What reading all sources of a project shares. */
interface Reading {
  readonly files: ProjectFiles;
  /** Takes in the files that templates and modules name. */
  readonly parts: Set<string>;
  readonly run: ReadingRun;
}

interface ReadSource {
  readonly source: FlowSource;
  readonly flows: readonly Flow[];
  readonly failures: readonly Failure[];
  readonly opened: Set<string>;
  readonly notes: readonly string[];
}

/** A file that was not read fails the check where it counts, and is mentioned where it may not. */
function unreadSource(source: FlowSource, why: string, counts: boolean): ReadSource {
  const { path } = source;
  const nothing = { source, flows: [], opened: new Set([path]) };
  return counts
    ? { ...nothing, failures: [unreadFile(path, why, EXPECTED)], notes: [] }
    : { ...nothing, failures: [], notes: [`${path} is passed over: ${why}.`] };
}

async function readSource(
  source: FlowSource,
  text: string,
  { files, parts, run }: Reading,
): Promise<ReadSource> {
  const { path, isNamed } = source;
  const opened = new Set([path]);
  const { open, list } = relatedIn(files, (target) => opened.add(target));
  const named: typeof open = (from, to) => {
    const found = open(from, to);
    if (found !== undefined) {
      parts.add(files.locate(found.path));
    }
    return found;
  };
  const nothing = { source, flows: [], failures: [], opened, notes: [] };
  try {
    const { flows, problems } = await readFlowFile({ path, text }, named, list, run);
    const meant = onlyNamed(flows, source);
    return {
      ...nothing,
      flows: meant,
      failures: problems.length === 0 ? [] : [{ path, problems, files: [...opened] }],
      notes: sharersLeftOut(meant, flows),
    };
  } catch (error) {
    if (!isNamed && error instanceof NotAFlowError) {
      const note = `${path} is passed over: it holds no Amazon Bedrock flow.`;
      return { ...nothing, notes: [note] };
    }
    return { ...nothing, failures: [failureOf(path, error, opened)] };
  }
}

function onlyNamed(flows: readonly Flow[], { path, fragment }: FlowSource): readonly Flow[] {
  const named = flows.filter(({ source }) => source === `${path}#${fragment}`);
  if (fragment === undefined || named.length > 0) {
    return fragment === undefined ? flows : named;
  }
  throw new InputError({
    place: { file: path, line: 1, column: 1 },
    found: `no flow "${fragment}"`,
    expected: `one of ${flows.map(({ source }) => source).join(', ')}`,
  });
}

/** A role that other flows share must not be written for one of them alone without a word. */
function sharersLeftOut(read: readonly Flow[], all: readonly Flow[]): readonly string[] {
  const roles = new Set(read.flatMap(roleName));
  return all
    .filter((flow) => !read.includes(flow) && roleName(flow).some((role) => roles.has(role)))
    .map(
      ({ source }) =>
        `${source} has the same role: what it needs is not covered. Name it as well to keep its permissions.`,
    );
}

function roleName({ executionRole }: Flow): readonly string[] {
  return executionRole === undefined ? [] : [templateKey(executionRole.template)];
}
