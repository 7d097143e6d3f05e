import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@cdktn/hcl2json';
import { transform } from 'esbuild';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostile, hostileFileName, UNSAFE } from '../strangers/texts.ts';
import { expectHarmless } from '../support/harmless.ts';
import { runCli, runProcess, temporaryDirectory } from '../support/run-cli.ts';
import { DEPLOYMENT, lambdaNode, namedFlow, promptNode } from './flows.ts';

const SEED = Number(process.env['FC_SEED'] ?? 1);
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const TEXTS = fc
  .sample(hostile, { numRuns: 40, seed: SEED })
  .map((text) => `${text.slice(0, 190)}é`);
const NAMES = [...new Set(fc.sample(hostileFileName, { numRuns: 20, seed: SEED }))];

/** Flows in files and directories with names of strangers, and a policy that has nothing right. */
function tree(): string {
  const cwd = temporaryDirectory();
  for (const [index, text] of TEXTS.entries()) {
    const nodes = [promptNode('amazon.nova-lite-v1:0', text), lambdaNode(FUNCTION, `${text}2`)];
    writeFileSync(join(cwd, `${index}.json`), namedFlow(text, ...nodes));
  }
  for (const name of NAMES) {
    mkdirSync(join(cwd, name));
    writeFileSync(join(cwd, name, `${name}.json`), namedFlow('f', lambdaNode(FUNCTION)));
  }
  const statement = { Sid: TEXTS[0], Effect: 'Allow', Action: TEXTS[1], Resource: TEXTS[2] };
  writeFileSync(join(cwd, 'policy.txt'), JSON.stringify({ Statement: [statement] }, undefined, 2));
  return cwd;
}

it('all commands print text of strangers as text', { timeout: 120_000 }, async () => {
  const cwd = tree();
  const before = readdirSync(cwd);
  const run = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await runCli([...args, ...DEPLOYMENT], { cwd });
    expect(stderr).not.toMatch(/defect|\n {4}at /);
    expect([0, 1], stderr).toContain(code);
    // Our own mark between a sign and a name, which keeps it from being a mention in Markdown.
    const text = args.includes('markdown') ? stdout.replaceAll(/(?<=[@#;-])\u200b/g, '') : stdout;
    expect(UNSAFE.exec(text)?.[0]).toBeUndefined();
    expect(UNSAFE.exec(stderr)?.[0]).toBeUndefined();
    return stdout;
  };
  const terraform = (await parse('x.tf', await run('generate', '.', '--format', 'terraform'))) as {
    readonly resource: object;
    readonly data: object;
  };
  expect(Object.keys(terraform.resource).sort()).toEqual([
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_lambda_permission',
  ]);
  expect(Object.keys(terraform.data).sort()).toEqual([
    'aws_caller_identity',
    'aws_iam_policy_document',
    'aws_partition',
    'aws_region',
  ]);
  await transform(await run('generate', '0.json', '--format', 'cdk'), { loader: 'ts' });
  const script = await run('generate', '.', '--format', 'aws-cli');
  expect(await runProcess('bash', ['-n'], { input: script })).toMatchObject({
    code: 0,
    stderr: '',
  });
  await run('explain', '.');
  expectHarmless(await run('explain', '.', '--format', 'markdown'));
  for (const options of [[], ['--policy', 'policy.txt']]) {
    await run('check', '.', ...options);
    expectHarmless(await run('check', '.', '--format', 'markdown', ...options));
    JSON.parse(await run('check', '.', '--format', 'sarif', ...options));
    await run('fix', '.', '--dry-run', '--prune', '--narrow', ...options);
  }
  expect(readdirSync(cwd)).toEqual(before);
});

it('a diff near invisible characters is no patch, and says so', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'flow.json'), namedFlow('f', promptNode('amazon.nova-lite-v1:0')));
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*', Sid: 'a\u202eb' }],
  };
  writeFileSync(join(cwd, 'policy.json'), `${JSON.stringify(policy, undefined, 2)}\n`);
  const args = ['fix', 'flow.json', '--policy', 'policy.json', ...DEPLOYMENT];
  const { stdout, stderr } = await runCli([...args, '--dry-run'], { cwd });
  expect(stdout).toContain('a\\u202eb');
  expect(stderr).toContain('policy.json has invisible characters near a change.');
});
