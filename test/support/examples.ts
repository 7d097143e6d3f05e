import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from './run-cli.ts';

/** The README of the examples. */
export const README = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');

/** The files with flows, in the folder of the examples. */
export const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(?:json|yaml)$|\bflow\.tf$/.test(path))
  .sort();

/** The command of the README for each file. */
export const COMMANDS = new Map(
  FILES.map((file) => {
    const [, command] =
      new RegExp(`\`npx (flow-role-wizard generate ${file}.*)\``).exec(README) ?? [];
    return [file, command] as const;
  }),
);

/** What a template's references will be once it is deployed, for the formats that need literals. */
export const DEPLOYED: Readonly<Record<string, readonly string[]>> = {
  'cdk/ReportStack.template.json': [
    'WriterProfileC4D2F817.InferenceProfileArn=arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/w1r2i3t4e5r6',
    'PublishFunctionB61D3E0A.Arn=arn:aws:lambda:us-east-1:123456789012:function:publish',
    'FiguresBucket7A1E9B20=reportstack-figures',
    'ReportsBucket4C1B65A3=reportstack-reports',
  ],
  'cloudformation/definition-string.yaml': [
    'DraftModelId=amazon.nova-lite-v1:0',
    'LetterAgentAliasArn=arn:aws:bedrock:us-east-1:123456789012:agent-alias/AGENT12345/ALIAS12345',
    'Letters=letters',
  ],
  'cloudformation/document-qa.yaml': [
    'AnswerModelId=us.anthropic.claude-sonnet-5-5',
    'DocumentPromptVersion.Arn=arn:aws:bedrock:us-east-1:123456789012:prompt/PROMPT1234:1',
    'DocumentsBase=KB12345678',
    'DocumentsKey.Arn=arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'FindDocument.Arn=arn:aws:lambda:us-east-1:123456789012:function:find-document',
    'Documents=documents',
  ],
  'cloudformation/order-bot.json': [
    'ModelId=us.amazon.nova-lite-v1:0',
    'OrderBotAlias.Arn=arn:aws:lex:us-east-1:123456789012:bot-alias/BOT1234567/ALIAS12345',
  ],
  'terraform/order-desk/flow.tf': [
    'aws_bedrockagent_knowledge_base.policies.id=KBPOLICIES',
    'aws_bedrockagent_prompt.answer.arn=arn:aws:bedrock:us-east-1:123456789012:prompt/PROMPT1234',
    'aws_lambda_function.order_state.arn=arn:aws:lambda:us-east-1:123456789012:function:order-state',
    'aws_kms_key.archive.arn=arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'var.answer_model=eu.amazon.nova-pro-v1:0',
  ],
};

/** The arguments that write the role of an example in any format, its references filled in. */
export function deployedArguments(file: string, format: string): readonly string[] {
  const answers = (DEPLOYED[file] ?? []).flatMap((answer) => ['--answer', answer]);
  const place = DEPLOYED[file] ? ['--account', '123456789012', '--region', 'us-east-1'] : [];
  return [...ownArguments(file), ...answers, ...place, '--format', format];
}

/** The arguments that write the role of an example in the language that it is in. */
export function ownArguments(file: string): readonly string[] {
  const [, , , ...options] = (COMMANDS.get(file) ?? '').split(' ');
  const given = options.filter(
    (word) => !['--format', 'cloudformation', 'terraform'].includes(word),
  );
  return ['generate', file, ...given, '--quiet'];
}
