import { describe, expect, it } from 'vitest';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import {
  ACCOUNT,
  answersRefused,
  flowOf,
  flowsOf,
  knowledgeOf,
  managedPrompt,
  node,
  planned,
  prompt,
  resourcesOf,
  retrieval,
} from './planning.ts';

const OWN = `arn:aws:bedrock:us-east-1:${ACCOUNT}`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const EVERYTHING = flowOf(
  node('Look', 'KnowledgeBase', { knowledgeBaseId: '<kb>' }),
  managedPrompt('Answer', `${OWN}:prompt/YOUR_PROMPT_ID:3`),
  node('Plan', 'Agent', { agentAliasArn: 'AGENT_ARN' }),
  retrieval('Read', 'letters'),
  prompt('Ask', ''),
);

describe('an answer', () => {
  it.each<[string, unknown, Readonly<Record<string, string>>, string, string]>([
    [
      'to a placeholder',
      node('Look', 'KnowledgeBase', { knowledgeBaseId: '{{ kb }}' }),
      { kb: 'KBDOCS0001' },
      'RetrieveFromKnowledgeBases',
      `${OWN}:knowledge-base/KBDOCS0001`,
    ],
    [
      'to a part of an ARN',
      node('Plan', 'Agent', { agentAliasArn: `${OWN}:agent-alias/<agent>/<alias>` }),
      { agent: 'AGENT12345', alias: 'ALIAS12345' },
      'InvokeAgents',
      `${OWN}:agent-alias/AGENT12345/ALIAS12345`,
    ],
    [
      'to a missing field',
      node('Plan', 'Agent'),
      { 'flow.Plan.agentAliasArn': `${OWN}:agent-alias/AGENT12345/ALIAS12345` },
      'InvokeAgents',
      `${OWN}:agent-alias/AGENT12345/ALIAS12345`,
    ],
    [
      'with a model',
      prompt('Ask', ''),
      { 'flow.Ask.modelId': 'amazon.nova-lite-v1:0' },
      'InvokeFoundationModels',
      'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
    ],
    [
      'with a profile',
      prompt('Ask', '$$MODEL'),
      { MODEL: 'us.amazon.nova-lite-v1:0' },
      'InvokeInferenceProfiles',
      `${OWN}:inference-profile/us.amazon.nova-lite-v1:0`,
    ],
    [
      'with the rest of a profile',
      prompt('Ask', 'us.<model>'),
      { model: 'amazon.nova-lite-v1:0' },
      'InvokeInferenceProfiles',
      `${OWN}:inference-profile/us.amazon.nova-lite-v1:0`,
    ],
    [
      'with the version of a prompt',
      managedPrompt('Answer', `${OWN}:prompt/PROMPT1234:<version>`),
      { version: '7' },
      'UsePrompts',
      `${OWN}:prompt/PROMPT1234:7`,
    ],
  ])('%s takes its place', async (_name, asking, answers, sid, resource) => {
    const files = { 'flow.json': flowOf(asking) };
    expect(await answersRefused(files, { answers })).toEqual([]);
    expect(resourcesOf(await planned(files, { answers }), sid)).toContain(resource);
  });

  it('of several models lets the role invoke all of them', async () => {
    const files = { 'flow.json': flowOf(managedPrompt('Answer', `${OWN}:prompt/PROMPT1234`)) };
    const answers = { 'model:prompt/PROMPT1234': 'amazon.nova-lite-v1:0,us.amazon.nova-pro-v1:0' };
    expect(await answersRefused(files, { answers })).toEqual([]);
    const role = await planned(files, { answers });
    expect(role.plan.questions).toEqual([]);
    expect(resourcesOf(role, 'InvokeFoundationModels')).toHaveLength(1);
    expect(resourcesOf(role, 'InvokeInferenceProfiles')).toHaveLength(1);
  });

  it('to an assumption replaces it', async () => {
    const files = { 'flow.json': flowOf(retrieval('Read', 'letters')) };
    const answers = {
      'account:bucket/letters': '444455556666',
      'kms:bucket/letters': KEY,
      'kms:flow/flow': 'none',
    };
    expect(await answersRefused(files, { answers })).toEqual([]);
    const role = await planned(files, { answers });
    expect(role.plan.assumptions).toEqual([]);
    expect(resourcesOf(role, 'UseKeysOfResources')).toEqual([KEY]);
    expect(JSON.stringify(role.plan.identity)).toContain('444455556666');
  });

  it('may open further questions', async () => {
    const files = { 'flow.json': flowOf(prompt('Ask', '<model>')) };
    const profile = `${OWN}:application-inference-profile/abcdef123456`;
    const first = { model: profile };
    expect(await answersRefused(files, { answers: first })).toEqual([]);
    const { plan } = await planned(files, { answers: first });
    const key = 'model:application-inference-profile/abcdef123456';
    expect(plan.questions.map((question) => question.key)).toEqual([
      expect.stringContaining('model:'),
    ]);
    const [further] = plan.questions;
    const both = { ...first, [further?.key ?? key]: 'amazon.nova-lite-v1:0' };
    expect(await answersRefused(files, { answers: both })).toEqual([]);
    expect((await planned(files, { answers: both })).plan.questions).toEqual([]);
  });

  it('that makes no value of the form asks for the whole value', async () => {
    const arn = `${OWN}:agent-alias/<agent>/<alias>`;
    const files = { 'flow.json': flowOf(node('Plan', 'Agent', { agentAliasArn: arn })) };
    const answers = { agent: 'my-agent', alias: 'ALIAS12345' };
    const { plan } = await planned(files, { answers });
    expect(plan.questions.map(({ key }) => key)).toEqual(['flow.Plan.agentAliasArn']);
  });

  it('keeps a reference where the output can say it, and tells its form', async () => {
    const files = {
      'template.yaml': `Parameters: { Model: { Type: String } }
Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Definition:
        Nodes:
          - { Name: Ask, Type: Prompt, Configuration: { Prompt: { SourceConfiguration: { Inline: { ModelId: !Ref Model } } } } }
`,
    };
    const world = {
      format: 'cloudformation',
      answers: { Model: 'us.amazon.nova-lite-v1:0' },
    } as const;
    expect(await answersRefused(files, world)).toEqual([]);
    expect(resourcesOf(await planned(files, world), 'InvokeInferenceProfiles')).toEqual([
      // biome-ignore lint/suspicious/noTemplateCurlyInString: references are shown so
      'arn:${partition}:bedrock:${region}:${account}:inference-profile/${Model}',
    ]);
  });
});

