import type { Flow } from '../flow/flow.ts';
import { showLine } from '../place.ts';
import { InputError } from '../problem.ts';
import {
  type DescribedResource,
  describedResource,
  mayDescribeResource,
  neighboursAmong,
} from '../read/described-resource.ts';
import { readDocument } from '../read/read.ts';
import { display } from '../template/template.ts';
import type { ProjectFiles } from './files.ts';
import { baseName, directoryOf, joinPaths } from './paths.ts';

/** A directory with more files than this, or with more text, is not kept for one flow. */
const MAX_FILES_BESIDE = 200;
const MAX_CHARACTERS_BESIDE = 10_000_000;

/** The resource that a file describes; undefined for a file of anything else. */
export async function resourceIn(
  path: string,
  text: string,
): Promise<DescribedResource | undefined> {
  if (!mayDescribeResource(text) || !/\.(?:json|ya?ml)$/i.test(path)) {
    return undefined;
  }
  try {
    return describedResource(await readDocument({ path, text }));
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

/**
 * The resources that files beside flows describe.
 *
 * @param known files that were looked at already.
 */
export async function resourcesBeside(
  flows: readonly Flow[],
  files: ProjectFiles,
  known: ReadonlySet<string>,
): Promise<readonly DescribedResource[]> {
  const homes = new Set(
    flows.flatMap(({ place }) => (place.file === '<stdin>' ? [] : [directoryOf(place.file)])),
  );
  const found: DescribedResource[] = [];
  for (const home of homes) {
    const paths = files
      .list(home)
      .filter((name) => /\.(?:json|ya?ml)$/i.test(name))
      .slice(0, MAX_FILES_BESIDE)
      .map((name) => joinPaths(home, name))
      .filter((path) => !known.has(files.locate(path)));
    let characters = 0;
    for (const path of paths) {
      const contents = files.read(path);
      const text = contents.kind === 'text' ? contents.text : '';
      characters += text.length;
      if (characters > MAX_CHARACTERS_BESIDE) {
        break;
      }
      const resource = await resourceIn(path, text);
      found.push(...(resource === undefined ? [] : [resource]));
    }
  }
  return found;
}

/**
 * Gives a flow what descriptions say of the resources that it uses. What its own template or module
 * says counts more.
 */
export function withResources(flow: Flow, all: readonly DescribedResource[]): Flow {
  const described = neighboursAmong(all);
  return all.length === 0
    ? flow
    : { ...flow, neighbours: (value) => flow.neighbours(value) ?? described(value) };
}

/**
 * The resources that a flow names: those whose id is in its files, or in the description of one
 * that is.
 *
 * @param texts the files that the flow was read from.
 */
export function resourcesNamedIn(
  texts: readonly string[],
  all: readonly DescribedResource[],
): readonly DescribedResource[] {
  const found = all.filter((resource) => texts.some((text) => text.includes(idOf(resource))));
  const models = found.flatMap(({ neighbour }) =>
    (neighbour.models ?? []).map(({ template }) => display(template)),
  );
  const behind = all.filter(
    (resource) =>
      !found.includes(resource) && models.some((model) => model.includes(idOf(resource))),
  );
  return [...found, ...behind];
}

/** `prompt/PRGREET001:2` → `PRGREET001`. */
function idOf({ name }: DescribedResource): string {
  const [id = ''] = baseName(name).split(':');
  return id;
}

/** Says where a model is from that no flow names, as a full sentence. */
export function resourceNote({ name, neighbour }: DescribedResource): readonly string[] {
  const [first, ...others] = neighbour.models ?? [];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return first === undefined
    ? []
    : [`The model of ${name} is ${display(first.template)}${more}, from ${showLine(first.place)}.`];
}
