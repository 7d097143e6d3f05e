import type { TextEdit } from '../compare/finding.ts';
import { showPlace } from '../place.ts';
import { renderStatement } from '../policy/document.ts';
import { groupBy, mergeNeeds } from '../policy/merge.ts';
import type { JsonData } from '../template/reference.ts';
import type { Task } from './draft.ts';
import { addEntry, editList, removeEntry } from './layout.ts';
import { united } from './new-statements.ts';
import {
  entryOf,
  holdsShared,
  isOwn,
  type Located,
  nodeAt,
  type SyntaxMap,
  type SyntaxNode,
} from './syntax-tree.ts';
import type { Workspace } from './workspace.ts';

/** What happens to the inline policies of a role: some go as a whole, and a new one comes. */
export interface RolePoliciesPlan {
  readonly properties: SyntaxMap;
  readonly gone: Set<SyntaxNode>;
  readonly more: JsonData[];
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

/** Plans new inline policies for roles that have none. @returns what is left. */
export function planNewPolicies(
  workspace: Workspace,
  plans: RolePoliciesPlans,
  tasks: readonly Task[],
): readonly Task[] {
  const { root, offsetOf, render } = workspace;
  const wanted = tasks.flatMap((task) => {
    const { repair } = task;
    return repair.do === 'allow' && repair.policy === undefined && repair.role !== undefined
      ? [{ task, role: repair.role, needs: repair.needs }]
      : [];
  });
  return [...groupBy(wanted, ({ role }) => showPlace(role)).values()].flatMap((members) => {
    const [first] = members;
    const own = members.map(({ task }) => task);
    const role = first && nodeAt(root, offsetOf(first.role), 'map');
    const properties = entryOf(role?.node, 'Properties')?.value;
    if (role === undefined || properties?.kind !== 'map' || !isOwn(role) || properties.isShared) {
      return own;
    }
    const statements = mergeNeeds(united(members.flatMap(({ needs }) => needs)));
    const plan = planFor(plans, properties);
    plan.tasks.push(...own);
    plan.more.push({
      PolicyName: 'FlowPermissions',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: statements.map((statement) => renderStatement(statement, render)),
      },
    });
    return [];
  });
}

function planFor(plans: RolePoliciesPlans, properties: SyntaxMap): RolePoliciesPlan {
  const plan = plans.get(properties) ?? { properties, gone: new Set(), more: [], tasks: [] };
  plans.set(properties, plan);
  return plan;
}

/** Writes the plan of a role; undefined where its policies are written in a way of their own. */
export function rolePolicyEdits(
  { text, manner }: Workspace,
  { properties, gone, more }: RolePoliciesPlan,
): readonly TextEdit[] | undefined {
  const entry = entryOf(properties, 'Policies');
  if (entry === undefined) {
    return addEntry(text, properties, 'Policies', more, manner);
  }
  const { value } = entry;
  if (value.kind !== 'list' || value.isShared === true) {
    return undefined;
  }
  return gone.size === value.items.length && more.length === 0
    ? removeEntry(text, properties, entry, manner)
    : editList(text, value, { without: gone, more }, manner);
}
