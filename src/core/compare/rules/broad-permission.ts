import type { Condition, RoleNeed } from '../../flow/need.ts';
import type { GrantedPolicy, GrantedStatement } from '../../granted/granted.ts';
import { groupBy } from '../../policy/merge.ts';
import { display, literal } from '../../template/template.ts';
import {
  type Comparison,
  type Permission,
  type PlacedStatement,
  requestOf,
} from '../comparison.ts';
import { confines, operatorsWithout } from '../conditions.ts';
import { assumptionsOf, mayServeOtherValues } from '../other-values.ts';
import { useOf } from '../statement-use.ts';
import { actionsText, resourcesText } from '../statement-words.ts';
import { findingOf, type Rule } from './rule.ts';

/** A statement that nodes need, and that allows more than they need. */
export const broadPermission: Rule = {
  id: 'broad-permission',
  kind: 'broad',
  title: 'A statement allows more than the nodes need',
  help: 'Name the actions and the resources that the nodes use, under the conditions that AWS gives for them.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  *find(comparison) {
    // A policy of AWS's own is attached or not: it is told once.
    const told = new Set<GrantedPolicy>();
    for (const placed of comparison.identity) {
      if (placed.statement.effect === 'Allow' && !told.has(placed.policy)) {
        for (const finding of broadOf(comparison, placed)) {
          yield finding;
          if (placed.policy.form === 'aws-managed') {
            told.add(placed.policy);
          }
        }
      }
    }
  },
};

function* broadOf(comparison: Comparison, { policy, statement }: PlacedStatement) {
  const { judge } = comparison;
  const { touched } = useOf(comparison, statement);
  const wide = wideParts(comparison, statement);
  if (wide.length === 0) {
    return;
  }
  const served = servedNeeds(comparison, statement, []);
  const needs = servedNeeds(comparison, statement, exactStatements(comparison));
  const needed = touched.filter((permission) => !comparison.tolerated.includes(permission));
  const reasons = needed.flatMap((permission) => permission.needs.map(({ reason }) => reason));
  const isOpen = needed.some(
    (permission) => judge.matches(statement, requestOf(permission)) === 'perhaps',
  );
  const isByDefault = mayServeOtherValues(comparison, statement);
  yield findingOf(broadPermission, comparison, {
    subject: 'identity',
    action: actionsText(statement),
    resource: resourcesText(statement),
    place: statement.place,
    granted: statement.place,
    reasons,
    documentation: broadPermission.documentation,
    why: `${policy.form === 'aws-managed' ? `The policy ${policy.name} of AWS` : `The statement ${statement.sid ?? 'without a Sid'}`} is wider than the nodes need: ${wide.join('; ')}.`,
    ...(policy.form !== 'document' || served.length === 0 || isOpen || isByDefault
      ? {
          remedy:
            policy.form === 'aws-managed'
              ? `Detach ${policy.name}, and give the role a policy with the statements that "generate" writes.`
              : isByDefault
                ? `Another value may need more than this: ${assumptionsOf(comparison).join(' ')} Name the resources of all values by hand.`
                : 'Which part of it the nodes need depends on what the files do not say: look at it by hand.',
        }
      : {
          repair:
            needs.length === 0
              ? ({ do: 'drop', statement: statement.place } as const)
              : ({ do: 'narrow', statement: statement.place, needs } as const),
        }),
  });
}

/** What is wide about a statement, in words. */
function wideParts(comparison: Comparison, statement: GrantedStatement): readonly string[] {
  const { judge } = comparison;
  const { touched, liveActions, liveResources } = useOf(comparison, statement);
  if (touched.length === 0) {
    return [];
  }
  const parts: string[] = [];
  if (statement.notActions) {
    parts.push(`NotAction allows ${actionsText(statement)}`);
  }
  if (statement.notResources) {
    parts.push(`NotResource allows ${resourcesText(statement)}`);
  }
  for (const { template } of statement.notActions ? [] : liveActions) {
    if (/[*?]/.test(literal(template) ?? '')) {
      parts.push(`${display(template)} stands for more actions than they use`);
    }
  }
  for (const { template } of statement.notResources ? [] : liveResources) {
    const here = touched.filter(({ resource }) => judge.overlaps(template, resource));
    const byAction = [...groupBy(here, ({ action }) => action)].map(([action, permissions]) => ({
      action,
      within: permissions.filter(({ resource }) => judge.covers(resource, template) !== 'no'),
    }));
    // What one action can only be allowed on is no reason to allow others on it.
    const wide = byAction.filter(({ within }) => within.length === 0);
    const [loose] = byAction.filter(
      ({ within }) =>
        within.length > 0 &&
        !within.some((permission) => isAsNarrow(comparison, statement, permission)),
    );
    if (wide.length > 0) {
      const who =
        wide.length === byAction.length
          ? 'they use'
          : `${wide.map(({ action }) => action).join(', ')} use`;
      parts.push(`${display(template)} stands for more resources than ${who}`);
    } else if (loose !== undefined) {
      const [first] = loose.within;
      const lacking = missingConditions(comparison, statement, first?.conditions ?? []);
      parts.push(
        `${display(template)} ${lacking.map((condition) => lackText(statement, condition)).join(' and ')}`,
      );
    }
  }
  return parts;
}

function isAsNarrow(
  comparison: Comparison,
  statement: GrantedStatement,
  { conditions }: Permission,
): boolean {
  return missingConditions(comparison, statement, conditions).length === 0;
}

/** The conditions of a need that a statement has not, nor narrower ones. */
function missingConditions(
  { judge }: Comparison,
  statement: GrantedStatement,
  conditions: readonly Condition[],
): readonly Condition[] {
  return conditions.filter((condition) => !confines(statement.conditions, condition, judge.covers));
}

/** What lets calls past a condition that nodes have: that it is not there, or how it is put. */
function lackText({ conditions }: GrantedStatement, { key }: Condition): string {
  const [operator] = operatorsWithout(conditions, key);
  return operator === undefined
    ? `lacks the condition ${key}`
    : `is also allowed without ${key}: ${operator} lets calls through that lack the key`;
}

/** The statements of the role that stay as they are, being no wider than the nodes need. */
function exactStatements(comparison: Comparison): readonly GrantedStatement[] {
  return comparison.identity
    .filter(
      ({ policy, statement }) =>
        policy.form === 'document' &&
        statement.effect === 'Allow' &&
        wideParts(comparison, statement).length === 0,
    )
    .map(({ statement }) => statement);
}

/**
 * The needs that a statement meets and no other of these does, once each; those for all Regions
 * rather than for each.
 */
function servedNeeds(
  { permissions, tolerated, judge }: Comparison,
  statement: GrantedStatement,
  others: readonly GrantedStatement[],
): RoleNeed[] {
  const isMet = (by: GrantedStatement, permission: Permission) =>
    judge.matches(by, requestOf(permission)) === 'yes';
  const serves = (permission: Permission) =>
    isMet(statement, permission) && !others.some((other) => isMet(other, permission));
  // What is merely tolerated stays where somebody named it, and does not come out of a wildcard.
  const named = tolerated.filter(({ action }) =>
    statement.actions.some(({ template }) => literal(template) === action),
  );
  return [...permissions, ...named]
    .flatMap((permission) =>
      isMet(statement, permission) ? [permission].filter(serves) : permission.pinned.filter(serves),
    )
    .flatMap(({ action, needs }) =>
      needs.slice(0, 1).map((need) => ({ ...need, actions: [action] })),
    );
}
