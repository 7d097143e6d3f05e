import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { State, Statement } from '../support/fake-aws/account.ts';
import { EXAMPLES, runCli, runProcess } from '../support/run-cli.ts';
import { expectRoles } from './expect-account.ts';
import {
  DEPLOYMENT,
  flowOf,
  lambdaNode,
  lexNode,
  namedFlow,
  promptNode,
  type RoleJson,
  rolesOf,
} from './flows.ts';
import { BASH, Machine } from './machine.ts';

const ACCOUNT = '123456789012';
const OTHER_ACCOUNT = '999999999999';
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:send`;
const FOREIGN_FUNCTION = `arn:aws:lambda:us-east-1:${OTHER_ACCOUNT}:function:send`;
const BOT = `arn:aws:lex:us-east-1:${ACCOUNT}:bot-alias/BOT1234567/ALIAS12345`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** A statement of somebody else, which no script may touch. */
function ofOthers(Resource: string, Action: string, Sid?: string): Statement {
  const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
  return { ...(Sid && { Sid }), Effect: 'Allow', Principal, Action, Resource };
}

/** What every script finds. */
const BEFORE: State = {
  account: ACCOUNT,
  roles: {},
  policies: {},
  functions: {
    [FUNCTION]: {
      '': [ofOthers(FUNCTION, 'lambda:InvokeFunction', 'AllowBucket')],
      live: [ofOthers(`${FUNCTION}:live`, 'lambda:InvokeFunction', 'AllowBucket')],
    },
    [`${FUNCTION}-live`]: { '': [] },
  },
  bots: { [BOT]: [ofOthers(BOT, 'lex:RecognizeText', 'AllowConnect')] },
  keys: {
    [KEY]: {
      Version: '2012-10-17',
      Statement: [
        ofOthers('*', 'kms:*', 'Enable IAM User Permissions'),
        ofOthers('*', 'kms:DescribeKey'),
        ofOthers('*', 'kms:ListGrants'),
      ],
    },
  },
};

/** A flow that is encrypted with the key. */
function encryptedFlow(name: string, ...nodes: readonly object[]): string {
  return JSON.stringify({
    ...JSON.parse(namedFlow(name, ...nodes)),
    customerEncryptionKeyArn: KEY,
  });
}

/** A flow that uses one of everything that a script has commands for. */
const FULL_FLOW = encryptedFlow(
  'triage',
  promptNode('us.amazon.nova-pro-v1:0'),
  lambdaNode(`${FUNCTION}:live`, 'Alias'),
  lambdaNode(`${FUNCTION}:$LATEST`, 'Latest'),
  lambdaNode(FUNCTION, 'Plain'),
  lambdaNode(`${FUNCTION}-live`, 'AlmostAlias'),
  lexNode(BOT),
);

/** A flow that shares with others of its kind whatever can be shared. */
function sharingFlow(name: string): string {
  return encryptedFlow(name, lambdaNode(FUNCTION), lexNode(BOT));
}

interface Generated {
  /** The path of the script. */
  readonly script: string;
  /** The roles that it should make. */
  readonly roles: readonly RoleJson[];
}

const FORMS = ['printed', 'in files'] as const;

describe.each(FORMS)('the script, %s', (form) => {
  const generate = async (
    { work }: Machine,
    flows: readonly string[],
    ...options: readonly string[]
  ): Promise<Generated> => {
    for (const [index, flow] of flows.entries()) {
      writeFileSync(join(work, `${index}.json`), flow);
    }
    const names = flows.map((_, index) => `${index}.json`);
    const args = ['generate', ...names, ...DEPLOYMENT, ...options];
    const out = form === 'in files' ? ['--out', 'my roles', '--force'] : [];
    const [json, written] = await Promise.all([
      runCli(args, { cwd: work }),
      runCli([...args, '--format', 'aws-cli', ...out], { cwd: work }),
    ]);
    expect(written.code, written.stderr).toBe(0);
    const script = join(work, form === 'in files' ? 'my roles/create-roles.sh' : 'printed.sh');
    if (form === 'printed') {
      writeFileSync(script, written.stdout);
    }
    const syntax = await runProcess(BASH, ['-n', script]);
    expect(syntax).toMatchObject({ code: 0, stderr: '' });
    return { script, roles: rolesOf(json) };
  };

  it('makes in two runs what the JSON says, and leaves the rest alone', async () => {
    const machine = await Machine.start(BEFORE);
    const { script, roles } = await generate(machine, [FULL_FLOW]);
    const services = roles[0]?.resourcePolicies.map(({ service }) => service) ?? [];
    expect([...services].sort()).toEqual(['kms', 'lambda', 'lambda', 'lambda', 'lex']);
    for (const count of [1, 2]) {
      const { code, stdout, stderr } = await machine.run(script);
      expect(code, `run ${count}: ${stderr}`).toBe(0);
      expectRoles(machine.state, BEFORE, roles);
      const arn = `arn:aws:iam::${ACCOUNT}:role/${roles[0]?.roleName}`;
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(arn);
      expect(machine.leftovers).toEqual([]);
    }
    expect(machine.calls[0]).toBe('get-caller-identity');
    expect(machine.calls.filter((call) => call === 'create-role')).toHaveLength(1);
  });

  it('needs no Region to be configured', async () => {
    const machine = await Machine.start(BEFORE);
    const { script, roles } = await generate(machine, [FULL_FLOW]);
    const { code, stderr } = await machine.run(script, {});
    expect(code, stderr).toBe(0);
    expectRoles(machine.state, BEFORE, roles);
  });

  it('brings a role up to date', async () => {
    const machine = await Machine.start(BEFORE);
    const before = await generate(machine, [FULL_FLOW]);
    expect((await machine.run(before.script)).code).toBe(0);
    const changed = FULL_FLOW.replace('us.amazon.nova-pro-v1:0', 'amazon.nova-lite-v1:0');
    const after = await generate(machine, [changed], '--flow-id', 'ABCDE12345');
    expect(after.roles).not.toEqual(before.roles);
    expect((await machine.run(after.script)).code).toBe(0);
    expectRoles(machine.state, BEFORE, after.roles);
  });

  it('makes the roles of flows that share functions, bots and keys', async () => {
    const machine = await Machine.start(BEFORE);
    const long = 'long-'.repeat(18);
    const names = ['my-flow', 'my_flow', 'MyFlow', `${long}emea`, `${long}apac`];
    const { script, roles } = await generate(machine, names.map(sharingFlow));
    expect(roles).toHaveLength(names.length);
    for (const count of [1, 2]) {
      const { code, stderr } = await machine.run(script);
      expect(code, `run ${count}: ${stderr}`).toBe(0);
      expectRoles(machine.state, BEFORE, roles);
    }
  });

  it('splits large permissions over managed policies, which keep five versions', async () => {
    const machine = await Machine.start(BEFORE);
    const nodes = Array.from({ length: 160 }, (_, index) =>
      promptNode(`cohere.a-model-of-a-long-name-${index}-v1:0`, `Ask${index}`),
    );
    const { script, roles } = await generate(machine, [namedFlow('large', ...nodes)]);
    expect(roles[0]?.identityPolicies.length).toBeGreaterThan(1);
    expect((await machine.run(script)).code).toBe(0);
    expectRoles(machine.state, BEFORE, roles);
    // As after many runs: five versions, one in the middle of which somebody made the default.
    const [policy] = Object.values(machine.state.policies);
    const [version] = policy?.versions ?? [];
    if (policy === undefined || version === undefined) {
      throw new TypeError('no policy was made');
    }
    policy.next = 10;
    policy.versions = ['v9', 'v8', 'v7', 'v6', 'v5'].map((VersionId) => ({
      ...version,
      VersionId,
      IsDefaultVersion: VersionId === 'v6',
    }));
    const { code, stderr } = await machine.run(script);
    expect(code, stderr).toBe(0);
    const kept = policy.versions.map(({ VersionId }) => VersionId);
    expect(kept).toEqual(['v10', 'v9', 'v8', 'v7', 'v6']);
    expectRoles(machine.state, BEFORE, roles);
  });

  it('stops before anything when it is signed in to another account', async () => {
    const machine = await Machine.start({ ...BEFORE, account: OTHER_ACCOUNT });
    const { script } = await generate(machine, [FULL_FLOW, sharingFlow('other')]);
    const { code, stderr } = await machine.run(script);
    expect(code).not.toBe(0);
    expect(stderr).toContain(ACCOUNT);
    expect(machine.calls).toEqual(['get-caller-identity']);
  });

  it('stops before anything when one of the flows belongs to another account', async () => {
    const machine = await Machine.start(BEFORE);
    for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
      const arn = `arn:aws:bedrock:us-east-1:${account}:flow/ABCDE12345`;
      const flow = { ...JSON.parse(sharingFlow(`in-${account}`)), arn };
      writeFileSync(join(machine.work, `${account}.json`), JSON.stringify(flow));
    }
    const args = ['generate', '.', '--format', 'aws-cli'];
    const { code, stdout } = await runCli(args, { cwd: machine.work });
    // Such a script is refused, or it looks at the account of each flow first.
    if (code === 0) {
      writeFileSync(join(machine.work, 'printed.sh'), stdout);
      expect((await machine.run(join(machine.work, 'printed.sh'))).code).not.toBe(0);
    }
    expect(machine.state).toEqual(BEFORE);
  });

  it('stops before anything when it needs jq and there is none', async () => {
    const machine = await Machine.start(BEFORE, []);
    const { script } = await generate(machine, [FULL_FLOW]);
    const { code, stderr } = await machine.run(script);
    // A script that needs no jq does its work.
    expect(code === 0 || stderr.includes('jq')).toBe(true);
    expect(code === 0 || machine.calls.every((call) => call === 'get-caller-identity')).toBe(true);
  });

  it('stops at the first call that fails', async () => {
    const machine = await Machine.start({ ...BEFORE, functions: {} });
    const { script } = await generate(machine, [FULL_FLOW]);
    const { code, stderr } = await machine.run(script);
    expect(code).not.toBe(0);
    expect(stderr).toContain('ResourceNotFoundException');
    expect(machine.calls.at(-1)).toBe('add-permission');
    expect(machine.leftovers).toEqual([]);
  });

  it('only shows the commands that belong to another account', async () => {
    const machine = await Machine.start(BEFORE);
    const flow = namedFlow('cross', lambdaNode(FOREIGN_FUNCTION), lambdaNode(FUNCTION, 'Own'));
    const { script, roles } = await generate(machine, [flow]);
    const own = await machine.run(script);
    expect(own.code, own.stderr).toBe(0);
    expectRoles(machine.state, BEFORE, roles);
    // The administrator of the other account takes the marks of the comments away.
    const [commands] =
      /^# aws lambda remove-permission(?:.*\n# )+ {2}--principal \S+$/m.exec(
        readFileSync(script, 'utf8'),
      ) ?? [];
    expect(commands).toContain(FOREIGN_FUNCTION);
    const functions = { [FOREIGN_FUNCTION]: { '': [] } };
    const theirs = await Machine.start({ ...BEFORE, account: OTHER_ACCOUNT, functions });
    const path = join(theirs.work, 'theirs.sh');
    writeFileSync(path, `export AWS_PAGER=""\n${commands?.replaceAll(/^# /gm, '')}\n`);
    const { code, stderr } = await theirs.run(path);
    expect(code, stderr).toBe(0);
    const role = `arn:aws:iam::${ACCOUNT}:role/${roles[0]?.roleName}`;
    expect(theirs.state.functions[FOREIGN_FUNCTION]?.['']).toMatchObject([
      { Principal: { AWS: role }, Action: 'lambda:InvokeFunction', Resource: FOREIGN_FUNCTION },
    ]);
  });

  it('runs nothing of what flows are called', async () => {
    const machine = await Machine.start(BEFORE);
    const names = [
      "'; touch pwned; '",
      '$(touch pwned)`touch pwned`',
      'a\ntouch pwned\n#',
      'END_OF_DOCUMENT\ntouch pwned',
      '"\\"; touch pwned #',
      '--output text --query x',
      '-rf /',
      '%s%n ! !! * ? ~ [a] {a,b}',
      '注文の流れ',
      '配送の流れ',
    ];
    const { script, roles } = await generate(machine, names.map(sharingFlow));
    const { code, stderr } = await machine.run(script);
    expect(code, stderr).toBe(0);
    expectRoles(machine.state, BEFORE, roles);
    expect(machine.leftovers).toEqual([]);
  });

  it('runs nothing of what nodes and their files are called', async () => {
    const machine = await Machine.start(BEFORE);
    const nasty = "x'; touch pwned #\n$(touch pwned)`touch pwned`\ntouch pwned";
    const name = `${nasty}.json`;
    writeFileSync(join(machine.work, name), flowOf(lambdaNode(FUNCTION, nasty)));
    const out = form === 'in files' ? ['--out', nasty] : [];
    const args = ['generate', name, ...DEPLOYMENT, '--format', 'aws-cli', ...out];
    const { code, stdout, stderr } = await runCli(args, { cwd: machine.work });
    expect(code, stderr).toBe(0);
    const script = join(machine.work, form === 'in files' ? `${nasty}/create-roles.sh` : 'p.sh');
    if (form === 'printed') {
      writeFileSync(script, stdout);
    }
    const run = await machine.run(script);
    expect(run.code, run.stderr).toBe(0);
    expect(machine.leftovers).toEqual([]);
  });
});

it.each(['json/get-flow-response.json', 'json/support-triage.json'])(
  'the script of the example %s is one that bash can read',
  async (file) => {
    const args = ['generate', file, ...DEPLOYMENT, '--format', 'aws-cli', '--quiet'];
    const { stdout } = await runCli(args, { cwd: EXAMPLES });
    const { code, stderr } = await runProcess(BASH, ['-n'], { input: stdout });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  },
);
