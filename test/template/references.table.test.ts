// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import { describe, expect, it } from 'vitest';
import {
  Expression,
  moduleText,
  stackText,
  type Told,
  told,
  type WrittenNode,
} from '../support/references.ts';

/** What must come of a reference: a question about its value, a warning about its default, or neither. */
type Outcome = 'question' | 'warning' | 'exact';

const OWN = 'arn:aws:bedrock:us-east-1:123456789012:';
const PSEUDO = 'arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:';
const DATA = 'arn:aws:bedrock:us-east-1:${data.aws_caller_identity.me.account_id}:';

/** One kind of identifier: where a flow names it, and in which forms it can be named. */
interface Identifier {
  readonly node: (value: unknown) => WrittenNode;
  /** What else a template or module must have for the flow to lead to the value. */
  readonly resources?: (value: unknown) => Readonly<Record<string, unknown>>;
  readonly module?: (value: unknown) => string;
  /** One value of each form that needs other permissions, or an ARN that is put together otherwise. */
  readonly forms: Readonly<Record<string, string>>;
  /** Whether the role serves values of several forms at once. */
  readonly servesAll?: boolean;
  /** Values that AWS does not take there. */
  readonly wrong: readonly string[];
  /** Patterns of a parameter, and whether they say the form. */
  readonly patterns?: Readonly<Record<string, Outcome>>;
  /** Texts with a reference `X` inside, or with `X` of this default. */
  readonly inside: readonly (readonly [text: string, outcome: Outcome, preset?: string])[];
  /** References to resources of the same template or module. */
  readonly stack?: Readonly<Record<string, Outcome>>;
  readonly terraform?: Readonly<Record<string, Outcome>>;
}

const prompt = (modelId: unknown, more: object = {}): WrittenNode => ({
  name: 'N',
  type: 'Prompt',
  configuration: { prompt: { sourceConfiguration: { inline: { modelId } }, ...more } },
});
const NOVA = 'amazon.nova-lite-v1:0';
const PROFILE = { 'Fn::GetAtt': ['Behind', 'InferenceProfileArn'] };

/** Where a value stands in another resource, the node leads there by one of these references. */
const LEADS = {
  profile: PROFILE,
  router: { Ref: 'Behind' },
  prompt: { 'Fn::GetAtt': ['Behind', 'Arn'] },
} as const;

