import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import { ROLE_ACTIONS } from '../../src/aws/live-role.ts';
import { rolesOf } from '../cli/flows.ts';
import type { State } from '../support/fake-aws/account.ts';
import { startAwsApi } from '../support/fake-aws-api.ts';

vi.setConfig({ testTimeout: 60_000 });

const path = join(root, 'README.md');

/** A `console` block: a command after `$ `, then what it prints. */
const BLOCK = /```console\n\$ (.+)\n([\s\S]*?)```/g;

type Environment = Readonly<Record<string, string>>;

/** Runs a command of the README as a reader would, both outputs as a terminal shows them. */
async function outputOf(command: string, env: Environment = {}): Promise<string> {
  const words = command.split(' ').map((word) => (word === 'node' ? process.execPath : word));
  const child = spawn(words[0] ?? '', words.slice(1), {
    cwd: root,
    env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = await Promise.all([child.stdout, child.stderr].map((stream) => stream.toArray()));
  return texts.map((chunks) => Buffer.concat(chunks).toString('utf8')).join('');
}

/** An account with the role of an example, from before the flow got its knowledge base. */
async function accountOfReader(): Promise<State> {
  const generate = 'node dist/cli/main.js generate examples/json/support-triage.json --quiet';
  const stdout = await outputOf(`${generate} --account 123456789012 --region us-east-1`);
  const [role] = rolesOf({ stdout });
  const [policy] = role?.identityPolicies ?? [];
  if (role === undefined || policy === undefined) {
    throw new TypeError('the example needs no role');
  }
  const earlier = policy.document.Statement.filter(
    ({ Sid }) => Sid !== 'RetrieveFromKnowledgeBases',
  );
  return {
    account: '123456789012',
    roles: {
      [role.roleName]: {
        Arn: `arn:aws:iam::123456789012:role/service-role/${role.roleName}`,
        trust: role.trustPolicy,
        inline: { [policy.name]: { ...policy.document, Statement: earlier } },
        attached: [],
      },
    },
    policies: {},
    functions: {},
    bots: {},
    keys: {},
  };
}

test('the README shows what its commands really print', async () => {
  const text = readFileSync(path, 'utf8');
  const aws = await startAwsApi(await accountOfReader());
  let real = text;
  for (const [block, command = ''] of text.matchAll(BLOCK)) {
    const output = await outputOf(command, command.includes(' --role ') ? aws.env : {});
    real = real.replace(block, () => `\`\`\`console\n$ ${command}\n${output}\`\`\``);
  }
  if (process.env['UPDATE_GOLDEN']) {
    writeFileSync(path, real);
  }
  expect([...text.matchAll(BLOCK)].length).toBeGreaterThan(3);
  expect(aws.calls).toContain('iam:GetRole');
  expect(readFileSync(path, 'utf8')).toBe(real);
});

test('the policy for reading roles allows the actions that are called, and no others', () => {
  const [, text = '{}'] =
    /needs no more than this:\n\n```json\n([\s\S]*?)```/.exec(readFileSync(path, 'utf8')) ?? [];
  const { Statement } = JSON.parse(text);
  const actions = Statement.flatMap(({ Action }: { readonly Action: readonly string[] }) => Action);
  expect(actions.sort()).toEqual([...ROLE_ACTIONS].sort());
});
