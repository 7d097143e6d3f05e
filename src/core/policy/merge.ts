import type { Certainty, Condition, Reason, RoleNeed } from '../flow/need.ts';
import { PURPOSES } from '../flow/need.ts';
import { display, type Template, templateKey } from '../template/template.ts';
import type { Statement } from './document.ts';
import { pascalCase } from './short-names.ts';

/**
 * Makes the statements of a role out of what its flows need: equal needs become one, needs that
 * another one includes disappear into it, and needs of the same purpose, actions and conditions
 * share a statement. The result depends on the set of needs only, not on their order.
 */
export function mergeNeeds(needs: readonly RoleNeed[]): readonly Statement[] {
  const each = needs.flatMap(precautionsByAction);
  const groups = groupBy(withoutIncluded(combineEqual(each)), statementKey);
  const merged = [...groups.entries()]
    .sort(([one], [other]) => compare(one, other))
    .flatMap(([, members]) => mergeGroup(members));
  return withUniqueSids(merged);
}

/** A need together with the reasons of all needs that it stands for. */
interface Grant extends Omit<RoleNeed, 'reason'> {
  readonly reasons: readonly Reason[];
}

/** One action of a precaution may be certain, and so go without it, when the others are not. */
function precautionsByAction(need: RoleNeed): readonly RoleNeed[] {
  return need.certainty.kind === 'certain'
    ? [need]
    : need.actions.map((action) => ({ ...need, actions: [action] }));
}

/** What is certain for one need is certain, whatever it is for others. */
function combineEqual(needs: readonly RoleNeed[]): readonly Grant[] {
  const order = (need: RoleNeed) => certaintyKey(need) + statementKey(need);
  const ordered = [...needs].sort((one, other) => compare(order(one), order(other)));
  return [...groupBy(ordered, grantKey).values()].flatMap((equal) => {
    const [first] = equal;
    return first === undefined
      ? []
      : [{ ...first, reasons: sortReasons(equal.map((need) => need.reason)) }];
  });
}

/** Drops grants that another one includes, and hands their reasons to it. */
function withoutIncluded(grants: readonly Grant[]): readonly Grant[] {
  const including = includingGrants(grants);
  const handedOver = new Map<Grant, Reason[]>();
  const kept = grants.filter((grant) => {
    const takers = including(grant);
    for (const taker of takers) {
      handedOver.set(taker, [...(handedOver.get(taker) ?? []), ...grant.reasons]);
    }
    return takers.length === 0;
  });
  return kept.map((grant) => ({
    ...grant,
    reasons: sortReasons([...grant.reasons, ...(handedOver.get(grant) ?? [])]),
  }));
}

/**
 * Finds the grants that allow everything another grant allows, and more: all of its actions, on a
 * resource that covers its own, under no condition that it has not; and with the same certainty, as
 * precautions may be left out. Looked up rather than compared
 * one by one, as large flows have thousands.
 */
function includingGrants(grants: readonly Grant[]): (narrow: Grant) => readonly Grant[] {
  const byResource = groupBy(grants, (grant) => lookUpKey(conditionKeys(grant), grant.resource));
  const patterns = groupBy(
    grants.filter(({ resource }) => display(resource).includes('*')),
    (grant) => lookUpKey(conditionKeys(grant)),
  );
  return (narrow) => {
    const resource = display(narrow.resource);
    return subsets(conditionKeys(narrow))
      .flatMap((conditions) => [
        ...(byResource.get(lookUpKey(conditions, narrow.resource)) ?? []),
        ...(patterns.get(lookUpKey(conditions)) ?? []).filter(
          (wide) => display(wide.resource) !== resource && covers(display(wide.resource), resource),
        ),
      ])
      .filter(
        (wide) =>
          wide !== narrow &&
          (wide.certainty.kind === 'certain' || narrow.certainty.kind === 'precaution') &&
          narrow.actions.every((action) => wide.actions.includes(action)),
      );
  };
}

function lookUpKey(conditions: readonly string[], resource?: Template): string {
  return [...conditions, resource === undefined ? '' : templateKey(resource)].join('\u0000');
}

function conditionKeys({ conditions }: Grant): readonly string[] {
  return conditions.map(conditionKey).sort();
}

