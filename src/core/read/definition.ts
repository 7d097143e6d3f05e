import {
  describeValue,
  type Entry,
  get,
  isNull,
  type MapValue,
  stringTemplate,
  type Value,
} from '../document/value.ts';
import { itemsIn, waysIn } from '../document/ways.ts';
import type { Flow, FlowNode, StrayKey } from '../flow/flow.ts';
import { NODE_KIND_NAMES, nodeKind } from '../needs/nodes/index.ts';
import type { Place } from '../place.ts';
import { InputError } from '../problem.ts';
import { display, literal } from '../template/template.ts';

const DEFINITION_KEYS = ['nodes', 'connections'];
const NODE_KEYS = ['name', 'type', 'configuration', 'inputs', 'outputs'];

/** The names AWS gives nodes: letters, digits, `_` and `-`; a wider set is let through to be reported on. */
const MOST_NAME_CHARACTERS = 256;

/**
 * Reads a flow definition (`FlowDefinition` of the Amazon Bedrock Agents API), with keys in the
 * API's camelCase or CloudFormation's PascalCase.
 *
 * @returns the nodes in file order; those inside loops hang below their loop node.
 * @throws InputError where the value cannot be a flow definition: other keys, nodes without name
 * or type, configuration of another kind.
 */
export function readDefinition(value: Value): readonly FlowNode[] {
  return readNodes(lowerKeys(value), '');
}

/** The nodes of a flow that need not have a definition: AWS makes such flows, too. */
export function nodesOf(definition: Value | undefined): Pick<Flow, 'nodes' | 'lacksDefinition'> {
  return definition === undefined
    ? { nodes: [], lacksDefinition: true }
    : { nodes: readDefinition(definition) };
}

function readNodes(definition: Value, loop: string): readonly FlowNode[] {
  const map = expectMap(definition, 'a flow definition with "nodes" and "connections"');
  expectKeys(map, DEFINITION_KEYS, 'a flow definition');
  const nodes = get(map, 'nodes');
  const items = itemsIn(nodes);
  if (nodes === undefined || items === undefined) {
    throw new InputError({
      place: (nodes ?? map).place,
      found: nodes === undefined ? 'a flow definition without "nodes"' : describe(nodes),
      expected: '"nodes", a list of flow nodes',
    });
  }
  if (items.length === 0) {
    throw new InputError({
      place: nodes.place,
      found: 'a flow without nodes',
      expected: 'at least one node',
      remedy: 'Add the nodes first: a role for an empty flow would allow nothing.',
    });
  }
  // The role must serve every way in which a node can turn out.
  const read = items.flatMap(waysIn).map((node) => readNode(node, loop));
  const [first] = read;
  if (first !== undefined && read.every((node) => nodeKind(node.kind) === undefined)) {
    throw unknownKind(first.kind, first.place);
  }
  return read;
}

function readNode(value: Value, loop: string): FlowNode {
  const map = expectMap(value, 'a flow node');
  const name = `${loop}${nodeName(map)}`;
  const kind = expectText(map, 'type');
  const configuration = readConfiguration(map, kind);
  const strays = strayKeys(map);
  checkKind(kind, map, strays, configuration);
  const body = get(configuration, 'definition');
  return {
    name,
    kind,
    place: map.place,
    ...(configuration === undefined ? {} : { configuration }),
    strays,
    inner: kind === 'Loop' && body !== undefined ? readNodes(body, `${name}/`) : [],
  };
}

function strayKeys(node: MapValue): readonly StrayKey[] {
  return [...node.entries]
    .filter(([key]) => !NODE_KEYS.includes(key))
    .map(([key, entry]) => ({ key, place: entry.keyPlace }));
}

/**
 * Tells nodes of kinds and with fields that AWS may have added, which become warnings, from nodes
 * that Amazon Bedrock Flows never had.
 */
