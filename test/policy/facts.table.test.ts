import { describe, expect, test } from 'vitest';
import { type ComparedRole, compareRoles } from '../../src/core/compare/compare.ts';
import { readJson } from '../../src/core/document/json.ts';
import { grantedInFiles } from '../../src/core/granted/policy-files.ts';
import type { Fact } from '../../src/core/plan/facts.ts';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import type { Statement } from '../../src/core/policy/document.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { display } from '../../src/core/template/template.ts';
import { json } from '../../src/core/write/json.ts';
import { Evaluator, type GeneratedRole, type Policy } from '../support/evaluator.ts';

const ACCOUNT = '123456789012';
const OWN = `arn:aws:bedrock:us-east-1:${ACCOUNT}:`;
const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:orders`;
const FOREIGN = 'arn:aws:lambda:us-east-1:999999999999:function:orders';
const BOT = `arn:aws:lex:us-east-1:${ACCOUNT}:bot-alias/BOT1234567/ALIAS12345`;
const PROMPT = `${OWN}prompt/PROMPT1234`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f`;
const ALIAS = `${OWN}agent-alias/AGENT12345/ALIAS12345`;

/** One sentence of what AWS says: the flow that it is about, and what follows. */
interface Row {
  readonly fact: string;
  readonly nodes: readonly unknown[];
  /** What the file says of the flow beside its nodes. */
  readonly file?: Readonly<Record<string, string>>;
  readonly answers?: Readonly<Record<string, string>>;
  /** `ACTION RESOURCE [CONDITION KEYS]` of the role that must be there. */
  readonly certain: readonly string[];
  /** The same of what is written, can be left out, and is a note where it is missing. */
  readonly precautions?: readonly string[];
  /** `SERVICE PRINCIPAL` of the policies of functions, bots and keys. */
  readonly attached?: {
    readonly certain?: readonly string[];
    readonly precautions?: readonly string[];
  };
  /** What the role may have besides, and nobody is told of. */
  readonly tolerated?: readonly (readonly [action: string, resource: string])[];
}

const prompt = (modelId: string, more = {}) => ({
  name: 'Ask',
  type: 'Prompt',
  configuration: { prompt: { sourceConfiguration: { inline: { modelId } }, ...more } },
});
const managed = (promptArn: string) => ({
  name: 'Saved',
  type: 'Prompt',
  configuration: { prompt: { sourceConfiguration: { resource: { promptArn } } } },
});
const lambda = (lambdaArn: string) => ({
  name: 'Call',
  type: 'LambdaFunction',
  configuration: { lambdaFunction: { lambdaArn } },
});
const lex = {
  name: 'Bot',
  type: 'Lex',
  configuration: { lex: { botAliasArn: BOT, localeId: 'en_US' } },
};
const knowledge = (more = {}) => ({
  name: 'Look',
  type: 'KnowledgeBase',
  configuration: { knowledgeBase: { knowledgeBaseId: 'KB12345678', ...more } },
});
const s3 = (type: 'Retrieval' | 'Storage') => ({
  name: type,
  type,
  configuration: {
    [type.toLowerCase()]: { serviceConfiguration: { s3: { bucketName: 'letters' } } },
  },
});
const agent = { name: 'Plan', type: 'Agent', configuration: { agent: { agentAliasArn: ALIAS } } };

const BEFORE = { createdAt: '2024-09-01T10:00:00Z' };
const SINCE = { createdAt: '2026-03-01T10:00:00Z' };
const BEHIND = { 'model:prompt/PROMPT1234': 'amazon.nova-lite-v1:0' };
const INVOKE = `bedrock:InvokeModel ${MODEL}`;
const FLOW = `${OWN}flow/FLOW123456`;
const GET_FLOW = ['bedrock:GetFlow', FLOW] as const;
const IN_ACCOUNT = 'aws:ResourceAccount';
const KEY_OF_FLOW = 'kms:EncryptionContext:aws:bedrock-flows:arn kms:ViaService';

