// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are written so.
import { describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  flowOf,
  managedPrompt,
  node,
  planned,
  prompt,
  REGION,
  resourcesOf,
  retrieval,
} from '../interview/planning.ts';

const OWN = `arn:aws:bedrock:${REGION}:${ACCOUNT}`;

const knowledgeBase = (id: unknown) => node('Look', 'KnowledgeBase', { knowledgeBaseId: id });
const agent = (arn: unknown) => node('Plan', 'Agent', { agentAliasArn: arn });
const lambda = (arn: unknown) => node('Send', 'LambdaFunction', { lambdaArn: arn });

/** The keys of the questions that a node leaves open. */
async function asked(nodeWithValue: unknown): Promise<readonly string[]> {
  const { plan } = await planned({ 'flow.json': flowOf(nodeWithValue) });
  return plan.questions.map(({ key }) => key);
}

describe('a placeholder as a whole value', () => {
  it.each([
    ['$$KB', 'KB'],
    ['$${KB}', 'KB'],
    ['${KB}', 'KB'],
    ['${ KB }', 'KB'],
    ['{{KB}}', 'KB'],
    ['{{ kb.id }}', 'kb.id'],
    ['<KB>', 'KB'],
    ['<knowledge base id>', 'knowledge base id'],
    ['%KB%', 'KB'],
    ['%%KB%%', 'KB'],
    ['[KB]', 'KB'],
    ['[[KB]]', 'KB'],
    ['@@KB@@', 'KB'],
    ['YOUR_KB_ID', 'YOUR_KB_ID'],
    ['your-kb-id', 'your-kb-id'],
    ['KB_ID_HERE', 'KB_ID_HERE'],
    ['KNOWLEDGE_BASE_ID', 'KNOWLEDGE_BASE_ID'],
    ['REPLACE_ME', 'REPLACE_ME'],
    ['INSERT_KB_ID', 'INSERT_KB_ID'],
  ])('%s is the question %s', async (text, key) => {
    expect(await asked(knowledgeBase(text))).toEqual([key]);
  });

  it.each([
    '',
    ' ',
    'string',
    'String',
    'TODO',
    'XXXXXXXXXX',
    'xxxx',
    'CHANGEME',
    'FIXME',
    'PLACEHOLDER',
  ])('"%s" is a question, whatever the field', async (text) => {
    expect(await asked(knowledgeBase(text))).toHaveLength(1);
    expect(await asked(retrieval('Read', text))).toHaveLength(1);
    expect(await asked(prompt('Ask', text))).toHaveLength(1);
    expect(await asked(agent(text))).toHaveLength(1);
  });

  it.each(['', 'string', 'TODO', 'XXXX'])(
    '"%s" in two fields is two questions, as it names nothing',
    async (text) => {
      const nodes = [knowledgeBase(text), retrieval('Read', text)];
      const { plan } = await planned({ 'flow.json': flowOf(...nodes) });
      expect(plan.questions.map(({ key, form }) => [key, form])).toEqual([
        ['flow.Look.knowledgeBaseId', 'knowledge-base-id'],
        ['flow.Read.bucketName', 'bucket-name'],
      ]);
    },
  );

  it.each(['kb-id', 'kb_id', 'two words', '*', 'KB?', '$kb', 'KBDOCS00012', 'KBDOCS0001\n'])(
    '"%s" is no id: the question is about the field',
    async (text) => {
      expect(await asked(knowledgeBase(text))).toEqual(['flow.Look.knowledgeBaseId']);
    },
  );

  it.each(['KBDOCS0001', 'kbdocs', 'KNOWLEDGE1', '0123456789', 'TODAY', 'Entertain1'])(
    '%s is an id',
    async (text) => {
      expect(await asked(knowledgeBase(text))).toEqual([]);
    },
  );
});

