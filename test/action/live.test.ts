import { describe, expect, it, type TestContext, vi } from 'vitest';
import type { Policy, State } from '../support/fake-aws/account.ts';
import { type AwsApi, startAwsApi } from '../support/fake-aws-api.ts';
import { FakeGitHub, type Opening } from '../support/fake-github/fake-github.ts';
import type { PullRequest } from '../support/fake-github/state.ts';
import { type ActionOptions, runAction } from '../support/run-action.ts';

vi.setConfig({ testTimeout: 60_000 });

const ACCOUNT = '123456789012';
const LITE = 'amazon.nova-lite-v1:0';
const PRO = 'amazon.nova-pro-v1:0';
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:send`;

function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

function arnOf(model: string): string {
  return `arn:aws:bedrock:us-east-1::foundation-model/${model}`;
}

/** The input of CreateFlow, as people write it. */
function flow(model: string, executionRoleArn?: string, name = 'answers'): string {
  return `${JSON.stringify(
    {
      name,
      ...(executionRoleArn && { executionRoleArn }),
      definition: {
        nodes: [
          { name: 'Start', type: 'Input' },
          {
            name: 'Ask',
            type: 'Prompt',
            configuration: { prompt: { sourceConfiguration: { inline: { modelId: model } } } },
          },
          { name: 'End', type: 'Output' },
        ],
        connections: [],
      },
    },
    undefined,
    2,
  )}\n`;
}

const CONFIG = 'roles:\n  - name: answers-role\n    flows: [flows/*.json]\n';

function allowing(...models: readonly string[]): Policy {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Invoke',
        Effect: 'Allow',
        Action: 'bedrock:InvokeModel',
        Resource: models.map(arnOf),
      },
    ],
  };
}

/** An account with a role that flows have, and one that is nobody's business. */
function account(permissions: Policy): State {
  const trust: Policy = {
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
  const role = (name: string, inline: Policy) => ({
    Arn: roleArn(name),
    trust,
    inline: { Permissions: inline },
    attached: [],
  });
  return {
    account: ACCOUNT,
    roles: {
      'answers-role': role('answers-role', permissions),
      admin: role('admin', {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::secret-plans/*' }],
      }),
    },
    policies: {},
    functions: { [FUNCTION]: { '': [] } },
    bots: {},
    keys: {},
  };
}

class Story {
  readonly hub: FakeGitHub;
  readonly aws: AwsApi;

  private constructor(hub: FakeGitHub, aws: AwsApi) {
    this.hub = hub;
    this.aws = aws;
  }

  static async start(
    { onTestFinished: finished }: TestContext,
    permissions = allowing(LITE),
  ): Promise<Story> {
    const hub = await FakeGitHub.start();
    finished(() => hub.stop());
    return new Story(hub, await startAwsApi(account(permissions), { finished }));
  }

  async open(opening: Opening, options: ActionOptions = {}) {
    const pull = await this.hub.open(opening);
    return { pull, run: await this.run(pull, options) };
  }

  async run(pull: PullRequest, { inputs = {}, ...options }: ActionOptions = {}) {
    return runAction(this.hub, 'pull_request', await this.hub.pullRequestEvent(pull), {
      env: this.aws.env,
      ...options,
      inputs: { live: 'true', ...inputs },
    });
  }

  get summary(): string {
    return this.hub.state.issueComments.at(-1)?.body ?? '';
  }
}

describe('a pull request with live: true', () => {
  it.concurrent('tells at the flow what the role in AWS lacks, and how the role should be', async (context) => {
    const story = await Story.start(context);
    const { pull, run } = await story.open({
      base: { 'flows/a.json': flow(LITE), '.flow-role.yml': CONFIG },
      head: { 'flows/a.json': flow(PRO) },
    });
    expect(run.code, run.log).toBe(1);
    expect(run.outputs.get('missing')).toBe('1');
    const [remark, ...more] = story.hub.state.reviewComments;
    expect(more).toEqual([]);
    expect(remark).toMatchObject({ path: 'flows/a.json', line: 16 });
    expect(remark?.body).toContain(arnOf(PRO));
    expect(remark?.body).toContain('which is changed in AWS');
    expect(remark?.body).not.toMatch(/suggestion|flow-role apply/);
    expect(run.log).toContain('file=flows/a.json,line=16');
    expect(story.summary).toContain('What the roles should have in AWS');
    const [, corrected = ''] =
      /policy\/Permissions\.json`\. To be saved and applied with `aws iam put-role-policy .*`:\n\n```json\n([\s\S]*?)```/.exec(
        story.summary,
      ) ?? [];
    expect(story.summary).toContain('npx flow-role-wizard fix flows/a.json --role answers-role');
    expect(run.log).not.toContain('secret-of-the-test');

    Object.assign(story.aws.state.roles['answers-role'] ?? {}, {
      inline: { Permissions: JSON.parse(corrected) },
    });
    const again = await story.run(pull, { inputs: { 'fail-on': 'any' } });
    expect(again.code, again.log).toBe(0);
    expect(story.summary).toContain('nothing missing, nothing left over');
  });

  it.concurrent('counts all flows of the repository that have the role', async (context) => {
    const story = await Story.start(context, allowing(LITE, PRO));
    const arn = roleArn('answers-role');
    const { run } = await story.open(
      {
        base: { 'a/a.json': flow(PRO, arn, 'a'), 'b/b.json': flow(LITE, arn, 'b') },
        head: { 'a/a.json': flow(PRO, arn, 'new-name') },
      },
      { inputs: { 'fail-on': 'any' } },
    );
    expect(run.code, run.summary).toBe(0);
    expect([...story.aws.roles]).toEqual(['answers-role']);
  });

  it.concurrent('only reads roles', async (context) => {
    const story = await Story.start(context);
    const head = JSON.parse(flow(LITE));
    head.definition.nodes.push({
      name: 'Call',
      type: 'LambdaFunction',
      configuration: { lambdaFunction: { lambdaArn: FUNCTION } },
    });
    await story.open({
      base: { 'flows/a.json': flow(LITE), '.flow-role.yml': CONFIG },
      head: { 'flows/a.json': JSON.stringify(head) },
    });
    expect(story.summary).toContain('`lambda:InvokeFunction`');
    expect(new Set(story.aws.calls)).toEqual(
      new Set([
        'iam:GetRole',
        'iam:ListRolePolicies',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
      ]),
    );
  });

  it.concurrent('commits nothing for what stands in AWS', async (context) => {
    const story = await Story.start(context);
    const { pull } = await story.open({
      base: { 'flows/a.json': flow(LITE), '.flow-role.yml': CONFIG },
      head: { 'flows/a.json': flow(PRO) },
    });
    const before = await story.hub.head(pull);
    const command = story.hub.comment(pull, 'writer', '/flow-role apply');
    await runAction(story.hub, 'issue_comment', command, {
      env: story.aws.env,
      inputs: { live: 'true' },
    });
    expect(await story.hub.head(pull)).toBe(before);
    expect(story.summary).toContain('There is nothing to do');
  });
});

