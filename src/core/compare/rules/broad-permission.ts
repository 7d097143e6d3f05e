import type { Condition, RoleNeed } from '../../flow/need.ts';
import type { GrantedStatement } from '../../granted/granted.ts';
import { display, literal } from '../../template/template.ts';
import {
  type Comparison,
  type Permission,
  type PlacedStatement,
  requestOf,
} from '../comparison.ts';
import { useOf } from '../statement-use.ts';
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
    for (const placed of comparison.identity) {
      if (placed.statement.effect === 'Allow') {
        yield* broadOf(comparison, placed);
      }
    }
  },
};

function* broadOf(comparison: Comparison, { policy, statement }: PlacedStatement) {
  const { judge } = comparison;
  const { touched, liveActions, liveResources } = useOf(comparison, statement);
  if (touched.length === 0) {
    return;
  }
  const wide = wideParts(comparison, statement, touched, liveActions, liveResources);
  if (wide.length === 0) {
    return;
  }
  const needs = servedNeeds(comparison, statement);
  const reasons = touched.flatMap((permission) => permission.needs.map(({ reason }) => reason));
  const isOpen = touched.some(
    (permission) => judge.matches(statement, requestOf(permission)) === 'perhaps',
  );
  yield findingOf(broadPermission, comparison, {
    subject: 'identity',
    action: statement.actions.map(({ template }) => display(template)).join(', '),
    resource: statement.resources.map(({ template }) => display(template)).join(', '),
    place: statement.place,
    granted: statement.place,
    reasons,
    documentation: broadPermission.documentation,
    why: `${policy.form === 'aws-managed' ? `The policy ${policy.name} of AWS` : `The statement ${statement.sid ?? 'without a Sid'}`} is wider than the nodes need: ${wide.join('; ')}.`,
    ...(policy.form !== 'document' || needs.length === 0 || isOpen
      ? {
          remedy:
            policy.form === 'aws-managed'
              ? `Detach ${policy.name}, and give the role a policy with the statements that "generate" writes.`
              : 'Which part of it the nodes need depends on what the files do not say: look at it by hand.',
        }
      : { repair: { do: 'narrow', statement: statement.place, needs } as const }),
  });
}

/** What is wide about a statement, in words. */
function wideParts(
  comparison: Comparison,
  statement: GrantedStatement,
  touched: readonly Permission[],
  liveActions: GrantedStatement['actions'],
  liveResources: GrantedStatement['resources'],
): readonly string[] {
  const { judge } = comparison;
  const parts: string[] = [];
  if (statement.notActions) {
    parts.push('it allows all actions but those of NotAction');
  }
  if (statement.notResources) {
    parts.push('it allows all resources but those of NotResource');
  }
  for (const { template } of statement.notActions ? [] : liveActions) {
    if (/[*?]/.test(literal(template) ?? '')) {
      parts.push(`${display(template)} stands for more actions than they use`);
    }
  }
  for (const { template } of statement.notResources ? [] : liveResources) {
    const here = touched.filter(({ resource }) => judge.overlaps(template, resource));
    const within = here.filter(({ resource }) => judge.covers(resource, template) !== 'no');
    if (within.length === 0) {
      parts.push(`${display(template)} stands for more resources than they use`);
    } else if (!within.some((permission) => isAsNarrow(comparison, statement, permission))) {
      const [first] = within;
      parts.push(
        `${display(template)} lacks the condition ${missingConditions(
          comparison,
          statement,
          first?.conditions ?? [],
        )
          .map(({ key }) => key)
          .join(', ')}`,
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
  return conditions.filter(
    ({ key, values }) =>
      !statement.conditions.some(
        (has) =>
          has.key.toLowerCase() === key.toLowerCase() &&
          !/Not|Null/.test(has.operator) &&
          has.values.every(({ template }) =>
            values.some((value) => judge.covers(value, template) !== 'no'),
          ),
      ),
  );
}

/** The needs that a statement meets, once each; those for all Regions rather than for each. */
function servedNeeds({ permissions, judge }: Comparison, statement: GrantedStatement): RoleNeed[] {
  const serves = (permission: Permission) =>
    judge.matches(statement, requestOf(permission)) === 'yes';
  return permissions
    .flatMap((permission) => (serves(permission) ? [permission] : permission.pinned.filter(serves)))
    .flatMap(({ action, needs }) =>
      needs.slice(0, 1).map((need) => ({ ...need, actions: [action] })),
    );
}