describe('placeholders in an ARN', () => {
  it.each([
    ['YOUR_REGION_NAME', 'YOUR_ACCOUNT_ID'],
    ['REGION', 'ACCOUNT_ID'],
    ['AWS_REGION', 'AWS_ACCOUNT_ID'],
    ['<region>', '<account-id>'],
    ['<your-region>', '<your-account>'],
    ['${AWS::Region}', '${AWS::AccountId}'],
    ['${region}', '${account_id}'],
    ['{{ region }}', '{{ accountId }}'],
    ['$$REGION', '$$ACCOUNT_ID'],
    ['%REGION%', '%ACCOUNT%'],
    ['[REGION]', '[AWS ACCOUNT NUMBER]'],
    ['@@aws_region@@', '@@aws_account_id@@'],
  ])('%s and %s are the own Region and account', async (region, account) => {
    const arn = `arn:aws:bedrock:${region}:${account}:agent-alias/AGENT12345/ALIAS12345`;
    const role = await planned({ 'flow.json': flowOf(agent(arn)) });
    expect(role.plan.questions).toEqual([]);
    expect(resourcesOf(role, 'InvokeAgents')).toEqual([`${OWN}:agent-alias/AGENT12345/ALIAS12345`]);
  });

  it.each(['${AWS::Partition}', '<partition>', 'PARTITION', '{{ aws_partition }}'])(
    '%s is the own partition',
    async (partition) => {
      const arn = `arn:${partition}:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345`;
      const role = await planned({ 'flow.json': flowOf(agent(arn)) });
      expect(resourcesOf(role, 'InvokeAgents')).toEqual([
        `${OWN}:agent-alias/AGENT12345/ALIAS12345`,
      ]);
    },
  );

  it.each([
    ['YOUR_AGENT_ID/YOUR_ALIAS_ID', ['YOUR_AGENT_ID', 'YOUR_ALIAS_ID']],
    ['AGENT_ID/ALIAS_ID', ['AGENT_ID', 'ALIAS_ID']],
    ['<agent>/<alias>', ['agent', 'alias']],
    ['${Agent}/${Alias}', ['Agent', 'Alias']],
    ['AGENT12345/{{ alias }}', ['alias']],
    ['<id>/<id>', ['id']],
    ['$$AGENT_AND_ALIAS', ['AGENT_AND_ALIAS']],
    ['AGENT12345/Prod', ['flow.Plan.agentAliasArn']],
    ['AGENT12345/*', ['flow.Plan.agentAliasArn']],
    ['AGENT12345', ['flow.Plan.agentAliasArn']],
  ])('%s are the questions %j', async (resource, keys) => {
    expect(await asked(agent(`${OWN}:agent-alias/${resource}`))).toEqual(keys);
  });

  it('leaves $LATEST alone', async () => {
    const arn = 'arn:aws:lambda:us-east-1:111122223333:function:send:$LATEST';
    expect(await asked(lambda(arn))).toEqual([]);
    expect(await asked(lambda(arn.replace('send', '${Function}')))).toEqual(['Function']);
    expect(await asked(lambda(arn.replace('send', 'FUNCTION_NAME')))).toEqual([]);
  });

  it.each([
    ['foundation-model/MODEL_ID', 'MODEL_ID'],
    ['foundation-model/YOUR_MODEL_ID', 'YOUR_MODEL_ID'],
    ['foundation-model/<model>', 'model'],
    ['foundation-model/${ModelId}', 'ModelId'],
  ])('asks for the model in %s', async (resource, key) => {
    expect(await asked(prompt('Ask', `arn:aws:bedrock:us-east-1::${resource}`))).toEqual([key]);
  });

  it('tells where the placeholder stands and what it is a part of', async () => {
    const arn = 'arn:aws:bedrock:REGION:ACCOUNT_ID:prompt/YOUR_PROMPT_ID:3';
    const text = flowOf(managedPrompt('Check', arn));
    const { plan } = await planned({ 'flow.json': text });
    expect(plan.questions.find(({ key }) => key === 'YOUR_PROMPT_ID')).toEqual({
      key: 'YOUR_PROMPT_ID',
      prompt: `What does the placeholder "YOUR_PROMPT_ID" stand for? It is a part of the sourceConfiguration.resource.promptArn of node "Check": "${arn}".`,
      place: { file: 'flow.json', line: 1, column: text.indexOf('"arn:') + 1 },
      form: 'name',
    });
  });
});

describe('text that is no placeholder', () => {
  it.each([
    ['a bucket', retrieval('Read', 'string-theory')],
    ['a bucket', retrieval('Read', 'enterprise-letters')],
    ['a bucket', retrieval('Read', 'my.todo.list')],
    ['a bucket', retrieval('Read', 'todo-app-letters')],
    ['a function', lambda('arn:aws:lambda:us-east-1:111122223333:function:change-request')],
    ['a model', prompt('Ask', 'anthropic.claude-3-haiku-20240307-v1:0')],
    ['a function', lambda('arn:aws:lambda:us-east-1:111122223333:function:REPLACEMENT')],
    ['a function', lambda('arn:aws:lambda:us-east-1:111122223333:function:insertOrder')],
    ['a function', lambda('arn:aws:lambda:us-east-1:111122223333:function:MY_FUNCTION:PROD_1')],
    [
      'a prompt text',
      node('Ask', 'Prompt', {
        sourceConfiguration: {
          inline: {
            modelId: 'amazon.nova-lite-v1:0',
            templateConfiguration: { text: { text: '{{letter}} ${name} <x> YOUR_NAME' } },
          },
        },
      }),
    ],
  ])('%s is left alone', async (_what, value) => {
    expect(await asked(value)).toEqual([]);
  });
});
