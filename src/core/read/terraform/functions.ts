import { eitherOf, literalOf, sourceOf } from '../hcl/make.ts';
import type { HclExpression, HclLiteral, HclTuple } from '../hcl/syntax.ts';

type At = Pick<HclExpression, 'place' | 'span'>;

/** An element of a collection: by its key, or by its number in a list. */
export interface Element {
  readonly key: HclLiteral;
  readonly value: HclExpression;
}

/** A call of a function, and how what it is called with is worked out. */
export interface Called {
  readonly args: readonly HclExpression[];
  readonly at: At;
  readonly follow: (expression: HclExpression) => HclExpression | undefined;
  readonly elements: (expression: HclExpression) => readonly Element[] | undefined;
  readonly ways: (expression: HclExpression) => readonly HclExpression[];
  /** Whether steps lead to something that the module makes or looks up. */
  readonly isMade: (steps: readonly string[]) => boolean;
  readonly spend: (characters: number) => void;
}

/** Works out a call; undefined where it is made of what is not known. */
type Work = (called: Called) => HclExpression | undefined;

/** https://developer.hashicorp.com/terraform/language/functions */
export const FUNCTIONS: Readonly<Record<string, Work>> = {
  concat: (called) => listOf(called, valuesOf(called, called.args)),
  setunion: (called) => asSet(called, valuesOf(called, called.args)),
  tolist: (called) => listOf(called, valuesOf(called, called.args.slice(0, 1))),
  toset: (called) => asSet(called, valuesOf(called, called.args.slice(0, 1))),
  values: (called) => listOf(called, valuesOf(called, called.args.slice(0, 1))),
  sort: (called) => listOf(called, valuesOf(called, called.args.slice(0, 1))),
  reverse: (called) => listOf(called, valuesOf(called, called.args.slice(0, 1))?.toReversed()),
  distinct: (called) => listOf(called, distinct(valuesOf(called, called.args.slice(0, 1)))),
  compact: (called) => listOf(called, compacted(called)),
  flatten: (called) => listOf(called, called.args[0] && flat(called, called.args[0], 0)),
  keys: (called) =>
    listOf(
      called,
      argument(called, called.elements)?.map(({ key }) => key),
    ),
  tomap: (called) => argument(called, called.follow),
  merge: merged,
  lookup: (called) => {
    const [map, key, preset] = called.args;
    const elements = map && called.elements(map);
    const name = key && called.follow(key);
    if (map === undefined || name === undefined || elements === undefined) {
      return undefined;
    }
    if (name.kind !== 'literal') {
      const ways = [...elements.map(({ value }) => value), ...(preset ? [preset] : [])];
      return either(called, ways);
    }
    const found = elements.find((each) => each.key.text === name.text)?.value ?? preset;
    return found && called.follow(found);
  },
  element: (called) => {
    const [list, index] = called.args;
    const elements = list && called.elements(list);
    const at = index && called.follow(index);
    if (elements === undefined || elements.length === 0 || at === undefined) {
      return undefined;
    }
    const found =
      at.kind === 'literal' ? elements[Number(at.text) % elements.length]?.value : undefined;
    return found === undefined
      ? either(
          called,
          elements.map(({ value }) => value),
        )
      : called.follow(found);
  },
  one: (called) => {
    const values = argument(called, called.elements)?.map(({ value }) => value);
    return values && either(called, values);
  },
  coalesce: (called) => firstThatIs(called, (found) => !isEmpty(found)),
  coalescelist: (called) => {
    for (const arg of called.args) {
      const values = valuesOf(called, [arg]);
      if (values === undefined || values.length > 0) {
        return listOf(called, values);
      }
    }
    return undefined;
  },
  try: (called) => firstThatIs(called, () => true),
  nonsensitive: (called) => argument(called, called.follow),
  sensitive: (called) => argument(called, called.follow),
  tostring: (called) => argument(called, called.follow),
  length: (called) => {
    const elements = argument(called, called.elements);
    return elements && { ...literalOf(String(elements.length), called.at), type: 'number' };
  },
  contains: (called) => {
    const values = valuesOf(called, called.args.slice(0, 1))?.map(called.follow);
    const sought = called.args[1] && called.follow(called.args[1]);
    return values?.every(isText) && isText(sought)
      ? {
          ...literalOf(String(values.some(({ text }) => text === sought.text)), called.at),
          type: 'boolean',
        }
      : undefined;
  },
  split: (called) => {
    const [mark, text] = called.args.map(called.follow);
    return isText(mark) && isText(text)
      ? tupleOf(
          text.text.split(mark.text).map((piece) => literalOf(piece, called.at)),
          called.at,
        )
      : undefined;
  },
  lower: ofTexts((text) => text.toLowerCase()),
  upper: ofTexts((text) => text.toUpperCase()),
  trimspace: ofTexts((text) => text.trim()),
  trimprefix: ofTexts((text, start = '') =>
    text.startsWith(start) ? text.slice(start.length) : text,
  ),
  trimsuffix: ofTexts((text, end = '') =>
    text.endsWith(end) ? text.slice(0, text.length - end.length) : text,
  ),
  replace: ofTexts((text, from = '', to = '') =>
    // Between slashes stands a regular expression.
    from === '' || (from.startsWith('/') && from.endsWith('/') && from.length > 1)
      ? undefined
      : text.split(from).join(to),
  ),
};