describe('which role is read', () => {
  it.concurrent.for<readonly [string, Opening['base'], Opening['head']]>([
    [
      'a flow that names another role than on the base branch',
      { 'a.json': flow(LITE, roleArn('answers-role')) },
      { 'a.json': flow(PRO, roleArn('admin')) },
    ],
    ['a new flow', { 'a.json': flow(LITE) }, { 'b.json': flow(PRO, roleArn('admin')) }],
    [
      'a configuration in the pull request',
      { 'flows/a.json': flow(LITE), '.flow-role.yml': CONFIG },
      {
        'flows/a.json': flow(PRO),
        '.flow-role.yml': CONFIG.replace('answers-role', 'admin'),
      },
    ],
  ])('is not up to %s', async ([, base, head], context) => {
    const story = await Story.start(context);
    const { run } = await story.open({ base, head });
    expect([...story.aws.roles]).not.toContain('admin');
    expect(`${run.log}${run.summary}${story.summary}`).not.toContain('secret-plans');
  });

  it.concurrent('is said where the base branch does not name it', async (context) => {
    const story = await Story.start(context);
    await story.open({
      base: { 'a.json': flow(LITE) },
      head: { 'a.json': flow(LITE, roleArn('admin'), '](x) @all') },
    });
    expect(story.summary).toContain(
      'The role of flow `](x) @all` was not read from AWS: the base branch does not name it.',
    );
  });

  it.concurrent('is none for a fork', async (context) => {
    const story = await Story.start(context);
    const { run } = await story.open({
      base: { 'flows/a.json': flow(LITE), '.flow-role.yml': CONFIG },
      head: { 'flows/a.json': flow(PRO) },
      fork: 'stranger/flows',
    });
    expect(story.aws.calls).toEqual([]);
    expect(run.summary).toContain('comes from a fork, so that no role was read from AWS');
  });

  it.concurrent('is none of an account that the job is not signed in to', async (context) => {
    const story = await Story.start(context);
    await story.open(
      {
        base: {
          'flows/a.json': flow(LITE),
          '.flow-role.yml': `${CONFIG}    account: '999999999999'\n`,
        },
        head: { 'flows/a.json': flow(PRO) },
      },
      { inputs: { 'account-id': '' } },
    );
    expect(story.summary).toContain(
      `The role \`answers-role\` was not compared for flow \`answers\`: the job is signed in to account ${ACCOUNT}`,
    );
    expect(story.summary).not.toContain('changed in AWS');
  });

  it.concurrent('is none that AWS does not have, which is said', async (context) => {
    const story = await Story.start(context);
    delete story.aws.state.roles['answers-role'];
    const { run } = await story.open({
      base: { 'flows/a.json': flow(LITE), '.flow-role.yml': CONFIG },
      head: { 'flows/a.json': flow(PRO) },
    });
    expect(run.code).toBe(1);
    expect(story.summary).toContain('There is no role `answers-role` in AWS');
  });

  it.concurrent('is none that has the name alone in common', async (context) => {
    const story = await Story.start(context);
    const arn = roleArn('team/answers-role');
    await story.open({
      base: { 'a.json': flow(LITE, arn) },
      head: { 'a.json': flow(PRO, arn) },
    });
    expect(story.summary).toContain(`There is no role \`${arn}\` in AWS`);
    expect(story.summary).not.toContain('changed in AWS');
  });

  it.concurrent('is none without live: true', async (context) => {
    const story = await Story.start(context);
    const opening = {
      base: { 'flows/a.json': flow(LITE), '.flow-role.yml': CONFIG },
      head: { 'flows/a.json': flow(PRO) },
    };
    await story.open(opening, { inputs: { live: '' } });
    await story.open(opening, { inputs: { live: 'false' } });
    expect(story.aws.calls).toEqual([]);
  });
});

