import type { IteratorFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { type Fields, withoutNeeds } from './kind.ts';

/** Hands out the items of an array; needs nothing. */
export const iterator = withoutNeeds(
  'Iterator',
  {} satisfies Fields<IteratorFlowNodeConfiguration>,
);
