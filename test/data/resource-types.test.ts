import { describe, expect, test } from 'vitest';
import { sampleOf, TYPE_FORMS } from '../../src/core/arn/resource-forms.ts';
import { ARNS_BY_HAND, TYPES_OF_TRANSFORMS } from '../../src/core/data/resource-forms.ts';
import { RESOURCE_TYPES } from '../../src/core/data/resource-types.generated.ts';
import { AWS_PROVIDER_FORMS } from '../../src/core/data/terraform-forms.ts';
import { formsOf } from '../../src/core/read/terraform/returns.ts';
import { hasForm } from '../../src/core/template/forms.ts';

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

test('forms are kept by hand for these, and for bots, whose form in the data is that of Lex V1', () => {
  expect(Object.keys(ARNS_BY_HAND).sort()).toEqual([...WITHOUT_ARN, 'AWS::Lex::Bot'].sort());
});

const types = Object.entries(TYPE_FORMS).filter(
  ([type]) => !Object.hasOwn(TYPES_OF_TRANSFORMS, type),
);

describe.each(types)('%s', (type, { Ref: ref = '', ...attributes }) => {
  const known = RESOURCE_TYPES[type];

  test('has forms of attributes that CloudFormation has', () => {
    const unknown = Object.keys(attributes).filter((name) => !known?.attributes.includes(name));
    expect(unknown).toEqual([]);
  });

  test('gives by Ref as many parts as its primary identifier has', () => {
    expect(ref.split('|')).toHaveLength(known?.ref.length ?? 0);
  });

  test('gives an ARN, and nothing else, where the names say so', () => {
    const named = { ...attributes, ...(known?.ref.length === 1 && { [known.ref.join()]: ref }) };
    for (const [name, form] of Object.entries(named)) {
      const isArn = /Arn$|^InferenceProfileIdentifier$/.test(name);
      expect([name, form.startsWith('arn:')]).toEqual([name, isArn]);
    }
  });

  test('has the form of the ARN that AWS has, but for the names of parts', () => {
    const bare = (form: string) => form.replaceAll(/\{\w+\}/g, '{}');
    const wanted = bare(ARNS_BY_HAND[type] ?? known?.arn ?? '');
    const arns = Object.values(attributes).filter((form) => form.startsWith('arn:'));
    expect(arns.map(bare)).toEqual(arns.map(() => wanted));
  });

  test('knows all ARNs, ids and names of itself that CloudFormation returns', () => {
    // What encrypts a version, and which role it has, is told as it was given.
    const own = known?.attributes.filter((name) =>
      /^(?!CustomerEncryptionKey|ExecutionRole)\w*(?:Arn|Id)$/.test(name),
    );
    expect(own?.filter((name) => !Object.hasOwn(attributes, name))).toEqual([]);
  });
});

describe.each(Object.entries(AWS_PROVIDER_FORMS))('%s', (_type, forms) => {
  test('has parts that can be told apart, in ARNs where the names say so', () => {
    for (const [name, form] of Object.entries(forms)) {
      expect([name, form]).toEqual([name, expect.stringMatching(/\{\w+\}/)]);
      if (/(?:^|_)arn$/.test(name)) {
        expect(form).toMatch(/^arn:\{Partition\}:/);
      }
    }
  });
});

test('samples have the forms that nodes of a flow take', () => {
  const sample = (type: string, attribute: string) =>
    sampleOf(formsOf(type, false)?.[attribute] ?? '');
  for (const provider of ['aws_bedrockagent', 'awscc_bedrock']) {
    expect(hasForm(sample(`${provider}_prompt`, 'arn'), 'prompt-arn')).toBe(true);
    expect(hasForm(sample(`${provider}_agent_alias`, 'agent_alias_arn'), 'agent-alias-arn')).toBe(
      true,
    );
  }
  expect(hasForm(sample('aws_lambda_alias', 'arn'), 'function-arn')).toBe(true);
  expect(hasForm(sample('awscc_lambda_version', 'function_arn'), 'function-arn')).toBe(true);
  expect(hasForm(sample('awscc_lex_bot_alias', 'arn'), 'bot-alias-arn')).toBe(true);
  expect(hasForm(sample('awscc_s3_bucket', 'id'), 'bucket-name')).toBe(true);
  expect(hasForm(sample('awscc_bedrock_application_inference_profile', 'id'), 'model')).toBe(true);
});
