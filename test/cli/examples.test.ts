import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import { COMMANDS, DEPLOYED, deployedArguments, FILES, README } from '../support/examples.ts';
import { MAIN, NODES, runCli, runProcess } from '../support/run-cli.ts';
import { resourcesOf, rolesOf } from './flows.ts';

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
    const run = (format: string) => runCli(deployedArguments(file, format), { node });
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
