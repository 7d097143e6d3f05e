import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import {
  MAIN,
  NODES,
  type RunOptions,
  runCli,
  runProcess,
  temporaryDirectory,
} from '../support/run-cli.ts';
import {
  agentNode,
  DEPLOYMENT,
  flowOf,
  lambdaNode,
  namedFlow,
  promptNode,
  resourcesOf,
  rolesOf,
  SMALL_FLOW,
} from './flows.ts';

const PLACEHOLDERS = 'json/with-placeholders.json';

/** What fits each question of examples/json/with-placeholders.json. */
const ANSWERS: Readonly<Record<string, string>> = {
  account: '123456789012',
  region: 'eu-west-1',
  SUMMARY_MODEL_ID: 'amazon.nova-lite-v1:0',
  'model:prompt/RPLY7T2M4X:2': 'eu.amazon.nova-pro-v1:0',
  YOUR_KNOWLEDGE_BASE_ID: 'KB12345678',
  ARCHIVE_BUCKET: 'feedback-archive',
};

/** The keys of the questions that a run asked, in order. */
function askedKeys(stderr: string): readonly string[] {
  return [...stderr.matchAll(/^ {2}(\S+) \(.+\)$/gm)].flatMap(([, key]) => key ?? []);
}

/** The command that a run proposed, with the answers to its questions filled in. */
function proposedCommand(stderr: string, answers: Readonly<Record<string, string>>): string {
  const [, command = ''] = /^Answer all of them with\n {2}(.*)$/m.exec(stderr) ?? [];
  return askedKeys(stderr).reduce(
    (text, key) => text.replace('…', answers[key] ?? `?${key}`),
    command,
  );
}

