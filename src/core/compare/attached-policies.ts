import { ACCOUNT, PARTITION } from '../arn/arn.ts';
import type { Statement } from '../policy/document.ts';
import type { ResourcePolicy } from '../policy/resource-policies.ts';
import { display, literal, type Template, template } from '../template/template.ts';
import type { Comparison, PlacedStatement } from './comparison.ts';
import type { Request } from './request.ts';
import { requestsOf } from './service-policy.ts';
import { allOf, anyOf, type Verdict } from './verdict.ts';

/** The statements in the policy of the resource that is meant; a policy that names none may be its. */
export function policiesOf(
  { attached, judge }: Comparison,
  { service, resource }: ResourcePolicy,
): readonly PlacedStatement[] {
  return attached.filter(
    ({ policy }) =>
      policy.subject === service &&
      (policy.resource === undefined || judge.overlaps(policy.resource, resource)),
  );
}

/** Whether the policy of the resource lets in what is planned, for every call of it. */
export function letIn(
  comparison: Comparison,
  planned: ResourcePolicy,
  statement: Statement,
): Verdict {
  return letInAs(comparison, planned, statement, [
    ...namesOf(comparison, statement),
    ...(planned.service === 'kms' && statement.principal?.kind === 'role' ? ROOTS : []),
  ]);
}

/**
 * Whether a key's own policy names the role for all that is planned: in one account that is enough,
 * whatever the policies of the role say.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export function keyNamesRole(comparison: Comparison, key: Template): Verdict {
  return anyOf(
    comparison.plan.resourcePolicies
      .filter(
        ({ service, resource }) => service === 'kms' && comparison.judge.overlaps(resource, key),
      )
      .flatMap((planned) =>
        planned.document.statements
          .filter(({ principal }) => principal?.kind === 'role')
          .map((statement) =>
            letInAs(comparison, planned, statement, namesOf(comparison, statement)),
          ),
      ),
  );
}

/** The same by any of these names. */
function letInAs(
  comparison: Comparison,
  planned: ResourcePolicy,
  statement: Statement,
  names: readonly Principal[],
): Verdict {
  const allowing = policiesOf(comparison, planned).filter(isAllowing);
  return allOf(
    requestsOf(statement).map((request) =>
      anyOf(
        allowing.flatMap((placed) =>
          names.map((principal) => letsIn(comparison, placed, { ...request, principal })),
        ),
      ),
    ),
  );
}

function letsIn({ judge }: Comparison, { statement }: PlacedStatement, request: Request): Verdict {
  const verdict = judge.matches(statement, request);
  // A role that is known by reference may be one that the policy names by its ARN.
  const { principal } = request;
  const isReference =
    principal?.type === 'AWS' &&
    literal(principal.name) === undefined &&
    !ROOTS.includes(principal);
  const mayName =
    verdict === 'no' &&
    isReference &&
    (statement.principals ?? []).some(
      (principal) => principal.type === 'AWS' && /role\/|^\$\{/.test(display(principal.template)),
    ) &&
    judge.matches({ ...statement, principals: [ANYBODY] }, request) !== 'no';
  return mayName ? 'perhaps' : verdict;
}

const ANYBODY = { type: '*', template: template('*'), place: { file: '', line: 1, column: 1 } };

/** What the one who is planned may be called: the role, by what the flow says as well. */
function namesOf({ plan }: Comparison, { principal }: Statement): readonly Principal[] {
  if (principal?.kind !== 'role') {
    return [{ type: 'Service', name: template(principal?.service ?? '') }];
  }
  const named = plan.flows.flatMap(({ executionRole }) =>
    executionRole === undefined ? [] : [executionRole.template],
  );
  return [principal.arn, ...named].map((name) => ({ type: 'AWS', name }));
}

type Principal = NonNullable<Request['principal']>;

/** The root of the account, who hands on what the policies of the role say. */
const ROOTS: readonly Principal[] = [
  template('arn:', PARTITION, ':iam::', ACCOUNT, ':root'),
  template(ACCOUNT),
].map((name) => ({ type: 'AWS', name }));

function isAllowing({ statement }: PlacedStatement): boolean {
  return statement.effect === 'Allow';
}