const ROWS: readonly Row[] = [
  {
    fact: 'The console gives GetFlow on the flow to its role; no page asks for it',
    nodes: [prompt('amazon.nova-lite-v1:0')],
    certain: [INVOKE],
    tolerated: [GET_FLOW],
  },
  {
    fact: 'Input, Output, Condition, Iterator, Collector, InlineCode and the ends of loops need nothing',
    nodes: ['Input', 'Output', 'Iterator', 'Collector', 'LoopInput', 'LoopController'].map(
      (type) => ({ name: type, type }),
    ),
    certain: [],
  },
  {
    fact: 'A managed prompt is rendered; to get it is a precaution',
    nodes: [managed(PROMPT)],
    answers: BEHIND,
    certain: [INVOKE, `bedrock:RenderPrompt ${PROMPT}`],
    precautions: [`bedrock:GetPrompt ${PROMPT}`],
  },
  {
    fact: 'The call is on the version that the node names; both actions without it are precautions',
    nodes: [managed(`${PROMPT}:3`)],
    answers: { 'model:prompt/PROMPT1234:3': 'amazon.nova-lite-v1:0' },
    certain: [INVOKE, `bedrock:RenderPrompt ${PROMPT}:3`],
    precautions: [
      `bedrock:GetPrompt ${PROMPT}`,
      `bedrock:GetPrompt ${PROMPT}:3`,
      `bedrock:RenderPrompt ${PROMPT}`,
    ],
  },
  {
    fact: 'A flow created before 2024-11-22 gets its prompts',
    nodes: [managed(PROMPT)],
    file: BEFORE,
    answers: BEHIND,
    certain: [INVOKE, `bedrock:GetPrompt ${PROMPT}`],
    precautions: [`bedrock:RenderPrompt ${PROMPT}`],
  },
  {
    fact: 'A guardrail is applied; to read it is asked for on one page, and not written',
    nodes: [
      prompt('amazon.nova-lite-v1:0', {
        guardrailConfiguration: { guardrailIdentifier: 'abcde1234567', guardrailVersion: '1' },
      }),
    ],
    certain: [INVOKE, `bedrock:ApplyGuardrail ${OWN}guardrail/abcde1234567`],
    tolerated: [['bedrock:GetGuardrail', `${OWN}guardrail/abcde1234567`]],
  },
  {
    fact: 'A knowledge base without a model is retrieved from',
    nodes: [knowledge()],
    certain: [`bedrock:Retrieve ${OWN}knowledge-base/KB12345678`],
  },
  {
    fact: 'A knowledge base with a model: RetrieveAndGenerate has no resource',
    nodes: [knowledge({ modelId: 'amazon.nova-lite-v1:0' })],
    certain: [
      INVOKE,
      `bedrock:Retrieve ${OWN}knowledge-base/KB12345678`,
      'bedrock:RetrieveAndGenerate *',
    ],
  },
  {
    fact: 'A node that generates reranks itself',
    nodes: [
      knowledge({
        modelId: 'amazon.nova-lite-v1:0',
        rerankingConfiguration: {
          type: 'BEDROCK_RERANKING_MODEL',
          bedrockRerankingConfiguration: {
            modelConfiguration: {
              modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/cohere.rerank-v3-5:0',
            },
          },
        },
      }),
    ],
    certain: [
      INVOKE,
      'bedrock:InvokeModel arn:aws:bedrock:us-east-1::foundation-model/cohere.rerank-v3-5:0',
      'bedrock:Rerank *',
      `bedrock:Retrieve ${OWN}knowledge-base/KB12345678`,
      'bedrock:RetrieveAndGenerate *',
    ],
  },
  {
    fact: 'An agent is invoked by its alias',
    nodes: [agent],
    certain: [`bedrock:InvokeAgent ${ALIAS}`],
  },
  {
    fact: 'A function is invoked as the role; its policy is a precaution while nobody knows the age',
    nodes: [lambda(FUNCTION)],
    certain: [`lambda:InvokeFunction ${FUNCTION}`],
    attached: { precautions: ['lambda bedrock.amazonaws.com'] },
  },
  {
    fact: 'A flow created after 2024-11-22 invokes functions as its role alone',
    nodes: [lambda(FUNCTION)],
    file: SINCE,
    certain: [`lambda:InvokeFunction ${FUNCTION}`],
  },
  {
    fact: 'A flow created before 2024-11-22 invokes functions as Amazon Bedrock itself',
    nodes: [lambda(FUNCTION)],
    file: BEFORE,
    certain: [],
    precautions: [`lambda:InvokeFunction ${FUNCTION}`],
    attached: { certain: ['lambda bedrock.amazonaws.com'] },
  },
  {
    fact: 'Nobody says which side the day itself is on',
    nodes: [lambda(FUNCTION)],
    file: { createdAt: '2024-11-22T10:00:00Z' },
    certain: [`lambda:InvokeFunction ${FUNCTION}`],
    attached: { precautions: ['lambda bedrock.amazonaws.com'] },
  },
  {
    fact: 'An answer counts more than the file',
    nodes: [lambda(FUNCTION)],
    file: BEFORE,
    answers: { created: '2025-01-01' },
    certain: [`lambda:InvokeFunction ${FUNCTION}`],
  },
  {
    fact: 'The age of a version tells nothing when it is young',
    nodes: [lambda(FUNCTION)],
    file: { ...SINCE, version: '7' },
    certain: [`lambda:InvokeFunction ${FUNCTION}`],
    attached: { precautions: ['lambda bedrock.amazonaws.com'] },
  },
  {
    fact: 'The policy of a function of another account lets the role in',
    nodes: [lambda(FOREIGN)],
    file: SINCE,
    certain: [`lambda:InvokeFunction ${FOREIGN}`],
    attached: { certain: [`lambda arn:aws:iam::${ACCOUNT}:role/flow-role`] },
  },
  {
    fact: 'A bot is called as the role; its policy is a precaution while nobody knows the age',
    nodes: [lex],
    certain: [`lex:RecognizeUtterance ${BOT}`],
    attached: { precautions: ['lex bedrock.amazonaws.com'] },
  },
  {
    fact: 'A flow created after 2024-11-22 calls bots as its role alone',
    nodes: [lex],
    file: SINCE,
    certain: [`lex:RecognizeUtterance ${BOT}`],
  },
  {
    fact: 'A flow created before 2024-11-22 calls bots as Amazon Bedrock itself',
    nodes: [lex],
    file: BEFORE,
    certain: [],
    precautions: [`lex:RecognizeUtterance ${BOT}`],
    attached: { certain: ['lex bedrock.amazonaws.com'] },
  },
  {
    fact: 'Objects are read and written in the account',
    nodes: [s3('Retrieval'), s3('Storage')],
    certain: [
      `s3:GetObject arn:aws:s3:::letters/* ${IN_ACCOUNT}`,
      `s3:PutObject arn:aws:s3:::letters/* ${IN_ACCOUNT}`,
    ],
  },
  {
    fact: 'Reading an encrypted bucket needs Decrypt alone',
    nodes: [s3('Retrieval')],
    answers: { 'kms:bucket/letters': KEY },
    certain: [
      `kms:Decrypt ${KEY} ${IN_ACCOUNT}`,
      `s3:GetObject arn:aws:s3:::letters/* ${IN_ACCOUNT}`,
    ],
    tolerated: [['kms:GenerateDataKey', KEY]],
  },
  {
    fact: 'Writing to an encrypted bucket needs both',
    nodes: [s3('Storage')],
    answers: { 'kms:bucket/letters': KEY },
    certain: [
      `kms:Decrypt ${KEY} ${IN_ACCOUNT}`,
      `kms:GenerateDataKey ${KEY} ${IN_ACCOUNT}`,
      `s3:PutObject arn:aws:s3:::letters/* ${IN_ACCOUNT}`,
    ],
  },
  {
    fact: 'The key of a knowledge base: as the page has it',
    nodes: [knowledge()],
    answers: { 'kms:knowledge-base/KB12345678': KEY },
    certain: [
      `bedrock:Retrieve ${OWN}knowledge-base/KB12345678`,
      `kms:Decrypt ${KEY} ${IN_ACCOUNT}`,
      `kms:GenerateDataKey ${KEY} ${IN_ACCOUNT}`,
    ],
  },
  {
    fact: "The key of a guardrail: as AWS's own policy has it",
    nodes: [
      prompt('amazon.nova-lite-v1:0', {
        guardrailConfiguration: { guardrailIdentifier: 'abcde1234567', guardrailVersion: '1' },
      }),
    ],
    answers: { 'kms:guardrail/abcde1234567': KEY },
    certain: [
      INVOKE,
      `bedrock:ApplyGuardrail ${OWN}guardrail/abcde1234567`,
      `kms:Decrypt ${KEY} ${IN_ACCOUNT} kms:EncryptionContext:aws:bedrock:guardrail-id kms:ViaService`,
    ],
    tolerated: [['kms:GenerateDataKey', KEY]],
  },
  {
    fact: "The key of a prompt: as AWS's own policy has it",
    nodes: [managed(PROMPT)],
    file: SINCE,
    answers: { ...BEHIND, 'kms:prompt/PROMPT1234': KEY },
    certain: [
      INVOKE,
      `bedrock:RenderPrompt ${PROMPT}`,
      ...['kms:Decrypt', 'kms:GenerateDataKey'].map(
        (action) =>
          `${action} ${KEY} ${IN_ACCOUNT} kms:EncryptionContext:aws:bedrock-prompts:arn kms:ViaService`,
      ),
    ],
    precautions: [`bedrock:GetPrompt ${PROMPT}`],
  },
  {
    fact: "The key of an agent: as AWS's own policy has it",
    nodes: [agent],
    answers: { 'kms:agent-alias/AGENT12345/ALIAS12345': KEY },
    certain: [
      `bedrock:InvokeAgent ${ALIAS}`,
      ...['kms:Decrypt', 'kms:GenerateDataKey'].map(
        (action) =>
          `${action} ${KEY} ${IN_ACCOUNT} kms:EncryptionContext:aws:bedrock:arn kms:ViaService`,
      ),
    ],
  },
  {
    fact: 'A geographic profile: looking it up is a precaution',
    nodes: [prompt('us.amazon.nova-lite-v1:0')],
    certain: [
      'bedrock:InvokeModel arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0 bedrock:InferenceProfileArn',
      `bedrock:InvokeModel ${OWN}inference-profile/us.amazon.nova-lite-v1:0`,
    ],
    precautions: [`bedrock:GetInferenceProfile ${OWN}inference-profile/us.amazon.nova-lite-v1:0`],
  },
  {
    fact: 'A global profile',
    nodes: [prompt('global.amazon.nova-2-lite-v1:0')],
    certain: [
      'bedrock:InvokeModel arn:aws:bedrock:::foundation-model/amazon.nova-2-lite-v1:0 aws:RequestedRegion bedrock:InferenceProfileArn',
      'bedrock:InvokeModel arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-2-lite-v1:0 aws:RequestedRegion bedrock:InferenceProfileArn',
      `bedrock:InvokeModel ${OWN}inference-profile/global.amazon.nova-2-lite-v1:0 aws:RequestedRegion`,
    ],
    precautions: [
      `bedrock:GetInferenceProfile ${OWN}inference-profile/global.amazon.nova-2-lite-v1:0 aws:RequestedRegion`,
    ],
  },
  {
    fact: 'An application profile over a cross-Region one: the inner one is not invoked',
    nodes: [prompt(`${OWN}application-inference-profile/ab12cd34ef56`)],
    answers: { 'model:application-inference-profile/ab12cd34ef56': 'us.amazon.nova-lite-v1:0' },
    certain: [
      'bedrock:InvokeModel arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0 bedrock:InferenceProfileArn',
      `bedrock:InvokeModel ${OWN}application-inference-profile/ab12cd34ef56`,
    ],
    precautions: [`bedrock:GetInferenceProfile ${OWN}application-inference-profile/ab12cd34ef56`],
  },
  ...(
    [
      ['provisioned-model/abcdefghijkl', 'bedrock:GetProvisionedModelThroughput'],
      ['custom-model/amazon.nova-lite-v1:0/abcdefghijkl', 'bedrock:GetCustomModel'],
      ['imported-model/abcdefghijkl', 'bedrock:GetImportedModel'],
    ] as const
  ).map(
    ([model, get]): Row => ({
      fact: `${model}: invoked and looked up`,
      nodes: [prompt(OWN + model)],
      certain: [`${get} ${OWN}${model}`, `bedrock:InvokeModel ${OWN}${model}`],
    }),
  ),
  {
    fact: 'The deployment of a custom model is invoked; the model behind it may be looked up',
    nodes: [prompt(`${OWN}custom-model-deployment/abcdefghijkl`)],
    certain: [`bedrock:InvokeModel ${OWN}custom-model-deployment/abcdefghijkl`],
    tolerated: [
      ['bedrock:GetCustomModel', `${OWN}custom-model/amazon.nova-lite-v1:0/abcdefghijkl`],
    ],
  },
  {
    fact: 'A prompt router leads to its models',
    nodes: [prompt(`${OWN}prompt-router/abcdefghijkl`)],
    answers: { 'model:prompt-router/abcdefghijkl': MODEL },
    certain: [
      `bedrock:GetPromptRouter ${OWN}prompt-router/abcdefghijkl`,
      `bedrock:InvokeModel ${MODEL} bedrock:PromptRouterArn`,
      `bedrock:InvokeModel ${OWN}prompt-router/abcdefghijkl`,
    ],
  },
  {
    fact: 'A model of the Marketplace is invoked through its endpoint',
    nodes: [prompt(`arn:aws:sagemaker:us-east-1:${ACCOUNT}:endpoint/market`)],
    certain: [
      `bedrock:InvokeModel ${OWN}marketplace/model-endpoint/all-access`,
      `sagemaker:InvokeEndpoint arn:aws:sagemaker:us-east-1:${ACCOUNT}:endpoint/market aws:CalledViaLast ${IN_ACCOUNT}`,
    ],
  },
  {
    fact: 'The key of an encrypted flow lets the role in; Amazon Bedrock itself is a precaution',
    nodes: [prompt('amazon.nova-lite-v1:0')],
    file: { customerEncryptionKeyArn: KEY },
    certain: [
      INVOKE,
      `kms:Decrypt ${KEY} ${KEY_OF_FLOW}`,
      `kms:GenerateDataKey ${KEY} ${KEY_OF_FLOW}`,
    ],
    attached: {
      certain: [`kms arn:aws:iam::${ACCOUNT}:role/flow-role`],
      precautions: ['kms bedrock.amazonaws.com'],
    },
  },
];