describe.each(NODES)('on the %s Node.js', (node) => {
  const run = (args: readonly string[], options: RunOptions = {}) =>
    runCli(['generate', ...args], { node, ...options });

  const runShell = (command: string, options: RunOptions = {}) =>
    runProcess('bash', ['-c', `flow-role-wizard() { "$NODE" "$MAIN" "$@"; }; ${command}`], {
      ...options,
      env: { NODE: nodeBinary(node), MAIN },
    });

  describe('open questions', () => {
    it('are all asked on standard error, with their places', async () => {
      const { code, stdout, stderr } = await run([PLACEHOLDERS]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^6 questions are open:\n/);
      expect([...askedKeys(stderr)].sort()).toEqual(Object.keys(ANSWERS).sort());
      expect(stderr).toMatch(/ {2}ARCHIVE_BUCKET \(json\/with-placeholders\.json:\d+\)/);
    });

    it.each(['json', 'cloudformation', 'aws-cli'])(
      'come with a command that answers them: %s',
      async (format) => {
        const first = await run([PLACEHOLDERS, '--format', format]);
        expect(first).toMatchObject({ code: 1, stdout: '' });
        const answered = await runShell(proposedCommand(first.stderr, ANSWERS));
        expect(answered.stderr).not.toContain('question');
        expect(answered.code).toBe(0);
        expect(answered.stdout).toContain('feedback-archive');
      },
    );

    it('come with a command that repeats what was given', async () => {
      const given = [
        ...[
          '--account=123456789012',
          '--flow-id',
          'ABCDE12345',
          '--partition',
          'aws',
          '--pin-regions',
        ],
        ...['--answer', 'ARCHIVE_BUCKET=other-archive', '--answer', 'role-name=My.Role', '--quiet'],
      ];
      const { stderr } = await run([PLACEHOLDERS, ...given]);
      const answered = await runShell(proposedCommand(stderr, ANSWERS));
      expect(answered).toMatchObject({ code: 0, stderr: '' });
      const [role] = rolesOf(answered);
      expect(role).toMatchObject({
        account: '123456789012',
        region: 'eu-west-1',
        roleName: 'My.Role',
      });
      expect(JSON.stringify(role?.trustPolicy)).toContain(':flow/ABCDE12345"');
      expect(resourcesOf(answered)).toContain('arn:aws:s3:::other-archive/*');
      expect(resourcesOf(answered).join()).not.toContain('bedrock:*:');
    });

    it('come with a command that takes strange file names', async () => {
      const cwd = temporaryDirectory();
      const directory = 'd'.repeat(230);
      const names = ["it's a flow.json", '$(touch x) `y`.json', '-dash.json', `${directory}.json`];
      for (const name of names) {
        writeFileSync(join(cwd, name), SMALL_FLOW);
        const { stderr } = await run(['--quiet', '--', name], { cwd });
        const answered = await runShell(proposedCommand(stderr, ANSWERS), { cwd });
        expect(answered, stderr).toMatchObject({ code: 0, stderr: '' });
      }
    });

    it('are answered for standard input in the same way', async () => {
      const { stderr } = await run(['-', '--quiet'], { input: SMALL_FLOW });
      const answered = await runShell(proposedCommand(stderr, ANSWERS), { input: SMALL_FLOW });
      expect(answered).toMatchObject({ code: 0, stderr: '' });
    });

    it('of one answer are one question', async () => {
      const input = flowOf(promptNode('$$MODEL', 'A'), promptNode('$$MODEL', 'B'));
      const { stderr } = await run(['-', ...DEPLOYMENT], { input });
      expect(stderr).toMatch(/^1 question is open:\n/);
    });

    it('that hang together are answered with as few commands as the questions allow', async () => {
      const promptArn = 'arn:aws:bedrock:YOUR_REGION:YOUR_ACCOUNT_ID:prompt/YOUR_PROMPT_ID:3';
      const configuration = { prompt: { sourceConfiguration: { resource: { promptArn } } } };
      const input = flowOf({ name: 'Route', type: 'Prompt', configuration });
      let command = 'flow-role-wizard generate - --quiet';
      for (let round = 0; round < 3; round += 1) {
        const { code, stderr } = await runShell(command, { input });
        if (code === 0) {
          return;
        }
        expect(stderr).toContain('Answer all of them with');
        const answers = Object.fromEntries(
          askedKeys(stderr).map((key) => [
            key,
            ANSWERS[key] ?? (key.startsWith('model:') ? 'amazon.nova-lite-v1:0' : 'ABCDE12345'),
          ]),
        );
        command = proposedCommand(stderr, answers);
      }
      expect.fail(`still asks: ${command}`);
    });

    it('are written as <KEY> with --allow-unresolved', async () => {
      const { code, stdout } = await run([PLACEHOLDERS, '--allow-unresolved']);
      expect(code).toBe(0);
      const [role] = rolesOf({ stdout });
      expect(role?.account).toBeNull();
      expect(role?.questions.map(({ key }) => key).sort()).toEqual(Object.keys(ANSWERS).sort());
      expect(resourcesOf({ stdout })).toContain('arn:aws:s3:::<ARCHIVE_BUCKET>/*');
    });

    it('do not come up in CloudFormation where it has words for the answer', async () => {
      const written = await run(['cloudformation/document-qa.yaml', '--format', 'cloudformation']);
      expect(written.code).toBe(0);
      const asked = await run(['cloudformation/document-qa.yaml']);
      expect(asked.code).toBe(1);
    });
  });

  describe('answers', () => {
    it.each<[string, string]>([
      ['nonsense=1', 'No question has the key "nonsense".'],
      ['ARCHIVE_BUCKET=Not A Bucket', 'The answer "Not A Bucket" to "ARCHIVE_BUCKET" is not'],
      ['ARCHIVE_BUCKET=', 'The answer "" to "ARCHIVE_BUCKET" is not'],
      ['ARCHIVE_BUCKET=a*', 'The answer "a*" to "ARCHIVE_BUCKET" is not'],
      ['YOUR_KNOWLEDGE_BASE_ID=*', 'The answer "*" to "YOUR_KNOWLEDGE_BASE_ID" is not'],
      ['SUMMARY_MODEL_ID=<your model>', 'to "SUMMARY_MODEL_ID" is not'],
      ['role-name=a role', 'The answer "a role" to "role-name" is not'],
      ['account=1', 'The answer "1" to "account" is not a 12-digit AWS account id'],
    ])('that cannot be used are refused: %s', async (answer, message) => {
      const { code, stdout, stderr } = await run([PLACEHOLDERS, '--answer', answer]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(message);
    });

    it('may hold the sign = and stand for several models', async () => {
      const args = ['model:prompt/RPLY7T2M4X:2=eu.amazon.nova-pro-v1:0,amazon.nova-micro-v1:0'];
      const others = Object.entries(ANSWERS).filter(([key]) => !key.startsWith('model:'));
      const answers = [...args, ...others.map(([key, value]) => `${key}=${value}`)];
      const written = await run([
        PLACEHOLDERS,
        ...answers.flatMap((answer) => ['--answer', answer]),
      ]);
      expect(written.code).toBe(0);
      expect(resourcesOf(written).join('\n')).toContain('foundation-model/amazon.nova-micro-v1:0');
      expect(resourcesOf(written).join('\n')).toContain(
        'inference-profile/eu.amazon.nova-pro-v1:0',
      );
    });

    it('replace what is assumed', async () => {
      const key = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
      const assuming = await run(['-', ...DEPLOYMENT], { input: SMALL_FLOW });
      const [, question] = /^ +'?(kms:flow\b.*)=none\b/m.exec(assuming.stderr) ?? [];
      expect(question).toBeDefined();
      const written = await run(['-', ...DEPLOYMENT, '--answer', `${question}=${key}`], {
        input: SMALL_FLOW,
      });
      expect(written.code, written.stderr).toBe(0);
      expect(resourcesOf(written)).toContain(key);
      expect(rolesOf(written)[0]?.resourcePolicies).toMatchObject([
        { service: 'kms', resource: key },
      ]);
    });
  });

  describe('the deployment', () => {
    const facts = async (args: readonly string[], options: RunOptions = {}) => {
      const written = await run(['-', ...args], { input: SMALL_FLOW, ...options });
      expect(written.code, written.stderr).toBe(0);
      const [role] = rolesOf(written);
      return [role?.partition, role?.region, role?.account].join(' ');
    };
    const account = ['--account', '123456789012'];

    it('takes its Region from the environment where nothing else says it', async () => {
      const env = { AWS_REGION: 'eu-north-1', AWS_DEFAULT_REGION: 'eu-west-3' };
      expect(await facts(account, { env })).toBe('aws eu-north-1 123456789012');
      const fallback = { AWS_REGION: '', AWS_DEFAULT_REGION: 'cn-north-1' };
      expect(await facts(account, { env: fallback })).toBe('aws-cn cn-north-1 123456789012');
      const region = ['--region', 'us-gov-west-1'];
      expect(await facts([...account, ...region], { env })).toBe(
        'aws-us-gov us-gov-west-1 123456789012',
      );
    });

    it('says where each fact comes from', async () => {
      const env = { AWS_REGION: 'eu-north-1' };
      const { stderr } = await run(['-', ...account], { input: SMALL_FLOW, env });
      expect(stderr).toContain('account 123456789012 from --account');
      expect(stderr).toContain('Region eu-north-1 from AWS_REGION');
    });

    it('refuses a Region of the environment that is none, unless it does not matter', async () => {
      const env = { AWS_REGION: 'nowhere' };
      const refused = await run(['-', ...account], { input: SMALL_FLOW, env });
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toContain('AWS_REGION is "nowhere"');
      const region = ['--region', 'eu-west-1'];
      expect(await facts([...account, ...region], { env })).toBe('aws eu-west-1 123456789012');
    });

    it('is read from a GetFlow response, over the environment', async () => {
      const env = { AWS_REGION: 'us-west-2' };
      const written = await run(['json/get-flow-response.json'], { env });
      expect(rolesOf(written)).toMatchObject([{ account: '123456789012', region: 'eu-central-1' }]);
      expect(JSON.stringify(rolesOf(written)[0]?.trustPolicy)).toContain(':flow/TR4NSLREV1"');
    });

    it('follows the options where the file contradicts them, and says so', async () => {
      const args = [
        'json/get-flow-response.json',
        '--account',
        '999999999999',
        '--region',
        'eu-west-1',
      ];
      const written = await run(args);
      expect(written.code).toBe(0);
      expect(rolesOf(written)).toMatchObject([{ account: '999999999999', region: 'eu-west-1' }]);
      expect(written.stderr).toMatch(/999999999999.*--account.*123456789012/);
      expect(written.stderr).toMatch(/eu-west-1.*--region.*eu-central-1/);
    });

    it('says that a partition does not have the Region', async () => {
      const args = ['-', ...account, '--region', 'us-gov-west-1', '--partition', 'aws'];
      const { stderr } = await run(args, { input: SMALL_FLOW });
      expect(stderr).toMatch(/warning .*aws-us-gov/);
    });

    it('warns of resources elsewhere', async () => {
      const input = flowOf(
        agentNode('arn:aws:bedrock:us-west-2:123456789012:agent-alias/AGENT12345/ALIAS12345'),
      );
      const { code, stderr } = await run(['-', ...DEPLOYMENT], { input });
      expect(code).toBe(0);
      expect(stderr).toMatch(/warning .*us-west-2.*us-east-1/);
    });
  });

  it('names one flow in the trust policy with --flow-id, and all of the account without', async () => {
    const sourceArn = async (...args: readonly string[]) => {
      const written = await run(['-', ...DEPLOYMENT, ...args], { input: SMALL_FLOW });
      return rolesOf(written)[0]?.trustPolicy.Statement[0]?.Condition?.['ArnLike']?.[
        'aws:SourceArn'
      ];
    };
    expect(await sourceArn()).toBe('arn:aws:bedrock:us-east-1:123456789012:flow/*');
    expect(await sourceArn('--flow-id', 'ABCDE12345')).toBe(
      'arn:aws:bedrock:us-east-1:123456789012:flow/ABCDE12345',
    );
  });

  it('does not give one id to several flows', async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'a.json'), namedFlow('a', promptNode('amazon.nova-lite-v1:0')));
    writeFileSync(join(cwd, 'b.json'), namedFlow('b', promptNode('amazon.nova-lite-v1:0')));
    const { code, stdout, stderr } = await run(
      ['a.json', 'b.json', ...DEPLOYMENT, '--flow-id', 'ABCDE12345'],
      { cwd },
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--flow-id');
  });

  it('names the Regions of a profile with --pin-regions', async () => {
    const input = flowOf(promptNode('us.amazon.nova-pro-v1:0'));
    const models = async (...args: readonly string[]) =>
      resourcesOf(await run(['-', ...DEPLOYMENT, ...args], { input })).filter((arn) =>
        arn.includes('foundation-model'),
      );
    expect(await models()).toEqual(['arn:aws:bedrock:*::foundation-model/amazon.nova-pro-v1:0']);
    expect(await models('--pin-regions')).toEqual(
      ['us-east-1', 'us-east-2', 'us-west-2'].map(
        (region) => `arn:aws:bedrock:${region}::foundation-model/amazon.nova-pro-v1:0`,
      ),
    );
  });

  describe('--quiet', () => {
    it('leaves standard error empty when all is well', async () => {
      const function_ = 'arn:aws:lambda:us-west-2:999999999999:function:f';
      const input = flowOf(lambdaNode(function_), { name: 'New', type: 'NotYetKnown' });
      const loud = await run(['-', ...DEPLOYMENT], { input });
      expect(loud.stderr).toContain('NotYetKnown');
      const quiet = await run(['-', ...DEPLOYMENT, '--quiet'], { input });
      expect(quiet).toEqual({ code: 0, stdout: loud.stdout, stderr: '' });
    });

    it('still asks questions and tells errors', async () => {
      expect((await run(['-', '--quiet'], { input: SMALL_FLOW })).stderr).toContain('account');
      expect((await run(['nothing.json', '--quiet'])).stderr).toContain('nothing.json');
    });
  });
});
