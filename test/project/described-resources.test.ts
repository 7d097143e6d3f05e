import { describe, expect, it } from 'vitest';
import { display } from '../../src/core/template/template.ts';
import { checkedOf, projectOf, rolesOf, type Tree } from './in-memory.ts';

const HERE = 'arn:aws:bedrock:us-east-1:111122223333';
const LITE = 'amazon.nova-lite-v1:0';
const PRO = 'amazon.nova-pro-v1:0';
const PROMPT = `${HERE}:prompt/PRGREET001`;
const PROFILE = `${HERE}:application-inference-profile/ab12cd34ef56`;
const ROUTER = `${HERE}:prompt-router/rt12cd34ef56`;
const lite = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';

/** What GetFlow prints of a flow with one node. */
function flowWith(sourceConfiguration: object): string {
  return JSON.stringify({
    name: 'front-desk',
    arn: `${HERE}:flow/FLOWDESK01`,
    definition: {
      nodes: [
        { name: 'Greet', type: 'Prompt', configuration: { prompt: { sourceConfiguration } } },
      ],
      connections: [],
    },
  });
}

const usingPrompt = (promptArn: string) => flowWith({ resource: { promptArn } });
const usingModel = (modelId: string) => flowWith({ inline: { modelId } });

interface Variant {
  readonly name: string;
  readonly modelId?: string;
}

/** What GetPrompt prints. */
function prompt(variants: readonly Variant[], more: object = {}): string {
  return JSON.stringify({ arn: PROMPT, id: 'PRGREET001', version: 'DRAFT', variants, ...more });
}

const PLAIN = [{ name: 'plain', modelId: LITE }];
const TWO = [
  { name: 'plain', modelId: LITE },
  { name: 'rich', modelId: PRO },
];

function models(...arns: readonly string[]) {
  return { models: arns.map((modelArn) => ({ modelArn })) };
}

const profile = (...arns: readonly string[]) =>
  JSON.stringify({ inferenceProfileArn: PROFILE, type: 'APPLICATION', ...models(...arns) });

interface Row {
  readonly what: string;
  readonly tree: Tree;
  readonly models?: readonly string[];
  readonly question?: string;
}

const ROWS: readonly Row[] = [
  {
    what: 'the draft of a prompt',
    tree: { 'flow.json': usingPrompt(PROMPT), 'p.json': prompt(PLAIN) },
    models: [LITE],
  },
  {
    what: 'a version by its ARN',
    tree: {
      'flow.json': usingPrompt(`${PROMPT}:2`),
      'p.json': prompt(PLAIN, { arn: `${PROMPT}:2`, version: '2' }),
      'draft.json': prompt(TWO),
    },
    models: [LITE],
  },
  {
    what: 'a version by its number alone',
    tree: {
      'flow.json': usingPrompt(`${PROMPT}:2`),
      'p.json': prompt(PLAIN, { version: '2' }),
    },
    models: [LITE],
  },
  {
    what: 'the draft, where the flow uses a version',
    tree: { 'flow.json': usingPrompt(`${PROMPT}:2`), 'p.json': prompt(PLAIN) },
    question: 'model:prompt/PRGREET001:2',
  },
  {
    what: 'a version, where the flow uses the draft',
    tree: { 'flow.json': usingPrompt(PROMPT), 'p.json': prompt(PLAIN, { version: '2' }) },
    question: 'model:prompt/PRGREET001',
  },
  {
    what: 'the default of two variants',
    tree: {
      'flow.json': usingPrompt(PROMPT),
      'p.json': prompt(TWO, { defaultVariant: 'rich' }),
    },
    models: [PRO],
  },
  {
    what: 'two variants without a default',
    tree: { 'flow.json': usingPrompt(PROMPT), 'p.json': prompt(TWO) },
    models: [LITE, PRO],
  },
  {
    what: 'a prompt without a model',
    tree: { 'flow.json': usingPrompt(PROMPT), 'p.json': prompt([{ name: 'plain' }]) },
    question: 'model:prompt/PRGREET001',
  },
  {
    what: 'a prompt of another account',
    tree: {
      'flow.json': usingPrompt(PROMPT.replace('111122223333', '444455556666')),
      'p.json': prompt(PLAIN),
    },
    question: 'model:prompt/PRGREET001',
  },
  {
    what: 'two descriptions that agree',
    tree: {
      'flow.json': usingPrompt(PROMPT),
      'p.json': prompt(PLAIN),
      'q.json': prompt(PLAIN),
    },
    models: [LITE],
  },
  {
    what: 'two descriptions that do not agree',
    tree: { 'flow.json': usingPrompt(PROMPT), 'p.json': prompt(PLAIN), 'q.json': prompt(TWO) },
    question: 'model:prompt/PRGREET001',
  },
  {
    what: 'a description that is no JSON any more',
    tree: { 'flow.json': usingPrompt(PROMPT), 'p.json': prompt(PLAIN).slice(0, -3) },
    question: 'model:prompt/PRGREET001',
  },
  {
    what: 'a prompt in YAML',
    tree: {
      'flow.json': usingPrompt(PROMPT),
      'p.yaml': `arn: ${PROMPT}\nversion: DRAFT\nvariants:\n- name: plain\n  modelId: ${LITE}\n`,
    },
    models: [LITE],
  },
  {
    what: 'a prompt of a template',
    tree: {
      'template.yaml': [
        'Resources:',
        '  Flow:',
        '    Type: AWS::Bedrock::Flow',
        '    Properties:',
        '      Name: front-desk',
        '      ExecutionRoleArn: arn:aws:iam::111122223333:role/desk',
        '      Definition:',
        '        Connections: []',
        '        Nodes:',
        '          - Name: Greet',
        '            Type: Prompt',
        '            Configuration:',
        '              Prompt:',
        '                SourceConfiguration:',
        '                  Resource:',
        '                    PromptArn: !Sub arn:aws:bedrock:$' +
          '{AWS::Region}:$' +
          '{AWS::AccountId}:prompt/PRGREET001',
      ].join('\n'),
      'p.json': prompt(PLAIN),
    },
    models: [LITE],
  },
  {
    what: 'an application profile of one model',
    tree: { 'flow.json': usingModel(PROFILE), 'p.json': profile(lite) },
    models: [LITE],
  },
  {
    what: 'an application profile of a cross-Region profile, whose name it does not have',
    tree: {
      'flow.json': usingModel(PROFILE),
      'p.json': profile(lite, lite.replace('us-east-1', 'us-west-2')),
    },
    question: 'model:application-inference-profile/ab12cd34ef56',
  },
  {
    what: 'a router, and the profile that it leads to',
    tree: {
      'flow.json': usingModel(ROUTER),
      'r.json': JSON.stringify({
        promptRouterArn: ROUTER,
        ...models(PROFILE),
        fallbackModel: { modelArn: `${HERE}:inference-profile/us.amazon.nova-pro-v1:0` },
      }),
      'p.json': profile(lite),
    },
    models: [LITE, PRO],
  },
];

