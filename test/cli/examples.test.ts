import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import { EXAMPLES, MAIN, NODES, runCli, runProcess } from '../support/run-cli.ts';
import { resourcesOf, rolesOf } from './flows.ts';

const README = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');

const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(?:json|yaml)$|\bflow\.tf$/.test(path))
  .sort();

/** The command of the README for each file. */
const COMMANDS = new Map(
  FILES.map((file) => {
    const [, command] =
      new RegExp(`\`npx (flow-role-wizard generate ${file}.*)\``).exec(README) ?? [];
    return [file, command] as const;
  }),
);

/** The actions that the role of each example allows. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'cdk/ReportStack.template.json': [
    'bedrock:GetInferenceProfile',
    'bedrock:InvokeModel',
    'lambda:InvokeFunction',
    's3:GetObject',
    's3:PutObject',
  ],
  'cloudformation/definition-string.yaml': [
    'bedrock:InvokeAgent',
    'bedrock:InvokeModel',
    's3:GetObject',
  ],
  'cloudformation/document-qa.yaml': [
    'bedrock:GetInferenceProfile',
    'bedrock:GetPrompt',
    'bedrock:InvokeModel',
    'bedrock:RenderPrompt',
    'bedrock:Retrieve',
    'bedrock:RetrieveAndGenerate',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'lambda:InvokeFunction',
    's3:GetObject',
  ],
  'cloudformation/order-bot.json': [
    'bedrock:GetInferenceProfile',
    'bedrock:InvokeModel',
    'lex:RecognizeUtterance',
  ],
  'json/get-flow-response.json': [
    'bedrock:ApplyGuardrail',
    'bedrock:GetInferenceProfile',
    'bedrock:InvokeModel',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'lambda:InvokeFunction',
  ],
  'json/support-triage.json': [
    'bedrock:ApplyGuardrail',
    'bedrock:GetInferenceProfile',
    'bedrock:InvokeAgent',
    'bedrock:InvokeModel',
    'bedrock:Retrieve',
    'bedrock:RetrieveAndGenerate',
    'lambda:InvokeFunction',
  ],
  'json/with-placeholders.json': [
    'bedrock:GetInferenceProfile',
    'bedrock:GetPrompt',
    'bedrock:InvokeModel',
    'bedrock:RenderPrompt',
    'bedrock:Retrieve',
    's3:PutObject',
  ],
  'terraform/order-desk/flow.tf': [
    'bedrock:GetInferenceProfile',
    'bedrock:GetPrompt',
    'bedrock:InvokeModel',
    'bedrock:RenderPrompt',
    'bedrock:Retrieve',
    'bedrock:RetrieveAndGenerate',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'lambda:InvokeFunction',
    's3:PutObject',
  ],
};

/** What a template's references will be once it is deployed, for the formats that need literals. */
const DEPLOYED: Readonly<Record<string, readonly string[]>> = {
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

describe.each(NODES)('on the %s Node.js', (node) => {
  it.each(FILES)('%s works with the command of the README', async (file) => {
    const command = COMMANDS.get(file);
    expect(command).toBeDefined();
    const { code, stdout, stderr } = await runProcess(
      'bash',
      ['-c', `flow-role-wizard() { "$NODE" "$MAIN" "$@"; }; ${command}`],
      { env: { NODE: nodeBinary(node), MAIN } },
    );
    expect(code, stderr).toBe(0);
    expect(stdout).not.toMatch(/<[a-z]+>|undefined|\[object/);
    const found = new Set(stdout.match(/\b(?:bedrock|kms|lambda|lex|s3):[A-Z][A-Za-z]+/g));
    // Condition keys look like actions; they name no action of these services.
    const actions = [...found].filter(
      (name) => !/InferenceProfileArn|EncryptionContext|ViaService/.test(name),
    );
    expect(actions.sort()).toEqual(ACTIONS[file]);
  });

  it.each(FILES)('%s gives the same in all formats', async (file) => {
    const [, , , ...options] = (COMMANDS.get(file) ?? '').split(' ');
    const given = options.filter(
      (word) => !['--format', 'cloudformation', 'terraform'].includes(word),
    );
    const answers = (DEPLOYED[file] ?? []).flatMap((answer) => ['--answer', answer]);
    const place = DEPLOYED[file] ? ['--account', '123456789012', '--region', 'us-east-1'] : [];
    const run = (format: string) =>
      runCli(['generate', file, ...given, ...answers, ...place, '--quiet', '--format', format], {
        node,
      });
    // The same answers serve all formats, though CloudFormation could keep the references.
    const [json, cloudFormation, awsCli] = await Promise.all(
      ['json', 'cloudformation', 'aws-cli'].map(run),
    );
    for (const written of [json, cloudFormation, awsCli]) {
      expect(written).toMatchObject({ code: 0, stderr: '' });
    }
    const [role] = rolesOf(json ?? { stdout: '' });
    const statements = role?.identityPolicies.flatMap(({ document }) => document.Statement) ?? [];
    const sids = statements.map(({ Sid }) => Sid);
    expect(sids.length).toBeGreaterThan(0);
    for (const sid of sids) {
      expect(sid).toMatch(/^[A-Za-z0-9]+$/);
      expect(awsCli?.stdout).toContain(`"Sid": "${sid}"`);
    }
    const [document] = parseAllDocuments(cloudFormation?.stdout ?? '', { logLevel: 'error' });
    expect(document?.errors).toEqual([]);
    const policies = JSON.stringify(document?.toJS());
    expect(sids.filter((sid) => !policies.includes(`"Sid":"${sid}"`))).toEqual(
      // A Sid that is named after a value is named after its reference where that stands.
      sids.filter(
        (sid) => DEPLOYED[file] && !file.endsWith('.tf') && sid.startsWith('InvokeModelsOfProfile'),
      ),
    );
  });

  it('reads all of them in one run', async () => {
    const answers = [...(README.match(/--answer \S+?(?=[ `])/g) ?? [])].flatMap((text) =>
      text.split(' '),
    );
    const place = ['--account', '123456789012', '--region', 'us-east-1'];
    const deployed = Object.values(DEPLOYED).flatMap((list) =>
      list.flatMap((each) => ['--answer', each]),
    );
    const run = await runCli(['generate', '.', ...place, ...answers, ...deployed, '--quiet'], {
      node,
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(rolesOf(run).map(({ flow }) => flow.source.replace(/#.*/, ''))).toEqual(FILES);
    expect(new Set(rolesOf(run).map(({ roleName }) => roleName)).size).toBe(FILES.length);
    for (const resource of resourcesOf(run)) {
      expect(resource).toMatch(/^(?:\*|arn:aws:[a-z0-9-]+:.*)$/);
    }
  });
});
