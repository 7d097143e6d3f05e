import { display } from '../../template/template.ts';
import type { Comparison, PlacedStatement } from '../comparison.ts';
import { type StatementUse, useOf } from '../statement-use.ts';
import { findingOf, type Rule } from './rule.ts';

/** Something that the role may do and no node does. */
export const excessPermission: Rule = {
  id: 'excess-permission',
  kind: 'excess',
  title: 'The role allows something that no node needs',
  help: 'The console adds permissions and never removes them. Take out what is left over.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  *find(comparison) {
    for (const placed of comparison.identity) {
      if (placed.statement.effect === 'Allow' && isJudged(comparison, placed)) {
        yield* excessOf(comparison, placed);
      }
    }
  },
};

/** A policy of AWS's own is attached or not: it is told once, and only if nothing in it is needed. */
function isJudged(comparison: Comparison, { policy, statement }: PlacedStatement): boolean {
  if (policy.form !== 'aws-managed') {
    return true;
  }
  const allowing = policy.statements.filter(({ effect }) => effect === 'Allow');
  return (
    statement === allowing[0] &&
    allowing.every((each) => useOf(comparison, each).touched.length === 0)
  );
}

function* excessOf(comparison: Comparison, { policy, statement }: PlacedStatement) {
  const use = useOf(comparison, statement);
  const at = { subject: 'identity', granted: statement.place } as const;
  const actions = texts(statement.actions);
  const resources = texts(statement.resources);
  if (isDead(use)) {
    return;
  }
  if (use.touched.length === 0) {
    const isAws = policy.form === 'aws-managed';
    yield findingOf(excessPermission, comparison, {
      ...at,
      action: statement.notActions ? `all but ${actions}` : actions,
      resource: statement.notResources ? `all but ${resources}` : resources,
      place: statement.place,
      why: isAws
        ? `No node needs anything that the policy ${policy.name} of AWS allows.`
        : `No node needs anything that the statement ${statement.sid ?? 'without a Sid'} allows.`,
      ...(isAws
        ? { remedy: `Detach ${policy.name} from the role.` }
        : { repair: { do: 'drop', statement: statement.place } }),
    });
    return;
  }
  for (const action of policy.form === 'aws-managed' ? [] : use.idleActions) {
    yield findingOf(excessPermission, comparison, {
      ...at,
      action: display(action.template),
      resource: resources,
      place: action.place,
      why: `No node needs ${display(action.template)} on what this statement names.`,
      repair: { do: 'trim', statement: statement.place, items: [action.place] },
    });
  }
  for (const resource of use.idleResources) {
    yield findingOf(excessPermission, comparison, {
      ...at,
      action: actions,
      resource: display(resource.template),
      place: resource.place,
      why: `No node needs any action of this statement on ${display(resource.template)}.`,
      repair: { do: 'trim', statement: statement.place, items: [resource.place] },
    });
  }
}

/** What can never match is told by another rule. */
function isDead({ liveActions, idleActions, liveResources, idleResources }: StatementUse): boolean {
  return (
    liveActions.length + idleActions.length === 0 ||
    liveResources.length + idleResources.length === 0
  );
}

function texts(values: PlacedStatement['statement']['actions']): string {
  return values.map(({ template }) => display(template)).join(', ');
}
