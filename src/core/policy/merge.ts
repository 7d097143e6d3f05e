import type { Condition, Reason, RoleNeed } from '../flow/need.ts';
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
  const groups = groupBy(withoutIncluded(combineEqual(needs)), statementKey);
  const merged = [...groups.entries()]
    .sort(([one], [other]) => compare(one, other))
    .flatMap(([, members]) => mergeGroup(members));
  return withUniqueSids(merged);
}

/** A need together with the reasons of all needs that it stands for. */
interface Grant extends Omit<RoleNeed, 'reason'> {
  readonly reasons: readonly Reason[];
}

function combineEqual(needs: readonly RoleNeed[]): readonly Grant[] {
  const ordered = [...needs].sort((one, other) => compare(statementKey(one), statementKey(other)));
  return [...groupBy(ordered, grantKey).values()].flatMap((equal) => {
    const [first] = equal;
    return first === undefined
      ? []
      : [{ ...first, reasons: sortReasons(equal.map((need) => need.reason)) }];
  });
}

/** Drops grants that another one includes, and hands their reasons to it. */
function withoutIncluded(grants: readonly Grant[]): readonly Grant[] {
  const takers = grants.map((grant) => grants.find((other) => includes(other, grant)));
  return grants.flatMap((grant, index) => {
    if (takers[index] !== undefined) {
      return [];
    }
    const taken = grants.filter((other, at) => takers[at] !== undefined && includes(grant, other));
    return [{ ...grant, reasons: sortReasons([grant, ...taken].flatMap((each) => each.reasons)) }];
  });
}

/** Whether everything that one grant allows is allowed by the other, and more. */
function includes(wide: Grant, narrow: Grant): boolean {
  return (
    wide !== narrow &&
    narrow.actions.every((action) => wide.actions.includes(action)) &&
    wide.conditions.every((condition) =>
      narrow.conditions.some((other) => conditionKey(other) === conditionKey(condition)),
    ) &&
    covers(display(wide.resource), display(narrow.resource))
  );
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
  const { purpose, through, actions, conditions } = first;
  return [
    {
      sid: `${purpose}${through === undefined ? '' : pascalCase(display(through))}`,
      actions: [...actions].sort(),
      resources: sortTemplates(grants.map((grant) => grant.resource)),
      conditions,
      reasons: sortReasons(grants.flatMap((grant) => grant.reasons)),
    },
  ];
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

/** Sorts by purpose first; equal keys share a statement. */
function statementKey(need: Omit<RoleNeed, 'reason'>): string {
  const { purpose, through } = need;
  return [
    String(PURPOSES.indexOf(purpose)).padStart(2, '0'),
    through === undefined ? '' : templateKey(through),
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
