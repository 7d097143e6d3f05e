import { Budget } from '../../document/budget.ts';
import { get, type Value } from '../../document/value.ts';
import type { Place } from '../../place.ts';
import type { Intrinsic, Likeness } from '../../template/reference.ts';
import { literal } from '../../template/template.ts';
import { formOfPattern } from './allowed-pattern.ts';
import { expandTemplate } from './expand.ts';
import { type LikenessOf, resolveIntrinsics, soleEntry } from './intrinsics.ts';
import { RETURNS } from './returns.ts';

/** A CloudFormation template, with look-ups by logical id. */
export interface Stack {
  readonly likenessOf: LikenessOf;
  /** The resources in file order, as raw values. */
  readonly resources: ReadonlyMap<string, StackResource>;
  /** Where a transform or a loop makes resources that do not stand in the template. */
  readonly unread: readonly UnreadResources[];
  /** The properties of a resource with its intrinsics resolved; undefined for an unknown id. */
  properties(logicalId: string): Value | undefined;
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly value: Value;
}

export interface UnreadResources {
  readonly name: string;
  readonly place: Place;
}

/** Whether a document is a whole template. */
export function isTemplate(document: Value): boolean {
  return get(document, 'Resources')?.kind === 'map';
}

/** Reads the parts of a template that other parts refer to. */
export function readStack(written: Value, budget: Budget = new Budget()): Stack {
  const document = expandTemplate(written, budget);
  const resources = new Map<string, StackResource>();
  const unread: UnreadResources[] = [];
  const resolved = new Map<string, Value>();
  const section = get(document, 'Resources') ?? document;
  for (const [logicalId, entry] of section?.kind === 'map' ? section.entries : []) {
    const type = textAt(entry.value, 'Type');
    if (logicalId.startsWith('Fn::')) {
      unread.push({ name: logicalId, place: entry.keyPlace });
    } else if (type !== undefined) {
      resources.set(logicalId, { logicalId, type, value: entry.value });
    }
  }
  const likenessOf: LikenessOf = (intrinsic) => likeness(intrinsic, document, resources);
  return {
    likenessOf,
    resources,
    unread,
    properties(logicalId) {
      const properties = get(resources.get(logicalId)?.value, 'Properties');
      // Resolved once, however many flows and nodes use the resource.
      const value =
        resolved.get(logicalId) ?? (properties && resolveIntrinsics(properties, likenessOf));
      if (value !== undefined) {
        resolved.set(logicalId, value);
      }
      return value;
    },
  };
}

function likeness(
  intrinsic: Intrinsic,
  document: Value,
  resources: ReadonlyMap<string, StackResource>,
): Likeness | undefined {
  switch (intrinsic.fn) {
    case 'Ref': {
      const type = resources.get(intrinsic.target)?.type;
      return type === undefined
        ? parameterLikeness(get(document, 'Parameters', intrinsic.target))
        : likenessFrom('type', returns(type)?.ref);
    }
    case 'GetAtt': {
      const name = resources.get(intrinsic.resource)?.type;
      const type = returns(name);
      const attributes = type?.attributes ?? {};
      if (type === undefined && name?.startsWith('AWS::') && intrinsic.attribute.endsWith('Arn')) {
        return likenessFrom('pattern', 'arn:?');
      }
      // An attribute that the type does not have is like nothing that a flow could name.
      return Object.hasOwn(attributes, intrinsic.attribute)
        ? likenessFrom('type', attributes[intrinsic.attribute])
        : likenessFrom('type', type && '');
    }
    case 'other':
      return undefined;
  }
}

function likenessFrom(of: Likeness['of'], text: string | undefined): Likeness | undefined {
  return text === undefined ? undefined : { text, of };
}

function returns(type: string | undefined) {
  return type !== undefined && Object.hasOwn(RETURNS, type) ? RETURNS[type] : undefined;
}

/** What a parameter says of its values. An SSM parameter has names of values where others have values. */
function parameterLikeness(parameter: Value | undefined): Likeness | undefined {
  if (textAt(parameter, 'Type')?.startsWith('AWS::SSM::') !== false) {
    return undefined;
  }
  const allowed = get(parameter, 'AllowedValues');
  const items = allowed?.kind === 'list' ? allowed.items : [];
  const texts = items.flatMap((item) =>
    item.kind === 'scalar' ? (literal(item.template) ?? []) : [],
  );
  const [first] = texts;
  const values = texts.length === items.length && first !== undefined ? texts : undefined;
  const pattern = textAt(parameter, 'AllowedPattern');
  const always = pattern === undefined ? undefined : formOfPattern(pattern);
  const preset = textAt(parameter, 'Default');
  if (preset !== undefined) {
    return { text: preset, of: 'example', ...(values && { values }), ...(always && { always }) };
  }
  return values === undefined
    ? likenessFrom('pattern', always)
    : { text: first ?? '', of: 'values', values };
}

/** The literal text of a key; undefined when it is missing, no scalar, or a reference. */
export function textAt(value: Value | undefined, key: string): string | undefined {
  const found = get(value, key);
  return found?.kind === 'scalar' ? literal(found.template) : undefined;
}

/** The name of the intrinsic function that stands where something else was expected. */
export function intrinsicName(value: Value): string | undefined {
  const key = soleEntry(value)?.key;
  return key === 'Ref' || key?.startsWith('Fn::') ? key : undefined;
}
