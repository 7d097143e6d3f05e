/**
 * The forms a value can have, each with what people are told and a pattern that accepts it.
 * Patterns admit no `*`, `?` or `$`: a value from a file or an answer can never widen a policy.
 * Lengths and alphabets follow the patterns of the Amazon Bedrock Agents API.
 */
export interface Form {
  readonly description: string;
  readonly example: string;
  readonly pattern: RegExp;
  /** The command of the AWS CLI that lists what there is, where one does. */
  readonly listed?: string;
}

const ARN = String.raw`^arn:aws(?:-[a-z]{1,8}){0,2}:`;
const REGION = String.raw`[a-z]{2,5}(?:-[a-z]{2,10}){1,3}-\d{1,2}`;
const PLACE = String.raw`${REGION}:\d{12}:`;

const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?`;

/** An id in lower case with dots, or the ARN of something that can be invoked as a model. */
const MODEL_ID = String.raw`[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}(?::[a-z0-9-]{1,63}){0,2}`;
const MODEL = [
  `(?:${MODEL_ID}`,
  `${ARN.slice(1)}bedrock:(?:${REGION})?:(?:\\d{12})?:[a-z-]{1,40}/[a-z0-9][a-z0-9.:/_-]{0,255}`,
  `${ARN.slice(1)}sagemaker:${PLACE}endpoint/[A-Za-z0-9-]{1,63})`,
].join('|');

/** What an application inference profile can be made of, and a prompt router lead to. */
const SOURCE_ARN = `${ARN.slice(1)}bedrock:${REGION}:(?:\\d{12})?:(?:foundation-model|inference-profile|application-inference-profile)/[a-z0-9][a-z0-9.:-]{0,255}`;

/** The same, by id as well. */
const PROFILE_MODEL = `(?:${MODEL_ID}|${SOURCE_ARN})`;

export const FORMS = {
  account: {
    description: 'a 12-digit AWS account id',
    example: '123456789012',
    listed: 'aws sts get-caller-identity',
    pattern: /^\d{12}$/,
  },
  region: {
    description: 'an AWS Region code',
    example: 'us-east-1',
    pattern: new RegExp(`^${REGION}$`),
  },
  partition: {
    description: 'an AWS partition',
    example: 'aws',
    pattern: /^aws(?:-[a-z]{1,8}){0,2}$/,
  },
  date: {
    description: 'a day or a time in ISO 8601',
    example: '2026-03-01',
    pattern: new RegExp(`^${DATE}$`),
  },
  'date-or-unknown': {
    description: 'a day or a time in ISO 8601, or "unknown"',
    example: '2026-03-01',
    pattern: new RegExp(`^(?:${DATE}|unknown)$`),
  },
  'flow-id': {
    description: 'a flow id of 10 letters and digits',
    example: 'ABCDE12345',
    listed: 'aws bedrock-agent list-flows',
    pattern: /^[0-9A-Za-z]{10}$/,
  },
  'knowledge-base-id': {
    description: 'a knowledge base id of up to 10 letters and digits',
    example: 'KB12345678',
    listed: 'aws bedrock-agent list-knowledge-bases',
    pattern: /^[0-9A-Za-z]{1,10}$/,
  },
  'prompt-arn': {
    description: 'the ARN of a prompt, with or without a version',
    example: 'arn:aws:bedrock:us-east-1:123456789012:prompt/PROMPT1234:1',
    listed: 'aws bedrock-agent list-prompts',
    pattern: new RegExp(`${ARN}bedrock:${PLACE}prompt/[0-9A-Za-z]{10}(?::[0-9]{1,5})?$`),
  },
  'agent-alias-arn': {
    description: 'the ARN of an agent alias',
    example: 'arn:aws:bedrock:us-east-1:123456789012:agent-alias/AGENT12345/ALIAS12345',
    listed: 'aws bedrock-agent list-agent-aliases --agent-id ID',
    pattern: new RegExp(`${ARN}bedrock:${PLACE}agent-alias/[0-9A-Za-z]{10}/[0-9A-Za-z]{10}$`),
  },
  'function-arn': {
    description: 'the ARN of a Lambda function, with or without a version or alias',
    example: 'arn:aws:lambda:us-east-1:123456789012:function:my-function',
    listed: 'aws lambda list-functions',
    pattern: new RegExp(
      String.raw`${ARN}lambda:${PLACE}function:[A-Za-z0-9_-]{1,64}(?::(?:\$LATEST|[A-Za-z0-9_-]{1,128}))?$`,
    ),
  },
  'bot-alias-arn': {
    description: 'the ARN of an Amazon Lex V2 bot alias',
    example: 'arn:aws:lex:us-east-1:123456789012:bot-alias/BOT1234567/ALIAS12345',
    listed: 'aws lexv2-models list-bot-aliases --bot-id ID',
    pattern: new RegExp(`${ARN}lex:${PLACE}bot-alias/[0-9A-Za-z]{10}/[0-9A-Za-z]{10}$`),
  },
  'bucket-name': {
    description: 'the name of an S3 bucket',
    example: 'my-documents',
    listed: 'aws s3api list-buckets',
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  },
  guardrail: {
    description: 'the id or the ARN of a guardrail',
    example: 'abcde1234567',
    listed: 'aws bedrock list-guardrails',
    pattern: new RegExp(`^[a-z0-9]{1,64}$|${ARN}bedrock:${PLACE}guardrail/[a-z0-9]{1,64}$`),
  },
  'profile-models': {
    description:
      'one or more ids or ARNs of foundation models or inference profiles, separated by commas',
    example: 'amazon.nova-lite-v1:0',
    listed: 'aws bedrock list-foundation-models',
    pattern: new RegExp(`^${PROFILE_MODEL}(?:,${PROFILE_MODEL}){0,19}$`),
  },
  'source-arn': {
    description: 'the ARN of a foundation model or an inference profile',
    example:
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-5-5',
    listed: 'aws bedrock list-inference-profiles',
    pattern: new RegExp(`^${SOURCE_ARN}$`),
  },
  'guardrail-profile': {
    description: 'the id or the ARN of a cross-Region guardrail profile',
    example: 'us.guardrail.v1:0',
    pattern: new RegExp(
      `^(?:${ARN.slice(1)}bedrock:${PLACE}guardrail-profile/)?[a-z0-9.:-]{1,64}$`,
    ),
  },
  'guardrail-profile-or-none': {
    description: 'the id of a cross-Region guardrail profile, or "none"',
    example: 'us.guardrail.v1:0',
    pattern: /^[a-z0-9.:-]{1,64}$/,
  },
  model: {
    description: 'a model id, an inference profile id, or the ARN of a model, profile or endpoint',
    example: 'amazon.nova-lite-v1:0',
    listed: 'aws bedrock list-foundation-models',
    pattern: new RegExp(`^${MODEL}$`),
  },
  'model-id': {
    description: 'the id of a foundation model',
    example: 'anthropic.claude-sonnet-5-5',
    listed: 'aws bedrock list-foundation-models',
    pattern: new RegExp(`^${MODEL_ID}$`),
  },
  models: {
    description: 'one or more model ids or ARNs, separated by commas',
    example: 'amazon.nova-lite-v1:0',
    listed: 'aws bedrock list-foundation-models',
    pattern: new RegExp(`^${MODEL}(?:,${MODEL}){0,19}$`),
  },
  key: {
    description: 'the ARN or the id of a KMS key',
    example: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    listed: 'aws kms list-keys',
    pattern: new RegExp(
      `^(?:${ARN.slice(1)}kms:${PLACE})?(?:key/)?[0-9A-Za-z-]{1,64}$|^(?:${ARN.slice(1)}kms:${PLACE})?alias/[A-Za-z0-9/_-]{1,250}$`,
    ),
  },
  'key-arn': {
    description: 'the ARN of a KMS key',
    example: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    listed: 'aws kms list-keys',
    pattern: new RegExp(
      `${ARN}kms:${PLACE}(?:key/[0-9A-Za-z-]{1,64}|alias/[A-Za-z0-9/_-]{1,250})$`,
    ),
  },
  'key-arn-or-none': {
    description: 'the ARN of a KMS key (not of an alias: IAM does not match those), or "none"',
    example: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    listed: 'aws kms list-keys',
    pattern: new RegExp(`^none$|${ARN}kms:${PLACE}key/[0-9A-Za-z-]{1,64}$`),
  },
  'role-arn': {
    description: 'the ARN of an IAM role',
    example: 'arn:aws:iam::123456789012:role/service-role/AmazonBedrockExecutionRoleForFlows_x',
    pattern: new RegExp(
      String.raw`${ARN}iam::\d{12}:role/(?:[\w+=,.@-]{1,64}/){0,8}[\w+=,.@-]{1,64}$`,
    ),
  },
  'role-name': {
    description: 'the name of an IAM role: up to 64 letters, digits and + = , . @ _ -',
    example: 'AmazonBedrockExecutionRoleForFlows_triage',
    pattern: /^[\w+=,.@-]{1,64}$/,
  },
  name: {
    description: 'text of letters, digits and . _ : / + = , @ -',
    example: 'my-resource',
    pattern: /^[\w.:/+=,@-]{1,2048}$/,
  },
} as const satisfies Record<string, Form>;

export type FormName = keyof typeof FORMS;

/** Says whether a text has a form. */
export function hasForm(text: string, form: FormName): boolean {
  return FORMS[form].pattern.test(text);
}
