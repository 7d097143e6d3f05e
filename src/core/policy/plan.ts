import { parseArn } from '../arn/arn.ts';
import type { Flow } from '../flow/flow.ts';
import { FLOW_ID, flowArn } from '../flow/flow-arn.ts';
import type { Assumption, Outcome, RoleNeed, Warning } from '../flow/need.ts';
import { needsOfFlow } from '../flow/needs.ts';
import type { Place } from '../place.ts';
import type { FormName } from '../template/forms.ts';
import type { Question } from '../template/question.ts';
import type { DeploymentPart } from '../template/reference.ts';
import { type Settlement, settle } from '../template/settle.ts';
import { literal, type Segment, type Template, template } from '../template/template.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { compare, groupBy, mergeNeeds, sortTemplates } from './merge.ts';
import { type ResourcePolicy, resourcePolicies } from './resource-policies.ts';
import { ROLE_NAME, roleArnOf, rolePathOf } from './role-name.ts';
import { LIMITS, sizeOf, splitDocument } from './size.ts';
import { trustPolicy } from './trust.ts';

/** Everything about one role: its policies, and what is still open about them. */
export interface RolePlan {
  readonly flows: readonly Flow[];
  readonly roleName: string;
  /** The path of the role's name, where it is not `/`. */
  readonly rolePath?: string;
  readonly deployment: Settlement['deployment'];
  readonly trust: PolicyDocument;
  readonly identity: readonly IdentityPolicy[];
  readonly resourcePolicies: readonly ResourcePolicy[];
  /** What must be answered before the policies are complete. */
  readonly questions: readonly Question[];
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
}

export interface IdentityPolicy {
  readonly name: string;
  readonly kind: 'inline' | 'managed';
  readonly document: PolicyDocument;
}

export interface PlanOptions {
  readonly settlement: Settlement;
  /** Name the Regions behind a geographic inference profile instead of allowing all of them. */
  readonly pinRegions: boolean;
  readonly roleName: string;
}

/**
 * Plans the role that one or several flows share. The policies hold exactly what the flows need;
 * what cannot be known stands in them as an open question.
 */
export function planRole(flows: readonly Flow[], options: PlanOptions): RolePlan {
  const { settlement, roleName } = options;
  const rolePath = rolePathOf(flows, roleName);
  const outcomes = flows.flatMap((flow) =>
    needsOfFlow(flow, settlement, options).map((outcome) => ({ flow, outcome })),
  );
  const needs = outcomes.flatMap(({ outcome }) => (outcome.kind === 'role' ? [outcome] : []));
  const finish = finisher(flows, settlement, needs);
  const trust = finishDocument(trustPolicy(flows, settlement), finish);
  const statements = mergeNeeds(needs.map((need) => finishNeed(need, finish)));
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
    trust,
    identity,
    resourcePolicies: attached,
    questions: questionsIn(documents),
    assumptions: assumptionsIn(outcomes.map(({ outcome }) => outcome)),
    warnings: [
      ...outcomes.flatMap(({ outcome }) => (outcome.kind === 'warning' ? [outcome] : [])),
      ...strayWarnings(needs, settlement),
      ...flowIdWarnings(flows, settlement),
      ...sizeWarnings(flows, trust, identity),
    ],
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
  const open = (part: DeploymentPart): Segment => ({
    kind: 'open',
    question: { key: part, prompt: deploymentPrompt(part, needs), place, form: part },
  });
  return (value) =>
    template(
      ...settle(value, settlement).map((segment) =>
        segment.kind === 'reference' &&
        segment.reference.kind === 'deployment' &&
        !settlement.keeps(segment.reference)
          ? open(segment.reference.part)
          : segment,
      ),
    );
}

function deploymentPrompt(part: DeploymentPart, needs: readonly RoleNeed[]): string {
  const named = (text: (value: Template) => Template | undefined) => {
    const found = new Set(needs.map((need) => literal(text(need.resource) ?? []) || undefined));
    found.delete(undefined);
    const [only] = found;
    return found.size === 1 && only !== '*' ? ` The ARNs in the flow name ${only}.` : '';
  };
  switch (part) {
    case 'account':
      return `In which AWS account will the flow run? Give its 12 digits.${named((value) => parseArn(value)?.account)}`;
    case 'region':
      return `In which AWS Region will the flow run?${named((value) => parseArn(value)?.region)}`;
    case 'partition':
      return 'In which AWS partition will the flow run?';
  }
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

/** The open questions of documents, each once: first the deployment, then by place in the files. */
function questionsIn(documents: readonly PolicyDocument[]): readonly Question[] {
  const questions = documents
    .flatMap(({ statements }) => statements.flatMap(templatesOf))
    .flatMap((value) =>
      value.flatMap((segment) => (segment.kind === 'open' ? [segment.question] : [])),
    )
    .sort((one, other) => compare(questionOrder(one), questionOrder(other)));
  const byKey = new Map(questions.toReversed().map((question) => [question.key, question]));
  // The Region's answer gives the partition.
  if (byKey.has('region')) {
    byKey.delete('partition');
  }
  return [...new Set(questions.map(({ key }) => key))].flatMap((key) => byKey.get(key) ?? []);
}

/** What stands behind a resource is asked after the resource itself. */
function questionOrder({ key, place }: Question): string {
  const isDeployment = Object.hasOwn(STANDING_FORMS, key);
  const numbers = [place.line, place.column].map((count) => String(count).padStart(9, '0'));
  return [isDeployment ? 0 : 1, place.file, ...numbers, key.startsWith('model:') ? 1 : 0, key].join(
    '\u0000',
  );
}

function templatesOf({ principal, resources = [], conditions }: Statement): readonly Template[] {
  return [
    ...(principal?.kind === 'role' ? [principal.arn] : []),
    ...resources,
    ...conditions.flatMap(({ values }) => values),
  ];
}

function assumptionsIn(outcomes: readonly Outcome[]): readonly Assumption[] {
  const found = outcomes.flatMap((outcome) => (outcome.kind === 'assumption' ? [outcome] : []));
  return [...groupBy(found, ({ key }) => key).values()].flatMap(([first]) => first ?? []);
}

/** Resources that stand in another Region or account than the flow are seldom meant. */
function strayWarnings(needs: readonly RoleNeed[], { deployment }: Settlement): readonly Warning[] {
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

function flowIdWarnings(flows: readonly Flow[], settlement: Settlement): readonly Warning[] {
  return flows
    .filter((flow) => !flowArn(flow, settlement).known)
    .map((flow) => ({
      kind: 'warning',
      text: `The id of flow "${flow.name}" is not known yet, so the role trusts every flow of the account in its Region (flow/*). Once the flow exists, give its id with --flow-id and update the trust policy.`,
      place: flow.place,
    }));
}

function sizeWarnings(
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

/** What can be answered in every plan, whether or not it is asked. */
export const STANDING_FORMS: Readonly<Record<string, FormName>> = {
  account: 'account',
  region: 'region',
  partition: 'partition',
  [FLOW_ID]: 'flow-id',
  [ROLE_NAME]: 'role-name',
};
