import type { OutputFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { type Fields, withoutNeeds } from './kind.ts';

/** Where a flow ends; needs nothing. */
export const output = withoutNeeds('Output', {} satisfies Fields<OutputFlowNodeConfiguration>);
