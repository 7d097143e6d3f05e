import type { Comparison, PlacedStatement, StatementUse } from '../comparison.ts';
import { mayServeOtherValues } from '../other-values.ts';
import { useOf } from '../statement-use.ts';
import { actionsText, named, resourcesText } from '../statement-words.ts';
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
  const actions = actionsText(statement);
  const resources = resourcesText(statement);
  if (isDead(use)) {
    return;
  }
  if (use.touched.length === 0) {
    if (statement.mayNameMore === true || mayServeOtherValues(comparison, statement)) {
      // What of it is not known may be needed: another rule tells of it.
      return;
    }
    const isAws = policy.form === 'aws-managed';
    yield findingOf(excessPermission, comparison, {
      ...at,
      action: actions,
      resource: resources,
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
  const isSpare = (only: Parameters<typeof mayServeOtherValues>[2]) =>
    !mayServeOtherValues(comparison, statement, only);
  const idleActions = use.idleActions.filter((action) => isSpare({ action }));
  const idleResources = use.idleResources.filter((resource) => isSpare({ resource }));
  for (const [name, places] of named(policy.form === 'aws-managed' ? [] : idleActions)) {
    yield findingOf(excessPermission, comparison, {
      ...at,
      action: name,
      resource: resources,
      place: places[0],
      why: `No node needs ${name} on what this statement names.`,
      repair: { do: 'trim', statement: statement.place, items: places },
    });
  }
  for (const [name, places] of named(idleResources)) {
    yield findingOf(excessPermission, comparison, {
      ...at,
      action: actions,
      resource: name,
      place: places[0],
      why: `No node needs any action of this statement on ${name}.`,
      repair: { do: 'trim', statement: statement.place, items: places },
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
