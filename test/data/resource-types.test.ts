import { describe, expect, test } from 'vitest';
import { RESOURCE_TYPES } from '../../src/core/data/resource-types.generated.ts';
import { RETURNS } from '../../src/core/read/cloudformation/returns.ts';

/** A transform of AWS SAM makes these of other types. */
const OF_TRANSFORMS = ['AWS::Serverless::Function'];

/** AWS's data has no form of the ARN of these, which are parts of others. */
const WITHOUT_ARN = [
  'AWS::Bedrock::AgentAlias',
  'AWS::Bedrock::FlowAlias',
  'AWS::Bedrock::FlowVersion',
  'AWS::Bedrock::GuardrailVersion',
  'AWS::Bedrock::PromptVersion',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
  'AWS::Lex::BotAlias',
];

test('only parts of other resources have no form of their ARN', () => {
  const without = Object.entries(RESOURCE_TYPES)
    .filter(([, { arn }]) => arn === undefined)
    .map(([type]) => type);
  expect(without).toEqual(WITHOUT_ARN);
});

const types = Object.entries(RETURNS).filter(([type]) => !OF_TRANSFORMS.includes(type));

describe.each(types)('%s', (type, { ref, attributes = {} }) => {
  const known = RESOURCE_TYPES[type];

  test('returns attributes that CloudFormation has', () => {
    const unknown = Object.keys(attributes).filter((name) => !known?.attributes.includes(name));
    expect(unknown).toEqual([]);
  });

  test('returns by Ref as many parts as its primary identifier has', () => {
    expect(ref?.split('|')).toHaveLength(known?.ref.length ?? 0);
  });

  test('returns an ARN, and nothing else, where the names say so', () => {
    const named = { ...attributes, ...(ref !== undefined && { [known?.ref.join() ?? '']: ref }) };
    for (const [name, text] of Object.entries(named)) {
      const isArn = /Arn$|^InferenceProfileIdentifier$/.test(name);
      expect([name, text.startsWith('arn:')]).toEqual([name, isArn]);
    }
  });

  test('has ARNs of the form that AWS has, where it has one', () => {
    const form = known?.arn?.replaceAll(/\{\w+\}/g, '[^:]+') ?? 'arn:.+';
    for (const text of [ref ?? '', ...Object.values(attributes)]) {
      expect(text).toMatch(text.startsWith('arn:') ? new RegExp(`^${form}$`) : /^[\w|-]+$/);
    }
  });

  test('knows all ARNs that CloudFormation returns', () => {
    // What encrypts a version of a prompt is told as it was given.
    const arns = known?.attributes.filter((name) => /^(?!CustomerEncryptionKey)\w*Arn$/.test(name));
    expect(arns?.filter((name) => !Object.hasOwn(attributes, name))).toEqual([]);
  });
});
