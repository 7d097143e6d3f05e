import type { Entry, MapValue, Value } from '../document/value.ts';
import type { Flow, FlowNode } from '../flow/flow.ts';
import { noNeighbours } from '../flow/related-resources.ts';
import type { Place } from '../place.ts';
import type { Option } from './screen.ts';

/** What stands for a flow that is in no file: in answers, and as the file of its places. */
export const BY_HAND = 'by hand';

const PLACE: Place = { file: BY_HAND, line: 1, column: 1 };

/** A kind of node as people choose it: what its configuration will hold, values still unknown. */
interface HandNode extends Option {
  readonly kind: string;
  /** Paths of fields that are there though the API does not require them. */
  readonly fields: readonly (readonly string[])[];
}

/** The nodes to choose from for someone who has no file yet: those that need something. */
export const HAND_NODES: readonly HandNode[] = [
  node('Prompt', 'Prompt written in the node', 'Prompt', [
    'sourceConfiguration',
    'inline',
    'modelId',
  ]),
  node('ManagedPrompt', 'Prompt from Prompt management', 'Prompt', [
    'sourceConfiguration',
    'resource',
    'promptArn',
  ]),
  node('KnowledgeBase', 'Knowledge base, returns passages', 'KnowledgeBase'),
  node('KnowledgeBaseAnswer', 'Knowledge base, answers with a model', 'KnowledgeBase', ['modelId']),
  node('Agent', 'Agent', 'Agent'),
  node('LambdaFunction', 'Lambda function', 'LambdaFunction'),
  node('Lex', 'Amazon Lex bot', 'Lex'),
  node('Retrieval', 'Read objects from S3', 'Retrieval'),
  node('Storage', 'Write objects to S3', 'Storage'),
];

function node(
  value: string,
  label: string,
  kind: string,
  ...fields: readonly (readonly string[])[]
): HandNode {
  return { value, label, kind, fields };
}

/**
 * A flow of chosen nodes; everything that a node names is asked for later, as with any flow.
 *
 * @param chosen values of `HAND_NODES`, each as often as the flow has such a node.
 */
export function flowByHand(name: string, chosen: readonly string[]): Flow {
  const nodes = chosen.flatMap((value) => HAND_NODES.find((each) => each.value === value) ?? []);
  return {
    name,
    source: PLACE.file,
    place: PLACE,
    nodes: nodes.map((each, at) => {
      const before = nodes.slice(0, at).filter((other) => other === each).length;
      return handNode(each, before === 0 ? each.value : `${each.value}${before + 1}`);
    }),
    neighbours: noNeighbours,
    notes: [],
  };
}

function handNode({ kind, fields }: HandNode, name: string): FlowNode {
  return {
    name,
    kind,
    place: PLACE,
    strays: [],
    inner: [],
    ...(fields.length > 0 && { configuration: fields.reduce(withField, EMPTY) }),
  };
}

const EMPTY: MapValue = { kind: 'map', entries: new Map(), place: PLACE };
const UNKNOWN: Value = { kind: 'scalar', type: 'string', template: [], place: PLACE };

function withField(map: MapValue, path: readonly string[]): MapValue {
  const [key, ...rest] = path;
  if (key === undefined) {
    return map;
  }
  const inside = map.entries.get(key)?.value;
  const value: Value =
    rest.length === 0 ? UNKNOWN : withField(inside?.kind === 'map' ? inside : EMPTY, rest);
  const entry: Entry = { value, keyPlace: PLACE };
  return { ...map, entries: new Map([...map.entries, [key, entry]]) };
}
