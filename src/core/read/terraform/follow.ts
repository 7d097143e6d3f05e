import { eitherOf, getOf, literalOf, steppedInto } from '../hcl/make.ts';
import type {
  HclExpression,
  HclGet,
  HclLiteral,
  HclLoop,
  HclObjectEntry,
  HclOther,
  HclTraversal,
} from '../hcl/syntax.ts';
import { bind, namesFor, steppedThrough } from './bind.ts';
import { type Called, type Element, FUNCTIONS, isText, tupleOf } from './functions.ts';
import {
  addressOf,
  hasInstances,
  namedIn,
  stepsOf,
  type TerraformModule,
  type TerraformResource,
} from './module.ts';

/** Names and functions stand for one another up to so deep: a cycle ends here. */
const MOST_DEPTH = 60;

/** What can be one thing or another is followed up to so many ways. */
const MOST_WAYS = 64;

/**
 * What an expression stands for, as far as the module itself says: names of locals, functions of
 * what is literal, loops over it and choices that are decided are worked out. What is not stays as
 * it is written.
 *
 * @returns undefined for an element that is not there.
 */
export function follow(
  module: TerraformModule,
  expression: HclExpression,
  depth = 0,
): HclExpression | undefined {
  if (depth > MOST_DEPTH) {
    return expression;
  }
  switch (expression.kind) {
    case 'literal':
    case 'template':
    case 'object':
    case 'tuple':
      return expression;
    case 'traversal':
      return followName(module, expression, depth);
    case 'call': {
      module.budget.spend('references', 1, expression.place);
      const work = Object.hasOwn(FUNCTIONS, expression.name)
        ? FUNCTIONS[expression.name]
        : undefined;
      return work?.(calledIn(module, expression, depth)) ?? expression;
    }
    case 'other':
      module.budget.spend('references', 1, expression.place);
      return followOperation(module, expression, depth);
  }
}

function calledIn(
  module: TerraformModule,
  { args, place, span }: Extract<HclExpression, { kind: 'call' }>,
  depth: number,
): Called {
  return {
    args,
    at: { place, span },
    follow: (inner) => follow(module, inner, depth + 1),
    elements: (inner) => elementsOf(module, inner, depth + 1),
    ways: (inner) => waysOf(module, inner, depth + 1),
    isMade: (steps) => addressOf(module, steps) !== undefined,
    spend: (characters) => module.budget.spend('text', characters, place),
  };
}

function followName(
  module: TerraformModule,
  expression: HclTraversal,
  depth: number,
): HclExpression | undefined {
  const [root, name = '', ...rest] = expression.steps;
  const [key] = rest;
  if (root === 'var' && key !== undefined && module.types.get(name)?.startsWith('set(')) {
    // The elements of a set are their own keys.
    return literalOf(key, expression);
  }
  const named = namedIn(module, expression.steps);
  if (named === undefined) {
    return root === 'local' ? undefined : expression;
  }
  module.budget.spend('references', 1, expression.place);
  return follow(module, steppedThrough(named.value, named.rest), depth + 1);
}

function followOperation(
  module: TerraformModule,
  expression: HclOther,
  depth: number,
): HclExpression | undefined {
  const { operation } = expression;
  switch (operation?.kind) {
    case 'conditional': {
      const condition = operation.condition && follow(module, operation.condition, depth + 1);
      const [yes, no] = operation.ways;
      const way =
        condition?.kind !== 'literal' || condition.type !== 'boolean'
          ? undefined
          : condition.text === 'true'
            ? yes
            : no;
      return way === undefined ? expression : follow(module, way, depth + 1);
    }
    case 'comparison': {
      const [one, other] = operation.sides.map((side) => follow(module, side, depth + 1));
      return one?.kind === 'literal' && other?.kind === 'literal'
        ? {
            ...literalOf(String((one.text === other.text) === operation.isEqual), expression),
            type: 'boolean',
          }
        : expression;
    }
    case 'for':
      return looped(module, operation, expression, depth) ?? expression;
    case 'get':
      return element(module, operation, expression, depth);
    case undefined:
      return expression;
  }
}

/** An element of what can be worked out; by a key that is not known, any of them. */
function element(
  module: TerraformModule,
  { from, key, isName }: HclGet,
  expression: HclOther,
  depth: number,
): HclExpression | undefined {
  const whole = follow(module, from, depth + 1);
  const index = follow(module, key, depth + 1);
  if (whole === undefined || index === undefined) {
    return undefined;
  }
  const next = (inner: HclExpression) => follow(module, inner, depth + 1);
  switch (whole.kind) {
    case 'traversal':
      return index.kind === 'literal' ? next(steppedInto(whole, index, isName)) : expression;
    case 'tuple':
      if (index.kind === 'literal') {
        const inside =
          whole.isSet && index.type === 'string' ? index : whole.items[Number(index.text)];
        return inside && next(inside);
      }
      return eitherOf(whole.items, expression);
    case 'object': {
      const elements = elementsOf(module, whole, depth + 1);
      if (elements === undefined) {
        return expression;
      }
      if (index.kind === 'literal') {
        const inside = elements.find((each) => each.key.text === index.text)?.value;
        return inside && next(inside);
      }
      return eitherOf(
        elements.map(({ value }) => value),
        expression,
      );
    }
    case 'call':
      // The elements of a set are their own keys.
      return ['toset', 'keys', 'setunion'].includes(whole.name) &&
        isText(index) &&
        index.type === 'string'
        ? index
        : getOf(whole, index, isName);
    case 'other':
      return whole.operation?.kind === 'conditional'
        ? eitherOf(
            whole.operation.ways.map((way) => getOf(way, index, isName)),
            expression,
          )
        : getOf(whole, index, isName);
    case 'literal':
    case 'template':
      return undefined;
  }
}

