import {
  type Entry,
  get,
  isNull,
  type MapValue,
  stringTemplate,
  type Value,
} from '../../document/value.ts';
import type { SourceFile } from '../../file.ts';
import type { Flow } from '../../flow/flow.ts';
import { noNeighbours } from '../../flow/related-resources.ts';
import { isUnprintable } from '../../printable.ts';
import { NotAFlowError } from '../../problem.ts';
import type { TerraformReference } from '../../template/reference.ts';
import { literal, template } from '../../template/template.ts';
import { nodesOf } from '../definition.ts';
import { collectFlows, type SourceFormat } from '../format.ts';
import { isIdentifier } from '../hcl/identifier.ts';
import { apiName, listName } from './api-names.ts';

const FLOW_TYPES = ['aws_bedrockagent_flow', 'awscc_bedrock_flow'];

/**
 * What `terraform show -json` prints of a plan or a state. Values that are known after the apply
 * only become references where the configuration says to what, else questions.
 *
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export const terraformPlan: SourceFormat = {
  name: 'a Terraform plan',

  mayHoldFlow: (text) => FLOW_TYPES.some((type) => text.includes(type)),

  recognises(document) {
    return (
      get(document, 'format_version') !== undefined &&
      ['planned_values', 'resource_changes', 'values'].some(
        (key) => get(document, key) !== undefined,
      )
    );
  },

  read(document, file) {
    const flows = resourcesIn(document).filter(({ type }) => FLOW_TYPES.includes(type));
    if (flows.length === 0) {
      throw new NotAFlowError({
        place: document.place,
        found: 'a Terraform plan without a flow',
        expected: `a resource of type ${FLOW_TYPES.join(' or ')}`,
      });
    }
    const written = expressionsIn(document);
    return collectFlows(flows, (resource) => readFlow(resource, written, file));
  },
};

interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Value;
  /** Has `true` where a value is known after the apply only. */
  readonly unknown?: Value | undefined;
}

function resourcesIn(document: Value): readonly PlannedResource[] {
  const changes = get(document, 'resource_changes');
  if (changes?.kind === 'list') {
    return changes.items.flatMap((item) => {
      const values = get(item, 'change', 'after');
      const unknown = get(item, 'change', 'after_unknown');
      return values === undefined || isNull(values) ? [] : resource(item, values, unknown);
    });
  }
  const root =
    get(document, 'planned_values', 'root_module') ?? get(document, 'values', 'root_module');
  return root === undefined ? [] : moduleResources(root);
}

function moduleResources(module: Value): readonly PlannedResource[] {
  const own = itemsOf(get(module, 'resources')).flatMap((item) => {
    const values = get(item, 'values');
    return values === undefined ? [] : resource(item, values, undefined);
  });
  return [...own, ...itemsOf(get(module, 'child_modules')).flatMap(moduleResources)];
}

function resource(
  item: Value,
  values: Value,
  unknown: Value | undefined,
): readonly PlannedResource[] {
  const [address, type, mode] = ['address', 'type', 'mode'].map((key) => textOf(item, key));
  return address === undefined || type === undefined || mode === 'data'
    ? []
    : [{ address, type, values, unknown }];
}

function readFlow(planned: PlannedResource, expressions: Expressions, file: SourceFile): Flow {
  const { address, values, unknown } = planned;
  const written = expressions(address);
  const properties = planValue(values, unknown, written, '', 0);
  const placed = (key: string) => {
    const value = get(properties, key);
    const text = stringTemplate(value);
    return value === undefined || text === undefined || text.length === 0
      ? undefined
      : { template: text, place: value.place };
  };
  const name = literal(placed('name')?.template ?? []);
  const isGiven = ['definition', 'definitionString', 'definitionS3Location', 'nodes'].some(
    (key) => get(properties, key) !== undefined,
  );
  const arn = placed('arn');
  const id = placed('id');
  const executionRole = placed('executionRoleArn');
  const encryptionKey = placed('customerEncryptionKeyArn');
  return {
    name: name || address.slice(address.lastIndexOf('.') + 1),
    source: `${file.path}#${address}`,
    place: values.place,
    ...nodesOf(isGiven ? (get(properties, 'definition') ?? properties) : undefined),
    ...(arn && { arn }),
    ...(id && { id }),
    ...(executionRole && { executionRole }),
    ...(encryptionKey && { encryptionKey }),
    neighbours: noNeighbours,
    notes: [],
  };
}

type Expressions = (address: string) => Value | undefined;

