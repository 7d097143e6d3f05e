import type { ConditionFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { type Fields, withoutNeeds } from './kind.ts';

/** Chooses a branch by comparing inputs; needs nothing. */
export const condition = withoutNeeds('Condition', {
  conditions: 'required',
} satisfies Fields<ConditionFlowNodeConfiguration>);