describe('all questions of a flow', () => {
  it('can be answered together', async () => {
    const files = { 'flow.json': EVERYTHING };
    const { plan } = await planned(files, { given: [] });
    const right: Readonly<Record<string, string>> = {
      account: ACCOUNT,
      region: 'us-east-1',
      kb: 'KBDOCS0001',
      YOUR_PROMPT_ID: 'PROMPT1234',
      'model:prompt/YOUR_PROMPT_ID:3': 'amazon.nova-lite-v1:0',
      AGENT_ARN: `${OWN}:agent-alias/AGENT12345/ALIAS12345`,
      'flow.Ask.modelId': 'amazon.nova-pro-v1:0',
    };
    expect(plan.questions.map(({ key }) => key).toSorted()).toEqual(Object.keys(right).toSorted());
    expect(await answersRefused(files, { given: [], answers: right })).toEqual([]);
    const role = await planned(files, { given: [], answers: right });
    expect(role.plan.questions).toEqual([]);
    expect(resourcesOf(role, 'UsePrompts')).toEqual([`${OWN}:prompt/PROMPT1234:3`]);
  });
});

describe('a wrong answer', () => {
  const files = { 'flow.json': EVERYTHING };

  it.each([
    ['nobody', 'x', /^No question has the key "nobody"\. Open are: .*kb.*\.$/],
    ['toString', 'x', /^No question has the key "toString"\./],
    ['__proto__x', 'x', /^No question has the key "__proto__x"\./],
    [
      'kb',
      'KB-1',
      /^The answer "KB-1" to "kb" is not a knowledge base id of up to 10 letters and digits, such as KB12345678\.$/,
    ],
    ['kb', '', /^The answer "" to "kb" is not/],
    ['kb', '*', /^The answer "\*" to "kb" is not/],
    ['YOUR_PROMPT_ID', '*', /^The answer "\*" to "YOUR_PROMPT_ID" is not text of letters/],
    ['AGENT_ARN', 'my-agent', /is not the ARN of an agent alias, such as arn:aws:bedrock:/],
    ['flow.Ask.modelId', 'claude sonnet', /is not a model id, an inference profile id/],
    [
      'model:prompt/YOUR_PROMPT_ID:3',
      'a.b, c.d',
      /is not one or more model ids or ARNs, separated by commas/,
    ],
    ['kms:bucket/letters', 'alias/letters', /is not the ARN of a KMS key \(not of an alias/],
    ['account:bucket/letters', '1234', /is not a 12-digit AWS account id, such as 123456789012\./],
    ['account', '1111-2222-3333', /is not a 12-digit AWS account id/],
    ['region', 'Frankfurt', /is not an AWS Region code, such as us-east-1\./],
    ['flow-id', 'flow/ABCDE12345', /is not a flow id of 10 letters and digits/],
    ['role-name', 'my role', /is not the name of an IAM role/],
  ])('%s=%s is refused in a sentence', async (key, value, said) => {
    const wrong = await answersRefused(files, { answers: { [key]: value } });
    expect(wrong).toEqual([expect.stringMatching(said)]);
  });

  it.each([
    ['account', '444455556666'],
    ['region', 'eu-west-1'],
    ['partition', 'aws-cn'],
    ['flow-id', 'ABCDE12345'],
    ['role-name', 'my-role'],
  ])('%s can be answered in every flow', async (key, value) => {
    expect(await answersRefused(files, { answers: { [key]: value } })).toEqual([]);
  });

  it('is told once for each answer, right ones not at all', async () => {
    const answers = { kb: 'KBDOCS0001', nobody: 'x', AGENT_ARN: 'y' };
    expect(await answersRefused(files, { answers })).toHaveLength(2);
  });

  it('is told where there is nothing to answer', async () => {
    const settled = {
      'flow.json': JSON.stringify({
        arn: `${OWN}:flow/ABCDE12345`,
        definition: JSON.parse(flowOf(node('In', 'Input'))),
      }),
    };
    expect(await answersRefused(settled, { answers: { kb: 'x' } })).toEqual([
      'No question has the key "kb". There is nothing to answer.',
    ]);
  });
});

describe('questions of several flows', () => {
  const keysOf = async (files: Readonly<Record<string, string>>) => {
    const roles = planRoles(await flowsOf(files), await knowledgeOf({}));
    return roles.map(({ plan }) => plan.questions.map(({ key }) => key));
  };

  it('about equally named nodes are kept apart', async () => {
    const text = flowOf(prompt('Prompt_1', ''));
    for (const [one, two] of [
      ['one.json', 'two.json'],
      ['one/flow.json', 'two/flow.json'],
    ] as const) {
      const keys = (await keysOf({ [one]: text, [two]: text })).flat();
      expect(new Set(keys).size).toBe(2);
    }
  });

  it('about one resource or one placeholder are the same', async () => {
    const text = flowOf(
      prompt('Ask', '$$MODEL'),
      managedPrompt('Answer', `${OWN}:prompt/PROMPT1234`),
    );
    const [one, two] = await keysOf({ 'one.json': text, 'two.json': text });
    expect(one).toEqual(two);
    expect(one).toEqual(['MODEL', 'model:prompt/PROMPT1234']);
  });
});