/** The expressions of resources as the configuration has them, which name what they refer to. */
function expressionsIn(document: Value): Expressions {
  const known = new Map<Value, ReadonlyMap<string, Value>>();
  const resourcesOf = (module: Value) => {
    const resources =
      known.get(module) ??
      new Map(
        itemsOf(get(module, 'resources'))
          .toReversed()
          .map((item) => [textOf(item, 'address') ?? '', item]),
      );
    known.set(module, resources);
    return resources;
  };
  return (address) => {
    const parts = withoutIndexes(address).split('.');
    let module = get(document, 'configuration', 'root_module');
    let depth = 0;
    for (; parts[depth] === 'module' && parts.length - depth > 2; depth += 2) {
      module = get(module, 'module_calls', parts[depth + 1] ?? '', 'module');
    }
    return module && get(resourcesOf(module).get(parts.slice(depth).join('.')), 'expressions');
  };
}

/** `module.desk["eu.west"].aws_bedrockagent_flow.f[0]` → `module.desk.aws_bedrockagent_flow.f`. */
function withoutIndexes(address: string): string {
  return address.replace(/\["(?:[^"\\]|\\.)*(?:"\])?|\[[^[\]"]*\]/gs, '');
}

/** Deeper than any definition in a plan, where each level of blocks is a list as well. */
const MOST_LEVELS = 200;

function planValue(
  value: Value,
  unknown: Value | undefined,
  written: Value | undefined,
  parent: string,
  level: number,
): Value {
  if (value.kind !== 'map' || level > MOST_LEVELS) {
    return value;
  }
  const entries = new Map<string, Entry>();
  const keys = new Set([
    ...value.entries.keys(),
    ...(unknown?.kind === 'map' ? unknown.entries.keys() : []),
  ]);
  for (const key of keys) {
    const entry = value.entries.get(key);
    const isUnknown = get(unknown, key);
    const expression = get(written, key);
    if (isTrue(isUnknown) && (entry === undefined || isNull(entry.value))) {
      entries.set(apiName(key), laterValue(expression, value.place));
    } else if (entry !== undefined && !isEmpty(entry.value)) {
      const list = listName(key, parent);
      entries.set(list ?? apiName(key), {
        ...entry,
        value: blockValue(entry.value, isUnknown, expression, key, list, level),
      });
    }
  }
  return { ...value, entries } satisfies MapValue;
}

/** Blocks are lists in a plan, also those that come once. */
function blockValue(
  value: Value,
  unknown: Value | undefined,
  written: Value | undefined,
  key: string,
  list: string | undefined,
  level: number,
): Value {
  if (value.kind !== 'list') {
    return planValue(value, unknown, written, key, level + 1);
  }
  const items = value.items.map((item, index) =>
    planValue(item, itemsOf(unknown)[index], itemsOf(written)[index], key, level + 1),
  );
  const [only, ...others] = items;
  const isBlock = list === undefined && only?.kind === 'map' && others.length === 0;
  // The list of nodes of `awscc` has no block of that name: plural names stay lists.
  return isBlock && !key.endsWith('s') ? only : { ...value, items };
}

/** A value that Terraform knows after the apply: what it refers to, or nothing that is known. */
function laterValue(written: Value | undefined, place: Value['place']): Entry {
  const [first] = itemsOf(get(written, 'references'));
  const expression = first?.kind === 'scalar' ? literal(first.template) : undefined;
  const reference: TerraformReference | undefined =
    expression !== undefined && isTraversal(expression)
      ? { kind: 'terraform', expression }
      : undefined;
  return {
    keyPlace: first?.place ?? place,
    value: {
      kind: 'scalar',
      type: 'string',
      template: reference === undefined ? [] : template(reference),
      place: first?.place ?? place,
    },
  };
}

/** Whether a reference is what Terraform prints as one: names and indexes, and no other expression. */
function isTraversal(text: string): boolean {
  const names = text.replaceAll(/\[(?:\d+|"[^"\\$%]*")\]/g, '').split('.');
  return !isUnprintable(text) && names.every((name) => isIdentifier(name) || /^\d+$/.test(name));
}

function isEmpty(value: Value): boolean {
  return isNull(value) || (value.kind === 'list' && value.items.length === 0);
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'scalar' && value.type === 'boolean' && literal(value.template) === 'true';
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : [];
}

function textOf(value: Value, key: string): string | undefined {
  return literal(stringTemplate(get(value, key)) ?? [{ kind: 'text', text: '' }]) || undefined;
}
