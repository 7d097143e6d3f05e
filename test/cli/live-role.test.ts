import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Policy, Role, State } from '../support/fake-aws/account.ts';
import { type AwsApi, startAwsApi } from '../support/fake-aws-api.ts';
import { EXAMPLES, NODES, type Run, runCli, temporaryDirectory } from '../support/run-cli.ts';
import { flowOf, lambdaNode, lexNode, namedFlow, promptNode, rolesOf } from './flows.ts';
import { Machine } from './machine.ts';

const ACCOUNT = '123456789012';
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:send`;
const BOT = `arn:aws:lex:us-east-1:${ACCOUNT}:bot-alias/BOT1234567/ALIAS12345`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const LITE = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
const PRO = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0';

const TRUST: Policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'bedrock.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': ACCOUNT },
        ArnLike: { 'aws:SourceArn': `arn:aws:bedrock:us-east-1:${ACCOUNT}:flow/*` },
      },
    },
  ],
};

function allowing(Resource: string | readonly string[], Action = 'bedrock:InvokeModel'): Policy {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] };
}

function accountWith(role: Partial<State['roles'][string]>): State {
  const Arn = `arn:aws:iam::${ACCOUNT}:role/service-role/flow-role`;
  return {
    account: ACCOUNT,
    roles: { 'flow-role': { Arn, trust: TRUST, inline: {}, attached: [], ...role } },
    policies: {},
    functions: {},
    bots: {},
    keys: {},
  };
}

/** A managed policy whose default version is not the latest. */
function managed(document: Policy): State['policies'][string] {
  return {
    next: 3,
    versions: [
      { VersionId: 'v2', IsDefaultVersion: false, document: allowing('*', '*') },
      { VersionId: 'v1', IsDefaultVersion: true, document },
    ],
  };
}

/** What every key begins with. */
const ROOT_POLICY: Policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Root',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

/** Beside notes, and what the flow itself has to change, as a Region that its model is not for. */
const NOTHING = { missing: 0, excess: 0, broad: 0, invalid: 0, unknown: 0 };
const ARGS = ['flow.json', '--role', 'flow-role', '--region', 'us-east-1'];

let cwd: string;
beforeEach(() => {
  cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'flow.json'), flowOf(promptNode('amazon.nova-lite-v1:0')));
});

function run(
  { env }: Pick<AwsApi, 'env'>,
  args: readonly string[],
  node: (typeof NODES)[number] = 'current',
): Promise<Run> {
  return runCli(args, { cwd, node, network: 'loopback', env });
}

