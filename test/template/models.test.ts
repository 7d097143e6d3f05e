// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes references so.
import { describe, expect, it } from 'vitest';
import { type Data, resourcesOf, writtenTemplate } from '../read/written.ts';

const OWN = 'arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}';
const ANYWHERE = 'arn:${AWS::Partition}:bedrock:*::foundation-model';

/** All resources on which a template with this ModelId lets the role invoke models. */
async function invoked(
  modelId: string,
  parameters = '  Model: { Type: String }',
): Promise<readonly Data[]> {
  const text = `Parameters:
${parameters}
Resources:
  Profile: { Type: AWS::Bedrock::ApplicationInferenceProfile, Properties: { ModelSource: { CopyFrom: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0" } } }
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Definition:
        Nodes:
          - { Name: Ask, Type: Prompt, Configuration: { Prompt: { SourceConfiguration: { Inline: { ModelId: ${modelId} } } } } }
`;
  const template = await writtenTemplate('template.yaml', text);
  const sids = JSON.stringify(template).match(/"Sid":"Invoke\w+"/g) ?? [];
  return sids
    .map((sid) => sid.slice(7, -1))
    .filter((sid) => !sid.endsWith('Precaution'))
    .flatMap((sid) => resourcesOf(template, sid));
}

describe('a model by reference', () => {
  it('of a foundation model', async () => {
    expect(
      await invoked('!Ref Model', '  Model: { Type: String, Default: amazon.nova-lite-v1:0 }'),
    ).toEqual([
      { 'Fn::Sub': 'arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/${Model}' },
    ]);
  });

  it('of the ARN of a foundation model', async () => {
    const parameters =
      '  Model: { Type: String, Default: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0" }';
    expect(await invoked('!Ref Model', parameters)).toEqual([{ Ref: 'Model' }]);
  });

  it('of a profile by its id', async () => {
    expect(
      await invoked('!Ref Model', '  Model: { Type: String, Default: eu.amazon.nova-lite-v1:0 }'),
    ).toEqual([
      { 'Fn::Sub': `${OWN}:inference-profile/\${Model}` },
      {
        'Fn::Sub': [
          `${ANYWHERE}/\${Value1}`,
          { Value1: { 'Fn::Select': [1, { 'Fn::Split': ['eu.', { Ref: 'Model' }] }] } },
        ],
      },
    ]);
  });

  it('of a profile by its ARN', async () => {
    const parameters =
      '  Model: { Type: String, Default: "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0" }';
    expect(await invoked('!Ref Model', parameters)).toEqual([
      { Ref: 'Model' },
      {
        'Fn::Sub': [
          `${ANYWHERE}/\${Value1}`,
          {
            Value1: {
              'Fn::Select': [1, { 'Fn::Split': [':inference-profile/us.', { Ref: 'Model' }] }],
            },
          },
        ],
      },
    ]);
  });

  it.each([
    ['after the prefix', '!Sub "us.${Model}"', 'us.${Model}', '${Model}'],
    [
      'after the provider',
      '!Sub "us.anthropic.${Model}"',
      'us.anthropic.${Model}',
      'anthropic.${Model}',
    ],
    [
      'in the middle',
      '!Join ["", [us.anthropic., !Ref Model, "-v1:0"]]',
      'us.anthropic.${Model}-v1:0',
      'anthropic.${Model}-v1:0',
    ],
    [
      'in the ARN of a profile',
      '!Sub "arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/us.anthropic.${Model}"',
      'us.anthropic.${Model}',
      'anthropic.${Model}',
    ],
  ])('%s', async (_name, modelId, profile, model) => {
    expect(await invoked(modelId)).toEqual([
      { 'Fn::Sub': `${OWN}:inference-profile/${profile}` },
      { 'Fn::Sub': `${ANYWHERE}/${model}` },
    ]);
  });

  it('before the prefix, where the default says that it is one', async () => {
    const parameters = '  Geography: { Type: String, Default: us }';
    expect(await invoked('!Sub "${Geography}.amazon.nova-lite-v1:0"', parameters)).toEqual([
      { 'Fn::Sub': `${OWN}:inference-profile/\${Geography}.amazon.nova-lite-v1:0` },
      { 'Fn::Sub': `${ANYWHERE}/amazon.nova-lite-v1:0` },
    ]);
  });

  it.each([
    ['a parameter without a default', '!Ref Model', '<Model>'],
    ['an imported value', '!ImportValue model', '<Fn::ImportValue("model")>'],
    ['an SSM parameter', '!Ref ModelName', '<ModelName>'],
  ])('is asked for where its form is not known: %s', async (_name, modelId, open) => {
    const parameters =
      "  Model: { Type: String }\n  ModelName: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /models/amazon.nova-lite-v1:0 }";
    expect(await invoked(modelId, parameters)).toEqual([open]);
  });

  it('is each of two where a condition chooses', async () => {
    const modelId = '!If [A, us.amazon.nova-lite-v1:0, amazon.nova-lite-v1:0]';
    expect(await invoked(modelId)).toEqual([
      {
        'Fn::Sub':
          'arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/amazon.nova-lite-v1:0',
      },
      { 'Fn::Sub': `${OWN}:inference-profile/us.amazon.nova-lite-v1:0` },
      { 'Fn::Sub': `${ANYWHERE}/amazon.nova-lite-v1:0` },
    ]);
  });

  it('of an application inference profile', async () => {
    expect(await invoked('!GetAtt Profile.InferenceProfileArn')).toEqual([
      { 'Fn::GetAtt': ['Profile', 'InferenceProfileArn'] },
      'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
    ]);
  });
});
