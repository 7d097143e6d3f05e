import type { LoopInputFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { type Fields, withoutNeeds } from './kind.ts';

/** Where the body of a loop begins; needs nothing. */
export const loopInput = withoutNeeds(
  'LoopInput',
  {} satisfies Fields<LoopInputFlowNodeConfiguration>,
);
