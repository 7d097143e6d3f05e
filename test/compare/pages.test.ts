import { describe, expect, test } from 'vitest';
import {
  FLOWS_PAGE,
  FLOWS_PAGE_OF_2024,
  type FlowsPage,
  type PageStatement,
} from '../../src/core/data/flows-page.ts';
import { type CompareOptions, findingsIn } from '../support/compare.ts';

/*
 * Roles written to the letter of AWS's page, today's and that of 2024, are compared with a flow that
 * has a node of each kind on the page.
 */
const ACCOUNT = '123456789012';
const VALUES: Readonly<Record<string, string>> = {
  region: 'us-east-1',
  account: ACCOUNT,
  model: 'amazon.nova-lite-v1:0',
  prompt: 'PROMPT1234',
  'knowledge-base': 'KB12345678',
  agent: 'AGENT12345',
  alias: 'ALIAS12345',
  guardrail: 'guardrail123',
  function: 'answers',
  bot: 'BOT1234567',
  bucket: 'answers-bucket',
  key: '11111111-2222-3333-4444-555555555555',
};
const FLOW = `arn:aws:bedrock:us-east-1:${ACCOUNT}:flow/ABCDE12345`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/${VALUES['key']}`;
const OPTIONS: CompareOptions = { account: ACCOUNT, region: 'us-east-1' };

const bedrock = (resource: string) => `arn:aws:bedrock:us-east-1:${ACCOUNT}:${resource}`;
const inline = { sourceConfiguration: { inline: { modelId: VALUES['model'] } } };
const guarded = {
  ...inline,
  guardrailConfiguration: { guardrailIdentifier: VALUES['guardrail'], guardrailVersion: '1' },
};
const managed = {
  sourceConfiguration: { resource: { promptArn: bedrock('prompt/PROMPT1234') } },
};
const s3 = { serviceConfiguration: { s3: { bucketName: VALUES['bucket'] } } };
const NODES: Readonly<Record<string, object>> = {
  Prompt: { prompt: guarded },
  KnowledgeBase: { knowledgeBase: { knowledgeBaseId: VALUES['knowledge-base'] } },
  Agent: { agent: { agentAliasArn: bedrock('agent-alias/AGENT12345/ALIAS12345') } },
  LambdaFunction: {
    lambdaFunction: { lambdaArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:answers` },
  },
  Lex: {
    lex: {
      botAliasArn: `arn:aws:lex:us-east-1:${ACCOUNT}:bot-alias/BOT1234567/ALIAS12345`,
      localeId: 'en_US',
    },
  },
  Retrieval: { retrieval: s3 },
  Storage: { storage: s3 },
};

function flow(createdAt: string, nodes = { ...NODES, Prompt2: { prompt: managed } }): string {
  return JSON.stringify({
    name: 'answers',
    id: 'ABCDE12345',
    arn: FLOW,
    createdAt,
    customerEncryptionKeyArn: KEY,
    definition: {
      connections: [],
      nodes: Object.entries(nodes).map(([name, configuration]) => ({
        name,
        type: name.replace(/\d/, ''),
        configuration,
      })),
    },
  });
}

const filled = (text: string) =>
  text.replace(/\{([a-z-]+)\}/g, (_, name: string) => VALUES[name] ?? '');

function statementOf({ actions, resources, keys }: PageStatement, flowOf = FLOW): object {
  const values: Readonly<Record<string, string>> = {
    'aws:resourceaccount': ACCOUNT,
    'aws:sourceaccount': ACCOUNT,
    'kms:encryptioncontext': FLOW,
  };
  const strings = keys.filter((key) => !/sourcearn$/i.test(key));
  const arns = keys.filter((key) => /sourcearn$/i.test(key));
  const conditions = {
    ...(strings.length > 0 && {
      StringEquals: Object.fromEntries(strings.map((key) => [key, values[key.toLowerCase()]])),
    }),
    ...(arns.length > 0 && { ArnLike: Object.fromEntries(arns.map((key) => [key, flowOf])) }),
  };
  return {
    Effect: 'Allow',
    Action: actions,
    ...(resources.length > 0 && { Resource: resources.map(filled) }),
    ...(keys.length > 0 && { Condition: conditions }),
  };
}

const document = (...statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const PRINCIPAL = { Principal: { Service: 'bedrock.amazonaws.com' } };

/** The files of a role as a page gives it. */
function roleOf(page: FlowsPage) {
  const wrong = FLOW.replace(':flow/', ':flows/');
  const attached = Object.entries(page.resourceBased).map(([service, statement]) => [
    `${service}.json`,
    document({ ...statementOf(statement, wrong), ...PRINCIPAL }),
  ]);
  return {
    'trust.json': document({ ...statementOf(page.trust), ...PRINCIPAL }),
    'identity.json': document(...page.identity.map((statement) => statementOf(statement))),
    ...Object.fromEntries(attached),
  };
}

const OLD = /written after AWS's page of 2024/;

test("a role of today's page works: nothing is missing but the encryption of the flow itself", async () => {
  const findings = await findingsIn(
    { 'flow.json': flow('2026-03-01T00:00:00Z'), ...roleOf(FLOWS_PAGE) },
    { ...OPTIONS, answers: { ['models:prompt/PROMPT1234']: VALUES['model'] ?? '' } },
  );
  const failing = findings.filter(({ kind, resource }) => kind === 'missing' && resource !== KEY);
  expect(failing.map(({ why }) => why)).toEqual([]);
  expect(findings.filter(({ why }) => OLD.test(why))).toEqual([]);
});

describe('a role of the page of 2024', () => {
  test.each([
    ['identity.json', 'bedrock:RetrieveAndGenerate'],
    ['identity.json', 'bedrock:InvokeAgent'],
    ['identity.json', 'bedrock:RenderPrompt'],
    ['lambda.json', 'lambda:InvokeFunction'],
    ['lex.json', 'lex:RecognizeUtterance'],
    ['kms.json', 'kms:GenerateDataKey, kms:Decrypt'],
  ])('is recognised in %s by %s', async (file, action) => {
    const findings = await findingsIn(
      {
        'flow.json': flow('2024-08-01T00:00:00Z').replace(
          /"createdAt":"[^"]*",/,
          action === 'bedrock:RenderPrompt' ? '"createdAt":"2026-03-01",' : '$&',
        ),
        ...roleOf(FLOWS_PAGE_OF_2024),
      },
      { ...OPTIONS, answers: { ['models:prompt/PROMPT1234']: VALUES['model'] ?? '' } },
    );
    const old = findings.filter(({ why }) => OLD.test(why));
    expect(old.map(({ place, action: found }) => `${place.file} ${found}`)).toContain(
      `${file} ${action}`,
    );
  });
});
