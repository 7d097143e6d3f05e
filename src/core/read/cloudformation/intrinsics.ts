import { MOST_TEXT } from '../../document/limits.ts';
import type { Entry, MapValue, Value } from '../../document/value.ts';
import type { Place } from '../../place.ts';
import { InputError } from '../../problem.ts';
import {
  type CloudFormationReference,
  type DeploymentPart,
  type Intrinsic,
  intrinsicData,
  type JsonData,
  type Likeness,
} from '../../template/reference.ts';
import {
  literal,
  type Part,
  soleReference,
  type Template,
  template,
  templateOf,
  textLength,
} from '../../template/template.ts';

/**
 * Gives a text of the form that a reference will have, to recognise forms by; undefined where the
 * template does not say.
 */
export type LikenessOf = (intrinsic: Intrinsic) => Likeness | undefined;

const DEPLOYMENT_PARTS: Readonly<Record<string, DeploymentPart>> = {
  'AWS::AccountId': 'account',
  'AWS::Region': 'region',
  'AWS::Partition': 'partition',
};

/**
 * Replaces every intrinsic function in a tree by a scalar whose template holds it as a reference.
 * `Fn::Sub` and `Fn::Join` dissolve into text and references; all others are kept whole.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveIntrinsics(value: Value, likenessOf: LikenessOf): Value {
  switch (value.kind) {
    case 'scalar':
      return value.ways === undefined
        ? value
        : { ...value, ways: value.ways.map((way) => resolveIntrinsics(way, likenessOf)) };
    case 'list':
      return {
        ...value,
        items: value.items
          .filter((item) => !isNoValue(item))
          .map((item) => resolveIntrinsics(item, likenessOf))
          .flatMap((item) => (item.kind === 'scalar' ? (item.ways ?? [item]) : [item])),
      };
    case 'map': {
      const found = soleEntry(value);
      if (found?.key === 'Fn::If' && ifWays(found.value) !== undefined) {
        const ways = (ifWays(found.value) ?? []).map((way) => resolveIntrinsics(way, likenessOf));
        return oneOf(ways, found, value.place);
      }
      if (found !== undefined && isIntrinsic(found.key)) {
        const ways = textWays(found, likenessOf);
        if (ways !== undefined) {
          return oneOf(ways, found, value.place);
        }
        return {
          kind: 'scalar',
          type: 'string',
          template: intrinsicTemplate(found.key, found.value, likenessOf),
          place: value.place,
          ...(LIST_FUNCTIONS.includes(found.key) && { mayBeList: true }),
        };
      }
      const entries = new Map<string, Entry>();
      for (const [key, entry] of value.entries) {
        if (!isNoValue(entry.value)) {
          entries.set(key, { ...entry, value: resolveIntrinsics(entry.value, likenessOf) });
        }
      }
      return { ...value, entries };
    }
  }
}

/** Functions that give lists. */
const LIST_FUNCTIONS = ['Fn::Split', 'Fn::GetAZs', 'Fn::Cidr'];

/** The values of an `Fn::If`, but for what means that nothing is there. */
function ifWays(argument: Value): readonly Value[] | undefined {
  const [condition, yes, no, ...more] = argument.kind === 'list' ? argument.items : [];
  return condition === undefined || yes === undefined || no === undefined || more.length > 0
    ? undefined
    : [yes, no].filter((way) => !isNoValue(way));
}

/** A value that is one of several, beside the function that will choose. */
export function oneOf(
  ways: readonly Value[],
  { key, value }: { readonly key: string; readonly value: Value },
  place: Place,
): Value {
  const flat = ways.flatMap((way) =>
    way.kind === 'scalar' && way.ways !== undefined ? way.ways : [way],
  );
  const seen = new Set<string>();
  const different = flat.filter((way) => {
    const text = textOf(way);
    const isNew = text === undefined || !seen.has(text);
    seen.add(text ?? '');
    return isNew;
  });
  const [only, ...others] = different;
  if (only !== undefined && others.length === 0) {
    return { ...only, place };
  }
  const texts = different.flatMap((way) => textOf(way) ?? []);
  const [text] = texts;
  const likeness: Likeness | undefined =
    text !== undefined && texts.length === different.length
      ? { text, of: 'values', values: texts }
      : undefined;
  const intrinsic: Intrinsic = { fn: 'other', name: key, argument: toJson(value) };
  return {
    kind: 'scalar',
    type: 'string',
    template: template({ kind: 'cloudformation', intrinsic, ...(likeness && { likeness }) }),
    place,
    ...(different.length > 0 && different.length <= MOST_WAYS && { ways: different }),
  };
}