describe('a job that AWS does not answer', () => {
  const opening = {
    base: { 'flows/a.json': flow(LITE), '.flow-role.yml': CONFIG },
    head: { 'flows/a.json': flow(PRO) },
  };

  it.concurrent('fails and says how to sign in', async (context) => {
    const story = await Story.start(context);
    const env = { AWS_EC2_METADATA_DISABLED: 'true' };
    const { run } = await story.open(opening, { env });
    expect(run.code).toBe(1);
    expect(run.log).toMatch(
      /::error::AWS cannot be asked for role "answers-role" .*configure-aws-credentials/,
    );
    expect(story.hub.state.issueComments).toEqual([]);
  });

  it.concurrent('fails and says what its role needs', async (context) => {
    const story = await Story.start(context);
    story.aws.denied.add('iam:ListAttachedRolePolicies');
    const { run } = await story.open(opening);
    expect(run.code).toBe(1);
    expect(run.log).toContain('AWS denies iam:ListAttachedRolePolicies on role "answers-role"');
    expect(run.log).toContain('Reading a role takes iam:GetRole');
  });
});

it.concurrent('a push with live: true is compared with the role in AWS', async (context) => {
  const story = await Story.start(context);
  const sha = await story.hub.state.repository.commit('refs/heads/main', {
    'a.json': flow(PRO, roleArn('answers-role')),
  });
  const run = await runAction(
    story.hub,
    'push',
    { ...story.hub.home },
    {
      env: story.aws.env,
      sha,
      inputs: { live: 'true' },
    },
  );
  expect(run.code).toBe(1);
  expect(run.summary).toContain('should have in AWS');
  expect(run.report?.findings).toMatchObject([{ kind: 'missing' }, { kind: 'excess' }]);
});
