import { ROLE_PAGE } from '../../needs/nodes/kind.ts';
import type { Place } from '../../place.ts';
import type { Statement } from '../../policy/document.ts';
import type { ResourcePolicy } from '../../policy/resource-policies.ts';
import { display } from '../../template/template.ts';
import type { Comparison, PlacedStatement } from '../comparison.ts';
import type { Finding } from '../finding.ts';
import type { Repair } from '../repair.ts';
import {
  failingConditions,
  looseConditions,
  namesBedrock,
  requestsOf,
  showValues,
} from '../service-policy.ts';
import { anyOf } from '../verdict.ts';
import { findingOf, placeOfFlow, type Rule, showConditions, showReasons } from './rule.ts';

/** A key, or a function of another account, that does not let the flow in. */
export const missingResourcePolicy: Rule = {
  id: 'missing-resource-policy',
  kind: 'missing',
  title: 'The policy of a resource does not let the flow in',
  help: 'Keys and resources of other accounts must allow the call in their own policy, whatever the role may do.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    for (const planned of comparison.plan.resourcePolicies) {
      // Flows call functions and bots of their own account as the role, which suffices.
      if (planned.foreign || planned.service === 'kms') {
        yield* missing(comparison, planned);
      }
    }
  },
};

function* missing(comparison: Comparison, planned: ResourcePolicy): Iterable<Finding> {
  const [statement] = planned.document.statements;
  const attached = policiesOf(comparison, planned);
  const isKept = attached.length > 0;
  const verdict = anyOf(
    (statement === undefined ? [] : requestsOf(statement)).flatMap((request) =>
      attached
        .filter((placed) => placed.statement.effect === 'Allow')
        .map((placed) => comparison.judge.matches(placed.statement, request)),
    ),
  );
  if (statement === undefined || verdict === 'yes') {
    return;
  }
  const policy = attached[0]?.policy.place;
  const condition = showConditions(statement.conditions);
  const isUndecided = verdict === 'perhaps' || !isKept;
  yield findingOf(missingResourcePolicy, comparison, {
    ...(isUndecided && { kind: 'unknown' }),
    subject: planned.service,
    action: statement.actions.join(', '),
    resource: display(planned.resource),
    ...(condition !== undefined && { condition }),
    place: policy ?? statement.reasons[0]?.place ?? placeOfFlow(comparison),
    ...(policy && { granted: policy }),
    reasons: statement.reasons,
    why: `${showReasons(statement.reasons)} ${
      isKept
        ? `The policy of ${display(planned.resource)} ${isUndecided ? 'may not' : 'does not'} allow it.`
        : `No file has the policy of ${display(planned.resource)}, which must allow it.`
    }`,
    ...(isUndecided
      ? { remedy: 'Give the policy of the resource with --policy, or look at it by hand.' }
      : policy && { repair: mend(attached.find(isNear), policy, statement) }),
  });
}

/** A statement for Amazon Bedrock that only has wrong conditions is mended, not repeated. */
function isNear(placed: PlacedStatement): boolean {
  return placed.statement.effect === 'Allow' && namesBedrock(placed);
}

function mend(near: PlacedStatement | undefined, policy: Place, statement: Statement): Repair {
  return near === undefined || statement.principal?.kind === 'role'
    ? { do: 'state', policy, statement }
    : conditioned(near, statement);
}

function conditioned(
  { policy, statement: { place, conditions } }: PlacedStatement,
  statement: Statement,
): Repair {
  return {
    do: 'condition',
    statement: place,
    form: policy.form === 'permission' ? 'permission' : 'document',
    conditions: statement.conditions,
    without: conditions.map(({ key }) => key),
  };
}

/** The statements in the policy of the resource that is meant; a policy that names none may be its. */
function policiesOf(
  { attached, judge }: Comparison,
  { service, resource }: ResourcePolicy,
): readonly PlacedStatement[] {
  return attached.filter(
    ({ policy }) =>
      policy.subject === service &&
      (policy.resource === undefined || judge.overlaps(policy.resource, resource)),
  );
}

/** A statement for Amazon Bedrock in the policy of a resource that never matches the flow. */
export const invalidResourcePolicy: Rule = {
  id: 'invalid-resource-policy',
  kind: 'invalid',
  title: 'A statement in the policy of a resource never matches the flow',
  help: 'The ARN of a flow is arn:PARTITION:bedrock:REGION:ACCOUNT:flow/ID, and the key for the encryption context is kms:EncryptionContext:aws:bedrock-flows:arn.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    yield* attachedFindings(comparison, invalidResourcePolicy);
  },
};

/** A statement for Amazon Bedrock in the policy of a resource that is not held to the flow. */
export const broadResourcePolicy: Rule = {
  id: 'broad-resource-policy',
  kind: 'broad',
  title: 'The policy of a resource lets in more than the flow',
  help: 'Without the conditions aws:SourceAccount and aws:SourceArn any flow of any account gets in.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  *find(comparison) {
    yield* attachedFindings(comparison, broadResourcePolicy);
  },
};

function* attachedFindings(comparison: Comparison, rule: Rule): Iterable<Finding> {
  for (const planned of comparison.plan.resourcePolicies) {
    const [statement] = planned.document.statements;
    for (const placed of statement === undefined || planned.foreign
      ? []
      : policiesOf(comparison, planned)) {
      const requests = statement === undefined ? [] : requestsOf(statement);
      const [request] = requests;
      if (
        statement === undefined ||
        request === undefined ||
        placed.statement.effect !== 'Allow' ||
        !namesBedrock(placed)
      ) {
        continue;
      }
      const isUseless = requests.every(
        (each) => comparison.judge.matches(placed.statement, each) === 'no',
      );
      const failing = failingConditions(comparison, placed, request);
      const loose = looseConditions(comparison, placed, statement.conditions);
      const isInvalid = isUseless && failing.length > 0;
      const isBroad = !isUseless && loose.length > 0;
      if (rule.kind === 'invalid' ? !isInvalid : !isBroad) {
        continue;
      }
      const condition = showConditions(statement.conditions);
      const wanted = statement.conditions
        .map(({ key, values }) => `${key} = ${values.map(display).join(' or ')}`)
        .join(' and ');
      yield findingOf(rule, comparison, {
        subject: planned.service,
        action: placed.statement.actions.map(({ template }) => display(template)).join(', '),
        resource: display(planned.resource),
        ...(condition !== undefined && { condition }),
        place: (isInvalid ? failing[0]?.values[0]?.place : undefined) ?? placed.statement.place,
        granted: placed.statement.place,
        reasons: statement.reasons,
        documentation: rule.documentation,
        why: isInvalid
          ? `${failing.map(({ key, values }) => `${key} is ${showValues(values)}`).join(' and ')}, but the flow comes with ${wanted}.`
          : `The statement does not hold Amazon Bedrock to this flow: it lacks ${loose.map(({ key, values }) => `${key} = ${values.map(display).join(' or ')}`).join(' and ')}.`,
        repair: conditioned(placed, statement),
      });
    }
  }
}
