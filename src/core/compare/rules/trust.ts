import { FLOW_ID } from '../../needs/flow-arn.ts';
import { ROLE_PAGE } from '../../needs/nodes/kind.ts';
import type { Statement } from '../../policy/document.ts';
import { display } from '../../template/template.ts';
import type { Comparison, PlacedStatement } from '../comparison.ts';
import type { Finding } from '../finding.ts';
import { pageOf2024 } from '../page-of-2024.ts';
import type { Request } from '../request.ts';
import {
  failingConditions,
  looseConditions,
  namesBedrock,
  partsOf,
  requestsOf,
  showValues,
} from '../service-policy.ts';
import { anyOf } from '../verdict.ts';
import { findingOf, placeOfFlow, type Rule, showConditions } from './rule.ts';

const DEPUTY_PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html';

/** Amazon Bedrock cannot assume the role for the flow. */
export const missingTrust: Rule = {
  id: 'missing-trust',
  kind: 'missing',
  title: 'Amazon Bedrock cannot assume the role for the flow',
  help: 'Without it the flow cannot run at all. Let bedrock.amazonaws.com assume the role for this flow.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    const { trust, judge, isKnown, granted } = comparison;
    const [planned] = comparison.plan.trust.statements;
    if (planned === undefined || !isKnown || (trust.length === 0 && granted.role === undefined)) {
      return;
    }
    for (const request of requestsOf(planned)) {
      const verdict = anyOf(
        trust
          .filter(({ statement }) => statement.effect === 'Allow')
          .map(({ statement }) => judge.matches(statement, request)),
      );
      if (verdict !== 'yes') {
        yield* missing(comparison, planned, request, verdict);
      }
    }
  },
};

function* missing(
  comparison: Comparison,
  planned: Statement,
  request: Request,
  verdict: 'no' | 'perhaps',
): Iterable<Finding> {
  const near = comparison.trust.find(
    (placed) => placed.statement.effect === 'Allow' && namesBedrock(placed),
  );
  const policy = comparison.granted.policies.find(({ subject }) => subject === 'trust');
  const granted = near?.statement.place ?? policy?.place;
  const failing = near === undefined ? [] : failingConditions(comparison, near, request);
  const condition = showConditions(planned.conditions);
  const isUndecided =
    verdict === 'perhaps' || comparison.granted.notes.some(({ subject }) => subject === 'trust');
  yield findingOf(missingTrust, comparison, {
    ...(isUndecided && { kind: 'unknown' }),
    subject: 'trust',
    action: 'sts:AssumeRole',
    resource: 'the role',
    ...(condition !== undefined && { condition }),
    place: granted ?? comparison.granted.role ?? placeOfFlow(comparison),
    ...(granted && { granted }),
    reasons: planned.reasons,
    why: isUndecided
      ? 'Whether Amazon Bedrock can assume the role for this flow depends on values that the files do not say.'
      : `Amazon Bedrock cannot assume the role for this flow, so that no call of it succeeds${failing.length === 0 ? '' : `: ${failing.map(({ key, values }) => `${key} is ${showValues(values)}`).join(', ')}, which does not match`}.`,
    ...(isUndecided
      ? {
          remedy: `Give the account, the Region and the id of the flow (--account, --region, --${FLOW_ID}).`,
        }
      : mend(planned, near, policy?.place, comparison.granted.role)),
  });
}

function mend(
  planned: Statement,
  near: PlacedStatement | undefined,
  policy: Finding['granted'],
  role: Finding['granted'],
): Pick<Finding, 'repair' | 'remedy'> {
  if (near !== undefined && isAssumed(near)) {
    return { repair: conditioned(planned, near) };
  }
  return policy === undefined && role === undefined
    ? { remedy: 'Give the role a trust policy: "generate" writes it.' }
    : {
        repair: {
          do: 'state',
          ...(policy === undefined ? role && { role } : { policy }),
          statement: planned,
        },
      };
}

/** Whether the statement lets exactly Amazon Bedrock assume the role, whatever its conditions. */
function isAssumed({ statement }: PlacedStatement): boolean {
  return (
    (statement.principals ?? []).some(
      ({ type, template }) => type === 'Service' && display(template) === 'bedrock.amazonaws.com',
    ) &&
    statement.actions.some(({ template }) => /^sts:(?:AssumeRole|\*)$/i.test(display(template)))
  );
}

function conditioned(planned: Statement, { statement, policy }: PlacedStatement) {
  return {
    do: 'condition',
    statement: statement.place,
    form: policy.form === 'permission' ? 'permission' : 'document',
    conditions: planned.conditions,
    without: statement.conditions.map(({ key }) => key),
  } as const;
}