/** All selections of some items, in order; conditions are few. */
function subsets(items: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = items;
  if (first === undefined) {
    return [[]];
  }
  const others = subsets(rest);
  return [...others, ...others.map((some) => [first, ...some])];
}

/** Whether a resource pattern, in which `*` stands for any text, matches a resource. */
function covers(pattern: string, resource: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) {
    return pattern === resource;
  }
  if (!resource.startsWith(head) || resource.length < head.length + tail.length) {
    return false;
  }
  let at = head.length;
  for (const piece of rest) {
    const found = resource.indexOf(piece, at);
    if (found < 0) {
      return false;
    }
    at = found + piece.length;
  }
  return resource.endsWith(tail) && resource.length - tail.length >= at;
}

function mergeGroup(grants: readonly Grant[]): readonly Statement[] {
  const [first] = grants;
  if (first === undefined) {
    return [];
  }
  const { purpose, through, actions, conditions, certainty } = first;
  return [
    {
      sid: `${purpose}${through === undefined ? '' : pascalCase(display(through))}${sidSuffix(certainty)}`,
      actions: [...actions].sort(),
      resources: sortTemplates(grants.map((grant) => grant.resource)),
      conditions,
      certainty,
      reasons: sortReasons(grants.flatMap((grant) => grant.reasons)),
    },
  ];
}

/** What the Sid of a statement ends with, where the statement can be left out. */
export function sidSuffix({ kind }: Certainty): string {
  return kind === 'precaution' ? 'Precaution' : '';
}

/** Sids must differ within a policy: what would stand twice gets a number. */
export function withUniqueSids(statements: readonly Statement[]): readonly Statement[] {
  const taken = new Set(statements.map(({ sid }) => sid));
  const seen = new Set<string>();
  return statements.map((statement) => {
    let { sid } = statement;
    for (let count = 2; seen.has(sid); count += 1) {
      const candidate = `${statement.sid}Part${count}`;
      sid = taken.has(candidate) ? sid : candidate;
    }
    seen.add(sid);
    return { ...statement, sid };
  });
}

/** Grants with equal keys allow the same, whatever they are for. */
function grantKey(need: RoleNeed): string {
  return [permissionKey(need), templateKey(need.resource)].join('\u0000');
}

/** Sorts what is certain first, then precautions by what is said of them. */
function certaintyKey({ certainty }: Pick<RoleNeed, 'certainty'>): string {
  return certainty.kind === 'certain' ? '0' : `1${certainty.why}`;
}

/** Sorts by purpose first; equal keys share a statement. */
function statementKey(need: Omit<RoleNeed, 'reason'>): string {
  const { purpose, through } = need;
  return [
    String(PURPOSES.indexOf(purpose)).padStart(2, '0'),
    through === undefined ? '' : templateKey(through),
    certaintyKey(need),
    permissionKey(need),
  ].join('\u0000');
}

function permissionKey({ actions, conditions }: Pick<RoleNeed, 'actions' | 'conditions'>): string {
  return [[...actions].sort().join(), conditions.map(conditionKey).sort().join()].join('\u0000');
}

function conditionKey({ operator, key, values }: Condition): string {
  return [operator, key, ...values.map(templateKey)].join('\u0001');
}

/** Sorts templates and drops those that stand twice. */
export function sortTemplates(values: readonly Template[]): readonly Template[] {
  return [...new Map(values.map((value) => [templateKey(value), value])).entries()]
    .sort(([one], [other]) => compare(one, other))
    .map(([, value]) => value);
}

/** Sorts reasons and drops those that stand twice. */
export function sortReasons(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((reason) => [reasonKey(reason), reason])).entries()]
    .sort(([one], [other]) => compare(one, other))
    .map(([, reason]) => reason);
}

function reasonKey({ flow, node = '', field, place, why }: Reason): string {
  const at = [place.line, place.column].map((count) => String(count).padStart(9, '0'));
  return [flow, place.file, ...at, node, field, why].join('\u0000');
}

/** Groups items by a key, keeping first-seen order. */
export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}

/** Orders texts by code unit: the same everywhere, whatever the locale. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
