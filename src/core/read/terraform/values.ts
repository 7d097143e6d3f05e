import type { Entry, MapValue, ScalarValue, Value } from '../../document/value.ts';
import type { Place } from '../../place.ts';
import { literal } from '../../template/template.ts';
import type { HclBody, HclExpression } from '../hcl/syntax.ts';
import { apiName, listName } from './api-names.ts';
import { madeBlocks } from './blocks.ts';
import { evaluate } from './evaluate.ts';
import { waysOf } from './follow.ts';
import { listed, mayBeList } from './lists.ts';
import type { TerraformModule } from './module.ts';

/** Blocks that the provider made of others, which stand nowhere in the module. */
export interface DynamicBlock {
  readonly name: string;
  readonly place: Place;
}

/** How blocks become values. */
interface Reading {
  readonly module: TerraformModule;
  /** Told of every `dynamic` block whose collection the module does not say. */
  readonly onDynamic: (block: DynamicBlock) => void;
}

/**
 * Turns the body of a block into a map: arguments as values, blocks as maps, and those that can
 * come several times as lists. Names become the API's: `model_id` → `modelId`.
 */
export function bodyValue(body: HclBody, reading: Reading, parent = ''): MapValue {
  const entries = new Map<string, Entry>();
  for (const [name, { expression, keyPlace }] of body.attributes) {
    const value = expressionValue(expression, reading.module);
    entries.set(apiName(name), { value, keyPlace, written: name });
  }
  for (const block of madeBlocks(reading.module, body)) {
    if (block.type === 'dynamic') {
      reading.onDynamic({ name: block.labels[0] ?? 'block', place: block.place });
      continue;
    }
    const value = bodyValue(block.body, reading, block.type);
    const list = listName(block.type, parent);
    const key = list ?? apiName(block.type);
    const before = entries.get(key)?.value;
    const placed = { ...value, place: block.place };
    const joined: Value =
      list === undefined
        ? placed
        : {
            kind: 'list',
            items: [...(before?.kind === 'list' ? before.items : []), placed],
            place: before?.place ?? block.place,
          };
    entries.set(key, { value: joined, keyPlace: block.place, written: block.type });
  }
  return { kind: 'map', entries, place: body.place };
}

/** The value of an expression; names of locals that hold objects or lists are followed. */
export function expressionValue(expression: HclExpression, module: TerraformModule): Value {
  return valueAt(expression, module, expression.place, 0);
}

/** Nested deeper than any definition; a cycle of locals ends here. */
const MOST_LEVELS = 100;

function valueAt(
  expression: HclExpression,
  module: TerraformModule,
  place: Place,
  level: number,
): Value {
  module.budget.spend('values', 1, place);
  const ways = level > MOST_LEVELS ? [expression] : waysOf(module, expression);
  const [target] = ways;
  if (ways.length > 1) {
    return {
      ...scalarOf(expression, module, place),
      type: 'string',
      ways: ways.flatMap((way) => (isNothing(way) ? [] : [valueAt(way, module, place, level + 1)])),
    };
  }
  if (target?.kind === 'object') {
    const entries = new Map<string, Entry>();
    for (const { key, keyExpression, keyPlace, value } of target.entries) {
      const name = key ?? (keyExpression && literal(evaluate(module, keyExpression) ?? []));
      if (name) {
        const inside = valueAt(value, module, value.place, level + 1);
        entries.set(apiName(name), { value: inside, keyPlace, written: name });
      }
    }
    return { kind: 'map', entries, place };
  }
  const items = target && listed(module, target);
  if (items !== undefined) {
    return {
      kind: 'list',
      items: items.map((item) => valueAt(item, module, item.place, level + 1)),
      place,
    };
  }
  const scalar = scalarOf(expression, module, place);
  return target && mayBeList(module, target) ? { ...scalar, mayBeList: true } : scalar;
}

function isNothing(expression: HclExpression): boolean {
  return expression.kind === 'literal' && expression.type === 'null';
}

function scalarOf(expression: HclExpression, module: TerraformModule, place: Place): ScalarValue {
  const template = evaluate(module, expression);
  return template === undefined
    ? { kind: 'scalar', type: 'null', template: [], place }
    : {
        kind: 'scalar',
        type: expression.kind === 'literal' ? expression.type : 'string',
        template,
        place,
      };
}
