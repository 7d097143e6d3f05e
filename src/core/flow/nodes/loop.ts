import type { LoopFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import type { Fields, NodeKind } from './kind.ts';

/** Repeats a nested flow: needs what its inner nodes need. */
export const loop: NodeKind = {
  kind: 'Loop',
  fields: { definition: 'required' } satisfies Fields<LoopFlowNodeConfiguration>,
  *needs(context, node) {
    for (const inner of node.inner) {
      yield* context.needsOf(inner);
    }
  },
};