/** Amazon Bedrock may assume the role for more than the flow. */
export const broadTrust: Rule = {
  id: 'broad-trust',
  kind: 'broad',
  title: 'The role trusts more than this flow',
  help: 'Without the conditions aws:SourceAccount and aws:SourceArn somebody else can have Amazon Bedrock act with this role.',
  documentation: DEPUTY_PAGE,
  *find(comparison) {
    const [planned] = comparison.plan.trust.statements;
    for (const placed of planned === undefined ? [] : comparison.trust) {
      const { statement } = placed;
      const isLet =
        statement.effect === 'Allow' &&
        namesBedrock(placed) &&
        requestsOf(planned as Statement).some(
          (request) => comparison.judge.matches(statement, request) !== 'no',
        );
      const loose = looseConditions(comparison, placed, planned?.conditions ?? []);
      if (!isLet || planned === undefined || loose.length === 0) {
        continue;
      }
      const condition = showConditions(loose);
      yield findingOf(broadTrust, comparison, {
        subject: 'trust',
        action: 'sts:AssumeRole',
        resource: 'the role',
        ...(condition !== undefined && { condition }),
        place: statement.place,
        granted: statement.place,
        reasons: planned.reasons,
        documentation: DEPUTY_PAGE,
        why: `The trust policy does not hold Amazon Bedrock to this flow: it lacks ${loose.map(({ key, values }) => `${key} = ${values.map(display).join(' or ')}`).join(' and ')}.`,
        ...(isAssumed(placed)
          ? { repair: conditioned(planned, placed) }
          : { remedy: 'Name bedrock.amazonaws.com alone as the principal.' }),
      });
    }
  },
};

/** Somebody else than Amazon Bedrock may assume the role. */
export const excessTrust: Rule = {
  id: 'excess-trust',
  kind: 'excess',
  title: 'The role trusts somebody whom the flow does not need',
  help: 'Everybody in the trust policy can do what the role may do. Give others a role of their own.',
  documentation: ROLE_PAGE,
  *find(comparison) {
    for (const { statement } of comparison.trust.filter((placed) => !namesBedrock(placed))) {
      if (statement.effect === 'Allow') {
        const who = (statement.principals ?? [])
          .map(({ template }) => display(template))
          .join(', ');
        yield findingOf(excessTrust, comparison, {
          subject: 'trust',
          action: statement.actions.map(({ template }) => display(template)).join(', '),
          resource: 'the role',
          place: statement.place,
          granted: statement.place,
          why: `The flow does not need ${who} to assume the role.`,
          repair: { do: 'drop', statement: statement.place },
        });
      }
    }
  },
};

/** A trust statement for Amazon Bedrock that never matches. */
export const invalidTrust: Rule = {
  id: 'invalid-trust',
  kind: 'invalid',
  title: 'A trust statement for Amazon Bedrock never matches this flow',
  help: 'The ARN of a flow is arn:PARTITION:bedrock:REGION:ACCOUNT:flow/ID, the principal is bedrock.amazonaws.com, and aws:SourceAccount is the account of the flow.',
  documentation: DEPUTY_PAGE,
  *find(comparison) {
    const [planned] = comparison.plan.trust.statements;
    for (const placed of planned === undefined ? [] : comparison.trust) {
      const { statement } = placed;
      const requests = requestsOf(planned as Statement);
      const isUseless =
        statement.effect === 'Allow' &&
        namesBedrock(placed) &&
        requests.every((request) => comparison.judge.matches(statement, request) === 'no');
      const [request] = requests;
      if (!isUseless || planned === undefined || request === undefined) {
        continue;
      }
      const failing = failingConditions(comparison, placed, request);
      const [first] = failing;
      const principal = (statement.principals ?? []).map(({ template }) => display(template));
      yield findingOf(invalidTrust, comparison, {
        subject: 'trust',
        action: statement.actions.map(({ template }) => display(template)).join(', '),
        resource: 'the role',
        ...(first && { condition: `${first.operator} ${first.key} = ${showValues(first.values)}` }),
        place: first?.values[0]?.place ?? statement.place,
        granted: statement.place,
        reasons: planned.reasons,
        documentation: DEPUTY_PAGE,
        why:
          first === undefined
            ? `The statement lets ${principal.join(', ')} in for ${statement.actions.map(({ template }) => display(template)).join(', ')}; Amazon Bedrock comes as bedrock.amazonaws.com with sts:AssumeRole.`
            : `${failing.map(({ key, values }) => `${key} is ${showValues(values)}`).join(' and ')}, but the flow comes with ${planned.conditions.map(({ key, values }) => `${key} = ${values.map(display).join(' or ')}`).join(' and ')}.${pageOf2024(...partsOf(failing))}`,
        ...(isAssumed(placed)
          ? { repair: conditioned(planned, placed) }
          : { repair: { do: 'drop', statement: statement.place } as const }),
      });
    }
  },
};
