import type { LexFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { PAGES } from '../../data/pages.ts';
import { requiredField } from '../fields.ts';
import { ageOfFlow } from '../flow-age.ts';
import { roleNeed } from '../models/statements.ts';
import { BY_ROLE_SINCE, letBedrockIn } from '../service-calls.ts';
import type { Fields, NodeKind } from './kind.ts';

/** Sends the input to an Amazon Lex bot, as the service role or, for older flows, as Amazon Bedrock itself. */
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
      source: PAGES.role,
      ...(ageOfFlow(context) === 'before' && { precaution: BY_ROLE_SINCE }),
    });
    yield* letBedrockIn(context, alias, 'lex', alias.value);
  },
};
