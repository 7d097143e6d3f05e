import type { InputFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { type Fields, withoutNeeds } from './kind.ts';

/** Where a flow begins; needs nothing. */
export const input = withoutNeeds('Input', {} satisfies Fields<InputFlowNodeConfiguration>);
