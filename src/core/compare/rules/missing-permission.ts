import { ROLE_PAGE } from '../../needs/nodes/kind.ts';
import { groupBy } from '../../policy/merge.ts';
import { display, hasOpen } from '../../template/template.ts';
import { keyNamesRole } from '../attached-policies.ts';
import {
  type Comparison,
  denialOf,
  isAllowed,
  type Permission,
  type PlacedStatement,
  placeOfRole,
  policyToExtend,
  requestOf,
} from '../comparison.ts';
import type { Finding } from '../finding.ts';
import { pageOf2024 } from '../page-of-2024.ts';
import { anyOf, type Verdict } from '../verdict.ts';
import { findingOf, placeOfFlow, type Rule, showConditions, showReasons } from './rule.ts';

/** A call of a node that no statement allows. */
export const missingPermission: Rule = {
  id: 'missing-permission',
  kind: 'missing',
  title: 'A node needs a permission that the role does not have',
  help: 'The flow can be created, but this node fails with AccessDenied when it runs. Add the permission to a policy of the role.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    yield* judged(comparison, 'no');
  },
};

/** A call of a node that may or may not be allowed. */
export const undecidedPermission: Rule = {
  id: 'undecided-permission',
  kind: 'unknown',
  title: 'Whether a permission is granted depends on what the files do not say',
  help: 'Give what is missing with --account, --region or --answer, or look at the statement by hand.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    yield* judged(comparison, 'perhaps');
  },
};

/** A precaution that the role surely lacks: nobody is bothered with one that it may have. */
export const missingPrecaution: Rule = {
  id: 'missing-precaution',
  kind: 'note',
  title: 'The role lacks a permission that is a precaution',
  help: 'Nothing is wrong: roles without it work. "generate" writes it, and leaves it out with --strict.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    const lacking = comparison.permissions.filter(
      (permission) => !permission.isCertain && grantOf(comparison, permission) === 'no',
    );
    for (const alike of groupBy(lacking, precautionKey).values()) {
      yield* precaution(comparison, alike);
    }
  },
};

function* judged(comparison: Comparison, wanted: Verdict) {
  for (const permission of comparison.permissions) {
    if (permission.isCertain && grantOf(comparison, permission) === wanted) {
      yield missing(comparison, permission, wanted);
    }
  }
}

/** Whether the role allows what is needed; undefined where another rule tells, or nothing is known. */
function grantOf(comparison: Comparison, permission: Permission): Verdict | undefined {
  const { granted, identity, isKnown } = comparison;
  if (!isKnown || denialOf(comparison, permission)?.verdict === 'yes') {
    return undefined;
  }
  const { action, resource } = permission;
  const byKey = action.startsWith('kms:') ? keyNamesRole(comparison, resource) : 'no';
  const allowed = anyOf([isAllowed(comparison, permission, identity), byKey]);
  const mayGrantMore = granted.notes.some(
    ({ subject }) => subject === undefined || subject === 'identity',
  );
  return allowed === 'no' && (mayGrantMore || hasOpen(resource)) ? 'perhaps' : allowed;
}

/** What is said of precautions once, however many resources it is about. */
function precautionKey({ action, needs: [need] }: Permission): string {
  return `${action} ${need?.certainty.kind === 'precaution' ? need.certainty.why : ''}`;
}

function* precaution(comparison: Comparison, alike: readonly Permission[]): Iterable<Finding> {
  const [first] = alike;
  const certainty = first?.needs[0]?.certainty;
  if (first === undefined || certainty?.kind !== 'precaution') {
    return;
  }
  const granted = policyToExtend(comparison)?.place ?? comparison.granted.role;
  const condition = showConditions(first.conditions);
  const reasons = alike.flatMap(({ needs }) => needs.map(({ reason }) => reason));
  yield findingOf(missingPrecaution, comparison, {
    subject: 'identity',
    action: first.action,
    resource: [...new Set(alike.map(({ resource }) => display(resource)))].join(', '),
    ...(condition !== undefined && { condition }),
    place: granted ?? placeOfFlow(comparison),
    ...(granted && { granted }),
    reasons,
    documentation: certainty.source.page,
    why: `The role does without ${first.action}, which is a precaution. ${certainty.why}`,
  });
}