const IDENTIFIERS: Readonly<Record<string, Identifier>> = {
  model: {
    servesAll: true,
    node: prompt,
    forms: {
      'model id': NOVA,
      'model ARN': `arn:aws:bedrock:us-east-1::foundation-model/${NOVA}`,
      'profile id': `us.${NOVA}`,
      'profile id of another geography': `eu.${NOVA}`,
      'global profile id': `global.${NOVA}`,
      'profile ARN': `${OWN}inference-profile/us.${NOVA}`,
      'application profile ARN': `${OWN}application-inference-profile/abcdefghijkl`,
      'provisioned model ARN': `${OWN}provisioned-model/abcdefghijkl`,
      'router ARN': `${OWN}prompt-router/abcdefghijkl`,
      'imported model ARN': `${OWN}imported-model/abcdefghijkl`,
      'endpoint ARN': 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/name',
    },
    wrong: ['arn:aws:s3:::bucket', 'Claude'],
    patterns: {
      '^us\\..*$': 'exact',
      '^arn:aws:bedrock:.*$': 'question',
      '^[a-z0-9.:-]+$': 'question',
      '(a+)+$': 'question',
    },
    inside: [
      [`${PSEUDO}inference-profile/\${X}`, 'question'],
      [`${PSEUDO}inference-profile/\${X}`, 'warning', `us.${NOVA}`],
      [`${PSEUDO}inference-profile/\${X}`, 'warning', `global.${NOVA}`],
      [`${PSEUDO}inference-profile/\${X}`, 'question', 'abcdef'],
      [`${PSEUDO}inference-profile/us.\${X}`, 'exact'],
      [`${PSEUDO}application-inference-profile/\${X}`, 'exact'],
      [`${PSEUDO}\${X}/abcdefghijkl`, 'question'],
      ['arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/${X}', 'exact'],
      ['arn:aws:bedrock:${X}::foundation-model/amazon.nova-lite-v1:0', 'exact'],
      ['anthropic.${X}', 'exact'],
      ['us.${X}', 'exact'],
      ['us.anthropic.${X}', 'exact'],
      ['global.${X}', 'exact'],
      ['us${X}', 'question'],
      ['u${X}', 'question'],
      ['newco.${X}', 'question'],
      ['newco.${X}', 'warning', 'model-v1'],
      ['${X}anthropic.claude-sonnet-4-5-20250929-v1:0', 'question'],
      ['${X}anthropic.claude-sonnet-4-5-20250929-v1:0', 'warning', 'us.'],
      ['${X}anthropic.claude-sonnet-4-5-20250929-v1:0', 'warning', ''],
      ['${X}.anthropic.claude-sonnet-4-5-20250929-v1:0', 'question'],
      ['${X}.anthropic.claude-sonnet-4-5-20250929-v1:0', 'warning', 'eu'],
      ['${X}sonnet-4-5-20250929-v1:0', 'question'],
      ['${X}sonnet-4-5-20250929-v1:0', 'warning', 'us.anthropic.claude-'],
    ],
    stack: { '{"Fn::GetAtt":["Profile","InferenceProfileArn"]}': 'exact' },
    terraform: {
      'aws_bedrock_inference_profile.p.arn': 'exact',
      'aws_lambda_function.f.arn': 'question',
    },
  },
  'model of a profile': {
    node: () => prompt(LEADS.profile),
    resources: (CopyFrom) => ({
      Behind: {
        Type: 'AWS::Bedrock::ApplicationInferenceProfile',
        Properties: { InferenceProfileName: 'p', ModelSource: { CopyFrom } },
      },
    }),
    forms: {
      'model ARN': `arn:aws:bedrock:us-east-1::foundation-model/${NOVA}`,
      'profile ARN': `${OWN}inference-profile/us.${NOVA}`,
      'global profile ARN': `${OWN}inference-profile/global.${NOVA}`,
    },
    wrong: [NOVA, `us.${NOVA}`, `${OWN}prompt-router/abcdefghijkl`],
    inside: [
      [`${PSEUDO}inference-profile/\${X}`, 'question'],
      [`${PSEUDO}inference-profile/eu.\${X}`, 'exact'],
      ['arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/${X}', 'exact'],
      ['anthropic.${X}', 'question'],
    ],
  },
  'model of a router': {
    node: () => prompt(LEADS.router),
    resources: (ModelArn) => ({
      Behind: {
        Type: 'AWS::Bedrock::IntelligentPromptRouter',
        Properties: { Models: [{ ModelArn }], FallbackModel: { ModelArn } },
      },
    }),
    forms: {
      'model ARN': `arn:aws:bedrock:us-east-1::foundation-model/${NOVA}`,
      'profile ARN': `${OWN}inference-profile/us.${NOVA}`,
    },
    wrong: [NOVA, `us.${NOVA}`],
    inside: [[`${PSEUDO}inference-profile/\${X}`, 'question']],
  },
  'model of a prompt': {
    servesAll: true,
    node: () => ({
      name: 'N',
      type: 'Prompt',
      configuration: {
        prompt: { sourceConfiguration: { resource: { promptArn: LEADS.prompt } } },
      },
    }),
    resources: (ModelId) => ({
      Behind: {
        Type: 'AWS::Bedrock::Prompt',
        Properties: { Name: 'p', Variants: [{ Name: 'v', ModelId }] },
      },
    }),
    forms: { 'model id': NOVA, 'profile id': `us.${NOVA}`, 'global profile id': `global.${NOVA}` },
    wrong: ['Claude'],
    inside: [[`${PSEUDO}inference-profile/\${X}`, 'question']],
  },
  guardrail: {
    node: (guardrailIdentifier) =>
      prompt(NOVA, { guardrailConfiguration: { guardrailIdentifier, guardrailVersion: '1' } }),
    forms: { id: 'abcdefghijkl', ARN: `${OWN}guardrail/abcdefghijkl` },
    wrong: [NOVA, `${OWN}knowledge-base/ABCDEFGHIJ`],
    patterns: {
      '^arn:aws:bedrock:.*$': 'exact',
      'arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]+': 'exact',
      '^[a-z0-9]+$': 'exact',
      '[a-z0-9]{12}': 'exact',
      '^(([a-z0-9]+)|(arn:aws:bedrock:.*))$': 'question',
      '^[a-z0-9:/-]+$': 'question',
      '^arn:aws:bedrock:x$|^[a-z]+$': 'question',
      '^(arn:aws:bedrock:.*)?$': 'question',
      '^arn:?x*$': 'question',
      '.*': 'question',
    },
    inside: [
      [`${PSEUDO}guardrail/\${X}`, 'exact'],
      ['a${X}', 'question'],
      ['x${X}', 'exact'],
    ],
    stack: {
      '{"Ref":"Guardrail"}': 'exact',
      '{"Fn::GetAtt":["Guardrail","GuardrailId"]}': 'exact',
    },
    terraform: {
      'aws_bedrock_guardrail.g.guardrail_id': 'exact',
      'aws_bedrock_guardrail.g.guardrail_arn': 'exact',
    },
  },
  'profile of a guardrail': {
    node: () =>
      prompt(NOVA, {
        guardrailConfiguration: { guardrailIdentifier: { Ref: 'Behind' }, guardrailVersion: '1' },
      }),
    resources: (GuardrailProfileArn) => ({
      Behind: {
        Type: 'AWS::Bedrock::Guardrail',
        Properties: { CrossRegionConfig: { GuardrailProfileArn } },
      },
    }),
    forms: { id: 'us.guardrail.v1:0', ARN: `${OWN}guardrail-profile/us.guardrail.v1:0` },
    wrong: [`${OWN}guardrail/abcdefghijkl`],
    inside: [[`${PSEUDO}guardrail-profile/\${X}`, 'exact']],
  },
  prompt: {
    node: (promptArn) => ({
      name: 'N',
      type: 'Prompt',
      configuration: { prompt: { sourceConfiguration: { resource: { promptArn } } } },
    }),
    forms: { prompt: `${OWN}prompt/ABCDEFGHIJ`, version: `${OWN}prompt/ABCDEFGHIJ:3` },
    wrong: ['ABCDEFGHIJ', `${OWN}flow/ABCDEFGHIJ`],
    inside: [
      [`${PSEUDO}prompt/\${X}`, 'question'],
      [`${PSEUDO}prompt/\${X}`, 'warning', 'ABCDEFGHIJ'],
      [`${PSEUDO}prompt/\${X}:1`, 'exact'],
      [`${PSEUDO}prompt/ABCDEFGHIJ:\${X}`, 'exact'],
      ['${X}:7', 'exact'],
    ],
    stack: {
      '{"Ref":"Prompt"}': 'exact',
      '{"Ref":"PromptVersion"}': 'exact',
      '{"Fn::Sub":"${Prompt.Arn}:3"}': 'exact',
    },
    terraform: { 'aws_bedrockagent_prompt.p.arn': 'exact' },
  },
  function: {
    node: (lambdaArn) => ({
      name: 'N',
      type: 'LambdaFunction',
      configuration: { lambdaFunction: { lambdaArn } },
    }),
    forms: {
      function: 'arn:aws:lambda:us-east-1:123456789012:function:f',
      alias: 'arn:aws:lambda:us-east-1:123456789012:function:f:live',
    },
    // $LATEST has to be taken off: no output can do that behind a reference.
    wrong: [
      'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
      'my-function',
      'arn:aws:lambda:us-east-1:123456789012:layer:f',
    ],
    inside: [
      ['arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${X}', 'question'],
      [
        'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${X}',
        'warning',
        'f',
      ],
      ['arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${X}:live', 'exact'],
      ['${X}:live', 'exact'],
    ],
    stack: {
      '{"Fn::GetAtt":["Function","Arn"]}': 'exact',
      '{"Ref":"Alias"}': 'exact',
      '{"Ref":"Function"}': 'question',
    },
    terraform: {
      'aws_lambda_function.f.arn': 'exact',
      'aws_lambda_function.f.qualified_arn': 'exact',
      'aws_lambda_function.f.function_name': 'question',
      'aws_lambda_function.f.invoke_arn': 'question',
    },
  },
  // The API takes one form of these, so that a reference to any value is exact.
  'knowledge base': {
    node: (knowledgeBaseId) => ({
      name: 'N',
      type: 'KnowledgeBase',
      configuration: { knowledgeBase: { knowledgeBaseId } },
    }),
    forms: { id: 'ABCDEFGHIJ' },
    wrong: [`${OWN}knowledge-base/ABCDEFGHIJ`],
    inside: [['K${X}', 'exact']],
    stack: {
      '{"Ref":"KnowledgeBase"}': 'exact',
      '{"Fn::GetAtt":["KnowledgeBase","KnowledgeBaseArn"]}': 'question',
    },
    terraform: {
      'aws_bedrockagent_knowledge_base.k.id': 'exact',
      'aws_bedrockagent_knowledge_base.k.arn': 'question',
    },
  },
  'agent alias': {
    node: (agentAliasArn) => ({
      name: 'N',
      type: 'Agent',
      configuration: { agent: { agentAliasArn } },
    }),
    forms: { ARN: `${OWN}agent-alias/ABCDEFGHIJ/ABCDEFGHIJ` },
    wrong: ['ABCDEFGHIJ', `${OWN}agent/ABCDEFGHIJ`],
    inside: [[`${PSEUDO}agent-alias/ABCDEFGHIJ/\${X}`, 'exact']],
    stack: {
      '{"Fn::GetAtt":["AgentAlias","AgentAliasArn"]}': 'exact',
      '{"Ref":"AgentAlias"}': 'question',
    },
    terraform: {
      'aws_bedrockagent_agent_alias.a.agent_alias_arn': 'exact',
      'aws_bedrockagent_agent_alias.a.agent_alias_id': 'question',
    },
  },
  'bot alias': {
    node: (botAliasArn) => ({
      name: 'N',
      type: 'Lex',
      configuration: { lex: { botAliasArn, localeId: 'en_US' } },
    }),
    forms: { ARN: 'arn:aws:lex:us-east-1:123456789012:bot-alias/ABCDEFGHIJ/ABCDEFGHIJ' },
    wrong: ['ABCDEFGHIJ'],
    inside: [
      ['arn:${AWS::Partition}:lex:${AWS::Region}:${AWS::AccountId}:bot-alias/${X}', 'exact'],
    ],
  },
  bucket: {
    node: (bucketName) => ({
      name: 'N',
      type: 'Storage',
      configuration: { storage: { serviceConfiguration: { s3: { bucketName } } } },
    }),
    forms: { name: 'my-bucket' },
    wrong: ['arn:aws:s3:::my-bucket', 's3://my-bucket'],
    inside: [['archive-${X}', 'exact']],
    stack: { '{"Ref":"Bucket"}': 'exact', '{"Fn::GetAtt":["Bucket","Arn"]}': 'question' },
    terraform: { 'aws_s3_bucket.b.id': 'exact', 'aws_s3_bucket.b.arn': 'question' },
  },
  'key of a bucket': {
    node: () => ({
      name: 'N',
      type: 'Storage',
      configuration: {
        storage: { serviceConfiguration: { s3: { bucketName: { Ref: 'Behind' } } } },
      },
    }),
    resources: (KMSMasterKeyID) => ({
      Behind: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } },
            ],
          },
        },
      },
    }),
    forms: {
      id: '1234abcd-12ab-34cd-56ef-1234567890ab',
      ARN: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      alias: 'alias/mine',
    },
    wrong: ['arn:aws:s3:::bucket'],
    inside: [
      ['arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${X}', 'exact'],
      ['alias/${X}', 'exact'],
    ],
    stack: { '{"Fn::GetAtt":["Key","Arn"]}': 'exact', '{"Ref":"Key"}': 'exact' },
  },
  // AWS::Bedrock::Prompt takes the ARN of a key only.
  'key of a prompt': {
    node: () => ({
      name: 'N',
      type: 'Prompt',
      configuration: {
        prompt: { sourceConfiguration: { resource: { promptArn: LEADS.prompt } } },
      },
    }),
    resources: (CustomerEncryptionKeyArn) => ({
      Behind: {
        Type: 'AWS::Bedrock::Prompt',
        Properties: {
          Name: 'p',
          CustomerEncryptionKeyArn,
          Variants: [{ Name: 'v', ModelId: NOVA }],
        },
      },
    }),
    forms: { ARN: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
    wrong: ['1234abcd-12ab-34cd-56ef-1234567890ab'],
    inside: [['arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${X}', 'exact']],
  },
};

