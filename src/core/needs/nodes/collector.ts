import type { CollectorFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { type Fields, withoutNeeds } from './kind.ts';

/** Gathers items into an array; needs nothing. */
export const collector = withoutNeeds(
  'Collector',
  {} satisfies Fields<CollectorFlowNodeConfiguration>,
);
