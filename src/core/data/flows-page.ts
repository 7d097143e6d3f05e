import { PAGES } from './pages.ts';
import type { PageSource } from './source.ts';

export const FLOWS_PAGE_SOURCE: PageSource = {
  title: 'Policies on the page about the service role of flows',
  ...PAGES.role,
};

/** A statement on a page of AWS: facts alone, with placeholders in braces. */
export interface PageStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Condition keys as the page spells them. */
  readonly keys: readonly string[];
}

/** What a page of AWS gives for the service role of a flow. */
export interface FlowsPage {
  readonly trust: PageStatement;
  readonly identity: readonly PageStatement[];
  /** By the service whose resources the policies are attached to. */
  readonly resourceBased: Readonly<Record<string, PageStatement>>;
}

const account = ['aws:ResourceAccount'];

function statement(
  actions: string,
  resource: string | readonly string[],
  keys: readonly string[] = [],
): PageStatement {
  return { actions: actions.split(' '), resources: [resource].flat(), keys };
}

function bedrock(resource: string): string {
  return `arn:aws:bedrock:{region}:{account}:${resource}`;
}

const TRUST = statement('sts:AssumeRole', [], ['aws:SourceAccount', 'AWS:SourceArn']);

/** The statements that are the same on the pages of 2024 and of today. */
const LASTING: readonly PageStatement[] = [
  statement('bedrock:InvokeModel', 'arn:aws:bedrock:{region}::foundation-model/{model}'),
  statement(
    'bedrock:InvokeModel bedrock:GetProvisionedModelThroughput',
    bedrock('provisioned-model/{model}'),
  ),
  statement('bedrock:InvokeModel bedrock:GetCustomModel', bedrock('custom-model/{model}')),
  statement('s3:GetObject', 'arn:aws:s3:::{bucket}/*', account),
  statement('s3:PutObject', ['arn:aws:s3:::{bucket}', 'arn:aws:s3:::{bucket}/*'], account),
  statement('kms:GenerateDataKey kms:Decrypt', 'arn:aws:kms:{region}:{account}:key/{key}', account),
];

/** The page as AWS has it today. */
export const FLOWS_PAGE: FlowsPage = {
  trust: TRUST,
  identity: [
    ...LASTING,
    statement('bedrock:RenderPrompt', bedrock('prompt/{prompt}')),
    statement('bedrock:Retrieve', bedrock('knowledge-base/{knowledge-base}')),
    statement('bedrock:InvokeAgent', bedrock('agent-alias/{agent}/{alias}')),
    statement('bedrock:ApplyGuardrail', bedrock('guardrail/{guardrail}')),
    statement('lambda:InvokeFunction', 'arn:aws:lambda:{region}:{account}:function:{function}'),
    statement('lex:RecognizeUtterance', 'arn:aws:lex:{region}:{account}:bot-alias/{bot}/{alias}'),
  ],
  resourceBased: {},
};

/** The page as it was in the middle of 2024, after which many roles were written. */
export const FLOWS_PAGE_OF_2024: FlowsPage = {
  trust: TRUST,
  identity: [
    ...LASTING,
    statement('bedrock:GetPrompt', bedrock('prompt/{prompt}')),
    statement(
      'bedrock:Retrieve bedrock:RetrieveAndGenerate',
      bedrock('knowledge-base/{knowledge-base}'),
    ),
    statement('bedrock:InvokeAgent', bedrock('agent-alias/{alias}')),
  ],
  resourceBased: {
    lambda: statement(
      'lambda:InvokeFunction',
      'arn:aws:lambda:{region}:{account}:function:{function}',
      ['AWS:SourceAccount', 'AWS:SourceArn'],
    ),
    lex: statement(
      'lex:RecognizeUtterance',
      'arn:aws:lex:{region}:{account}:bot-alias/{bot}/{alias}',
      ['AWS:SourceAccount', 'AWS:SourceArn'],
    ),
    kms: statement('kms:GenerateDataKey kms:Decrypt', '*', ['kms:EncryptionContext']),
  },
};
