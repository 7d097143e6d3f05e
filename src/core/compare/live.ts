import type { Flow } from '../flow/flow.ts';
import type { Granted, ResourceService } from '../granted/granted.ts';
import { accountOfArn, type LiveRole } from '../granted/live.ts';
import { type Fact, factsOf } from '../plan/facts.ts';
import { type Knowledge, type PlannedRole, planRoles } from '../plan/plan-roles.ts';
import { ROLE_NAME } from '../policy/role-name.ts';
import type { RolePlan } from '../policy/role-plan.ts';
import { literal, template } from '../template/template.ts';
import { type ComparedRole, compareRole } from './compare.ts';

/** What is known beside the flows; a role in AWS knows no references of infrastructure code. */
export type LiveKnowledge = Omit<Knowledge, 'keeps' | 'pinRegions' | 'strict'>;

/** Which role in AWS is meant. */
export type LiveName = Pick<LiveRole, 'name' | 'arn'>;

/**
 * Plans the role that all of these flows have, whatever their files say of it. References of
 * infrastructure code are open questions: AWS knows ARNs only.
 */
export function planLiveRole(
  flows: readonly Flow[],
  knowledge: LiveKnowledge,
  role: LiveName,
): PlannedRole | undefined {
  return plan(flows, knowledge, role, false);
}

/** Compares what flows need with what the role in AWS has; files that hold policies do not count. */
export function compareLiveRole(
  flows: readonly Flow[],
  knowledge: LiveKnowledge,
  role: LiveName,
  granted: Granted,
): ComparedRole | undefined {
  const planned = plan(flows, knowledge, role, false);
  const pinned = plan(flows, knowledge, role, true);
  return planned && compareRole(planned, pinned ?? planned, granted);
}

function plan(
  flows: readonly Flow[],
  knowledge: LiveKnowledge,
  { name, arn }: LiveName,
  pinRegions: boolean,
): PlannedRole | undefined {
  const withRole = flows.map((flow) => ({
    ...flow,
    executionRole: { template: template(arn), place: flow.executionRole?.place ?? flow.place },
  }));
  const [planned] = planRoles(withRole, {
    ...knowledge,
    answers: withoutName(knowledge.answers),
    assigned: (flow) => {
      const written = knowledge.assigned?.(flow);
      return {
        name,
        given: written?.given ?? [],
        answers: withoutName(written?.answers ?? new Map()),
      };
    },
    pinRegions,
    strict: false,
    keeps: () => false,
  });
  return planned;
}

function withoutName(answers: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...answers].filter(([key]) => key !== ROLE_NAME));
}

/** The account of a flow, where something says it, and what says it. */
export function accountOfFlow(
  flow: Flow,
  { given, assigned }: Pick<LiveKnowledge, 'given' | 'assigned'>,
): Fact | undefined {
  return factsOf([flow], [...given, ...(assigned?.(flow)?.given ?? [])]).account;
}

/** The functions, bot aliases and keys whose policies matter, in the account of the role. */
export function resourcesToRead(
  { resourcePolicies }: RolePlan,
  role: LiveName,
): readonly { readonly service: ResourceService; readonly resource: string }[] {
  return resourcePolicies.flatMap(({ service, resource: value }) => {
    const resource = literal(value);
    return resource !== undefined && accountOfArn(resource) === accountOfArn(role.arn)
      ? [{ service, resource }]
      : [];
  });
}