const NEIGHBOURS = {
  Profile: {
    Type: 'AWS::Bedrock::ApplicationInferenceProfile',
    Properties: {
      ModelSource: { CopyFrom: `arn:aws:bedrock:us-east-1::foundation-model/${NOVA}` },
    },
  },
  Guardrail: { Type: 'AWS::Bedrock::Guardrail', Properties: {} },
  Prompt: { Type: 'AWS::Bedrock::Prompt', Properties: {} },
  PromptVersion: {
    Type: 'AWS::Bedrock::PromptVersion',
    Properties: { PromptArn: { Ref: 'Prompt' } },
  },
  Function: { Type: 'AWS::Lambda::Function', Properties: {} },
  Alias: { Type: 'AWS::Lambda::Alias', Properties: {} },
  KnowledgeBase: { Type: 'AWS::Bedrock::KnowledgeBase', Properties: {} },
  AgentAlias: { Type: 'AWS::Bedrock::AgentAlias', Properties: {} },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  Key: { Type: 'AWS::KMS::Key', Properties: {} },
  Custom: { Type: 'Custom::Lookup', Properties: {} },
};

const BESIDE = `
data "aws_caller_identity" "me" {}
data "aws_ssm_parameter" "x" { name = "/x" }
resource "aws_bedrock_inference_profile" "p" {
  model_source { copy_from = "arn:aws:bedrock:us-east-1::foundation-model/${NOVA}" }
}
resource "aws_bedrock_guardrail" "g" {}
resource "aws_bedrockagent_prompt" "p" {}
resource "aws_bedrockagent_knowledge_base" "k" {}
resource "aws_bedrockagent_agent_alias" "a" {}
resource "aws_lambda_function" "f" {}
resource "aws_s3_bucket" "b" {}
`;

