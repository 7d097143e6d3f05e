import { LIMITS } from '../data/quotas.ts';
import type { Flow } from '../flow/flow.ts';
import type { Outcome, RoleNeed } from '../flow/need.ts';
import { needsOfFlow } from '../needs/needs.ts';
import type { DeploymentPart } from '../template/reference.ts';
import { type Settlement, settleDeployment } from '../template/resolve.ts';
import { type Segment, type Template, template } from '../template/template.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { mergeNeeds, sortTemplates } from './merge.ts';
import { notesOf } from './notes.ts';
import { assumptionsIn, deploymentPrompt, questionsIn } from './open-questions.ts';
import { resourcePolicies } from './resource-policies.ts';
import { roleArnOf, rolePathOf } from './role-name.ts';
import type { IdentityPolicy, RolePlan } from './role-plan.ts';
import { sizeOf, splitDocument } from './size.ts';
import { trustPolicy } from './trust.ts';
import { flowIdWarnings, sizeWarnings, strayWarnings } from './warnings.ts';

export interface PlanOptions {
  readonly settlement: Settlement;
  /** Name the Regions behind a geographic inference profile instead of allowing all of them. */
  readonly pinRegions: boolean;
  /** Plan what is certain, and no precautions. */
  readonly strict: boolean;
  readonly roleName: string;
}

/**
 * Plans the role that one or several flows share. The policies hold exactly what the flows need;
 * what cannot be known stands in them as an open question.
 */
export function planRole(flows: readonly Flow[], options: PlanOptions): RolePlan {
  const { settlement, roleName, strict } = options;
  const rolePath = rolePathOf(flows, roleName);
  const outcomes = flows.flatMap((flow) =>
    needsOfFlow(flow, settlement, options)
      .filter((outcome) => !strict || !isPrecaution(outcome))
      .map((outcome) => ({ flow, outcome })),
  );
  const needs = outcomes.flatMap(({ outcome }) => (outcome.kind === 'role' ? [outcome] : []));
  const finish = finisher(flows, settlement, needs);
  const trust = finishDocument(trustPolicy(flows, settlement), finish);
  const finished = needs.map((need) => finishNeed(need, finish));
  const statements = mergeNeeds(finished);
  const identity = identityPolicies({ statements });
  const attached = resourcePolicies(
    outcomes.flatMap(({ flow, outcome }) =>
      outcome.kind === 'resource' ? [{ flow, need: outcome }] : [],
    ),
    roleArnOf(flows, roleName),
    settlement,
  ).map((policy) => ({
    ...policy,
    resource: finish(policy.resource),
    document: finishDocument(policy.document, finish),
  }));
  const documents = [
    trust,
    ...identity.map(({ document }) => document),
    ...attached.map(({ document }) => document),
  ];
  return {
    flows,
    roleName,
    ...(rolePath !== undefined && { rolePath }),
    deployment: settlement.deployment,
    needs: finished,
    tolerated: outcomes.flatMap(({ outcome }) =>
      outcome.kind === 'tolerated' ? [finishNeed({ ...outcome, kind: 'role' }, finish)] : [],
    ),
    trust,
    identity,
    resourcePolicies: attached,
    questions: questionsIn(
      documents,
      outcomes.flatMap(({ outcome }) => (outcome.kind === 'question' ? [outcome.question] : [])),
    ),
    assumptions: assumptionsIn(outcomes.map(({ outcome }) => outcome)),
    warnings: [
      ...outcomes.flatMap(({ outcome }) => (outcome.kind === 'warning' ? [outcome] : [])),
      ...strayWarnings(needs, settlement),
      ...flowIdWarnings(flows, settlement),
      ...sizeWarnings(flows, trust, identity),
    ],
    notes: notesOf({ flows, needs: finished, region: settlement.deployment.region }),
  };
}

type Finish = (value: Template) => Template;

/** Settles a value for good: an account, Region or partition that is not known becomes a question. */
function finisher(
  flows: readonly Flow[],
  settlement: Settlement,
  needs: readonly RoleNeed[],
): Finish {
  const place = flows[0]?.place ?? { file: '', line: 1, column: 1 };
  // Each question is put together once: its words come from all needs.
  const questions = new Map<DeploymentPart, Segment>();
  const open = (part: DeploymentPart): Segment => {
    const segment: Segment = questions.get(part) ?? {
      kind: 'open',
      question: { key: part, prompt: deploymentPrompt(part, needs), place, form: part },
    };
    questions.set(part, segment);
    return segment;
  };
  return (value) =>
    template(
      ...settleDeployment(value, settlement).map((segment) =>
        segment.kind === 'reference' &&
        segment.reference.kind === 'deployment' &&
        !settlement.keeps(segment.reference)
          ? open(segment.reference.part)
          : segment,
      ),
    );
}

function isPrecaution(outcome: Outcome): boolean {
  return (
    (outcome.kind === 'role' || outcome.kind === 'resource') &&
    outcome.certainty.kind === 'precaution'
  );
}

function finishNeed(need: RoleNeed, finish: Finish): RoleNeed {
  return {
    ...need,
    resource: finish(need.resource),
    ...(need.through && { through: finish(need.through) }),
    conditions: need.conditions.map((condition) => ({
      ...condition,
      values: sortTemplates(condition.values.map(finish)),
    })),
  };
}

function finishDocument(document: PolicyDocument, finish: Finish): PolicyDocument {
  return { statements: document.statements.map((statement) => finishStatement(statement, finish)) };
}

function finishStatement(statement: Statement, finish: Finish): Statement {
  const { principal, resources, conditions } = statement;
  return {
    ...statement,
    ...(principal?.kind === 'role' && { principal: { ...principal, arn: finish(principal.arn) } }),
    ...(resources && { resources: resources.map(finish) }),
    conditions: conditions.map((condition) => ({
      ...condition,
      values: condition.values.map(finish),
    })),
  };
}

const POLICY_NAME = 'FlowPermissions';

function identityPolicies(document: PolicyDocument): readonly IdentityPolicy[] {
  if (document.statements.length === 0) {
    return [];
  }
  if (sizeOf(document) <= LIMITS.inlinePoliciesOfRole) {
    return [{ name: POLICY_NAME, kind: 'inline', document }];
  }
  return splitDocument(document, LIMITS.managedPolicy).map((part, index) => ({
    name: `${POLICY_NAME}${index + 1}`,
    kind: 'managed',
    document: part,
  }));
}
