import type { Repair } from '../compare/repair.ts';
import type { RoleNeed } from '../flow/need.ts';
import { type Place, showPlace } from '../place.ts';
import type { Statement } from '../policy/document.ts';
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

type ConditionRepair = Extract<Repair, { readonly do: 'condition' }>;

/** What happens to one statement that is there. */
export interface StatementPlan {
  readonly node: SyntaxMap;
  drop: boolean;
  /** Items that go, as nodes of the lists `Action` and `Resource`. */
  readonly without: Set<SyntaxNode>;
  condition?: ConditionRepair;
}

/** All that happens to one policy: it is made of all findings about it, and written once. */
export interface PolicyPlan {
  /** The value of `Statement`: a list, or a single statement. */
  readonly list: Located;
  readonly statements: Map<SyntaxNode, StatementPlan>;
  readonly more: Statement[];
  readonly needs: RoleNeed[];
  readonly tasks: Task[];
}

/** What happens to the properties of an AWS::Lambda::Permission. */
export interface PermissionPlan {
  readonly place: Place;
  readonly conditions: ConditionRepair['conditions'];
  readonly tasks: Task[];
}

/** What is planned for the policies of a file, and what is left to people. */
export interface PolicyPlans {
  readonly policies: readonly PolicyPlan[];
  /** AWS::Lambda::Permission has properties in place of a statement. */
  readonly permissions: readonly PermissionPlan[];
  readonly left: readonly Task[];
}

/** Sorts tasks by the policies that they are about; what is to happen to a statement comes together. */
export function planPolicies(workspace: Workspace, tasks: readonly Task[]): PolicyPlans {
  const plans = new Map<SyntaxNode, PolicyPlan>();
  const permissions = new Map<string, PermissionPlan>();
  const left: Task[] = [];
  const planOf = (list: Located | undefined): PolicyPlan | undefined => {
    if (list === undefined || !isOwn(list)) {
      return undefined;
    }
    const known = plans.get(list.node);
    const plan = known ?? { list, statements: new Map(), more: [], needs: [], tasks: [] };
    plans.set(list.node, plan);
    return plan;
  };
  for (const task of tasks) {
    const { repair } = task;
    if (repair.do === 'condition' && repair.form === 'permission') {
      const key = showPlace(repair.statement);
      const { statement: place, conditions } = repair;
      const known = permissions.get(key) ?? { place, conditions, tasks: [] };
      permissions.set(key, known);
      const isSame = JSON.stringify(known.conditions) === JSON.stringify(conditions);
      (isSame ? known.tasks : left).push(task);
    } else if (repair.do === 'allow' || repair.do === 'state') {
      const { policy } = repair;
      // Where there is no policy, the role gets one: that is planned with the role.
      const plan = policy && planOf(statementsAt(workspace, policy));
      if (plan !== undefined) {
        plan.tasks.push(task);
        add(plan, repair);
      } else if (policy !== undefined) {
        left.push(task);
      }
    } else {
      const found = nodeAt(workspace.root, workspace.offsetOf(repair.statement), 'map');
      const plan = planOf(found && listAround(found));
      const isPlanned =
        plan !== undefined &&
        found?.node.kind === 'map' &&
        isOwn(found) &&
        change(workspace, statementPlan(plan, found.node), plan, repair);
      if (isPlanned) {
        plan.tasks.push(task);
      } else {
        left.push(task);
      }
    }
  }
  return {
    policies: [...plans.values()].filter(({ tasks: own }) => own.length > 0),
    permissions: [...permissions.values()],
    left,
  };
}

function add(plan: PolicyPlan, repair: Extract<Repair, { readonly do: 'allow' | 'state' }>): void {
  if (repair.do === 'state') {
    plan.more.push(repair.statement);
  } else {
    plan.needs.push(...repair.needs);
  }
}

function statementPlan({ statements }: PolicyPlan, node: SyntaxMap): StatementPlan {
  const plan = statements.get(node) ?? { node, drop: false, without: new Set() };
  statements.set(node, plan);
  return plan;
}

/** @returns whether the repair has a place in the statement, and goes with what is planned for it. */
function change(
  { offsetOf }: Workspace,
  statement: StatementPlan,
  plan: PolicyPlan,
  repair: Repair,
): boolean {
  switch (repair.do) {
    case 'drop':
    case 'narrow':
      if (holdsShared(statement.node)) {
        return false;
      }
      statement.drop = true;
      plan.needs.push(...(repair.do === 'narrow' ? repair.needs : []));
      return true;
    case 'trim': {
      const all = itemsOf(statement.node);
      const wanted = new Set(repair.items.map(offsetOf));
      const items = all.filter(({ start }) => wanted.has(start));
      if (items.length < wanted.size || items.some(holdsShared)) {
        return false;
      }
      for (const item of items) {
        statement.without.add(item);
      }
      return true;
    }
    case 'condition': {
      const { condition } = statement;
      const isOther =
        condition !== undefined && conditionsText(condition) !== conditionsText(repair);
      statement.condition = condition ?? repair;
      return !isOther;
    }
    case 'allow':
    case 'state':
      return false;
  }
}

function conditionsText({ conditions, without }: ConditionRepair): string {
  return JSON.stringify([conditions, [...without].sort()]);
}

/** The items of `Action` and `Resource`, each with the keys that it may have in a file. */
function itemsOf(statement: SyntaxMap): readonly SyntaxNode[] {
  return ITEM_KEYS.flatMap((key) => listed(entryOf(statement, key)?.value));
}

/** The lists of a statement that items are taken from. */
export const ITEM_KEYS = ['Action', 'Resource'] as const;

/** The items of a list; a single value is a list of one. */
export function listed(value: SyntaxNode | undefined): readonly SyntaxNode[] {
  return value === undefined || value.isShared === true
    ? []
    : value.kind === 'list'
      ? value.items
      : [value];
}

/** The list that a statement stands in, or the statement itself where it stands alone. */
function listAround({ node, parents }: Located): Located | undefined {
  const [parent, ...above] = parents;
  return parent?.kind === 'list'
    ? { node: parent, parents: above }
    : parent && entryOf(parent, 'Statement')?.value === node
      ? { node, parents }
      : undefined;
}

/** The statements of the policy document at a place. */
function statementsAt({ root, offsetOf }: Workspace, place: Place): Located | undefined {
  const document = nodeAt(root, offsetOf(place), 'map');
  const value = entryOf(document?.node, 'Statement')?.value;
  return document === undefined || value === undefined
    ? undefined
    : { node: value, parents: [document.node, ...document.parents] };
}