describe.each(ROWS)('$fact', (row) => {
  test('is what is written, and told which is which', async () => {
    const { plan } = await planned(row);
    const statements = plan.identity.flatMap(({ document }) => document.statements);
    expect(ofKind(statements, 'certain').flatMap(lines).sort()).toEqual([...row.certain].sort());
    expect(ofKind(statements, 'precaution').flatMap(lines).sort()).toEqual(
      [...(row.precautions ?? [])].sort(),
    );
    expect(attachedOf(plan, 'certain')).toEqual(row.attached?.certain ?? []);
    expect(attachedOf(plan, 'precaution')).toEqual(row.attached?.precautions ?? []);
    for (const { sid, certainty } of statements) {
      expect(sid.includes('Precaution')).toBe(certainty.kind === 'precaution');
    }
  });

  test('is without precautions when it is strict', async () => {
    const { plan } = await planned(row, true);
    expect(
      plan.identity
        .flatMap(({ document }) => document.statements)
        .flatMap(lines)
        .sort(),
    ).toEqual([...row.certain].sort());
    expect(attachedOf(plan, 'certain')).toEqual(row.attached?.certain ?? []);
    expect(attachedOf(plan, 'precaution')).toEqual([]);
  });

  test('leaves a check quiet that finds it, with and without precautions', async () => {
    const whole = await findings(row, policiesOf(await role(row)));
    expect(whole).toEqual([]);
    const strict = await findings(row, policiesOf(await role(row, true)));
    expect(strict.map(({ kind }) => kind)).toEqual(strict.map(() => 'note'));
    expect(new Set(strict.map(({ action }) => action))).toEqual(
      new Set((row.precautions ?? []).map((line) => line.split(' ')[0])),
    );
    for (const { why } of strict) {
      expect(why).not.toMatch(/AccessDenied|fails/);
    }
  });

  test('takes nothing for excess that AWS gives as well', async () => {
    const statements = (row.tolerated ?? []).map(([Action, Resource]) => ({
      Effect: 'Allow',
      Action,
      Resource,
      ...(Action.startsWith('kms:') && {
        Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
      }),
    }));
    const policies = policiesOf(await role(row));
    expect(await findings(row, [...policies, document(...statements)])).toEqual([]);
  });

  test('misses each certain permission, and is content without each precaution', async () => {
    for (const line of [...row.certain, ...(row.precautions ?? [])]) {
      const found = await findings(row, policiesOf(await role(row), line));
      const kinds = found.filter(({ subject }) => subject === 'identity').map(({ kind }) => kind);
      const isCertain = row.certain.includes(line);
      expect([line, ...new Set(kinds)]).toEqual([line, isCertain ? 'missing' : 'note']);
    }
  });

  test('agrees with an evaluator of IAM: a call fails without what is certain', async () => {
    // A key whose policy names the role needs nothing of the role's own.
    const whole = await role(row, true);
    const resourcePolicies = whole.resourcePolicies.filter(({ service }) => service !== 'kms');
    const generated = { ...whole, resourcePolicies };
    for (const line of row.certain.filter((each) => !each.includes('*'))) {
      const [action = '', resource = '', ...keys] = line.split(' ');
      const call = {
        action,
        resource,
        principal: 'role',
        context: contextOf(generated, action, resource, keys),
      } as const;
      const rest = { ...generated, identityPolicies: without(generated, line) };
      const allowed = (one: GeneratedRole) =>
        new Evaluator(one, `arn:aws:iam::${ACCOUNT}:role/flow-role`).allows(call);
      expect([line, allowed(generated), allowed(rest)]).toEqual([line, true, false]);
    }
  });
});