function missing(comparison: Comparison, permission: Permission, verdict: Verdict) {
  const { action, resource, conditions, needs } = permission;
  const reasons = needs.map(({ reason }) => reason);
  const near = nearest(comparison, permission);
  const conditional = verdict === 'no' ? undefined : conditionalGrant(comparison, permission);
  const policy = near?.policy.form === 'document' ? near.policy : policyToExtend(comparison);
  const granted =
    conditional?.statement.place ??
    near?.statement.place ??
    policy?.place ??
    comparison.granted.role;
  const condition = showConditions(conditions);
  const rule = verdict === 'no' ? missingPermission : undecidedPermission;
  const end =
    verdict === 'no'
      ? `${action} on ${display(resource)} fails with AccessDenied: no statement of the role allows it.`
      : `Whether the role allows ${action} on ${display(resource)} cannot be told from the files.`;
  return findingOf(rule, comparison, {
    subject: 'identity',
    action,
    resource: display(resource),
    ...(condition !== undefined && { condition }),
    place: granted ?? placeOfRole(comparison) ?? placeOfFlow(comparison),
    ...(granted && { granted }),
    reasons,
    why: `${showReasons(reasons)} ${end}${conditional === undefined ? nearestText(comparison, permission, near) : ` ${conditionalText(conditional)}`}${assumptionText(permission)}${verdict === 'no' ? olderText(comparison, permission) : ''}`,
    repair: {
      do: 'allow',
      ...(policy && { policy: policy.place }),
      ...(comparison.granted.role && { role: comparison.granted.role }),
      needs: needs.slice(0, 1).map((need) => ({ ...need, actions: [action] })),
    },
    ...(verdict !== 'no' && {
      remedy: conditional === undefined ? remedy(permission) : conditionalRemedy(conditional),
    }),
  });
}

/** The defaults on which a need rests: another value may need something else. */
function assumptionText({ needs }: Permission): string {
  const assumes = new Set(needs.flatMap((need) => need.assumes ?? []));
  return [...assumes].map((text) => ` ${text}`).join('');
}

/** Roles that were written after the page of 2024 read prompts by another action. */
function olderText({ identity, judge }: Comparison, { action, resource }: Permission): string {
  const older = 'bedrock:GetPrompt';
  const hasOlder =
    action === 'bedrock:RenderPrompt' &&
    identity.some(
      ({ statement }) =>
        statement.effect === 'Allow' &&
        judge.matches(statement, { action: older, resource, context: [] }) === 'yes',
    );
  return hasOlder
    ? ` The role has ${older} alone.${pageOf2024({ kind: 'action', text: older })}`
    : '';
}

function nearestText(
  { judge }: Comparison,
  { action, resource }: Permission,
  near: PlacedStatement | undefined,
): string {
  if (near === undefined) {
    return '';
  }
  const { resources, conditions } = near.statement;
  const isThere = resources.some(({ template }) => judge.covers(template, resource) === 'yes');
  return isThere
    ? ` The nearest statement allows it only where ${conditions.map(({ operator, key }) => `${operator} ${key}`).join(' and ')} holds.`
    : ` The nearest statement allows ${action} on ${resources.map(({ template }) => display(template)).join(', ')} only.`;
}

/**
 * A statement that allows a call under conditions of which the files do not say whether they hold,
 * with these conditions only.
 */
function conditionalGrant(
  { identity, judge }: Comparison,
  permission: Permission,
): PlacedStatement | undefined {
  const request = requestOf(permission);
  const found = identity.find(
    ({ statement }) =>
      statement.effect === 'Allow' &&
      judge.matches({ ...statement, conditions: [] }, request) === 'yes' &&
      judge.conditions(statement, request) === 'perhaps',
  );
  return (
    found && {
      ...found,
      statement: {
        ...found.statement,
        conditions: found.statement.conditions.filter(
          (condition) =>
            judge.conditions({ ...found.statement, conditions: [condition] }, request) ===
            'perhaps',
        ),
      },
    }
  );
}

function conditionalText({ policy, statement }: PlacedStatement): string {
  const conditions = statement.conditions
    .map(
      ({ operator, key, values }) =>
        `${operator} ${key} = ${values.map((value) => display(value.template)).join(' or ')}`,
    )
    .join(' and ');
  return `The policy ${policy.name}${policy.form === 'aws-managed' ? ' of AWS' : ''} allows it only where ${conditions}.`;
}

function conditionalRemedy({ statement }: PlacedStatement): string {
  const keys = [...new Set(statement.conditions.map(({ key }) => key))];
  const tags = keys.filter((key) => /^aws:ResourceTag\//i.test(key));
  return tags.length === 0
    ? `Look at whether calls of the flow meet ${keys.join(' and ')}.`
    : `Look at the tags of the resource: ${tags.map((key) => key.slice(key.indexOf('/') + 1)).join(', ')}.`;
}

function remedy({ resource }: Permission): string {
  const open = resource.flatMap((segment) =>
    segment.kind === 'open' ? [segment.question.key] : [],
  );
  return open.length === 0
    ? 'Give the account and the Region with --account and --region, or the value of the reference with --answer, or look at the statement by hand.'
    : `Answer ${open.join(', ')} with --account, --region or --answer KEY=VALUE.`;
}

/** The statement that allows the action, though not on this resource. */
function nearest({ identity, judge }: Comparison, { action }: Permission) {
  return identity.find(
    ({ policy, statement }) =>
      statement.effect === 'Allow' &&
      policy.form === 'document' &&
      !statement.notActions &&
      !statement.notResources &&
      statement.actions.some(({ template }) => judge.action(template, action) === 'yes'),
  );
}
