// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are shown so.
import { describe, expect, it } from 'vitest';
import type { Neighbour } from '../../src/core/flow/related-resources.ts';
import { showPlace } from '../../src/core/place.ts';
import { display } from '../../src/core/template/template.ts';
import { fieldOf, marked, readOne, shown } from './reading.ts';

/** A template with these resources and a flow whose agent node refers to one of them. */
function template(resources: string, reference: string): string {
  return `Parameters:
  Model: { Type: String }
Resources:
${resources.replace(/^\n|\n *$/g, '')}
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Definition:
        Nodes:
          - { Name: Use, Type: Agent, Configuration: { Agent: { AgentAliasArn: ${reference} } } }
`;
}

/** What a template says about the resource that a value refers to. */
async function neighbour(resources: string, reference: string): Promise<Neighbour | undefined> {
  const flow = await readOne('template.yaml', template(resources, reference));
  const value = fieldOf(flow, 'Use', 'agentAliasArn');
  return value.kind === 'scalar' ? flow.neighbours(value.template) : undefined;
}

const models = (found: Neighbour | undefined) =>
  found?.models?.map((model) => display(model.template));

const PROMPT = `
  Prompt:
    Type: AWS::Bedrock::Prompt
    Properties:
      Name: answer
      DefaultVariant: careful
      CustomerEncryptionKeyArn: !GetAtt Key.Arn
      Variants:
        - { Name: quick, ModelId: amazon.nova-micro-v1:0 }
        - { Name: careful, ModelId: !Ref Model }
  Version:
    Type: AWS::Bedrock::PromptVersion
    Properties: { PromptArn: !GetAtt Prompt.Arn }
`;

describe('a prompt', () => {
  it.each([
    '!Ref Prompt',
    '!GetAtt Prompt.Arn',
    '{ Fn::GetAtt: [Prompt, Arn] }',
    '!Sub "${Prompt}"',
    '!Sub "${Prompt.Arn}:3"',
    '!Join ["", [!Ref Prompt]]',
    '!Ref Version',
    '!GetAtt Version.Arn',
  ])('%s leads to the model of its default variant and to its key', async (reference) => {
    const found = await neighbour(PROMPT, reference);
    expect(models(found)).toEqual(['${Model}']);
    expect(found?.encryptionKey && display(found.encryptionKey.template)).toBe('${Key.Arn}');
  });

  it.each([
    ['!GetAtt Version.Arn', '${Prompt.Arn}'],
    ['!GetAtt Prompt.Arn', undefined],
  ])('%s has the ARN without a version: %s', async (reference, expected) => {
    const found = await neighbour(PROMPT, reference);
    expect(found?.unversioned && display(found.unversioned)).toBe(expected);
  });

  it('knows where the model stands', async () => {
    const { text, at } = marked(
      'template.yaml',
      template(PROMPT.replace('!Ref Model', '!Ref ▮Model'), '!Ref Prompt'),
    );
    const flow = await readOne('template.yaml', text);
    const value = fieldOf(flow, 'Use', 'agentAliasArn');
    const [model] = (value.kind === 'scalar' && flow.neighbours(value.template)?.models) || [];
    expect(model && showPlace(model.place)).toBe(at);
  });

  it.each([
    ['one variant and no default', 'Variants: [{ Name: a, ModelId: m.one }]', ['m.one']],
    [
      'several variants and no default',
      'Variants: [{ Name: a, ModelId: m.one }, { Name: b, ModelId: m.two }]',
      ['m.one', 'm.two'],
    ],
    [
      'a default by reference',
      'DefaultVariant: !Ref Variant\n      Variants: [{ Name: a, ModelId: m.one }, { Name: b, ModelId: m.two }]',
      ['m.one', 'm.two'],
    ],
    [
      'a default and a name by other references',
      'DefaultVariant: !Ref Variant\n      Variants: [{ Name: !Ref Other, ModelId: m.one }, { Name: b, ModelId: m.two }]',
      ['m.one', 'm.two'],
    ],
    ['a variant without a model', 'Variants: [{ Name: a }]', []],
    ['no variants', 'Description: x', []],
    ['variants by a function', 'Variants: !If [A, [], []]', []],
  ])('with %s', async (_name, properties, expected) => {
    const resources = `  Prompt:\n    Type: AWS::Bedrock::Prompt\n    Properties:\n      ${properties}`;
    expect(models(await neighbour(resources, '!Ref Prompt'))).toEqual(expected);
  });

  it.each([
    [
      'a version of itself',
      '  Version: { Type: AWS::Bedrock::PromptVersion, Properties: { PromptArn: !GetAtt Version.Arn } }',
    ],
    [
      'versions in a circle',
      '  Version: { Type: AWS::Bedrock::PromptVersion, Properties: { PromptArn: !GetAtt Two.Arn } }\n  Two: { Type: AWS::Bedrock::PromptVersion, Properties: { PromptArn: !Ref Version } }',
    ],
    [
      'a version without a prompt',
      '  Version: { Type: AWS::Bedrock::PromptVersion, Properties: {} }',
    ],
    ['a version without properties', '  Version: { Type: AWS::Bedrock::PromptVersion }'],
    [
      'a version of a prompt elsewhere',
      '  Version: { Type: AWS::Bedrock::PromptVersion, Properties: { PromptArn: !ImportValue p } }',
    ],
  ])('names no model behind %s', async (_name, resources) => {
    expect(models(await neighbour(resources, '!Ref Version'))).toBeUndefined();
  });
});