function outcomeOf({ questions, warnings }: Told): Outcome {
  return questions.length > 0 ? 'question' : warnings.length > 0 ? 'warning' : 'exact';
}

interface Row {
  readonly form: string;
  readonly expected: Outcome;
  readonly value: unknown;
  readonly parameter?: Readonly<Record<string, unknown>>;
  /** What a mapping says. */
  readonly mapped?: string | undefined;
}

/** The rows of an identifier in CloudFormation. */
function stackRows({
  forms,
  wrong,
  patterns = {},
  inside,
  stack = {},
  servesAll = false,
}: Identifier): readonly Row[] {
  const ref = { Ref: 'X' };
  const many = Object.values(forms).length > 1;
  const unknown: Outcome = many ? 'question' : 'exact';
  const parameter = (more: object = {}) => ({ Type: 'String', ...more });
  return [
    { form: 'Ref without default', value: ref, parameter: parameter(), expected: unknown },
    { form: 'Sub of Ref', value: { 'Fn::Sub': '${X}' }, parameter: parameter(), expected: unknown },
    {
      form: 'Join of Ref',
      value: { 'Fn::Join': ['', [ref]] },
      parameter: parameter(),
      expected: unknown,
    },
    { form: 'empty default', value: ref, parameter: parameter({ Default: '' }), expected: unknown },
    ...Object.entries(forms).flatMap(([name, Default]): readonly Row[] => [
      {
        form: `default: ${name}`,
        value: ref,
        parameter: parameter({ Default }),
        expected: many ? 'warning' : 'exact',
      },
      {
        form: `allowed values: ${name}`,
        value: ref,
        parameter: parameter({ AllowedValues: [Default] }),
        expected: 'exact',
      },
    ]),
    ...wrong.map(
      (Default): Row => ({
        form: `default of another form: ${Default}`,
        value: ref,
        parameter: parameter({ Default }),
        expected: 'question',
      }),
    ),
    ...(many
      ? [
          {
            form: 'allowed values of several forms',
            value: ref,
            parameter: parameter({ AllowedValues: Object.values(forms) }),
            expected: (servesAll ? 'exact' : 'question') as Outcome,
          },
          {
            form: 'allowed values of several forms with a default',
            value: ref,
            parameter: parameter({
              AllowedValues: Object.values(forms),
              Default: Object.values(forms)[1],
            }),
            expected: (servesAll ? 'exact' : 'warning') as Outcome,
          },
        ]
      : []),
    ...Object.entries(patterns).map(
      ([AllowedPattern, expected]): Row => ({
        form: `allowed pattern ${AllowedPattern}`,
        value: ref,
        parameter: parameter({ AllowedPattern }),
        expected,
      }),
    ),
    {
      form: 'SSM parameter type',
      value: ref,
      parameter: { Type: 'AWS::SSM::Parameter::Value<String>', Default: Object.values(forms)[0] },
      expected: unknown,
    },
    { form: 'ImportValue', value: { 'Fn::ImportValue': 'x' }, expected: unknown },
    { form: 'FindInMap of no mapping', value: IN_MAP, expected: unknown },
    { form: 'FindInMap', value: IN_MAP, mapped: Object.values(forms)[0], expected: 'exact' },
    {
      form: 'If of references',
      value: { 'Fn::If': ['Big', ref, { 'Fn::ImportValue': 'x' }] },
      parameter: parameter(),
      expected: unknown,
    },
    {
      form: 'GetAtt of a custom resource',
      value: { 'Fn::GetAtt': ['Custom', 'X'] },
      expected: unknown,
    },
    { form: 'dynamic reference', value: '{{resolve:ssm:/x}}', expected: 'question' },
    ...inside.map(
      ([text, expected, Default]): Row => ({
        form: `inside ${text}${Default === undefined ? '' : ` with default "${Default}"`}`,
        value: { 'Fn::Sub': text },
        parameter: parameter(Default === undefined ? {} : { Default }),
        expected,
      }),
    ),
    ...Object.entries(stack).map(
      ([value, expected]): Row => ({ form: value, value: JSON.parse(value), expected }),
    ),
  ];
}

