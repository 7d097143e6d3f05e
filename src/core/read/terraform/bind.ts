import type { Budget } from '../../document/budget.ts';
import { isIdentifier } from '../hcl/identifier.ts';
import { getOf, literalOf, withSource } from '../hcl/make.ts';
import type {
  HclBlock,
  HclBody,
  HclExpression,
  HclOperation,
  HclTraversal,
} from '../hcl/syntax.ts';

/** What a name and the steps behind it stand for; undefined for what stays as it is. */
export type Bindings = (name: HclTraversal) => HclExpression | undefined;

/** Bindings of single names: `each`, `count`, the iterator of a dynamic block, the names of a loop. */
export function namesFor(values: ReadonlyMap<string, HclExpression>): Bindings {
  return ({ steps: [root = '', ...steps] }) => {
    const bound = values.get(root);
    return bound && steppedThrough(bound, steps);
  };
}

/** The same expression with what names stand for in their place. */
export function bind(expression: HclExpression, bindings: Bindings, budget: Budget): HclExpression {
  budget.spend('values', 1, expression.place);
  const inside = (inner: HclExpression) => bind(inner, bindings, budget);
  switch (expression.kind) {
    case 'literal':
      return expression;
    case 'template': {
      const interpolations = expression.raw.interpolations.map((each) => ({
        ...each,
        value: inside(each.value),
      }));
      return {
        ...expression,
        parts: expression.parts.map((part) => (typeof part === 'string' ? part : inside(part))),
        raw: { ...expression.raw, interpolations },
      };
    }
    case 'object':
      return {
        ...expression,
        entries: expression.entries.map((entry) => ({
          ...entry,
          ...(entry.keyExpression && { keyExpression: inside(entry.keyExpression) }),
          value: inside(entry.value),
        })),
      };
    case 'tuple':
      return { ...expression, items: expression.items.map(inside) };
    case 'traversal':
      return bindings(expression) ?? expression;
    case 'call':
      return withSource({ ...expression, args: expression.args.map(inside) });
    case 'other':
      return expression.operation === undefined
        ? expression
        : withSource({
            ...expression,
            operation: boundOperation(expression.operation, bindings, budget),
          });
  }
}

function boundOperation(operation: HclOperation, bindings: Bindings, budget: Budget): HclOperation {
  const inside = (inner: HclExpression) => bind(inner, bindings, budget);
  switch (operation.kind) {
    case 'conditional':
      return {
        ...operation,
        ...(operation.condition && { condition: inside(operation.condition) }),
        ways: operation.ways.map(inside),
      };
    case 'get':
      return { ...operation, from: inside(operation.from), key: inside(operation.key) };
    case 'comparison': {
      const [one, other] = operation.sides;
      return { ...operation, sides: [inside(one), inside(other)] };
    }
    case 'for': {
      // The names of the loop hide those around it.
      const hidden = [operation.valueName, operation.keyName];
      const left: Bindings = (name) =>
        hidden.includes(name.steps[0]) ? undefined : bindings(name);
      const within = (inner: HclExpression) => bind(inner, left, budget);
      return {
        ...operation,
        collection: inside(operation.collection),
        ...(operation.key && { key: within(operation.key) }),
        value: within(operation.value),
        ...(operation.condition && { condition: within(operation.condition) }),
      };
    }
  }
}

/** The same body with what names stand for in their place, blocks within it included. */
export function bindBody(body: HclBody, bindings: Bindings, budget: Budget): HclBody {
  const attributes = new Map(
    [...body.attributes].map(([name, attribute]) => [
      name,
      { ...attribute, expression: bind(attribute.expression, bindings, budget) },
    ]),
  );
  const blocks = body.blocks.map(
    (block): HclBlock => ({ ...block, body: bindBody(block.body, bindings, budget) }),
  );
  return { ...body, attributes, blocks };
}

/** What a name and steps behind it stand for, where the name stands for something. */
export function steppedThrough(from: HclExpression, steps: readonly string[]): HclExpression {
  return steps.reduce<HclExpression>((found, step) => {
    const key: HclExpression = {
      ...literalOf(step, found),
      type: /^\d+$/.test(step) ? 'number' : 'string',
    };
    return getOf(found, key, isIdentifier(step));
  }, from);
}
