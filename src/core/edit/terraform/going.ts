import { hasOpaque, itemsOf, type PolicyNode } from './node.ts';
import type { StatementPlan } from './plan.ts';

/** The value of `Action` or `Resource`, and the items of it that go. */
export interface GoingFrom<Value extends PolicyNode | undefined> {
  readonly value: Value;
  readonly going: ReadonlySet<PolicyNode>;
}

/**
 * What goes from the actions and resources of a statement, whether an object or a block holds them.
 *
 * @returns `gone` where nothing is left of the statement; undefined where neither is safe, since an
 *   expression may stand for what is not seen.
 */
export function goingFrom<Value extends PolicyNode | undefined>(
  values: readonly Value[],
  { tasks, drop, without }: StatementPlan,
): readonly GoingFrom<Value>[] | 'gone' | undefined {
  if (drop) {
    // What can never match grants nothing, whatever its expressions are.
    const isDead = tasks.some(({ finding }) => finding.kind === 'invalid');
    return values.some(hasOpaque) && !isDead ? undefined : 'gone';
  }
  const lists = values.map((value) => ({
    value,
    going: new Set(itemsOf(value).filter(({ start }) => without.has(start))),
  }));
  const items = lists.flatMap(({ going }) => [...going]);
  if (items.length < without.size || items.some(hasOpaque)) {
    return undefined;
  }
  if (lists.some(({ value, going }) => going.size > 0 && going.size === itemsOf(value).length)) {
    return values.some(hasOpaque) ? undefined : 'gone';
  }
  return lists;
}