/** A value that can be more things is asked for as a whole. */
const MOST_WAYS = 64;

/** All texts that `Fn::Sub` or `Fn::Join` can make of values that are each one of several. */
function textWays(
  { key, value }: { readonly key: string; readonly value: Value },
  likenessOf: LikenessOf,
): readonly Value[] | undefined {
  if ((key !== 'Fn::Sub' && key !== 'Fn::Join') || value.kind !== 'list') {
    return undefined;
  }
  const [first, second] = value.items;
  if (first === undefined || second === undefined || second.kind === 'scalar') {
    return undefined;
  }
  const pieces =
    second.kind === 'map' ? [...second.entries.values()].map((entry) => entry.value) : second.items;
  let made: readonly (readonly Value[])[] = [[]];
  for (const piece of pieces) {
    const resolved = resolveIntrinsics(piece, likenessOf);
    const ways = (resolved.kind === 'scalar' ? resolved.ways : undefined) ?? [resolved];
    made = made.flatMap((before) => ways.map((way) => [...before, way]));
    if (made.length > MOST_WAYS) {
      return undefined;
    }
  }
  if (made.length < 2) {
    return undefined;
  }
  return made.map((each): Value => {
    const filled: Value =
      second.kind === 'list'
        ? { ...second, items: each }
        : {
            ...second,
            entries: new Map(
              [...second.entries].map(([name, entry], at) => [
                name,
                { ...entry, value: each[at] ?? entry.value },
              ]),
            ),
          };
    const argument: Value = { ...value, items: [first, filled] };
    const text = intrinsicTemplate(key, argument, likenessOf);
    return { kind: 'scalar', type: 'string', template: text, place: value.place };
  });
}

/** Reads the text of `Fn::Sub`: `${Name}` and `${Name.Attribute}` are references, `${!x}` is text. */
export function substitute(
  text: string,
  variables: ReadonlyMap<string, Template>,
  likenessOf: LikenessOf,
  place: Place,
): Template {
  const parts: Part[] = [];
  let end = 0;
  let length = text.length;
  for (const match of text.matchAll(/\$\{([^{}]+)\}/g)) {
    const name = (match[1] ?? '').trim();
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    if (name.startsWith('!')) {
      parts.push(`\${${name.slice(1)}}`);
      continue;
    }
    const known = variables.get(name);
    length += textLength(known ?? []);
    checkLength(length, place);
    parts.push(known ?? named(checkedName(name, place), likenessOf));
  }
  return templateOf([...parts, text.slice(end)]);
}

function intrinsicTemplate(name: string, argument: Value, likenessOf: LikenessOf): Template {
  return (
    (name === 'Ref' && refTemplate(argument, likenessOf)) ||
    (name === 'Fn::GetAtt' && getAttTemplate(argument, likenessOf)) ||
    (name === 'Fn::Sub' && subTemplate(argument, likenessOf)) ||
    (name === 'Fn::Join' && joinTemplate(argument, likenessOf)) ||
    reference({ fn: 'other', name, argument: toJson(argument) }, likenessOf)
  );
}

function refTemplate(argument: Value, likenessOf: LikenessOf): Template | undefined {
  const target = textOf(argument);
  return target === undefined
    ? undefined
    : reference({ fn: 'Ref', target: checkedName(target, argument.place) }, likenessOf);
}

function getAttTemplate(argument: Value, likenessOf: LikenessOf): Template | undefined {
  const [resource, ...attribute] =
    argument.kind === 'list' ? argument.items.map(textOf) : (textOf(argument)?.split('.') ?? []);
  return resource === undefined || attribute.length === 0 || attribute.includes(undefined)
    ? undefined
    : getAtt(checkedName([resource, ...attribute].join('.'), argument.place), likenessOf);
}

function subTemplate(argument: Value, likenessOf: LikenessOf): Template | undefined {
  const [first, second] = argument.kind === 'list' ? argument.items : [argument];
  const text = first === undefined ? undefined : textOf(first);
  const variables = new Map<string, Template>();
  for (const [key, entry] of second?.kind === 'map' ? second.entries : []) {
    const value = resolveIntrinsics(entry.value, likenessOf);
    if (value.kind !== 'scalar') {
      return undefined;
    }
    variables.set(key, value.template);
  }
  return text === undefined || first === undefined
    ? undefined
    : substitute(text, variables, likenessOf, first.place);
}

