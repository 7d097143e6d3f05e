import type { LexFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { reasonOf, requiredField } from '../fields.ts';
import { roleNeed } from '../models/statements.ts';
import { type Fields, type NodeKind, ROLE_PAGE } from './kind.ts';

/**
 * Sends the input to an Amazon Lex bot. As with Lambda functions, the role calls the bot for flows
 * made since 2024-11-22, and Amazon Bedrock itself for older ones.
 */
export const lex: NodeKind = {
  kind: 'Lex',
  fields: {
    botAliasArn: 'required',
    localeId: 'required',
  } satisfies Fields<LexFlowNodeConfiguration>,

  *needs(context, node) {
    const alias = requiredField(context, node, ['botAliasArn'], 'bot-alias-arn');
    yield roleNeed(context, alias, {
      purpose: 'CallLexBots',
      actions: ['lex:RecognizeUtterance'],
      resource: alias.value,
      why: 'sends utterances to this bot alias as the role',
      documentation: ROLE_PAGE,
    });
    yield {
      kind: 'resource',
      service: 'lex',
      resource: alias.value,
      principal: 'bedrock',
      reason: reasonOf(
        context,
        alias,
        'calls the bot as Amazon Bedrock itself if the flow was made before 2024-11-22',
        ROLE_PAGE,
      ),
    };
  },
};