describe('what files beside a flow describe', () => {
  it.each(ROWS)('$what', async ({ tree, models: expected, question }) => {
    const project = await projectOf(tree);
    expect(project.failures).toEqual([]);
    const roles = rolesOf(project);
    expect(roles).toHaveLength(1);
    const needs = roles.flatMap(({ plan }) => plan.needs);
    const reached = needs.flatMap(
      ({ resource }) => /foundation-model\/([^/]+)$/.exec(display(resource))?.[1] ?? [],
    );
    const keys = roles.flatMap(({ plan }) => plan.questions.map(({ key }) => key));
    expect(keys.filter((key) => key.startsWith('model:'))).toEqual(question ? [question] : []);
    expect([...new Set(reached)].filter((model) => !model.startsWith('<')).sort()).toEqual(
      expected ?? [],
    );
  });

  const TREE = {
    'a/flow.json': usingPrompt(PROMPT),
    'a/greet.json': prompt(PLAIN, {
      customerEncryptionKeyArn: `arn:aws:kms:us-east-1:111122223333:key/${'1'.repeat(8)}-1111-1111-1111-${'1'.repeat(12)}`,
    }),
    'b/flow.json': usingPrompt(PROMPT),
  };

  it('is found beside a flow that was named, and said with its place', async () => {
    const project = await projectOf(TREE, ['a/flow.json']);
    expect(project.notes).toEqual([
      `The model of prompt/PRGREET001 is ${LITE}, from a/greet.json:1.`,
    ]);
    expect(rolesOf(project).flatMap(({ plan }) => plan.questions)).toEqual([]);
  });

  it('is not looked for in other directories, but counts there where it is named', async () => {
    const questions = async (...named: readonly string[]) =>
      rolesOf(await projectOf(TREE, named)).flatMap(({ plan }) => plan.questions).length;
    expect(await questions('b/flow.json')).toBe(1);
    expect(await questions('b/flow.json', 'a/greet.json')).toBe(0);
  });

  it('says that a prompt is encrypted', async () => {
    const [role] = rolesOf(await projectOf(TREE, ['a/flow.json']));
    expect(role?.plan.needs.flatMap(({ actions }) => actions)).toContain('kms:Decrypt');
    expect(role?.plan.assumptions.map(({ key }) => key)).not.toContain('kms:prompt/PRGREET001');
  });

  it('is a file of the role, so that a change of it is a change of the role', async () => {
    const { roles } = await checkedOf({
      'flow.json': usingPrompt(PROMPT),
      'greet.json': prompt(PLAIN),
      'other.json': prompt(PLAIN, { arn: `${HERE}:prompt/PROTHER001` }),
    });
    expect(roles.map(({ files }) => files)).toEqual([['flow.json', 'greet.json']]);
  });

  it('answers for a prompt that an answer names', async () => {
    const project = await projectOf(
      { 'flow.json': usingPrompt('$$GREETING_PROMPT'), 'p.json': prompt(PLAIN) },
      undefined,
      { GREETING_PROMPT: PROMPT, account: '111122223333' },
    );
    expect(rolesOf(project).flatMap(({ plan }) => plan.questions.map(({ key }) => key))).toEqual(
      [],
    );
  });
});
