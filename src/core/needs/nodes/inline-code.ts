import type { InlineCodeFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { type Fields, withoutNeeds } from './kind.ts';

/** Runs Python inside the service, without a role; needs nothing. */
export const inlineCode = withoutNeeds('InlineCode', {
  code: 'required',
  language: 'required',
} satisfies Fields<InlineCodeFlowNodeConfiguration>);