function looped(
  module: TerraformModule,
  loop: HclLoop,
  at: HclOther,
  depth: number,
): HclExpression | undefined {
  const elements = elementsOf(module, loop.collection, depth + 1, loop.valueName === '*');
  const made: { key?: HclLiteral; value: HclExpression }[] = [];
  for (const { key, value } of elements ?? []) {
    const bindings = new Map([[loop.valueName, value]]);
    if (loop.keyName !== undefined) {
      bindings.set(loop.keyName, key);
    }
    const bound = (inner: HclExpression) => bind(inner, namesFor(bindings), module.budget);
    const test = loop.condition && follow(module, bound(loop.condition), depth + 1);
    if (test !== undefined && (test.kind !== 'literal' || test.type !== 'boolean')) {
      return undefined;
    }
    if (test?.text === 'false') {
      continue;
    }
    const name = loop.key && follow(module, bound(loop.key), depth + 1);
    if (loop.key !== undefined && !isText(name)) {
      return undefined;
    }
    made.push({ ...(isText(name) && { key: name }), value: bound(loop.value) });
  }
  if (elements === undefined) {
    return undefined;
  }
  return loop.key === undefined
    ? tupleOf(
        made.map(({ value }) => value),
        at,
      )
    : objectOf(
        made.flatMap(({ key, value }) => (key === undefined ? [] : [{ key, value }])),
        at,
        loop.isGrouped,
      );
}

/** An object of elements: the last of a key counts, or all of them where they are grouped. */
function objectOf(
  elements: readonly Element[],
  at: Pick<HclExpression, 'place' | 'span'>,
  isGrouped = false,
): HclExpression {
  const entries = new Map<string, HclObjectEntry>();
  for (const { key, value } of elements) {
    const before = entries.get(key.text)?.value;
    const together = tupleOf([...(before?.kind === 'tuple' ? before.items : []), value], value);
    entries.set(key.text, {
      key: key.text,
      keyPlace: key.place,
      keySpan: key.span,
      value: isGrouped ? together : value,
    });
  }
  return { kind: 'object', entries: [...entries.values()], place: at.place, span: at.span };
}

/**
 * The elements of a collection; undefined where the module does not say what they are. Where it can
 * be one of several, those of all.
 *
 * @param isSplat whether what is no collection stands for one of its own.
 */
export function elementsOf(
  module: TerraformModule,
  expression: HclExpression,
  depth = 0,
  isSplat = false,
): readonly Element[] | undefined {
  const target = depth > MOST_DEPTH ? undefined : follow(module, expression, depth + 1);
  switch (target?.kind) {
    case 'tuple':
      return target.items.map((value, index) => ({
        key: target.isSet && isText(value) ? value : numberOf(index, value),
        value,
      }));
    case 'object': {
      const elements = target.entries.map(({ key, keyExpression, keySpan, keyPlace, value }) => {
        const name =
          key === undefined
            ? keyExpression && follow(module, keyExpression, depth + 1)
            : literalOf(key, { place: keyPlace, span: keySpan });
        return isText(name) ? { key: name, value } : undefined;
      });
      return elements.every((each) => each !== undefined) ? elements : undefined;
    }
    case 'literal':
      return target.type === 'null'
        ? []
        : isSplat
          ? [{ key: numberOf(0, target), value: target }]
          : undefined;
    case 'traversal':
      return instanceElements(module, target, depth, isSplat);
    case 'other':
      return target.operation?.kind === 'conditional'
        ? elementsOfAll(module, target.operation.ways, depth)
        : undefined;
    case 'call':
    case 'template':
    case undefined:
      return undefined;
  }
}

function elementsOfAll(
  module: TerraformModule,
  ways: readonly HclExpression[],
  depth: number,
): readonly Element[] | undefined {
  const each = ways.map((way) => elementsOf(module, way, depth + 1));
  const all = each.flatMap((elements) => elements ?? []);
  if (each.includes(undefined)) {
    return undefined;
  }
  const isList = all.every(({ key }) => key.type === 'number');
  if (isList) {
    return all.map(({ value }, index) => ({ key: numberOf(index, value), value }));
  }
  const byKey = new Map<string, readonly Element[]>();
  for (const found of all) {
    byKey.set(found.key.text, [...(byKey.get(found.key.text) ?? []), found]);
  }
  return [...byKey.values()].flatMap((found) => {
    const [first] = found;
    const value =
      first &&
      eitherOf(
        found.map((one) => one.value),
        first.value,
      );
    return first === undefined || value === undefined ? [] : [{ key: first.key, value }];
  });
}

