import type { TextEdit } from '../compare/finding.ts';
import { showPlace } from '../place.ts';
import { renderDocument } from '../policy/document.ts';
import { groupBy, mergeNeeds } from '../policy/merge.ts';
import type { JsonData } from '../template/reference.ts';
import { addEntries, editList, removeEntry } from './layout.ts';
import { distinctStatements, united } from './new-statements.ts';
import {
  entryOf,
  holdsShared,
  isOwn,
  type Located,
  nodeAt,
  type SyntaxMap,
  type SyntaxNode,
} from './syntax-tree.ts';
import type { Task } from './task.ts';
import type { Workspace } from './workspace.ts';

/** What happens to the inline policies of a role: some go as a whole, and a new one comes. */
export interface RolePoliciesPlan {
  readonly properties: SyntaxMap;
  readonly gone: Set<SyntaxNode>;
  readonly more: JsonData[];
  /** The trust policy that it gets. */
  trust?: JsonData;
  readonly tasks: Task[];
}

/** Plans for roles by their properties. */
export type RolePoliciesPlans = Map<SyntaxNode, RolePoliciesPlan>;

/** Plans that a policy without any statement goes from its role; false where it is no inline policy. */
export function planRemoval(
  plans: RolePoliciesPlans,
  { parents }: Located,
  tasks: readonly Task[],
): boolean {
  const [document, item, policies, properties] = parents;
  const isInline =
    entryOf(item, 'PolicyDocument')?.value === document &&
    entryOf(properties, 'Policies')?.value === policies;
  if (
    item === undefined ||
    !isInline ||
    policies?.kind !== 'list' ||
    properties?.kind !== 'map' ||
    holdsShared(item)
  ) {
    return false;
  }
  const plan = planFor(plans, properties);
  plan.gone.add(item);
  plan.tasks.push(...tasks);
  return true;
}

/** Plans new policies for roles that have none, for access and for trust. @returns what is left. */
export function planNewPolicies(
  { root, offsetOf, render }: Workspace,
  plans: RolePoliciesPlans,
  tasks: readonly Task[],
): readonly Task[] {
  const wanted = tasks.flatMap((task) => {
    const { repair } = task;
    const isNew = (repair.do === 'allow' || repair.do === 'state') && repair.policy === undefined;
    return isNew && repair.role !== undefined ? [{ task, role: repair.role }] : [];
  });
  return [...groupBy(wanted, ({ role }) => showPlace(role)).values()].flatMap((members) => {
    const [first] = members;
    const own = members.map(({ task }) => task);
    const role = first && nodeAt(root, offsetOf(first.role), 'map');
    const properties = entryOf(role?.node, 'Properties')?.value;
    if (role === undefined || properties?.kind !== 'map' || !isOwn(role) || properties.isShared) {
      return own;
    }
    const trusts = own.flatMap(({ repair }) => (repair.do === 'state' ? [repair.statement] : []));
    const needs = own.flatMap(({ repair }) => (repair.do === 'allow' ? repair.needs : []));
    if (trusts.length > 0 && entryOf(properties, TRUST) !== undefined) {
      return own;
    }
    const plan = planFor(plans, properties);
    plan.tasks.push(...own);
    if (trusts.length > 0) {
      plan.trust = renderDocument({ statements: distinctStatements(trusts) }, render);
    }
    if (needs.length > 0) {
      const statements = mergeNeeds(united(needs));
      const document = renderDocument({ statements }, render);
      plan.more.push({ PolicyName: 'FlowPermissions', PolicyDocument: document });
    }
    return [];
  });
}

const TRUST = 'AssumeRolePolicyDocument';

function planFor(plans: RolePoliciesPlans, properties: SyntaxMap): RolePoliciesPlan {
  const plan = plans.get(properties) ?? { properties, gone: new Set(), more: [], tasks: [] };
  plans.set(properties, plan);
  return plan;
}

/** Writes the plan of a role; undefined where its policies are written in a way of their own. */
export function rolePolicyEdits(
  { text, manner }: Workspace,
  { properties, gone, more, trust }: RolePoliciesPlan,
): readonly TextEdit[] | undefined {
  const entry = entryOf(properties, 'Policies');
  const added = {
    ...(trust !== undefined && { [TRUST]: trust }),
    ...(entry === undefined && more.length > 0 && { Policies: more }),
  };
  const isAdded = Object.keys(added).length > 0;
  const entries = isAdded ? addEntries(text, properties, added, manner) : [];
  if (entry === undefined || gone.size + more.length === 0) {
    return entries;
  }
  const { value } = entry;
  if (value.kind !== 'list' || value.isShared === true) {
    return undefined;
  }
  const policies =
    gone.size === value.items.length && more.length === 0
      ? removeEntry(text, properties, entry, manner)
      : editList(text, value, { without: gone, more }, manner);
  return policies && entries && [...policies, ...entries];
}
