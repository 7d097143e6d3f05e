import { describe, expect, it } from 'vitest';
import { showPlace } from '../../src/core/place.ts';
import {
  ACCOUNT,
  flowOf,
  managedPrompt,
  node,
  planned,
  printed,
  prompt,
  resourcesOf,
  retrieval,
} from './planning.ts';

const PROMPT = `arn:aws:bedrock:us-east-1:${ACCOUNT}:prompt/PROMPT1234`;

describe('a question', () => {
  it('has a key, a place and a sentence', async () => {
    const text = flowOf(
      node('Look', 'KnowledgeBase', { knowledgeBaseId: '' }),
      managedPrompt('Answer', `${PROMPT}:2`),
      node('Send', 'LambdaFunction'),
    );
    const { plan } = await planned({ 'flows/a.json': text }, { given: [] });
    const at = (needle: string) => `flows/a.json:1:${text.indexOf(needle) + 1}`;
    expect(
      plan.questions.map(({ key, prompt: said, place }) => [key, showPlace(place), said]),
    ).toEqual([
      [
        'account',
        'flows/a.json:1:1',
        `In which AWS account will the flow run? Give its 12 digits. The ARNs in the flow name ${ACCOUNT}.`,
      ],
      [
        'region',
        'flows/a.json:1:1',
        'In which AWS Region will the flow run? The ARNs in the flow name us-east-1.',
      ],
      [
        'a.Look.knowledgeBaseId',
        at('""}'),
        'The knowledgeBaseId of node "Look" is not set. What will it be? It is a knowledge base id of up to 10 letters and digits, such as KB12345678.',
      ],
      [
        'model:prompt/PROMPT1234:2',
        at(`"${PROMPT}`),
        'Which model stands behind the prompt "prompt/PROMPT1234:2"? The flow does not say. Several are separated by commas.',
      ],
      [
        'a.Send.lambdaArn',
        at('{"name":"Send"'),
        'The lambdaArn of node "Send" is not set. What will it be? It is the ARN of a Lambda function, with or without a version or alias, such as arn:aws:lambda:us-east-1:123456789012:function:my-function.',
      ],
    ]);
  });

  it.each([
    ['a prompt', node('N', 'Prompt'), 'flow.N.modelId'],
    [
      'a prompt with an empty source',
      node('N', 'Prompt', { sourceConfiguration: {} }),
      'flow.N.modelId',
    ],
    ['a managed prompt', managedPrompt('N', null), 'flow.N.promptArn'],
    ['a knowledge base', node('N', 'KnowledgeBase', {}), 'flow.N.knowledgeBaseId'],
    ['an agent', node('N', 'Agent'), 'flow.N.agentAliasArn'],
    ['a function', node('N', 'LambdaFunction', {}), 'flow.N.lambdaArn'],
    ['a bot', node('N', 'Lex', { localeId: 'en_US' }), 'flow.N.botAliasArn'],
    [
      'a bucket to read',
      node('N', 'Retrieval', { serviceConfiguration: { s3: {} } }),
      'flow.N.bucketName',
    ],
    ['a bucket to write', node('N', 'Storage'), 'flow.N.bucketName'],
  ])('is asked for what %s lacks', async (_name, without, key) => {
    const { plan } = await planned({ 'flow.json': flowOf(without) });
    expect(plan.questions.map((question) => question.key)).toContain(key);
  });

  it.each([
    ['a list', []],
    ['a map', {}],
    ['true', true],
    ['a text', 'x y'],
  ])('is asked where %s stands for a value', async (_name, value) => {
    const { plan } = await planned({
      'flow.json': flowOf(node('N', 'Agent', { agentAliasArn: value })),
    });
    expect(plan.questions.map(({ key }) => key)).toEqual(['flow.N.agentAliasArn']);
  });

  it('is asked where a text stands on the way to a value', async () => {
    const wrong = node('N', 'Retrieval', { serviceConfiguration: 'letters' });
    const { plan } = await planned({ 'flow.json': flowOf(wrong) });
    expect(plan.questions.map(({ key, prompt: said }) => [key, said])).toEqual([
      ['flow.N.bucketName', expect.stringContaining('letters')],
    ]);
  });

  it('is asked for nothing that need not be there', async () => {
    const full = node('N', 'KnowledgeBase', {
      knowledgeBaseId: 'KBDOCS0001',
      modelId: null,
      guardrailConfiguration: null,
      rerankingConfiguration: {},
    });
    expect((await planned({ 'flow.json': flowOf(full) })).plan.questions).toEqual([]);
  });

  it('takes null for nothing, also beside another source', async () => {
    const both = node('Ask', 'Prompt', {
      sourceConfiguration: { resource: null, inline: { modelId: 'amazon.nova-lite-v1:0' } },
    });
    const { plan } = await planned({ 'flow.json': flowOf(both) });
    expect(plan.questions).toEqual([]);
  });

  it('or a warning comes of a loop without a definition', async () => {
    for (const empty of [node('Again', 'Loop'), node('Again', 'Loop', {})]) {
      const { plan } = await planned({ 'flow.json': flowOf(node('In', 'Input'), empty) });
      const said = [
        ...plan.questions.map((each) => each.prompt),
        ...plan.warnings.map((each) => each.text),
      ];
      expect(said.join('\n')).toContain('"Again"');
    }
  });

  it('is asked once, however often it comes up', async () => {
    const nodes = ['A', 'B', 'C'].map((name) => managedPrompt(name, PROMPT));
    const { plan } = await planned({ 'flow.json': flowOf(...nodes) });
    expect(plan.questions.map(({ key }) => key)).toEqual(['model:prompt/PROMPT1234']);
    expect(plan.assumptions.map(({ key }) => key)).toEqual([
      'created:flow/flow',
      'kms:prompt/PROMPT1234',
      'kms:flow/flow',
    ]);
  });

  it('has the same key wherever its node stands', async () => {
    const first = [prompt('Ask', ''), node('Look', 'KnowledgeBase', {})];
    const keys = async (nodes: readonly unknown[]) =>
      (await planned({ 'flow.json': flowOf(...nodes) })).plan.questions
        .map(({ key }) => key)
        .sort();
    expect(await keys(first)).toEqual(await keys([node('In', 'Input'), ...first.toReversed()]));
  });

  it('names the node inside its loops', async () => {
    const loop = node('Again', 'Loop', { definition: { nodes: [prompt('Ask', '')] } });
    const { plan } = await planned({ 'flow.json': flowOf(loop) });
    expect(plan.questions.map(({ key }) => key)).toEqual(['flow.Again/Ask.modelId']);
  });

  it('stands in the policy where its answer will stand, and IAM matches that with nothing', async () => {
    const nodes = [retrieval('Read', '<bucket>'), prompt('Ask', '$$MODEL')];
    const role = await planned({ 'flow.json': flowOf(...nodes) });
    expect(resourcesOf(role, 'ReadObjects')).toEqual(['arn:aws:s3:::<bucket>/*']);
    expect(resourcesOf(role, 'InvokeFoundationModels')).toEqual(['<MODEL>']);
  });
});

