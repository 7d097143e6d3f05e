import { ACCOUNT } from '../arn/arn.ts';
import type { Flow, FlowOrigin } from '../flow/flow.ts';
import type { Condition, ResourceNeed } from '../flow/need.ts';
import type { ResourceService } from '../granted/granted.ts';
import { flowArn } from '../needs/flow-arn.ts';
import { encryptionContext } from '../needs/flow-key.ts';
import { equals, viaBedrock } from '../needs/models/statements.ts';
import type { Reference } from '../template/reference.ts';
import { type Settlement, settleDeployment } from '../template/resolve.ts';
import { type Template, template, templateKey } from '../template/template.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { compare, groupBy, sidSuffix, sortReasons, sortTemplates } from './merge.ts';
import { distinctPascalCase } from './short-names.ts';
import { BEDROCK, onBehalfOf } from './trust.ts';

/** A policy that is attached to a function, a bot alias or a key, not to the role. */
export interface ResourcePolicy {
  readonly service: ResourceService;
  /** The ARN of the resource that the policy is attached to. */
  readonly resource: Template;
  /** Whether the resource stands in another account, where somebody else attaches the policy. */
  readonly foreign: boolean;
  readonly document: PolicyDocument;
}

/** A need of one of the flows that share a role. */
export interface FlowResourceNeed {
  readonly flow: Flow;
  readonly need: ResourceNeed;
}

/** Makes one policy for each resource, however many nodes and flows use it. */
export function resourcePolicies(
  needs: readonly FlowResourceNeed[],
  roleArn: Template,
  settlement: Settlement,
): readonly ResourcePolicy[] {
  const settled = needs.map(({ flow, need }) => ({
    flow,
    need: { ...need, resource: settleDeployment(need.resource, settlement) },
  }));
  const groups = groupBy(settled, ({ need }) =>
    [need.service, String(need.foreign), templateKey(need.resource)].join('\u0000'),
  );
  return [...groups.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, members]) => policyOf(members, roleArn, settlement));
}

/** Who is let in for certain, and who as a precaution, has a statement of its own. */
function policyOf(
  members: readonly FlowResourceNeed[],
  roleArn: Template,
  settlement: Settlement,
): readonly ResourcePolicy[] {
  const [first] = members;
  if (first === undefined) {
    return [];
  }
  const { service, resource, foreign } = first.need;
  const groups = groupBy(members, ({ need: { certainty, principal } }) =>
    [certainty.kind, principal].join('\u0000'),
  );
  const statements = [...groups.entries()]
    .sort(([one], [other]) => compare(one, other))
    .flatMap(([, alike]) => statementOf(alike, roleArn, settlement));
  return [{ service, resource, foreign, document: { statements } }];
}

function statementOf(
  members: readonly FlowResourceNeed[],
  roleArn: Template,
  settlement: Settlement,
): readonly Statement[] {
  const [first] = members;
  if (first === undefined) {
    return [];
  }
  const { service, resource, principal, certainty } = first.need;
  const flows = [...new Set(members.map(({ flow }) => flow))];
  const suffix = sidSuffix(certainty);
  return [
    {
      sid: `AllowFlow${distinctPascalCase(flows.map(({ name }) => name).join('-'), MOST_NAME - suffix.length)}${STATEMENTS[service].does}${suffix}`,
      actions: STATEMENTS[service].actions,
      principal: principal === 'role' ? { kind: 'role', arn: roleArn } : BEDROCK,
      // The statement of a key stands in that key's own policy, where `*` means the key.
      resources: service === 'kms' ? [template('*')] : [resource],
      conditions: conditionsOf(first.need, flows, settlement),
      certainty,
      reasons: sortReasons(members.map(({ need }) => need.reason)),
    },
  ];
}

/** Lambda allows a Sid 100 characters; flows of other roles may have statements in the same policy. */
const MOST_NAME = 64;

const STATEMENTS: Readonly<
  Record<ResourceService, { readonly does: string; readonly actions: readonly string[] }>
> = {
  lambda: { does: 'ToInvokeFunction', actions: ['lambda:InvokeFunction'] },
  lex: { does: 'ToCallBot', actions: ['lex:RecognizeUtterance'] },
  kms: { does: 'ToUseKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
};

function conditionsOf(
  { service, principal }: ResourceNeed,
  flows: readonly Flow[],
  settlement: Settlement,
): readonly Condition[] {
  switch (service) {
    case 'lambda':
    case 'lex':
      return principal === 'role'
        ? []
        : onBehalfOf(flows.map((flow) => presentedArn(flow, settlement)));
    case 'kms': {
      const context = encryptionContext(flows, settlement);
      return [
        { ...context, values: sortTemplates(context.values) },
        principal === 'role' ? viaBedrock() : equals('aws:SourceAccount', template(ACCOUNT)),
      ];
    }
  }
}

/**
 * The ARN of a flow for policies that are attached after the flow exists. A template can refer to
 * its flow here; the trust policy and the key's policy cannot, as the flow itself needs them first.
 */
function presentedArn(flow: Flow, settlement: Settlement): Template {
  const arn = flowArn(flow, settlement);
  if (flow.origin === undefined || arn.known) {
    return arn.template;
  }
  if (flow.origin.kind === 'terraform' && flow.origin.hasInstances) {
    return arn.template;
  }
  const reference = referenceToFlow(flow.origin);
  return settlement.keeps(reference) ? template(reference) : arn.template;
}

function referenceToFlow(origin: FlowOrigin): Reference {
  switch (origin.kind) {
    case 'cloudformation':
      return {
        kind: 'cloudformation',
        intrinsic: { fn: 'GetAtt', resource: origin.logicalId, attribute: 'Arn' },
      };
    case 'terraform':
      return { kind: 'terraform', expression: `${origin.address}.arn` };
  }
}