function checkKind(
  kind: string,
  node: MapValue,
  strays: readonly StrayKey[],
  configuration: MapValue | undefined,
): void {
  const known = nodeKind(kind);
  const [stray] = strays;
  if (known === undefined) {
    const place = get(node, 'type')?.place ?? node.place;
    if (
      stray !== undefined ||
      kind === 'DoWhile' ||
      NODE_KIND_NAMES.some((name) => same(name, kind))
    ) {
      throw unknownKind(kind, place);
    }
    return;
  }
  const fields = Object.entries(known.fields);
  const missing = fields.find(
    ([field, use]) => use === 'required' && configuration?.entries.has(field) === false,
  );
  for (const [key, entry] of missing === undefined ? [] : (configuration?.entries ?? [])) {
    if (!Object.hasOwn(known.fields, key)) {
      throw new InputError({
        place: entry.keyPlace,
        found: `the field "${key}" in a node of type ${kind}`,
        expected: fields.map(([field]) => field).join(', '),
        remedy: `AWS would refuse this node: it has no "${missing?.[0]}".`,
      });
    }
  }
}

function unknownKind(kind: string, place: Place): InputError {
  return new InputError({
    place,
    found: `a node of type "${kind}"`,
    expected: `a type that Amazon Bedrock Flows has: ${NODE_KIND_NAMES.join(', ')}`,
    remedy:
      kind === 'DoWhile'
        ? 'The API calls this type Loop, whatever the User Guide says.'
        : 'Types are written exactly so. If AWS has added this type, update flow-role-wizard.',
  });
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * `configuration` is a union whose member is named after the kind: `KnowledgeBase` has
 * `knowledgeBase`. This holds for kinds that AWS will add, too, and tells them from imaginary ones.
 */
function readConfiguration(node: MapValue, kind: string): MapValue | undefined {
  const configuration = get(node, 'configuration');
  if (configuration === undefined || isNull(configuration)) {
    return undefined;
  }
  const union = expectMap(configuration, `the configuration of a ${kind} node`);
  const member = lowerFirst(kind);
  for (const [key, entry] of union.entries) {
    if (key !== member) {
      throw new InputError({
        place: entry.keyPlace,
        found: `the configuration "${key}" in a node of type "${kind}"`,
        expected: `"${member}"`,
      });
    }
  }
  const value = union.entries.get(member)?.value;
  return value === undefined || isNull(value)
    ? undefined
    : expectMap(value, `the configuration of a ${kind} node`);
}

function expectMap(value: Value, what: string): MapValue {
  if (value.kind !== 'map') {
    throw new InputError({ place: value.place, found: describe(value), expected: what });
  }
  return value;
}

function expectKeys(map: MapValue, allowed: readonly string[], what: string): void {
  for (const [key, { keyPlace, written = key }] of map.entries) {
    if (!allowed.includes(key)) {
      throw new InputError({
        place: keyPlace,
        found: `the key "${written}"`,
        expected: `${what}, which has ${allowed.join(', ')}`,
        remedy: `Amazon Bedrock Flows has no "${written}" here: AWS would refuse this file.`,
      });
    }
  }
}

/** A name may be made by references; it is only ever shown. */
function nodeName(node: MapValue): string {
  const name = stringTemplate(get(node, 'name'));
  return name !== undefined && literal(name) === undefined
    ? display(name)
    : expectText(node, 'name');
}

function expectText(map: MapValue, key: string): string {
  const value = get(map, key);
  const text = value?.kind === 'scalar' && value.type === 'string' ? literal(value.template) : '';
  if (value === undefined || !text || text.length > MOST_NAME_CHARACTERS) {
    throw new InputError({
      place: (value ?? map).place,
      found:
        value === undefined ? `a flow node without "${key}"` : `${describe(value)} as "${key}"`,
      expected: `"${key}", a text`,
    });
  }
  return text;
}

function describe(value: Value): string {
  const reference =
    value.kind === 'scalar'
      ? value.template.find((segment) => segment.kind === 'reference')
      : undefined;
  return reference === undefined ? describeValue(value) : 'an intrinsic function';
}

function lowerKeys(value: Value): Value {
  switch (value.kind) {
    case 'scalar':
      return value.ways === undefined ? value : { ...value, ways: value.ways.map(lowerKeys) };
    case 'list':
      return { ...value, items: value.items.map(lowerKeys) };
    case 'map': {
      const entries = new Map<string, Entry>();
      for (const [key, entry] of value.entries) {
        if (entries.has(lowerFirst(key))) {
          throw new InputError({
            place: entry.keyPlace,
            found: `the key "${key}" a second time`,
            expected: 'each key once',
          });
        }
        entries.set(lowerFirst(key), { ...entry, written: key, value: lowerKeys(entry.value) });
      }
      return { ...value, entries };
    }
  }
}

/** `KnowledgeBase` → `knowledgeBase`. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
