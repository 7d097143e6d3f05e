import type { LoopControllerFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { type Fields, withoutNeeds } from './kind.ts';

/** Decides whether a loop goes on; needs nothing. */
export const loopController = withoutNeeds('LoopController', {
  continueCondition: 'required',
  maxIterations: 'optional',
} satisfies Fields<LoopControllerFlowNodeConfiguration>);
