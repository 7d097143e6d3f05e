import fc from 'fast-check';
import type { ApiNode, World } from './calls.ts';

const OWN = 'arn:aws:bedrock:us-east-1:123456789012:';

/** All that the generated flows leave to the answers, so that every one of them can be completed. */
export const WORLD: World = {
  account: '123456789012',
  region: 'us-east-1',
  models: {
    'prompt/PROMPT0001': ['amazon.nova-lite-v1:0'],
    'prompt/PROMPT0001:2': ['us.amazon.nova-lite-v1:0'],
    'prompt/PROMPT0002': [`${OWN}application-inference-profile/ofmodel00001`],
    'application-inference-profile/ofmodel00001': ['amazon.nova-lite-v1:0'],
    'application-inference-profile/ofprofile001': ['us.amazon.nova-lite-v1:0'],
    'application-inference-profile/ofglobal0001': [
      `${OWN}inference-profile/global.amazon.nova-lite-v1:0`,
    ],
    'prompt-router/ofmodels0001': ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'],
    'prompt-router/ofprofiles01': ['us.amazon.nova-lite-v1:0', 'us.amazon.nova-pro-v1:0'],
    'prompt-router/ofapplication': [`${OWN}application-inference-profile/ofprofile001`],
    'default-prompt-router/amazon.nova:1': ['us.amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'],
  },
  keys: {
    'prompt/PROMPT0001':
      'arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111',
    'guardrail/guarded00001':
      'arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111',
    'knowledge-base/KB00000001':
      'arn:aws:kms:us-east-1:999988887777:key/22222222-2222-2222-2222-222222222222',
    'bucket/documents':
      'arn:aws:kms:us-east-1:123456789012:key/mrk-33333333333333333333333333333333',
  },
  guardrailProfiles: { 'guardrail/guarded00001': 'us.guardrail.v1:0' },
};

/** The answers that tell the product about the world. */
export const WORLD_ANSWERS: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(WORLD.models).map(([label, models]) => [`model:${label}`, models.join()]),
  ...Object.entries(WORLD.keys).map(([label, key]) => [`kms:${label}`, key]),
  ...Object.entries(WORLD.guardrailProfiles).map(([label, id]) => [`profile:${label}`, id]),
]);

/** Where the values of the fields come from. */
interface Values {
  readonly name: fc.Arbitrary<string>;
  readonly model: fc.Arbitrary<unknown>;
  readonly reranker: fc.Arbitrary<unknown>;
  readonly prompt: fc.Arbitrary<unknown>;
  readonly guardrail: fc.Arbitrary<unknown>;
  readonly knowledgeBase: fc.Arbitrary<unknown>;
  readonly agent: fc.Arbitrary<unknown>;
  readonly lambda: fc.Arbitrary<unknown>;
  readonly bot: fc.Arbitrary<unknown>;
  readonly bucket: fc.Arbitrary<unknown>;
}