const IN_MAP = { 'Fn::FindInMap': ['Map', 'a', 'b'] };

/** Rows of an identifier in Terraform; those that stand in other resources are left to the last table. */
function moduleRows({ forms, wrong, inside, terraform = {} }: Identifier): readonly Row[] {
  const many = Object.values(forms).length > 1;
  const unknown: Outcome = many ? 'question' : 'exact';
  const one = new Expression('var.x');
  const quoted = (text: string) =>
    new Expression(
      `"${text
        .replace(PSEUDO, DATA)
        .replaceAll('${AWS::Partition}', 'aws')
        .replaceAll('${AWS::Region}', 'us-east-1')
        .replaceAll('${AWS::AccountId}', '123456789012')
        .replaceAll('${X}', '${var.x}')
        .replaceAll('$LATEST', '$$LATEST')}"`,
    );
  return [
    { form: 'variable without default', value: one, parameter: {}, expected: unknown },
    { form: 'variable inside quotes', value: quoted('${X}'), parameter: {}, expected: unknown },
    {
      form: 'local of a variable',
      value: new Expression('local.x'),
      parameter: {},
      expected: unknown,
    },
    ...Object.entries(forms).flatMap(([name, preset]): readonly Row[] => [
      {
        form: `default: ${name}`,
        value: one,
        parameter: { default: preset },
        expected: many ? 'warning' : 'exact',
      },
      {
        form: `local of a variable with default: ${name}`,
        value: new Expression('local.x'),
        parameter: { default: preset },
        expected: many ? 'warning' : 'exact',
      },
    ]),
    ...wrong.map(
      (preset): Row => ({
        form: `default of another form: ${preset}`,
        value: one,
        parameter: { default: preset },
        expected: 'question',
      }),
    ),
    {
      form: 'data source',
      value: new Expression('data.aws_ssm_parameter.x.value'),
      expected: unknown,
    },
    { form: 'module output', value: new Expression('module.m.out'), expected: unknown },
    { form: 'attribute of an object', value: new Expression('var.all.x'), expected: unknown },
    {
      form: 'conditional',
      value: new Expression('var.x == "" ? var.x : var.y'),
      parameter: {},
      expected: unknown,
    },
    { form: 'function', value: new Expression('lower(var.x)'), parameter: {}, expected: unknown },
    ...inside.map(
      ([text, expected, preset]): Row => ({
        form: `inside ${text}${preset === undefined ? '' : ` with default "${preset}"`}`,
        value: quoted(text),
        parameter: preset === undefined ? {} : { default: preset },
        expected,
      }),
    ),
    ...inside.map(
      ([text, expected, preset]): Row => ({
        form: `local that is ${text}${preset === undefined ? '' : ` with default "${preset}"`}`,
        value: new Expression('local.y'),
        parameter: { ...(preset === undefined ? {} : { default: preset }), y: quoted(text).source },
        expected,
      }),
    ),
    ...Object.entries(terraform).map(
      ([source, expected]): Row => ({ form: source, value: new Expression(source), expected }),
    ),
  ];
}