function numberOf(index: number, at: HclExpression): HclLiteral {
  return { ...literalOf(String(index), at), type: 'number' };
}

/** The instances of a resource, as the elements of its name. */
function instanceElements(
  module: TerraformModule,
  target: HclTraversal,
  depth: number,
  isSplat: boolean,
): readonly Element[] | undefined {
  const found = addressOf(module, target.steps);
  if (found === undefined || found.rest.length > 0) {
    return undefined;
  }
  if (!hasInstances(found.resource)) {
    return isSplat ? [{ key: numberOf(0, target), value: target }] : undefined;
  }
  return instanceKeys(module, found.resource, depth)?.map((key) => ({
    key,
    value: steppedInto(target, key, false),
  }));
}

/** A block makes at most so many resources that are told apart. */
const MOST_INSTANCES = 200;

/** The keys of the instances of a resource; undefined where the module does not say them. */
export function instanceKeys(
  module: TerraformModule,
  { body }: TerraformResource,
  depth = 0,
): readonly HclLiteral[] | undefined {
  const forEach = body.attributes.get('for_each')?.expression;
  if (forEach !== undefined) {
    const keys = elementsOf(module, forEach, depth + 1)?.map(({ key }) => key);
    return keys !== undefined && keys.length <= MOST_INSTANCES && keys.every(isString)
      ? keys
      : undefined;
  }
  const count = body.attributes.get('count')?.expression;
  const numbers = (count === undefined ? [] : waysOf(module, count, depth + 1)).map((way) =>
    way.kind === 'literal' ? Number(way.text) : Number.NaN,
  );
  const most = Math.max(...numbers);
  return count !== undefined && most >= 0 && most <= MOST_INSTANCES
    ? Array.from({ length: most }, (_, index) => numberOf(index, count))
    : undefined;
}

function isString({ type }: HclLiteral): boolean {
  return type === 'string';
}

/** All that an expression can stand for, each followed; one where nothing is left to choose. */
export function waysOf(
  module: TerraformModule,
  expression: HclExpression,
  depth = 0,
): readonly HclExpression[] {
  if (expression.kind !== 'traversal' || !['local', 'module'].includes(expression.steps[0] ?? '')) {
    return waysFrom(module, expression, depth);
  }
  const known = module.ways.get(expression.source);
  if (known !== undefined) {
    return known;
  }
  // A local that stands for itself is found here again, and ends.
  module.ways.set(expression.source, [expression]);
  const ways = waysFrom(module, expression, depth);
  module.ways.set(expression.source, ways);
  return ways;
}

function waysFrom(
  module: TerraformModule,
  expression: HclExpression,
  depth: number,
): readonly HclExpression[] {
  const target = follow(module, expression, depth + 1);
  if (target?.kind === 'template') {
    return templateWays(module, target, depth);
  }
  if (target?.kind !== 'other' || target.operation?.kind !== 'conditional' || depth > MOST_DEPTH) {
    return [target ?? expression];
  }
  const ways = target.operation.ways.flatMap((way) => waysOf(module, way, depth + 1));
  return ways.length > MOST_WAYS ? [expression] : ways;
}

/** A text for every way in which the pieces of a template can be. */
function templateWays(
  module: TerraformModule,
  whole: Extract<HclExpression, { kind: 'template' }>,
  depth: number,
): readonly HclExpression[] {
  let made: readonly (readonly (string | HclExpression)[])[] = [[]];
  for (const part of whole.parts) {
    const ways = typeof part === 'string' ? [part] : choices(module, part, depth + 1);
    made = made.flatMap((before) => ways.map((way) => [...before, way]));
    if (made.length > MOST_WAYS) {
      return [whole];
    }
  }
  return made.length === 1 ? [whole] : made.map((parts) => ({ ...whole, parts }));
}

/** A name that stands for one thing stays the name. */
function choices(
  module: TerraformModule,
  part: HclExpression,
  depth: number,
): readonly HclExpression[] {
  const ways = waysOf(module, part, depth);
  return ways.length > 1 ? ways : [part];
}

/** The instances that a block makes; the block itself where it makes one, or nobody can tell. */
export function instancesOf(
  module: TerraformModule,
  resource: TerraformResource,
): readonly TerraformResource[] {
  const keys = hasInstances(resource) ? instanceKeys(module, resource) : undefined;
  return (
    keys?.flatMap(
      (key) => addressOf(module, [...stepsOf(resource.address), key.text])?.resource ?? [],
    ) ?? [resource]
  );
}