describe('other resources', () => {
  it('an application inference profile leads to its source', async () => {
    const found = await neighbour(
      '  Profile: { Type: AWS::Bedrock::ApplicationInferenceProfile, Properties: { ModelSource: { CopyFrom: !Sub "arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/m.one" } } }',
      '!GetAtt Profile.InferenceProfileArn',
    );
    expect(models(found)).toEqual(['arn:${partition}:bedrock:${region}::foundation-model/m.one']);
  });

  it('a prompt router leads to its models and to its fallback', async () => {
    const found = await neighbour(
      '  Router: { Type: AWS::Bedrock::IntelligentPromptRouter, Properties: { Models: [{ ModelArn: one }, { ModelArn: two }], FallbackModel: { ModelArn: !Ref Model } } }',
      '!Ref Router',
    );
    expect(models(found)).toEqual(['one', 'two', '${Model}']);
  });

  const AGENT =
    '  Agent: { Type: AWS::Bedrock::Agent, Properties: { CustomerEncryptionKeyArn: !Ref KeyArn } }\n  Alias: { Type: AWS::Bedrock::AgentAlias, Properties: { AgentId: !GetAtt Agent.AgentId } }';

  it.each([
    ['an agent alias', AGENT, '!GetAtt Alias.AgentAliasArn', '${KeyArn}'],
    ['an agent', AGENT, '!Sub "x/${Agent}/y"', '${KeyArn}'],
    [
      'a guardrail',
      '  Guardrail: { Type: AWS::Bedrock::Guardrail, Properties: { KmsKeyArn: arn } }',
      '!GetAtt Guardrail.GuardrailId',
      'arn',
    ],
    [
      'a bucket',
      '  Bucket: { Type: AWS::S3::Bucket, Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref Key } }] } } }',
      '!Ref Bucket',
      '${Key}',
    ],
    ['a bucket without a key', '  Bucket: { Type: AWS::S3::Bucket }', '!Ref Bucket', undefined],
    [
      'a knowledge base',
      '  Docs: { Type: AWS::Bedrock::KnowledgeBase, Properties: {} }',
      '!Ref Docs',
      undefined,
    ],
  ])('%s leads to its key', async (_name, resources, reference, expected) => {
    const found = await neighbour(resources, reference);
    expect(found).toBeDefined();
    expect(found?.encryptionKey && display(found.encryptionKey.template)).toBe(expected);
  });

  it('a guardrail leads to its cross-Region profile', async () => {
    const found = await neighbour(
      '  Guardrail: { Type: AWS::Bedrock::Guardrail, Properties: { CrossRegionConfig: { GuardrailProfileArn: us.guardrail.v1:0 } } }',
      '!Ref Guardrail',
    );
    expect(found?.guardrailProfile && display(found.guardrailProfile.template)).toBe(
      'us.guardrail.v1:0',
    );
  });

  it.each([
    ['nothing', '  Queue: { Type: AWS::SQS::Queue }', '!Ref Missing'],
    ['a resource of another kind', '  Queue: { Type: AWS::SQS::Queue }', '!Ref Queue'],
    ['a parameter', '  Queue: { Type: AWS::SQS::Queue }', '!Ref Model'],
    ['a text', PROMPT, 'Prompt'],
    ['another function', PROMPT, '!ImportValue Prompt'],
    ['something that every object has', PROMPT, '!Ref constructor'],
  ])('%s leads nowhere', async (_name, resources, reference) => {
    expect(await neighbour(resources, reference)).toBeUndefined();
  });
});

describe('what a reference will look like', () => {
  /** The likeness of the reference that a value is. */
  async function likeness(parameters: string, reference: string) {
    const text = template('', reference).replace(
      /Parameters:\n.*\n/,
      `Parameters:\n${parameters}\n`,
    );
    const value = fieldOf(await readOne('template.yaml', text), 'Use', 'agentAliasArn');
    const [segment] = value.kind === 'scalar' ? value.template : [];
    return segment?.kind === 'reference' && segment.reference.kind === 'cloudformation'
      ? segment.reference.likeness?.text
      : undefined;
  }

  it.each([
    ['a default', '  P: { Type: String, Default: us.one }', 'us.one'],
    ['a number', '  P: { Type: Number, Default: 0123 }', '0123'],
    ['allowed values', '  P: { Type: String, AllowedValues: [us.one, two] }', 'us.one'],
    ['an empty default', "  P: { Type: String, Default: '' }", ''],
    ['no default', '  P: { Type: String }', undefined],
    [
      'the name of an SSM parameter',
      "  P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /models/one }",
      undefined,
    ],
    [
      'the name of an SSM parameter only',
      '  P: { Type: AWS::SSM::Parameter::Name, Default: x }',
      undefined,
    ],
    ['no type', '  P: { Default: us.one }', undefined],
  ])('of a parameter with %s', async (_name, parameters, expected) => {
    expect(await likeness(parameters, '!Ref P')).toBe(expected);
  });

  it('keeps the reference to an SSM parameter', async () => {
    const text = template('', '!Ref P')
      .replace('Model:', 'P:')
      .replace('String', "'AWS::SSM::Parameter::Value<String>'");
    expect(shown(fieldOf(await readOne('template.yaml', text), 'Use', 'agentAliasArn'))).toBe(
      '${P}',
    );
  });
});