describe('an assumption', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'a managed prompt',
      managedPrompt('N', PROMPT),
      ['created:flow/flow', 'kms:prompt/PROMPT1234'],
    ],
    [
      'an agent',
      node('N', 'Agent', {
        agentAliasArn: `arn:aws:bedrock:us-east-1:${ACCOUNT}:agent-alias/AGENT12345/ALIAS12345`,
      }),
      ['kms:agent-alias/AGENT12345/ALIAS12345'],
    ],
    ['a bucket', retrieval('N', 'letters'), ['account:bucket/letters', 'kms:bucket/letters']],
    [
      'a guardrail',
      node('N', 'KnowledgeBase', {
        knowledgeBaseId: 'KBDOCS0001',
        modelId: 'amazon.nova-lite-v1:0',
        guardrailConfiguration: { guardrailIdentifier: 'abcdef123456' },
      }),
      ['profile:guardrail/abcdef123456', 'kms:guardrail/abcdef123456'],
    ],
    ['a model', prompt('N', 'amazon.nova-lite-v1:0'), []],
  ])('is made about %s, and shown', async (_name, used, keys) => {
    const { plan } = await planned({ 'flow.json': flowOf(used) });
    const made = plan.assumptions.map(({ key }) => key);
    expect(made.filter((key) => !key.startsWith('kms:knowledge-base/'))).toEqual([
      ...keys,
      'kms:flow/flow',
    ]);
    expect(plan.questions.map(({ key }) => key).filter((key) => !key.startsWith('model:'))).toEqual(
      [],
    );
  });

  it('has the same key for an id as for an ARN', async () => {
    const guarded = (identifier: string) =>
      flowOf(
        node('N', 'Prompt', {
          sourceConfiguration: { inline: { modelId: 'amazon.nova-lite-v1:0' } },
          guardrailConfiguration: { guardrailIdentifier: identifier, guardrailVersion: '1' },
        }),
      );
    const keys = async (text: string) =>
      (await planned({ 'flow.json': text })).plan.assumptions.map(({ key }) => key);
    expect(await keys(guarded('abcdef123456'))).toEqual(
      await keys(guarded(`arn:aws:bedrock:us-east-1:${ACCOUNT}:guardrail/abcdef123456`)),
    );
  });

  it('is not made where the file answers it', async () => {
    const text = JSON.stringify({
      arn: `arn:aws:bedrock:us-east-1:${ACCOUNT}:flow/ABCDE12345`,
      definition: JSON.parse(flowOf(prompt('N', 'amazon.nova-lite-v1:0'))),
    });
    expect((await planned({ 'flow.json': text })).plan.assumptions).toEqual([]);
  });
});

describe('a reference', () => {
  const template = (id: string) => `Parameters:
  Docs: { Type: String, Default: KBDEFAULT1 }
Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Definition:
        Nodes:
          - { Name: Look, Type: KnowledgeBase, Configuration: { KnowledgeBase: { KnowledgeBaseId: ${id} } } }
`;

  it.each([
    ['!Ref Docs', 'Docs'],
    ['!GetAtt Docs.KnowledgeBaseId', 'Docs.KnowledgeBaseId'],
    ['!ImportValue docs', 'Fn::ImportValue("docs")'],
    ['!FindInMap [A, !Ref B, C]', 'Fn::FindInMap(["A",{"Ref":"B"},"C"])'],
  ])('%s is the question %s where the output cannot keep it', async (id, key) => {
    const files = { 'template.yaml': template(id) };
    expect((await planned(files)).plan.questions.map((question) => question.key)).toEqual([key]);
    expect((await planned(files, { format: 'cloudformation' })).plan.questions).toEqual([]);
  });

  it('never lends its default to a policy', async () => {
    const files = { 'template.yaml': template('!Ref Docs') };
    for (const format of ['json', 'cloudformation', 'aws-cli'] as const) {
      const statements = (await printed(files, { format })).replace(/"prompt": .*/g, '');
      expect(statements).not.toContain('KBDEFAULT1');
    }
  });
});
