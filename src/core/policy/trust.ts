import { ACCOUNT } from '../arn/arn.ts';
import { PAGES } from '../data/pages.ts';
import type { Flow } from '../flow/flow.ts';
import type { Condition, Reason } from '../flow/need.ts';
import { flowArn } from '../needs/flow-arn.ts';
import { ROLE_PAGE } from '../needs/nodes/kind.ts';
import type { Settlement } from '../template/resolve.ts';
import { type Template, template } from '../template/template.ts';
import type { PolicyDocument, Principal } from './document.ts';
import { sortTemplates } from './merge.ts';

/** Amazon Bedrock, which assumes the role and, for older flows, calls functions and bots itself. */
export const BEDROCK: Principal = { kind: 'service', service: 'bedrock.amazonaws.com' };

/** The trust policy: Amazon Bedrock may assume the role on behalf of these flows only. */
export function trustPolicy(flows: readonly Flow[], settlement: Settlement): PolicyDocument {
  return {
    statements: [
      {
        sid: 'AllowBedrockToAssumeRoleForFlow',
        principal: BEDROCK,
        actions: ['sts:AssumeRole'],
        conditions: onBehalfOf(flows.map((flow) => flowArn(flow, settlement).template)),
        certainty: { kind: 'certain', source: PAGES.role },
        reasons: flows.map(trustReason),
      },
    ],
  };
}

/**
 * The conditions under which Amazon Bedrock acts for flows of this account, and for no one else:
 * the confused deputy's remedy.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function onBehalfOf(arns: readonly Template[]): readonly Condition[] {
  return [
    { operator: 'StringEquals', key: 'aws:SourceAccount', values: [template(ACCOUNT)] },
    { operator: 'ArnLike', key: 'aws:SourceArn', values: sortTemplates(arns) },
  ];
}

function trustReason(flow: Flow): Reason {
  return {
    flow: flow.name,
    field: 'executionRoleArn',
    place: flow.executionRole?.place ?? flow.place,
    why: 'is run by Amazon Bedrock, which assumes the role',
    documentation: ROLE_PAGE,
  };
}
