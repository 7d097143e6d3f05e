import type { AgentFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { ownArn } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import { literal, type Template, template } from '../../template/template.ts';
import { encryptionContextOf, encryptionOf, USE_KEY } from '../encryption.ts';
import { type Field, requiredField } from '../fields.ts';
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
    yield* encryptionOf(context, alias, {
      ...USE_KEY,
      purpose: 'UseKeysOfAgents',
      source: PAGES.studioPolicy,
      encryptionContext: encryptionContextOf('aws:bedrock:arn', agentOf(alias)),
    });
  },
};

/** The ARN of the agent that an alias belongs to; all agents, where the alias is known by reference. */
function agentOf({ value }: Field): Template {
  const [, arn, agent] = /^(.*:agent)-alias\/([^/]+)\//.exec(literal(value) ?? '') ?? [];
  return arn === undefined || agent === undefined
    ? ownArn('bedrock', 'agent/*')
    : template(`${arn}/${agent}`);
}