function joinTemplate(argument: Value, likenessOf: LikenessOf): Template | undefined {
  const pieces = joinPieces(argument);
  if (pieces === undefined) {
    return undefined;
  }
  const resolved = pieces.items.map((item) => resolveIntrinsics(item, likenessOf));
  const parts: Part[] = [];
  let length = 0;
  for (const [index, item] of resolved.entries()) {
    if (item.kind !== 'scalar') {
      return undefined;
    }
    length += pieces.delimiter.length + textLength(item.template);
    checkLength(length, argument.place);
    parts.push(index === 0 ? '' : pieces.delimiter, item.template);
  }
  return templateOf(parts);
}

/** The delimiter and the items of a `Fn::Join` that names both outright. */
export function joinPieces(
  argument: Value,
): { readonly delimiter: string; readonly items: readonly Value[] } | undefined {
  const [first, second] = argument.kind === 'list' ? argument.items : [];
  const delimiter = first === undefined ? undefined : textOf(first);
  return delimiter === undefined || second?.kind !== 'list'
    ? undefined
    : { delimiter, items: second.items };
}

/** A name or a delimiter can stand in a text again and again, and so multiply what it stands for. */
function checkLength(length: number, place: Place): void {
  if (length > MOST_TEXT) {
    throw new InputError({
      place,
      found: `a text of more than ${MOST_TEXT} characters, made of others`,
      expected: 'a text of ordinary size',
    });
  }
}

/** What `${name}` means in `Fn::Sub`: a reference, or with a dot an attribute. */
function named(name: string, likenessOf: LikenessOf): Template {
  return name.includes('.')
    ? getAtt(name, likenessOf)
    : reference({ fn: 'Ref', target: name }, likenessOf);
}

function getAtt(name: string, likenessOf: LikenessOf): Template {
  const dot = name.indexOf('.');
  const [resource, attribute] = [name.slice(0, dot), name.slice(dot + 1)];
  return reference({ fn: 'GetAtt', resource, attribute }, likenessOf);
}

/**
 * The names that references can have. A name is written into `Fn::Sub` again, so no other
 * character may come through.
 */
function checkedName(name: string, place: Place): string {
  if (!/^(?:AWS::)?[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*$/.test(name)) {
    throw new InputError({
      place,
      found: `a reference to "${name}"`,
      expected: 'a logical id, an attribute after a dot, or a pseudo parameter such as AWS::Region',
    });
  }
  return name;
}

function reference(intrinsic: Intrinsic, likenessOf: LikenessOf): Template {
  const part = intrinsic.fn === 'Ref' ? DEPLOYMENT_PARTS[intrinsic.target] : undefined;
  if (part !== undefined) {
    return template({ kind: 'deployment', part });
  }
  const likeness = likenessOf(intrinsic);
  const kept: CloudFormationReference = {
    kind: 'cloudformation',
    intrinsic,
    ...(likeness === undefined ? {} : { likeness }),
  };
  return template(kept);
}

/** The one entry of a map that has no other. */
export function soleEntry(
  value: Value,
): { readonly key: string; readonly value: Value } | undefined {
  if (value.kind !== 'map' || value.entries.size !== 1) {
    return undefined;
  }
  const [entry] = value.entries;
  return entry === undefined ? undefined : { key: entry[0], value: entry[1].value };
}

export function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** `!Ref AWS::NoValue` means that the property is not there. */
export function isNoValue(value: Value): boolean {
  const found = soleEntry(value);
  return found?.key === 'Ref' && textOf(found.value) === 'AWS::NoValue';
}

export function textOf(value: Value): string | undefined {
  return value.kind === 'scalar' ? literal(value.template) : undefined;
}

/** Turns a tree back into plain data, intrinsics in their long form. */
function toJson(value: Value): JsonData {
  switch (value.kind) {
    case 'scalar':
      return longForm(value.template) ?? scalarJson(literal(value.template) ?? '', value.type);
    case 'list':
      return value.items.map(toJson);
    case 'map':
      return mapJson(value);
  }
}

/** A function that was resolved before, as a template has it. */
function longForm(value: Template): JsonData | undefined {
  const reference = soleReference(value);
  return reference?.kind === 'cloudformation' ? intrinsicData(reference.intrinsic) : undefined;
}

function mapJson(value: MapValue): JsonData {
  return Object.fromEntries(
    [...value.entries].map(([key, entry]): [string, JsonData] => [key, toJson(entry.value)]),
  );
}

function scalarJson(text: string, type: 'string' | 'number' | 'boolean' | 'null'): JsonData {
  switch (type) {
    case 'string':
      return text;
    case 'number':
      // A number that does not survive (an account id with leading zeros) stays text.
      return String(Number(text)) === text ? Number(text) : text;
    case 'boolean':
      return text.toLowerCase() === 'true';
    case 'null':
      return null;
  }
}