describe.each(Object.entries(IDENTIFIERS))('%s in a template', (_name, identifier) => {
  it.each(stackRows(identifier).map((row) => [row.form, row.expected, row] as const))(
    '%s: %s',
    async (_form, expected, { value, parameter, mapped }) => {
      const text = stackText({
        ...(mapped !== undefined && { mapped }),
        parameters: parameter === undefined ? {} : { X: parameter },
        resources: { ...NEIGHBOURS, ...identifier.resources?.(value) },
        nodes: [identifier.node(value)],
      });
      const found = await told('template.json', text, 'cloudformation');
      expect({ outcome: outcomeOf(found), found }).toMatchObject({ outcome: expected });
      for (const warning of found.warnings) {
        expect(warning).toMatch(/^template\.json:\d+: .*\bX\b/);
      }
    },
  );
});

const INLINE = Object.entries(IDENTIFIERS).filter(([, { resources }]) => resources === undefined);

describe.each(INLINE)('%s in a module', (_name, identifier) => {
  it.each(moduleRows(identifier).map((row) => [row.form, row.expected, row] as const))(
    '%s: %s',
    async (_form, expected, { value, parameter }) => {
      const { default: preset, y } = parameter ?? {};
      const beside = `${BESIDE}
variable "x" {${preset === undefined ? '' : `\n  default = ${JSON.stringify(preset)}\n`}}
locals {
  x = var.x
  y = ${typeof y === 'string' ? y : '""'}
}`;
      const text = moduleText([identifier.node(value)], beside);
      const found = await told('main.tf', text, 'terraform');
      expect({ outcome: outcomeOf(found), found }).toMatchObject({ outcome: expected });
      for (const warning of found.warnings) {
        expect(warning).toMatch(/^main\.tf:\d+: .*\bvar\.x\b/);
      }
    },
  );
});

describe.each(INLINE)('%s in API JSON', (_name, { node, forms, inside }) => {
  const rows: readonly (readonly [string, Outcome])[] = [
    ...['{{X}}', '${X}', '<X>', '{{resolve:ssm:/x}}'].map((text) => [text, 'question'] as const),
    ...inside.map(
      ([text]) =>
        [
          text
            .replaceAll('${AWS::Partition}', 'aws')
            .replaceAll('${AWS::Region}', 'us-east-1')
            .replaceAll('${AWS::AccountId}', '123456789012'),
          'question',
        ] as const,
    ),
    ...Object.values(forms).map((text) => [text, 'exact'] as const),
  ];
  it.each(rows)('%s: %s', async (text, expected) => {
    const found = await told(
      'flow.json',
      JSON.stringify({ name: 'f', definition: { nodes: [node(text)], connections: [] } }),
      'json',
    );
    expect({ outcome: outcomeOf(found), found }).toMatchObject({ outcome: expected });
  });
});
