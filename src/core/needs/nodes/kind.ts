import type { FlowNodeType } from '@aws-sdk/client-bedrock-agent';
import { PAGES } from '../../data/pages.ts';
import type { FlowNode } from '../../flow/flow.ts';
import type { Outcome } from '../../flow/need.ts';
import type { Context } from '../context.ts';

/** The AWS page on what a flow's service role needs. */
export const ROLE_PAGE = PAGES.role.page;

/** One kind of node: what its configuration holds and what it needs of the flow's role. */
export interface NodeKind {
  readonly kind: FlowNodeType;
  /** The fields of its configuration, and whether the API requires each. */
  readonly fields: Readonly<Record<string, 'required' | 'optional'>>;
  needs(context: Context, node: FlowNode): Iterable<Outcome>;
}

/**
 * The fields of a configuration, complete by the SDK's own type: the type check fails when AWS
 * adds a field, so that somebody looks whether it names a resource.
 */
export type Fields<Configuration> = Readonly<
  Record<keyof Required<Configuration>, 'required' | 'optional'>
>;

/** A kind that works inside the flow and calls nothing on the role's behalf. */
export function withoutNeeds(kind: FlowNodeType, fields: NodeKind['fields']): NodeKind {
  return { kind, fields, needs: () => [] };
}