/** Few values, so that nodes share resources; a resource of each form, and some made up. */
const KNOWN: Values = {
  name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/),
  model: fc.oneof(
    fc.constantFrom(
      'amazon.nova-lite-v1:0',
      'amazon.nova-pro-v1:0',
      'anthropic.claude-3-sonnet-20240229-v1:0:200k',
      'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
      'us.amazon.nova-lite-v1:0',
      'global.amazon.nova-lite-v1:0',
      `${OWN}inference-profile/us.amazon.nova-lite-v1:0`,
      `${OWN}provisioned-model/provision001`,
      `${OWN}custom-model/amazon.titan-text-express-v1:0:8k/custom000001`,
      `${OWN}custom-model-deployment/deployment01`,
      `${OWN}imported-model/imported0001`,
      'arn:aws:sagemaker:us-east-1:123456789012:endpoint/market',
      ...Object.keys(WORLD.models)
        .filter((label) => !label.startsWith('prompt/'))
        .map((label) => `${OWN}${label}`),
    ),
    fc.stringMatching(/^(?:us|eu|global)\.(?:amazon|meta)\.[a-z]{1,8}-v[1-9](?::0)?$/),
    fc.stringMatching(/^(?:amazon|meta|zai)\.[a-z]{1,8}(?:-[1-9]\.[1-9])?(?:-v[1-9](?::0)?)?$/),
  ),
  reranker: fc.constantFrom(
    'arn:aws:bedrock:us-east-1::foundation-model/amazon.rerank-v1:0',
    'arn:aws:bedrock:us-east-1::foundation-model/cohere.rerank-v3-5:0',
  ),
  prompt: fc.constantFrom(
    ...Object.keys(WORLD.models)
      .filter((label) => label.startsWith('prompt/'))
      .map((label) => `${OWN}${label}`),
  ),
  guardrail: fc.oneof(
    fc.constantFrom('guarded00001', `${OWN}guardrail/guarded00001`),
    fc.stringMatching(/^[a-z0-9]{12}$/),
  ),
  knowledgeBase: fc.oneof(fc.constant('KB00000001'), fc.stringMatching(/^[A-Z0-9]{10}$/)),
  agent: fc.stringMatching(/^[A-Z0-9]{10}\/[A-Z0-9]{10}$/).map((id) => `${OWN}agent-alias/${id}`),
  lambda: fc.oneof(
    fc.constantFrom(
      'arn:aws:lambda:us-east-1:123456789012:function:compute',
      'arn:aws:lambda:us-east-1:123456789012:function:compute:$LATEST',
      'arn:aws:lambda:us-east-1:123456789012:function:compute:live',
    ),
    fc
      .stringMatching(/^[A-Za-z0-9_-]{1,20}(?::[1-9])?$/)
      .map((name) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`),
  ),
  bot: fc
    .stringMatching(/^[A-Z0-9]{10}\/[A-Z0-9]{10}$/)
    .map((id) => `arn:aws:lex:us-east-1:123456789012:bot-alias/${id}`),
  bucket: fc.oneof(fc.constant('documents'), fc.stringMatching(/^[a-z][a-z0-9-]{3,20}[a-z0-9]$/)),
};

/** A policy variable, which IAM would replace by what the request says. */
function variable(name: string): string {
  return `\${${name}}`;
}

/** Values that stand for others, and values that nobody should ever see in a policy. */
const STRANGE: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    ' ',
    'YOUR_VALUE_HERE',
    '$$PROMPT_MODEL_ID',
    '{{ model }}',
    '<ACCOUNT_ID>',
    'arn:aws:bedrock:REGION:ACCOUNT_ID:prompt/PROMPT0001',
    'arn:aws:bedrock:us-east-1:<ACCOUNT_ID>:agent-alias/AGENT12345/ALIAS12345',
    'arn:aws:lambda:{{region}}:123456789012:function:compute',
    'xxxxxxxx',
    '*',
    '?',
    'amazon.*',
    'amazon.nova-????-v1:0',
    'bucket*',
    'arn:aws:bedrock:*::foundation-model/*',
    'arn:aws:bedrock:us-east-1:123456789012:agent-alias/*/*',
    'arn:aws:lambda:us-east-1:123456789012:function:*',
    'arn:*:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
    `arn:aws:bedrock:us-east-1:${variable('aws:PrincipalAccount')}:prompt/PROMPT0001`,
    variable('aws:username'),
    `amazon.${variable('aws:username')}`,
    `documents-${variable('*')}`,
    '{{ * }}',
    '[[a]]*',
    '%NAME%*',
    '../../other',
    'documents/private',
    '"},{"Effect":"Allow","Action":"*","Resource":"*"},{"',
    '__proto__',
    'constructor',
    'toString',
    'us.',
    'global.',
    'us.us.amazon.nova-lite-v1:0',
    '.amazon.nova-lite-v1:0',
    'arn:',
    'arn:aws:bedrock:::',
    'a\nb',
    'a\u0000b',
    '\u202eamazon.nova-lite-v1:0',
    'ünïcödé',
    'a'.repeat(3000),
    0,
    true,
    null,
    [],
    {},
    ['amazon.nova-lite-v1:0'],
    { Ref: 'Model' },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** What may stand beside the definition of a flow, as GetFlow returns it, or instead of that. */
export const anyFrame: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  {
    name: fc.oneof(STRANGE, fc.constant('flow')),
    id: fc.oneof(STRANGE, fc.constant('FLOW123456')),
    arn: fc.oneof(STRANGE, fc.constant('arn:aws:bedrock:us-east-1:123456789012:flow/FLOW123456')),
    executionRoleArn: fc.oneof(
      STRANGE,
      fc.constantFrom(
        'arn:aws:iam::123456789012:role/service-role/flow-role',
        'arn:aws:iam::999988887777:role/*',
        `arn:aws:iam::123456789012:role/${variable('aws:username')}`,
      ),
    ),
    customerEncryptionKeyArn: fc.oneof(
      STRANGE,
      fc.constantFrom(
        'arn:aws:kms:us-east-1:123456789012:key/44444444-4444-4444-4444-444444444444',
        'arn:aws:kms:us-east-1:123456789012:key/*',
      ),
    ),
  },
  { requiredKeys: [] },
);

const ANY: Values = {
  ...mapValues((value) =>
    fc.oneof({ weight: 2, arbitrary: value }, { weight: 1, arbitrary: STRANGE }),
  ),
  name: fc.oneof(
    KNOWN.name,
    fc.constantFrom('*', variable('aws:username'), '<x>', '"', '__proto__', 'a/b', 'Node.modelId'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  ),
};

function mapValues(change: (value: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>): Values {
  const { name, ...values } = KNOWN;
  return {
    name,
    model: change(values.model),
    reranker: change(values.reranker),
    prompt: change(values.prompt),
    guardrail: change(values.guardrail),
    knowledgeBase: change(values.knowledgeBase),
    agent: change(values.agent),
    lambda: change(values.lambda),
    bot: change(values.bot),
    bucket: change(values.bucket),
  };
}

/** Nodes of all kinds with values that Amazon Bedrock would accept, all about the one world. */
export const knownNodes = nodesWith(KNOWN);

/** Nodes of all kinds whose names and values may be placeholders, patterns or worse. */
export const anyNodes = nodesWith(ANY);

function nodesWith(values: Values): fc.Arbitrary<readonly [ApiNode, ...ApiNode[]]> {
  const nodes = (depth: number): fc.Arbitrary<ApiNode[]> =>
    fc.array(nodeWith(values, depth), { minLength: 1, maxLength: depth === 0 ? 12 : 4 });

  const nodeWith = ({ name }: Values, depth: number): fc.Arbitrary<ApiNode> => {
    const kinds =
      depth < 2 ? [...plainKinds(values), loopKind(nodes(depth + 1))] : plainKinds(values);
    return fc
      .tuple(name, fc.oneof(...kinds))
      .map(([chosen, { type, ...rest }]) => ({ name: chosen, type, ...rest }));
  };

  return nodes(0).map(([first, ...rest]) => [
    first ?? { name: 'In', type: 'Input', configuration: {} },
    ...rest,
  ]);
}

type Kind = fc.Arbitrary<Omit<ApiNode, 'name'>>;

function kind(type: string, configuration: fc.Arbitrary<unknown>): Kind {
  const member = type.charAt(0).toLowerCase() + type.slice(1);
  return configuration.map((value) => ({ type, configuration: { [member]: value } }));
}

function loopKind(nodes: fc.Arbitrary<ApiNode[]>): Kind {
  return kind('Loop', fc.record({ definition: fc.record({ nodes }) }));
}

function plainKinds(values: Values): readonly Kind[] {
  const { model, reranker, prompt, guardrail, knowledgeBase, agent, lambda, bot, bucket } = values;
  const empty = fc.constant({});
  const guardrailConfiguration = fc.record({
    guardrailIdentifier: guardrail,
    guardrailVersion: fc.constant('1'),
  });
  const s3 = fc.record({
    serviceConfiguration: fc.record({ s3: fc.record({ bucketName: bucket }) }),
  });
  return [
    kind('Input', empty),
    kind('Output', empty),
    kind('Condition', fc.constant({ conditions: [{ name: 'default' }] })),
    kind('Iterator', empty),
    kind('Collector', empty),
    kind('InlineCode', fc.constant({ language: 'Python_3', code: 'pass' })),
    kind('LoopInput', empty),
    kind('LoopController', fc.constant({ continueCondition: { name: 'go' } })),
    kind(
      'Prompt',
      fc.record(
        {
          sourceConfiguration: fc.oneof(
            fc.record({ inline: fc.record({ modelId: model }) }),
            fc.record({ resource: fc.record({ promptArn: prompt }) }),
          ),
          guardrailConfiguration,
        },
        { requiredKeys: ['sourceConfiguration'] },
      ),
    ),
    kind(
      'KnowledgeBase',
      fc.record(
        {
          knowledgeBaseId: knowledgeBase,
          modelId: model,
          guardrailConfiguration,
          rerankingConfiguration: fc.record({
            bedrockRerankingConfiguration: fc.record({
              modelConfiguration: fc.record({ modelArn: reranker }),
            }),
          }),
        },
        { requiredKeys: ['knowledgeBaseId'] },
      ),
    ),
    kind('Agent', fc.record({ agentAliasArn: agent })),
    kind('LambdaFunction', fc.record({ lambdaArn: lambda })),
    kind('Lex', fc.record({ botAliasArn: bot, localeId: fc.constant('en_US') })),
    kind('Retrieval', s3),
    kind('Storage', s3),
  ];
}
