import type { AgentFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { PAGES } from '../../data/pages.ts';
import { encryptionOf } from '../encryption.ts';
import { requiredField } from '../fields.ts';
import { roleNeed } from '../models/statements.ts';
import type { Fields, NodeKind } from './kind.ts';

/** Hands the input to an agent, through one of its aliases. */
export const agent: NodeKind = {
  kind: 'Agent',
  fields: { agentAliasArn: 'required' } satisfies Fields<AgentFlowNodeConfiguration>,

  *needs(context, node) {
    const alias = requiredField(context, node, ['agentAliasArn'], 'agent-alias-arn');
    yield roleNeed(context, alias, {
      purpose: 'InvokeAgents',
      actions: ['bedrock:InvokeAgent'],
      resource: alias.value,
      why: 'invokes this alias of the agent',
      source: PAGES.role,
    });
    yield* encryptionOf(context, alias);
  },
};