/** Whether an expression is a text or a number as it stands. */
export function isText(expression: HclExpression | undefined): expression is HclLiteral {
  return expression?.kind === 'literal' && expression.type !== 'null';
}

/** A list of expressions, where another expression stands. */
export function tupleOf(items: readonly HclExpression[], { place, span }: At): HclTuple {
  return { kind: 'tuple', items, place, span };
}

function argument<T>(
  { args: [first] }: Called,
  work: (expression: HclExpression) => T | undefined,
): T | undefined {
  return first && work(first);
}

function listOf(
  { at }: Called,
  items: readonly HclExpression[] | undefined,
): HclExpression | undefined {
  return items && tupleOf(items, at);
}

function asSet(
  called: Called,
  items: readonly HclExpression[] | undefined,
): HclExpression | undefined {
  const values = items?.map((item) => called.follow(item) ?? item);
  return values && { ...tupleOf(distinct(values) ?? [], called.at), isSet: true };
}

/** The values of several collections; undefined where one of them is not known. */
function valuesOf(
  { elements }: Called,
  lists: readonly HclExpression[],
): readonly HclExpression[] | undefined {
  const each = lists.map(elements);
  return each.includes(undefined)
    ? undefined
    : each.flatMap((found) => (found ?? []).map(({ value }) => value));
}

function distinct(
  items: readonly HclExpression[] | undefined,
): readonly HclExpression[] | undefined {
  const known = new Set<string>();
  return items?.filter((item) => {
    const isKnown = item.kind === 'literal' && known.has(item.text);
    known.add(item.kind === 'literal' ? item.text : sourceOf(item));
    return !isKnown;
  });
}

/** Without what is null or empty; a choice keeps the ways that are neither. */
function compacted(called: Called): readonly HclExpression[] | undefined {
  return valuesOf(called, called.args.slice(0, 1))?.flatMap((item) =>
    called.ways(item).filter((way) => !isEmpty(way)),
  );
}

function isEmpty(expression: HclExpression): boolean {
  return expression.kind === 'literal' && (expression.type === 'null' || expression.text === '');
}

/** Nested deeper than any list that people write. */
const MOST_NESTING = 20;

function flat(
  called: Called,
  list: HclExpression,
  level: number,
): readonly HclExpression[] | undefined {
  const elements = level > MOST_NESTING ? undefined : called.elements(list);
  const each = elements?.map(({ value }) => {
    const isList = called.ways(value).every(({ kind }) => kind === 'tuple');
    return isList ? flat(called, value, level + 1) : [value];
  });
  return each?.includes(undefined) === false ? each.flatMap((items) => items ?? []) : undefined;
}

/** Later maps win; where one may be left out, so may what it says. */
function merged(called: Called): HclExpression | undefined {
  const found = new Map<string, Element>();
  for (const arg of called.args) {
    const elements = called.elements(arg);
    if (elements === undefined) {
      return undefined;
    }
    const isSure = called.ways(arg).length === 1;
    for (const { key, value } of elements) {
      const before = found.get(key.text)?.value;
      const both = before === undefined || isSure ? value : either(called, [before, value]);
      found.set(key.text, { key, value: both ?? value });
    }
  }
  return {
    kind: 'object',
    entries: [...found.values()].map(({ key, value }) => ({
      key: key.text,
      keyPlace: key.place,
      keySpan: key.span,
      value,
    })),
    ...called.at,
  };
}

/** The first argument that is there; undefined where nobody can tell whether one before it is. */
function firstThatIs(
  { args, follow, isMade }: Called,
  isMeant: (expression: HclExpression) => boolean,
): HclExpression | undefined {
  for (const arg of args) {
    const found = follow(arg);
    switch (found?.kind) {
      case undefined:
        break;
      case 'literal':
      case 'template':
      case 'object':
      case 'tuple':
        if (isMeant(found)) {
          return found;
        }
        break;
      case 'traversal':
        return isMade(found.steps) ? found : undefined;
      case 'call':
      case 'other':
        return undefined;
    }
  }
  return undefined;
}

function either(called: Called, ways: readonly HclExpression[]): HclExpression | undefined {
  const [only, ...others] = ways;
  return others.length === 0 ? only && called.follow(only) : eitherOf(ways, called.at);
}

/** A function of texts; undefined where one of them is not literal. */
function ofTexts(work: (...texts: string[]) => string | undefined): Work {
  return (called) => {
    const values = called.args.map(called.follow);
    const texts = values.filter(isText).map(({ text }) => text);
    const made = texts.length === values.length ? work(...texts) : undefined;
    called.spend(made?.length ?? 0);
    return made === undefined ? undefined : literalOf(made, called.at);
  };
}
