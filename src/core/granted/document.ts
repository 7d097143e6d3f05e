import { get, type MapValue, type Value } from '../document/value.ts';
import { itemsIn } from '../document/ways.ts';
import type { Place } from '../place.ts';
import { literal, type PlacedTemplate } from '../template/template.ts';
import type {
  GrantedCondition,
  GrantedNote,
  GrantedPrincipal,
  GrantedStatement,
} from './granted.ts';

/** The statements of a policy document, and what of it could not be followed. */
export interface ReadDocument {
  readonly statements: readonly GrantedStatement[];
  readonly notes: readonly GrantedNote[];
}

/**
 * Reads an IAM policy document from a tree of values in which references are resolved to
 * templates, whatever file it stands in.
 */
export function readPolicyDocument(document: Value | undefined): ReadDocument {
  const found = get(document, 'Statement');
  if (document === undefined || found === undefined) {
    return {
      statements: [],
      notes:
        document === undefined || document.kind === 'map'
          ? []
          : [unfollowed('A policy document', document.place)],
    };
  }
  const statements: GrantedStatement[] = [];
  const notes: GrantedNote[] = [];
  for (const item of (itemsIn(found) ?? [found]).flatMap(everyMap)) {
    if (item.kind === 'map') {
      const statement = readStatement(item);
      statements.push(statement);
      if (PARTS.some((keys) => isUnfollowed(item, keys)) || statement.mayNameMore === true) {
        notes.push(unfollowed('The action or the resource of a statement', item.place));
      }
    } else {
      notes.push(unfollowed('A statement', item.place));
    }
  }
  return { statements, notes };
}

/** All that a statement can be, where it is one of several. */
function everyMap(item: Value): readonly Value[] {
  return item.kind === 'scalar' && item.ways !== undefined ? item.ways.flatMap(everyMap) : [item];
}

/** What a statement names, and what it leaves out. */
const PARTS = [
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
] as const;

/** Whether a function makes a part of a statement. What is not written at all grants nothing. */
function isUnfollowed(statement: MapValue, keys: readonly string[]): boolean {
  const values = keys.flatMap((key) => get(statement, key) ?? []);
  const isMade = [...statement.entries.keys()].some((key) => key.startsWith('Fn::'));
  return (
    isMade || (values.some(holdsMap) && values.every((value) => placedTexts(value).length === 0))
  );
}

function holdsMap(value: Value): boolean {
  return (
    value.kind === 'map' ||
    isUnfollowedList(value) ||
    (value.kind === 'list' && value.items.some(holdsMap))
  );
}

/** A note about a policy or a part of one that a function makes. */
export function unfollowed(what: string, place: Place): GrantedNote {
  return {
    text: `${what} is made by a function or an import, which is not followed: it may grant more than is seen here. Look at it by hand.`,
    place,
  };
}

function readStatement(statement: MapValue): GrantedStatement {
  const actions = get(statement, 'Action');
  const resources = get(statement, 'Resource');
  const principals = principalsOf(get(statement, 'Principal'));
  const sid = textOf(get(statement, 'Sid'));
  const mayNameMore = [actions, resources].some(isPartlyMade);
  const mayMatchLess =
    [get(statement, 'NotAction'), get(statement, 'NotResource')].some(isPartlyMade) ||
    hasMadeCondition(get(statement, 'Condition'));
  return {
    effect: textOf(get(statement, 'Effect')) === 'Deny' ? 'Deny' : 'Allow',
    ...(sid !== undefined && { sid }),
    place: statement.place,
    ...(principals !== undefined && { principals }),
    actions: placedTexts(actions ?? get(statement, 'NotAction')),
    notActions: actions === undefined && get(statement, 'NotAction') !== undefined,
    resources: placedTexts(resources ?? get(statement, 'NotResource')),
    notResources: resources === undefined && get(statement, 'NotResource') !== undefined,
    conditions: conditionsOf(get(statement, 'Condition')),
    ...(mayNameMore && { mayNameMore }),
    ...(mayMatchLess && { mayMatchLess }),
  };
}

/** Whether a text or a list of texts holds something that a function makes. */
export function isPartlyMade(value: Value | undefined): boolean {
  switch (value?.kind) {
    case 'map':
      return true;
    case 'list':
      return value.items.some(isPartlyMade);
    case 'scalar':
      return isUnfollowedList(value) || (value.ways ?? []).some(isPartlyMade);
    case undefined:
      return false;
  }
}

function isUnfollowedList(value: Value): boolean {
  return value.kind === 'scalar' && value.mayBeList === true;
}

/** No operator is called as functions of templates are. */
const FUNCTION = /^(?:Fn::|Ref$)/;

/** Whether a function makes conditions or keys; one that makes values is told at its condition. */
function hasMadeCondition(value: Value | undefined): boolean {
  if (value?.kind !== 'map') {
    return value !== undefined;
  }
  return [...value.entries].some(
    ([operator, { value: keys }]) =>
      FUNCTION.test(operator) ||
      keys.kind !== 'map' ||
      [...keys.entries].some(([key]) => FUNCTION.test(key)),
  );
}

function principalsOf(value: Value | undefined): readonly GrantedPrincipal[] | undefined {
  if (value === undefined) {
    return undefined;
  }
  return value.kind === 'map'
    ? [...value.entries].flatMap(([type, entry]) =>
        placedTexts(entry.value).map((text) => ({ type, ...text })),
      )
    : placedTexts(value).map((text) => ({ type: '*', ...text }));
}

function conditionsOf(value: Value | undefined): readonly GrantedCondition[] {
  if (value?.kind !== 'map') {
    return [];
  }
  return [...value.entries].flatMap(([operator, { value: keys }]) =>
    keys.kind === 'map' && !FUNCTION.test(operator)
      ? [...keys.entries].map(([key, entry]) => ({
          operator,
          key,
          values: placedTexts(entry.value),
          ...(isPartlyMade(entry.value) && { mayHaveMore: true }),
          place: entry.keyPlace,
        }))
      : [],
  );
}

/** The texts of a string or a list of strings, each with its place. */
export function placedTexts(value: Value | undefined): readonly PlacedTemplate[] {
  switch (value?.kind) {
    case 'scalar':
      return isUnfollowedList(value)
        ? []
        : (value.ways?.flatMap(placedTexts) ?? [{ template: value.template, place: value.place }]);
    case 'list':
      return value.items.flatMap(placedTexts);
    case 'map':
    case undefined:
      return [];
  }
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' ? literal(value.template) : undefined;
}
