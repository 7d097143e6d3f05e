import { get, type Value } from '../../src/core/document/value.ts';
import type { Flow, FlowNode } from '../../src/core/flow/flow.ts';
import { type Place, showPlace } from '../../src/core/place.ts';
import { InputError, showProblem } from '../../src/core/problem.ts';
import type { OpenRelated } from '../../src/core/read/format.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { display } from '../../src/core/template/template.ts';

/** Files that lie beside the one that is read, by path. */
export type Beside = Readonly<Record<string, string>>;

/** Reads the flows of a text under a file name. */
export function readText(
  path: string,
  text: string,
  beside: Beside = {},
): Promise<readonly Flow[]> {
  return readFlows({ path, text }, openBeside(beside));
}

/** Reads a text that holds one flow. */
export async function readOne(path: string, text: string, beside: Beside = {}): Promise<Flow> {
  const [flow, ...others] = await readText(path, text, beside);
  if (flow === undefined || others.length > 0) {
    throw new Error(`${path} holds ${others.length + (flow === undefined ? 0 : 1)} flows, not one`);
  }
  return flow;
}

function openBeside(files: Beside): OpenRelated {
  return (_from, path) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined ? undefined : { path, text };
  };
}

/** The node of a flow by its name, also inside loops. */
export function nodeOf(flow: Flow, name: string): FlowNode {
  const found = allNodes(flow.nodes).find((node) => node.name === name);
  if (found === undefined) {
    throw new Error(`the flow has no node "${name}"`);
  }
  return found;
}

function allNodes(nodes: readonly FlowNode[]): readonly FlowNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.inner)]);
}

/** The value of a field of a node's configuration. */
export function fieldOf(flow: Flow, name: string, path: string): Value {
  const value = get(nodeOf(flow, name).configuration, ...path.split('.'));
  if (value === undefined) {
    throw new Error(`node "${name}" has no ${path}`);
  }
  return value;
}

/** A scalar as people would write it: text as it is, references as `${Name}`. */
export function shown(value: Value): string {
  if (value.kind !== 'scalar') {
    throw new Error(`a ${value.kind} is no scalar`);
  }
  return display(value.template);
}

/** What a reader says when it refuses a text. */
export interface Refusal {
  readonly at: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string | undefined;
  /** The message as people see it. */
  readonly message: string;
}

/** Reads a text that must be refused with one problem. */
export async function refusal(path: string, text: string, beside: Beside = {}): Promise<Refusal> {
  try {
    await readText(path, text, beside);
  } catch (error) {
    if (error instanceof InputError) {
      const [problem, ...others] = error.problems;
      if (problem !== undefined && others.length === 0) {
        const { place, found, expected, remedy } = problem;
        return { at: showPlace(place), found, expected, remedy, message: showProblem(problem) };
      }
    }
    throw error;
  }
  throw new Error(`${path} was read, though it should have been refused`);
}

/** A text in which `▮` stands before the character whose place is expected. */
export function marked(file: string, text: string): { readonly text: string; readonly at: string } {
  const before = text.slice(0, text.indexOf('▮')).split('\n');
  const place: Place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return { text: text.replace('▮', ''), at: showPlace(place) };
}
