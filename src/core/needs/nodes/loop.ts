import type { LoopFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import type { Fields, NodeKind } from './kind.ts';

/** Repeats a nested flow: needs what its inner nodes need. */
export const loop: NodeKind = {
  kind: 'Loop',
  fields: { definition: 'required' } satisfies Fields<LoopFlowNodeConfiguration>,
  *needs(context, node) {
    if (node.inner.length === 0) {
      yield {
        kind: 'warning',
        text: `Loop node "${node.name}" has no definition: what runs in it is not covered.`,
        place: node.place,
      };
    }
    for (const inner of node.inner) {
      yield* context.needsOf(inner);
    }
  },
};
