import type { Condition } from '../../flow/need.ts';
import { ROLE_PAGE } from '../../needs/nodes/kind.ts';
import type { Place } from '../../place.ts';
import type { Statement } from '../../policy/document.ts';
import type { ResourcePolicy } from '../../policy/resource-policies.ts';
import { display } from '../../template/template.ts';
import { letIn, policiesOf } from '../attached-policies.ts';
import type { Comparison, PlacedStatement } from '../comparison.ts';
import type { Finding } from '../finding.ts';
import { pageOf2024 } from '../page-of-2024.ts';
import type { Repair } from '../repair.ts';
import {
  failingConditions,
  looseConditions,
  namesBedrock,
  partsOf,
  requestsOf,
  showValues,
} from '../service-policy.ts';
import { findingOf, placeOfFlow, type Rule, showConditions, showReasons } from './rule.ts';

/** A resource whose own policy must let the flow in and does not. */
export const missingResourcePolicy: Rule = {
  id: 'missing-resource-policy',
  kind: 'missing',
  title: 'The policy of a resource does not let the flow in',
  help: 'Keys, resources of other accounts, and functions and bots of flows created before 2024-11-22 must allow the call in their own policy, whatever the role may do.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    for (const planned of comparison.plan.resourcePolicies) {
      for (const statement of planned.document.statements) {
        if (statement.certainty.kind === 'certain') {
          yield* missing(comparison, planned, statement);
        }
      }
    }
  },
};

function* missing(
  comparison: Comparison,
  planned: ResourcePolicy,
  statement: Statement,
): Iterable<Finding> {
  const attached = policiesOf(comparison, planned);
  const isKept = attached.length > 0;
  const verdict = letIn(comparison, planned, statement);
  if (verdict === 'yes') {
    return;
  }
  const policy = attached[0]?.policy.place;
  const condition = showConditions(statement.conditions);
  const byService = planned.service === 'kms' && letsServiceIn(comparison, planned);
  const isUndecided = verdict === 'perhaps' || byService || !isKept;
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
      !isKept
        ? `No file has the policy of ${display(planned.resource)}, which must allow it.`
        : byService
          ? BY_SERVICE
          : `The policy of ${display(planned.resource)} ${isUndecided ? 'may not' : 'does not'} allow it.`
    }`,
    ...(isUndecided
      ? { remedy: 'Give the policy of the resource with --policy, or look at it by hand.' }
      : planned.service === 'kms'
        ? { remedy: 'Let the root of the account in, as keys do by default, or this role.' }
        : policy && { repair: mend(attached.find(isNear), policy, statement) }),
  });
}

const BY_SERVICE =
  "The key's policy lets in Amazon Bedrock alone, as AWS's page of 2024 had it. Today's page lets in the role and the root of the account; nothing says that the older form still works.";

function letsServiceIn(comparison: Comparison, planned: ResourcePolicy): boolean {
  return planned.document.statements.some(
    (statement) =>
      statement.principal?.kind === 'service' && letIn(comparison, planned, statement) === 'yes',
  );
}

/** A statement for Amazon Bedrock that only has wrong conditions is mended, not repeated. */
function isNear(placed: PlacedStatement): boolean {
  return placed.statement.effect === 'Allow' && namesBedrock(placed);
}

function mend(near: PlacedStatement | undefined, policy: Place, statement: Statement): Repair {
  return near === undefined || statement.principal?.kind === 'role'
    ? { do: 'state', policy, statement }
    : conditioned(near, statement.conditions);
}

function conditioned(
  { policy, statement }: PlacedStatement,
  conditions: readonly Condition[],
): Repair {
  return {
    do: 'condition',
    statement: statement.place,
    form: policy.form === 'permission' ? 'permission' : 'document',
    conditions,
    without: statement.conditions.map(({ key }) => key),
  };
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
    // What is said to Amazon Bedrock itself; the role is let in as it is.
    const statement = planned.document.statements.find(
      ({ principal }) => principal?.kind === 'service',
    );
    for (const placed of statement === undefined ? [] : policiesOf(comparison, planned)) {
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
      const conditions = confining(statement);
      const loose = looseConditions(comparison, placed, conditions);
      const isInvalid = isUseless && failing.length > 0;
      const isBroad = !isUseless && loose.length > 0;
      if (rule.kind === 'invalid' ? !isInvalid : !isBroad) {
        continue;
      }
      const condition = showConditions(conditions);
      const wanted = conditions
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
          ? `${failing.map(({ key, values }) => `${key} is ${showValues(values)}`).join(' and ')}, but the flow comes with ${wanted}.${pageOf2024(...partsOf(failing))}`
          : `The statement does not hold Amazon Bedrock to this flow: it lacks ${loose.map(({ key, values }) => `${key} = ${values.map(display).join(' or ')}`).join(' and ')}.`,
        repair: conditioned(placed, conditions),
      });
    }
  }
}

/** The encryption context of a flow names its account as well. */
function confining({ conditions }: Statement): readonly Condition[] {
  const contexts = conditions.filter(({ key }) => key.startsWith('kms:EncryptionContext:'));
  return contexts.length > 0 ? contexts : conditions;
}
