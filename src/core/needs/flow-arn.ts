import { ownArn } from '../arn/arn.ts';
import type { Flow } from '../flow/flow.ts';
import { hasForm } from '../template/forms.ts';
import type { Settlement } from '../template/resolve.ts';
import { literal, type Template } from '../template/template.ts';

/** The question under which a flow's id can be given. */
export const FLOW_ID = 'flow-id';

/** The ARN of a flow: exact when its id is known, else `flow/*` in its account and Region. */
export interface FlowArn {
  readonly template: Template;
  readonly known: boolean;
}

/**
 * The ARN that Amazon Bedrock will present for a flow. The id comes from `--flow-id` or the file;
 * a flow that does not exist yet has none.
 */
export function flowArn(flow: Flow, settlement: Settlement): FlowArn {
  const id = settlement.answers.get(FLOW_ID, 'flow-id') ?? flowId(flow);
  return { template: ownArn('bedrock', 'flow/', id ?? '*'), known: id !== undefined };
}

/** The id that the flow's own file gives; undefined when it gives none. */
export function flowId(flow: Flow): string | undefined {
  const arn = literal(flow.arn?.template ?? []);
  const id = literal(flow.id?.template ?? []) || arn?.slice(arn.lastIndexOf('/') + 1);
  return id !== undefined && hasForm(id, 'flow-id') ? id : undefined;
}