describe('the policy of the key of an encrypted flow', () => {
  const row = ROWS.find(({ file }) => file?.['customerEncryptionKeyArn'] !== undefined) as Row;
  const root = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  const service = {
    Effect: 'Allow',
    Principal: { Service: 'bedrock.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: { StringEquals: { 'kms:EncryptionContext:aws:bedrock-flows:arn': FLOW } },
  };
  const other = { ...root, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/other` } };
  test.each([
    ['lets the root in', [root], []],
    ['lets the account in', [{ ...root, Principal: { AWS: ACCOUNT } }], []],
    ['lets the root and Amazon Bedrock in', [root, service], []],
    ['lets Amazon Bedrock alone in', [service], ['unknown']],
    ['lets another role in', [other], ['missing']],
    ['lets the root in to less', [{ ...root, Action: 'kms:Decrypt' }], ['missing']],
  ])('%s', async (_, statements, kinds) => {
    const { identityPolicies, trustPolicy } = await role(row);
    const policies = [trustPolicy, ...identityPolicies.map((policy) => policy.document)];
    const found = await findings(row, [...policies, document(...statements)]);
    expect(found.map(({ kind, subject }) => [kind, subject])).toEqual(
      kinds.map((kind) => [kind, 'kms']),
    );
  });

  test('names the role, which then needs no statement of its own', async () => {
    const generated = await role(row);
    const own = generated.identityPolicies.map((policy) =>
      document(...policy.document.Statement.filter(({ Sid }) => Sid !== 'UseKeyOfFlow')),
    );
    const keys = generated.resourcePolicies.map((policy) => policy.document);
    expect(await findings(row, [generated.trustPolicy, ...own, ...keys])).toEqual([]);
    const byRoot = await findings(row, [generated.trustPolicy, ...own, document(root)]);
    expect(byRoot.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
      'missing kms:Decrypt',
      'missing kms:GenerateDataKey',
    ]);
  });
});

/** A role with one of nearly everything, and what the pages of AWS give it. */
describe('a role written after', () => {
  const nodes = [
    prompt('amazon.nova-lite-v1:0', {
      guardrailConfiguration: { guardrailIdentifier: 'abcde1234567', guardrailVersion: '1' },
    }),
    managed(PROMPT),
    knowledge(),
    agent,
    s3('Retrieval'),
    s3('Storage'),
    lambda(FUNCTION),
    lex,
  ];
  const keys = {
    'kms:prompt/PROMPT1234': KEY,
    'kms:guardrail/abcde1234567': KEY,
    'kms:agent-alias/AGENT12345/ALIAS12345': KEY,
    'kms:bucket/letters': KEY,
    'kms:knowledge-base/KB12345678': KEY,
  };
  const allow = (Action: readonly string[], ...Resource: readonly string[]) => ({
    Effect: 'Allow',
    Action,
    Resource,
  });
  const inAccount = { Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } } };
  const common = [
    allow(['bedrock:InvokeModel'], MODEL),
    allow(['bedrock:Retrieve'], `${OWN}knowledge-base/KB12345678`),
    allow(['bedrock:InvokeAgent'], ALIAS),
    { ...allow(['s3:GetObject'], 'arn:aws:s3:::letters/*'), ...inAccount },
    { ...allow(['s3:PutObject'], 'arn:aws:s3:::letters', 'arn:aws:s3:::letters/*'), ...inAccount },
    { ...allow(['kms:GenerateDataKey', 'kms:Decrypt'], KEY), ...inAccount },
  ];
  const guardrail = allow(['bedrock:ApplyGuardrail'], `${OWN}guardrail/abcde1234567`);
  const trust = document({
    Effect: 'Allow',
    Principal: { Service: 'bedrock.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'aws:SourceAccount': ACCOUNT },
      ArnLike: { 'AWS:SourceArn': FLOW },
    },
  });
  const attached = (Action: string, Resource: string) =>
    document({
      Effect: 'Allow',
      Principal: { Service: 'bedrock.amazonaws.com' },
      Action,
      Resource,
      Condition: {
        StringEquals: { 'AWS:SourceAccount': ACCOUNT },
        ArnLike: { 'AWS:SourceArn': FLOW },
      },
    });

  test("AWS's page of 2026 lacks nothing, and has nothing in excess", async () => {
    const today = document(
      ...common,
      guardrail,
      allow(['bedrock:RenderPrompt'], PROMPT),
      allow(['lambda:InvokeFunction'], FUNCTION),
      allow(['lex:RecognizeUtterance'], BOT),
    );
    for (const file of [{}, SINCE]) {
      const row = { fact: '', nodes, file, answers: { ...BEHIND, ...keys }, certain: [] };
      const found = await findings(row, [trust, today]);
      expect(found.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
        'note s3:PutObject',
        'note bedrock:GetPrompt',
      ]);
    }
  });

  test("AWS's page of 2024 lacks nothing in a flow of then", async () => {
    const older = document(...common, guardrail, allow(['bedrock:GetPrompt'], PROMPT));
    const row = { fact: '', nodes, file: BEFORE, answers: { ...BEHIND, ...keys }, certain: [] };
    const policies = [
      trust,
      older,
      attached('lambda:InvokeFunction', FUNCTION),
      attached('lex:RecognizeUtterance', BOT),
    ];
    const found = await findings(row, policies);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['note']));
    const without = await findings(row, policies.slice(0, 2));
    expect(without.map(({ kind, action }) => `${kind} ${action}`)).toEqual(
      expect.arrayContaining(['unknown lambda:InvokeFunction', 'unknown lex:RecognizeUtterance']),
    );
  });
});

async function planned(row: Row, strict = false) {
  const [only] = planRoles(await flowsOf(row), {
    ...knownOf(row),
    strict,
    keeps: () => false,
    pinRegions: false,
  });
  if (only === undefined) {
    throw new Error('There is no role.');
  }
  return only;
}

function flowsOf({ nodes, file }: Row) {
  const text = JSON.stringify({
    name: 'desk',
    arn: FLOW,
    executionRoleArn: `arn:aws:iam::${ACCOUNT}:role/flow-role`,
    ...file,
    definition: { nodes, connections: [] },
  });
  return readFlows({ path: 'flow.json', text }, () => undefined);
}

function knownOf({ answers = {} }: Row) {
  const given = [
    { part: 'account', value: ACCOUNT, origin: { kind: 'flag', name: '--account' } },
    { part: 'region', value: 'us-east-1', origin: { kind: 'flag', name: '--region' } },
  ] as const satisfies readonly Fact[];
  return { given, answers: new Map(Object.entries(answers)) };
}

async function role(row: Row, strict = false): Promise<GeneratedRole> {
  return JSON.parse(json.print([await planned(row, strict)])).roles[0];
}

function document(...Statement: readonly unknown[]): unknown {
  return { Version: '2012-10-17', Statement };
}

/** The policies of a role as files; without one permission of its own, where that is said. */
function policiesOf(generated: GeneratedRole, line?: string): readonly unknown[] {
  return [
    generated.trustPolicy,
    ...without(generated, line).map((policy) => policy.document),
    ...generated.resourcePolicies
      .filter(({ service }) => line === undefined || service !== 'kms')
      .map((policy) => policy.document),
  ];
}

function without(generated: GeneratedRole, line?: string): GeneratedRole['identityPolicies'] {
  return generated.identityPolicies.map((policy) => ({
    ...policy,
    document: {
      ...policy.document,
      Statement: policy.document.Statement.flatMap((statement) =>
        statement.Action.flatMap((action) =>
          (statement.Resource ?? []).map((resource) => ({
            ...statement,
            Action: [action],
            Resource: [resource],
          })),
        ),
      ).filter((statement) => lineOf(statement) !== line),
    },
  }));
}

function lineOf({ Action, Resource = [], Condition = {} }: Policy['Statement'][number]): string {
  const keys = Object.values(Condition).flatMap((each) => Object.keys(each));
  return [...Action, ...Resource, ...keys.sort()].join(' ');
}

function contextOf(
  generated: GeneratedRole,
  action: string,
  resource: string,
  keys: readonly string[],
) {
  const statement = generated.identityPolicies
    .flatMap((policy) => policy.document.Statement)
    .find(
      (each) =>
        each.Action.includes(action) &&
        each.Resource?.includes(resource) &&
        Object.values(each.Condition ?? {}).flatMap(Object.keys).length === keys.length,
    );
  const values = Object.assign({}, ...Object.values(statement?.Condition ?? {}));
  return Object.fromEntries(
    keys.map((key) => [key, String([values[key]].flat()[0]).replace(/\*$/, 'x')]),
  );
}

async function findings(row: Row, policies: readonly unknown[]) {
  const granted = grantedInFiles(
    policies.map((policy, index) => ({
      path: `policy-${index}.json`,
      document: readJson(`policy-${index}.json`, JSON.stringify(policy)),
    })),
  );
  const compared: readonly ComparedRole[] = compareRoles(
    await flowsOf(row),
    knownOf(row),
    () => granted,
  );
  return compared.flatMap((each) => each.findings);
}

function ofKind(statements: readonly Statement[], kind: 'certain' | 'precaution') {
  return statements.filter(({ certainty }) => certainty.kind === kind);
}

function lines({ actions, resources = [], conditions }: Statement): readonly string[] {
  return actions.flatMap((action) =>
    resources.map((resource) =>
      [action, display(resource), ...conditions.map(({ key }) => key).sort()].join(' '),
    ),
  );
}

function attachedOf(
  { resourcePolicies }: Awaited<ReturnType<typeof planned>>['plan'],
  kind: 'certain' | 'precaution',
): readonly string[] {
  return resourcePolicies.flatMap((policy) =>
    ofKind(policy.document.statements, kind).map(
      ({ principal }) =>
        `${policy.service} ${principal?.kind === 'role' ? display(principal.arn) : principal?.service}`,
    ),
  );
}
