import type { DeploymentReference } from '../template/reference.ts';
import {
  display,
  literal,
  type Part,
  splitTemplate,
  type Template,
  template,
} from '../template/template.ts';

export const PARTITION: DeploymentReference = { kind: 'deployment', part: 'partition' };
export const REGION: DeploymentReference = { kind: 'deployment', part: 'region' };
export const ACCOUNT: DeploymentReference = { kind: 'deployment', part: 'account' };

/** The parts of an ARN, each a template: `arn:partition:service:region:account:resource`. */
export interface Arn {
  readonly partition: Template;
  readonly service: Template;
  readonly region: Template;
  readonly account: Template;
  readonly resource: Template;
}

/** Splits an ARN; undefined for a value that does not show its parts. */
export function parseArn(value: Template): Arn | undefined {
  const [head, partition, service, region, account, resource] = splitTemplate(value, ':', 6);
  return head !== undefined &&
    literal(head) === 'arn' &&
    partition !== undefined &&
    service !== undefined &&
    region !== undefined &&
    account !== undefined &&
    resource !== undefined
    ? { partition, service, region, account, resource }
    : undefined;
}

/** An ARN in the flow's own account and Region: `arn:P:SERVICE:R:A:RESOURCE`. */
export function ownArn(service: string, ...resource: readonly Part[]): Template {
  return template('arn:', PARTITION, `:${service}:`, REGION, ':', ACCOUNT, ':', ...resource);
}

/** A foundation model's ARN: `arn:P:bedrock:REGION::foundation-model/ID`; they belong to no account. */
export function foundationModelArn(region: Part, id: Template): Template {
  return template('arn:', PARTITION, ':bedrock:', region, '::foundation-model/', id);
}

/** The resource part of an ARN, `agent-alias/AGENT/ALIAS`; of anything else the value itself. */
export function resourceOf(value: Template): Template {
  return parseArn(value)?.resource ?? value;
}

/** How people call a resource: the resource part of its ARN as text. */
export function resourceLabel(value: Template): string {
  return display(resourceOf(value));
}

/** The ARN of a function in its parts, `…:function:NAME` and `QUALIFIER`; anything else as it is. */
export function withoutQualifier(value: Template): readonly [Template, Template | undefined] {
  const [head, tail] = splitTemplate(value, ':function:', 2);
  const [name, qualifier] = tail === undefined ? [] : splitTemplate(tail, ':', 2);
  return head === undefined || name === undefined || qualifier === undefined
    ? [value, undefined]
    : [template(head, ':function:', name), qualifier];
}