describe.each(NODES)('check --role on the %s Node.js', (node) => {
  const check = (api: AwsApi, ...more: readonly string[]) =>
    run(api, ['check', ...ARGS, ...more], node);

  it('has nothing to say about a role that is right, over as many pages as it has', async () => {
    const arn = `arn:aws:iam::${ACCOUNT}:policy/team/More`;
    writeFileSync(
      join(cwd, 'flow.json'),
      flowOf(
        promptNode('amazon.nova-lite-v1:0', 'A'),
        promptNode('amazon.nova-pro-v1:0', 'B'),
        promptNode('amazon.nova-micro-v1:0', 'C'),
      ),
    );
    const state = accountWith({
      inline: { One: allowing(LITE), Two: allowing(PRO) },
      attached: [arn],
    });
    state.policies[arn] = managed(allowing(PRO.replace('pro', 'micro')));
    const api = await startAwsApi(state, { pageSize: 1 });
    expect(await check(api, '--fail-on', 'any')).toEqual({
      code: 0,
      stdout: 'nothing to mend\n',
      stderr: '',
    });
    expect(api.calls.filter((call) => call === 'iam:ListRolePolicies')).toHaveLength(2);
    expect([...new Set(api.calls)].sort()).toEqual([
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
    ]);
  });

  it('finds what is missing and left over, line by line', async () => {
    const api = await startAwsApi(accountWith({ inline: { Permissions: allowing([PRO]) } }));
    const { code, stdout } = await check(api, '--format', 'json');
    expect(code).toBe(1);
    const { findings, summary } = JSON.parse(stdout);
    expect(summary).toMatchObject({ missing: 1, excess: 1 });
    expect(findings[0]).toMatchObject({
      kind: 'missing',
      resource: LITE,
      node: 'Ask',
      where: 'aws:role/flow-role/policy/Permissions.json:4',
      needed: ['flow.json:1'],
      fix: {
        file: 'aws:role/flow-role/policy/Permissions.json',
        diff: expect.stringContaining(LITE),
      },
    });
    const text = await check(api);
    expect(text.stdout).toContain('at aws:role/flow-role/policy/Permissions.json:4:');
    expect(text.stdout).toContain('3 │   "Statement": [');
    expect(text.stdout).toContain('fix --role flow-role prints the corrected policy.');
  });

  it('tries again while AWS is asked by many', async () => {
    const api = await startAwsApi(accountWith({ inline: { Permissions: allowing(LITE) } }));
    api.throttled.set('iam:GetRole', 2).set('iam:GetRolePolicy', 1);
    expect(await check(api, '--fail-on', 'any')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('check --role', () => {
  const check = (api: AwsApi, ...more: readonly string[]) => run(api, ['check', ...ARGS, ...more]);
  const findings = async (api: AwsApi, ...more: readonly string[]) => {
    const { stdout, stderr } = await check(api, '--format', 'json', ...more);
    expect(stderr).toBe('');
    return JSON.parse(stdout).findings;
  };

  it('finds a trust policy that holds for another account', async () => {
    const trust = JSON.parse(JSON.stringify(TRUST).replaceAll(ACCOUNT, '999999999999'));
    const api = await startAwsApi(accountWith({ trust, inline: { P: allowing(LITE) } }));
    expect(await findings(api)).toMatchObject([
      { kind: 'missing', rule: 'missing-trust', where: 'aws:role/flow-role/trust-policy.json:4' },
      { kind: 'invalid', rule: 'invalid-trust' },
    ]);
  });

  it('judges policies of AWS by what they say now, once each', async () => {
    const full = 'arn:aws:iam::aws:policy/AmazonBedrockFullAccess';
    const logs = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const state = accountWith({ attached: [full, logs] });
    const wide = [allowing('*', 'bedrock:*'), allowing('*', 'iam:ListRoles')];
    state.policies[full] = managed({
      Version: '2012-10-17',
      Statement: wide.flatMap(({ Statement }) => Statement),
    });
    state.policies[logs] = managed({
      Version: '2012-10-17',
      Statement: ['logs:CreateLogStream', 'logs:PutLogEvents'].flatMap(
        (action) => allowing('*', action).Statement,
      ),
    });
    const api = await startAwsApi(state);
    expect(await findings(api)).toMatchObject([
      { kind: 'broad', where: 'aws:policy/aws/AmazonBedrockFullAccess.json:4' },
      {
        kind: 'excess',
        where: 'aws:policy/aws/service-role/AWSLambdaBasicExecutionRole.json:4',
        remedy: 'Detach AWSLambdaBasicExecutionRole from the role.',
      },
    ]);
  });

  it('finds what the permissions boundary keeps the role from', async () => {
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/team/Boundary`;
    const state = accountWith({ boundary, inline: { P: allowing(LITE) } });
    state.policies[boundary] = managed(allowing(PRO));
    const api = await startAwsApi(state);
    expect(await findings(api)).toMatchObject([
      {
        kind: 'missing',
        rule: 'bounded-permission',
        action: 'bedrock:InvokeModel',
        resource: LITE,
        where: `aws:boundary/${ACCOUNT}/team/Boundary.json:1`,
        why: expect.stringContaining(
          'The permissions boundary Boundary of the role does not allow',
        ),
      },
    ]);
    expect((await run(api, ['fix', ...ARGS])).code).toBe(1);
    state.policies[boundary] = managed(allowing('*', 'bedrock:*'));
    expect(await check(api, '--fail-on', 'any')).toMatchObject({ code: 0 });
  });

  it('looks at the policies of functions, bot aliases and keys', async () => {
    const flow = namedFlow('triage', lambdaNode(`${FUNCTION}:live`), lexNode(BOT));
    writeFileSync(
      join(cwd, 'flow.json'),
      JSON.stringify({ ...JSON.parse(flow), customerEncryptionKeyArn: KEY }),
    );
    const machine = await Machine.start({
      ...accountWith({}),
      roles: {},
      functions: { [FUNCTION]: { '': [], live: [] } },
      bots: { [BOT]: [] },
      keys: { [KEY]: ROOT_POLICY },
    });
    const args = ['flow.json', '--account', ACCOUNT, '--region', 'us-east-1'];
    const script = await runCli(['generate', ...args, '--format', 'aws-cli'], { cwd });
    writeFileSync(join(cwd, 'make.sh'), script.stdout);
    expect((await machine.run(join(cwd, 'make.sh'))).code).toBe(0);
    const api = await startAwsApi(machine.state);
    const role = 'AmazonBedrockExecutionRoleForFlows_triage';
    const compare = () =>
      run(api, ['check', ...args, '--role', role, '--fail-on', 'any', '--format', 'json']);
    expect(await compare()).toMatchObject({ code: 0, stderr: '' });
    expect(api.calls).toEqual(
      expect.arrayContaining([
        'lambda:GetPolicy',
        'lex:DescribeResourcePolicy',
        'kms:GetKeyPolicy',
      ]),
    );

    for (const statement of machine.state.functions[FUNCTION]?.['live'] ?? []) {
      Object.assign(statement, { Condition: {} });
    }
    machine.state.keys[KEY] = allowing('*', 'kms:*');
    const { findings: found } = JSON.parse((await compare()).stdout);
    expect(found).toMatchObject([
      {
        kind: 'missing',
        subject: 'kms',
        where: expect.stringMatching(/^aws:kms\/us-east-1\/key\//),
      },
      { kind: 'broad', subject: 'lambda', where: 'aws:lambda/us-east-1/function:send:live.json:5' },
    ]);

    api.denied.add('lambda:GetPolicy').add('kms:GetKeyPolicy');
    const { code, stderr } = await compare();
    expect(code).toBe(1);
    expect(stderr).toContain(`The policy of ${KEY} was not looked at. AWS denies kms:GetKeyPolicy`);
    expect(stderr).toContain(`The policy of ${FUNCTION}:live was not looked at.`);
  });

  it('counts all flows that are named, and no policy in a file but those of --policy', async () => {
    const api = await startAwsApi(accountWith({ inline: { P: allowing([LITE, PRO]) } }));
    await runCli(['generate', ...args(ACCOUNT), '--out', '.'], { cwd });
    writeFileSync(join(cwd, 'other.json'), flowOf(promptNode('amazon.nova-pro-v1:0')));
    writeFileSync(join(cwd, 'template.yaml'), TEMPLATE);
    const files = ['other.json', 'template.yaml'];
    const { stdout } = await check(api, ...files, '--format', 'json');
    expect(JSON.parse(stdout).summary).toMatchObject({ missing: 1, excess: 0 });
    writeFileSync(join(cwd, 'more.json'), JSON.stringify(allowing(PRO.replace('pro', 'micro'))));
    expect(await check(api, ...files, '--policy', 'more.json')).toMatchObject({ code: 0 });
  });

  it('takes the flows of the configuration where none are named', async () => {
    const api = await startAwsApi(accountWith({ inline: { P: allowing(LITE) } }));
    writeFileSync(join(cwd, 'other.json'), flowOf(promptNode('amazon.nova-pro-v1:0')));
    writeFileSync(
      join(cwd, '.flow-role.yml'),
      'roles:\n  - name: flow-role\n    flows: [flow.json]\n  - name: x\n    flows: [other.json]\n',
    );
    const check = (role: string) =>
      run(api, ['check', '--role', role, '--region', 'us-east-1', '--fail-on', 'any', '--quiet']);
    expect(await check('flow-role')).toMatchObject({ code: 0, stderr: '' });
    expect(await check('nobody')).toMatchObject({
      code: 2,
      stderr:
        'The configuration has no role "nobody": name the files of the flows that have this role.\n',
    });
  });

  it('refuses flows of another account, and says that a flow names another role', async () => {
    const api = await startAwsApi(accountWith({ inline: { P: allowing(LITE) } }));
    expect(await check(api, '--account', '999999999999')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(
        `You are signed in to account ${ACCOUNT}, which has a role "flow-role", but the account of flow "flow" is 999999999999 (from --account).`,
      ),
    });
    const other = `arn:aws:iam::${ACCOUNT}:role/other`;
    const flow = JSON.parse(namedFlow('named', promptNode('amazon.nova-lite-v1:0')));
    writeFileSync(join(cwd, 'flow.json'), JSON.stringify({ ...flow, executionRoleArn: other }));
    expect(await check(api)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`flow.json:1 names another role, ${other}`),
    });
  });

  it.each(['iam:GetRole', 'iam:ListRolePolicies', 'iam:GetRolePolicy', 'iam:GetPolicyVersion'])(
    'says that %s is what the caller may not do',
    async (action) => {
      const arn = `arn:aws:iam::${ACCOUNT}:policy/More`;
      const state = accountWith({ inline: { P: allowing(LITE) }, attached: [arn] });
      state.policies[arn] = managed(allowing(PRO));
      const api = await startAwsApi(state);
      api.denied.add(action);
      const { code, stdout, stderr } = await check(api);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`AWS denies ${action} on `);
      expect(stderr).toContain('Reading a role takes iam:GetRole, iam:ListRolePolicies,');
    },
  );

  it('says in which account there is no such role', async () => {
    const api = await startAwsApi({ ...accountWith({}), roles: {} });
    expect(await check(api)).toEqual({
      code: 2,
      stdout: '',
      stderr: `There is no role "flow-role". You are signed in to account ${ACCOUNT}.\n`,
    });
  });

  it('says how to sign in', async () => {
    const api = await startAwsApi(accountWith({}));
    api.isExpired = true;
    expect((await check(api)).stderr).toMatch(
      /^AWS cannot be asked for role "flow-role" \(.*expired\)\. Sign in, for example with "aws sso login"/,
    );
    const nobody = { ...api, env: { AWS_EC2_METADATA_DISABLED: 'true' } };
    const { code, stderr } = await check(nobody);
    expect(code).toBe(2);
    expect(stderr).toContain('Sign in, for example with "aws sso login"');
    expect((await check(nobody, '--profile', 'nowhere')).stderr).toContain('--profile NAME');
  });

  it('reads the role with the profile that is named, in its Region', async () => {
    const api = await startAwsApi(accountWith({ inline: { P: allowing(LITE) } }));
    const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, ...rest } = api.env;
    writeFileSync(
      join(cwd, 'config'),
      `[profile dev]\nregion = us-east-1\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
    );
    const env = { ...rest, AWS_CONFIG_FILE: join(cwd, 'config'), AWS_SHARED_CREDENTIALS_FILE: 'x' };
    const check = ['check', 'flow.json', '--role', 'flow-role', '--fail-on', 'any'];
    expect(await run({ env }, [...check, '--profile', 'dev'])).toEqual({
      code: 0,
      stdout: 'nothing to mend\n',
      stderr: '',
    });
    expect((await run({ env }, [...check, '--profile', 'other'])).stderr).toContain(
      'The AWS profile "other" gives no credentials',
    );
  });

  it('asks for what a template refers to, and takes the answer', async () => {
    const api = await startAwsApi(
      accountWith({ inline: { P: allowing(FUNCTION, 'lambda:InvokeFunction') } }),
    );
    writeFileSync(
      join(cwd, 'template.json'),
      JSON.stringify({
        Resources: {
          Send: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler' } },
          Flow: {
            Type: 'AWS::Bedrock::Flow',
            Properties: {
              Name: 'sender',
              ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
              Definition: {
                Nodes: [
                  {
                    Name: 'Send',
                    Type: 'LambdaFunction',
                    Configuration: {
                      LambdaFunction: { LambdaArn: { 'Fn::GetAtt': ['Send', 'Arn'] } },
                    },
                  },
                ],
              },
            },
          },
        },
      }),
    );
    const check = (...more: readonly string[]) =>
      run(api, ['check', 'template.json', ...ARGS.slice(1), '--fail-on', 'any', ...more]);
    const { code, stdout } = await check();
    expect(code).toBe(1);
    expect(stdout).toContain('Answer Send.Arn with');
    expect(stdout).toContain('1 unknown');
    expect(await check('--answer', `Send.Arn=${FUNCTION}`)).toMatchObject({
      code: 0,
      stdout: 'nothing to mend\n',
    });
  });

  it('says that AWS does not answer', async () => {
    const api = await startAwsApi(accountWith({}));
    const gone = { ...api, env: { ...api.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' } };
    expect(await check(gone)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'AWS did not answer iam:GetRole (ECONNREFUSED).\n',
    });
  });

  it.each([
    [['--role', 'no role'], '--role is "no role", but must be the name of an IAM role'],
    [['--role', '../x'], '--role is "../x", but must be'],
    [['--profile', 'dev'], '--profile is for reading a role from AWS: give --role NAME as well.'],
  ])('refuses %j without asking anybody', async (args, message) => {
    const { code, stderr } = await runCli(['check', 'flow.json', ...args], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('tells code scanning of lines that the repository has', async () => {
    const api = await startAwsApi(accountWith({ inline: { P: allowing(PRO) } }));
    const { results } = JSON.parse((await check(api, '--format', 'sarif')).stdout).runs[0];
    for (const { locations, fixes } of results) {
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe('flow.json');
      expect(fixes).toBeUndefined();
    }
    expect(results).toHaveLength(2);
  });
});

describe('fix --role', () => {
  const fix = (api: AwsApi, ...more: readonly string[]) => run(api, ['fix', ...ARGS, ...more]);

  it('prints the corrected policy, which is then right, and changes nothing', async () => {
    const state = accountWith({ inline: { Permissions: allowing([PRO]) } });
    const api = await startAwsApi(state);
    const before = structuredClone(state);
    const { code, stdout, stderr } = await fix(api, '--prune');
    expect(code).toBe(0);
    expect(stderr).toBe(
      [
        'corrected, not changed in AWS: aws:role/flow-role/policy/Permissions.json',
        '  to apply it: aws iam put-role-policy --role-name flow-role --policy-name Permissions --policy-document file://Permissions.json',
        '',
      ].join('\n'),
    );
    expect(state).toEqual(before);
    Object.assign(state.roles['flow-role'] ?? {}, { inline: { Permissions: JSON.parse(stdout) } });
    expect(await run(api, ['check', ...ARGS, '--fail-on', 'any'])).toMatchObject({ code: 0 });
    expect(await fix(api)).toMatchObject({
      stdout: '',
      stderr: 'Nothing to mend in role flow-role.\n',
    });
  });

  it('prints a diff with --dry-run', async () => {
    const api = await startAwsApi(accountWith({ inline: { Permissions: allowing([PRO]) } }));
    expect((await fix(api, '--dry-run')).stdout).toContain(
      '--- a/aws:role/flow-role/policy/Permissions.json\n',
    );
  });

  it('prints a new policy for a role that has none, and makes no file', async () => {
    const state = accountWith({});
    const api = await startAwsApi(state);
    const { stdout, stderr } = await fix(api);
    expect(stderr).toContain('--policy-name FlowPermissions');
    Object.assign(state.roles['flow-role'] ?? {}, { inline: { New: JSON.parse(stdout) } });
    expect(await run(api, ['check', ...ARGS, '--fail-on', 'any'])).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'flow.json'), 'utf8')).toContain('nova-lite');
  });

  it('says which policies are to go, and which others use', async () => {
    const arn = `arn:aws:iam::${ACCOUNT}:policy/More`;
    const state = accountWith({ inline: { P: allowing(PRO) }, attached: [arn] });
    state.roles['other'] = { ...accountWith({}).roles['flow-role'], attached: [arn] } as Role;
    state.policies[arn] = managed(allowing([LITE, PRO]));
    const { code, stderr } = await fix(await startAwsApi(state), '--prune');
    expect(code).toBe(0);
    expect(stderr).toContain('Nothing would be left of the policy: delete it');
    expect(stderr).toContain(
      `aws iam create-policy-version --policy-arn ${arn} --set-as-default --policy-document file://More.json (the policy is attached to 2 users, groups and roles: what the others need was not looked at)`,
    );
  });
});

it('asks nobody without --role, whatever the environment says', async () => {
  const api = await startAwsApi(accountWith({}));
  await runCli(['check', 'flow.json'], { cwd, env: api.env });
  await runCli(['fix', 'flow.json', '--dry-run'], { cwd, env: api.env });
  expect(api.calls).toEqual([]);
});

describe('a role that the generated script makes', () => {
  const make = async (flow: string): Promise<{ readonly api: AwsApi; readonly role: string }> => {
    writeFileSync(join(cwd, 'flow.json'), flow);
    const [role] = rolesOf(await runCli(['generate', ...args(ACCOUNT)], { cwd }));
    const resources = role?.resourcePolicies ?? [];
    const of = (service: string) => resources.filter((each) => each.service === service);
    const machine = await Machine.start({
      ...accountWith({}),
      roles: {},
      functions: Object.fromEntries(
        of('lambda').map(({ resource }) => {
          const [, arn = '', qualifier = ''] = /^(.*:function:[^:]+):?(.*)$/.exec(resource) ?? [];
          return [arn, { [qualifier]: [] }];
        }),
      ),
      bots: Object.fromEntries(of('lex').map(({ resource }) => [resource, []])),
      keys: Object.fromEntries(of('kms').map(({ resource }) => [resource, ROOT_POLICY])),
    });
    const script = await runCli(['generate', ...args(ACCOUNT), '--format', 'aws-cli'], { cwd });
    writeFileSync(join(cwd, 'make.sh'), script.stdout);
    const made = await machine.run(join(cwd, 'make.sh'));
    expect(made.code, made.stderr).toBe(0);
    return { api: await startAwsApi(machine.state, { pageSize: 2 }), role: role?.roleName ?? '' };
  };

  it.each(['json/support-triage.json', 'json/get-flow-response.json'])(
    'for %s has nothing missing, left over, too broad or unknown',
    async (example) => {
      const { api, role } = await make(readFileSync(join(EXAMPLES, example), 'utf8'));
      const check = ['check', ...args(ACCOUNT), '--role', role, '--fail-on', 'any'];
      const { stdout } = await run(api, [...check, '--format', 'json']);
      expect(JSON.parse(stdout).summary).toMatchObject(NOTHING);
    },
  );

  it('for a large flow has several managed policies, and is right', async () => {
    const nodes = Array.from({ length: 160 }, (_, index) =>
      promptNode(`cohere.a-model-of-a-long-name-${index}-v1:0`, `Ask${index}`),
    );
    const { api, role } = await make(namedFlow('large', ...nodes));
    expect(api.state.roles[role]?.attached.length).toBeGreaterThan(2);
    const check = ['check', ...args(ACCOUNT), '--role', role, '--fail-on', 'any'];
    const { code, stdout } = await run(api, [...check, '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).summary).toMatchObject(NOTHING);
  });
});

function args(account: string): readonly string[] {
  return ['flow.json', '--account', account, '--region', 'us-east-1'];
}

const TEMPLATE = `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: answers
      ExecutionRoleArn: !GetAtt Role.Arn
      Definition:
        Nodes:
          - Name: Ask
            Type: Prompt
            Configuration:
              Prompt:
                SourceConfiguration:
                  Inline:
                    ModelId: amazon.nova-micro-v1:0
`;
