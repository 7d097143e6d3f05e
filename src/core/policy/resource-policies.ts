import type { Flow, FlowOrigin } from '../flow/flow.ts';
import type { Condition, ResourceNeed } from '../flow/need.ts';
import type { ResourceService } from '../granted/granted.ts';
import { flowArn } from '../needs/flow-arn.ts';
import type { Reference } from '../template/reference.ts';
import { type Settlement, settleDeployment } from '../template/resolve.ts';
import { type Template, template, templateKey } from '../template/template.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { groupBy, sortReasons, sortTemplates } from './merge.ts';
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
    [need.service, need.principal, templateKey(need.resource)].join('\u0000'),
  );
  return [...groups.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, members]) => policyOf(members, roleArn, settlement));
}

function policyOf(
  members: readonly FlowResourceNeed[],
  roleArn: Template,
  settlement: Settlement,
): readonly ResourcePolicy[] {
  const [first] = members;
  if (first === undefined) {
    return [];
  }
  const { service, resource, principal } = first.need;
  const foreign = principal === 'role';
  const flows = [...new Set(members.map(({ flow }) => flow))];
  const statement: Statement = {
    sid: `AllowFlow${distinctPascalCase(flows.map(({ name }) => name).join('-'), MOST_NAME)}${STATEMENTS[service].does}`,
    actions: STATEMENTS[service].actions,
    principal: foreign ? { kind: 'role', arn: roleArn } : BEDROCK,
    // The statement of a key stands in that key's own policy, where `*` means the key.
    resources: service === 'kms' ? [template('*')] : [resource],
    conditions: foreign ? [] : conditionsOf(service, flows, settlement),
    reasons: sortReasons(members.map(({ need }) => need.reason)),
  };
  return [{ service, resource, foreign, document: { statements: [statement] } }];
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
  service: ResourceService,
  flows: readonly Flow[],
  settlement: Settlement,
): readonly Condition[] {
  switch (service) {
    case 'lambda':
    case 'lex':
      return onBehalfOf(flows.map((flow) => presentedArn(flow, settlement)));
    case 'kms': {
      const arns = flows.map((flow) => flowArn(flow, settlement));
      return [
        {
          operator: arns.every((arn) => arn.known) ? 'StringEquals' : 'StringLike',
          key: 'kms:EncryptionContext:aws:bedrock-flows:arn',
          values: sortTemplates(arns.map((arn) => arn.template)),
        },
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
