import { parseArn } from '../arn/arn.ts';
import { LIMITS } from '../data/quotas.ts';
import type { Flow } from '../flow/flow.ts';
import type { RoleNeed, Warning } from '../flow/need.ts';
import { flowArn } from '../needs/flow-arn.ts';
import type { Place } from '../place.ts';
import type { Settlement } from '../template/resolve.ts';
import { literal } from '../template/template.ts';
import type { PolicyDocument } from './document.ts';
import type { IdentityPolicy } from './role-plan.ts';
import { sizeOf } from './size.ts';

/** Resources that stand in another Region or account than the flow are seldom meant. */
export function strayWarnings(
  needs: readonly RoleNeed[],
  { deployment }: Settlement,
): readonly Warning[] {
  const texts = new Map<string, Warning>();
  for (const { resource, reason, actions, conditions } of needs) {
    const arn = parseArn(resource);
    const region = literal(arn?.region ?? []);
    const account = literal(arn?.account ?? []);
    const label = `${literal(resource) ?? ''} (${reason.node === undefined ? 'the flow' : `node "${reason.node}"`})`;
    if (
      region &&
      region !== '*' &&
      deployment.region &&
      region !== deployment.region &&
      conditions.length === 0
    ) {
      texts.set(`${reason.node}`, {
        kind: 'warning',
        text: `${label} stands in Region ${region}, but the flow runs in ${deployment.region}.`,
        place: reason.place,
      });
    } else if (
      account &&
      deployment.account &&
      account !== deployment.account &&
      !actions.includes('lambda:InvokeFunction')
    ) {
      texts.set(`${reason.node}`, {
        kind: 'warning',
        text: `${label} belongs to account ${account}, but the flow runs in ${deployment.account}: that account must let the role in as well.`,
        place: reason.place,
      });
    }
  }
  return [...texts.values()];
}

/** The trust policy is wider than it need be until the id of a flow is known. */
export function flowIdWarnings(flows: readonly Flow[], settlement: Settlement): readonly Warning[] {
  return flows
    .filter((flow) => !flowArn(flow, settlement).known)
    .map((flow) => ({
      kind: 'warning',
      about: 'flow-id',
      text: `The id of flow "${flow.name}" is not known yet, so the role trusts every flow of the account in its Region (flow/*). Once the flow exists, give its id with --flow-id and update the trust policy.`,
      place: flow.place,
    }));
}

/** Policies that do not fit into the sizes that IAM allows. */
export function sizeWarnings(
  flows: readonly Flow[],
  trust: PolicyDocument,
  identity: readonly IdentityPolicy[],
): readonly Warning[] {
  const place: Place = flows[0]?.place ?? { file: '', line: 1, column: 1 };
  const warning = (text: string): Warning => ({ kind: 'warning', text, place });
  const managed = identity.filter(({ kind }) => kind === 'managed');
  const tooLarge = managed.filter(({ document }) => sizeOf(document) > LIMITS.managedPolicy);
  return [
    ...(managed.length > 0
      ? [
          warning(
            `The permissions do not fit into the ${LIMITS.inlinePoliciesOfRole} characters that IAM allows the inline policies of a role: they are split into ${managed.length} managed policies.`,
          ),
        ]
      : []),
    ...(managed.length > LIMITS.managedPoliciesOfRole
      ? [
          warning(
            `IAM attaches ${LIMITS.managedPoliciesOfRole} managed policies to a role unless the quota is raised, and there are ${managed.length}. Split the flow, or ask for a higher quota.`,
          ),
        ]
      : []),
    ...tooLarge.map(({ name }) =>
      warning(
        `The policy ${name} has more than the ${LIMITS.managedPolicy} characters that IAM allows.`,
      ),
    ),
    ...(sizeOf(trust) > LIMITS.trustPolicy
      ? [
          warning(
            `The trust policy has ${sizeOf(trust)} characters; IAM allows ${LIMITS.trustPolicy} unless the quota is raised. Use one role for fewer flows.`,
          ),
        ]
      : []),
  ];
}
