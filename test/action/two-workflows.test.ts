import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { FakeGitHub } from '../support/fake-github/fake-github.ts';
import type { Permissions, PullRequest } from '../support/fake-github/state.ts';
import { answersTemplate, LITE, PRO } from '../support/flow-files.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { github } from '../support/stories.ts';
import { zipOf } from '../support/zip.ts';

interface Workflow {
  readonly name: string;
  readonly on: { readonly workflow_run?: { readonly workflows: readonly string[] } };
  readonly permissions: Permissions;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses: string;
  readonly with: Readonly<Record<string, string>>;
}

function workflow(name: string): Workflow {
  return parse(readFileSync(`examples/workflows/${name}.yml`, 'utf8'));
}

function stepOf({ jobs }: Workflow, uses: string): Step {
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const found = steps.find((step) => step.uses.startsWith(uses));
  if (found === undefined) {
    throw new Error(`no step uses ${uses}`);
  }
  return found;
}

const OURS = 'flow-role-wizard/';
const reporting = workflow('forks-report');
const posting = workflow('forks-post');

const CHANGE = {
  base: { 'app.yaml': answersTemplate(LITE) },
  head: { 'app.yaml': answersTemplate(PRO) },
};

/** Runs the reporting workflow as its file says. */
async function report(hub: FakeGitHub, pull: PullRequest): Promise<ActionRun> {
  return runAction(hub, 'pull_request', await hub.pullRequestEvent(pull), {
    permissions: reporting.permissions,
    inputs: stepOf(reporting, OURS).with,
  });
}

/** Runs the posting workflow as its file says, after a run for the pull request. */
async function post(
  hub: FakeGitHub,
  pull: PullRequest,
  zip: Uint8Array,
  permissions = posting.permissions,
): Promise<ActionRun> {
  const run = hub.upload('flow-role-report', zip);
  return runAction(hub, 'workflow_run', await hub.workflowRunEvent(pull, run), {
    permissions,
    inputs: stepOf(posting, OURS).with,
  });
}

function zipped(report: unknown): Uint8Array {
  return zipOf('flow-role-report.json', JSON.stringify(report));
}

describe.concurrent('the two workflows', () => {
  it('name each other, the report and the artifact as the Action does', () => {
    expect(posting.on.workflow_run?.workflows).toEqual([reporting.name]);
    const upload = stepOf(reporting, 'actions/upload-artifact');
    const { id } = stepOf(reporting, OURS);
    expect(upload.with['name']).toBe('flow-role-report');
    expect(upload.with['path']).toBe(`\${{ steps.${id}.outputs.report }}`);
    expect(upload.if).toContain('always()');
  });

  it('tell a fork what a token that only reads has found', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ ...CHANGE, fork: 'stranger/flows' });
    const first = await report(hub, pull);
    expect(first.code).toBe(1);
    expect(first.log).not.toContain('::warning::The token may not');
    expect(hub.state.reviewComments).toEqual([]);
    expect(hub.state.issueComments).toEqual([]);

    const second = await post(hub, pull, zipped(first.report));
    expect(second.code).toBe(0);
    expect(hub.state.reviewComments).toHaveLength(1);
    expect(hub.state.issueComments).toHaveLength(1);
    expect(hub.state.issueComments[0]?.body).toContain('1 missing');

    await post(hub, pull, zipped((await report(hub, pull)).report));
    expect(hub.state.reviewComments).toHaveLength(1);
    expect(hub.state.issueComments).toHaveLength(1);
  });

  it.for(Object.keys(reporting.permissions) as (keyof Permissions)[])(
    'need %s to report',
    async (name, context) => {
      const hub = await github(context);
      const pull = await hub.open({ ...CHANGE, fork: 'stranger/flows' });
      const { [name]: _, ...permissions } = reporting.permissions;
      const inputs = stepOf(reporting, OURS).with;
      const event = await hub.pullRequestEvent(pull);
      const run = await runAction(hub, 'pull_request', event, { permissions, inputs });
      expect(run.report).toBeUndefined();
    },
  );

  it.for(Object.keys(posting.permissions) as (keyof Permissions)[])(
    'need %s to post',
    async (name, context) => {
      const hub = await github(context);
      const pull = await hub.open({ ...CHANGE, fork: 'stranger/flows' });
      const zip = zipped({ pullRequest: pull.number, head: await hub.head(pull) });
      const { [name]: _, ...permissions } = posting.permissions;
      await post(hub, pull, zip, permissions);
      expect(hub.state.issueComments).toEqual([]);
    },
  );
});

describe.concurrent('an artifact of a stranger', () => {
  it('is believed in nothing but the number of the pull request', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ ...CHANGE, fork: 'stranger/flows' });
    const head = await hub.head(pull);
    const findings = [{ kind: 'missing', why: '@everyone', action: 'evil' }];
    const zip = zipped({ pullRequest: pull.number, head, findings, summary: 'evil' });
    await post(hub, pull, zip);
    const bodies = [...hub.state.reviewComments, ...hub.state.issueComments].map(
      ({ body }) => body,
    );
    expect(bodies).toHaveLength(2);
    expect(bodies.join()).not.toMatch(/everyone|evil/);
  });

  it('is refused for the pull request of somebody else', async (context) => {
    const hub = await github(context);
    const victim = await hub.open(CHANGE);
    const own = await hub.open({ ...CHANGE, fork: 'stranger/flows' });
    const heads = [await hub.head(victim), await hub.head(own)];
    for (const head of heads) {
      const run = await post(hub, own, zipped({ pullRequest: victim.number, head }));
      expect(run.code).toBe(0);
      expect(run.outputs.get('status')).toBe('skipped');
    }
    expect(hub.state.reviewComments).toEqual([]);
    expect(hub.state.issueComments).toEqual([]);
  });

  it('is refused for another repository with the same commit', async (context) => {
    const hub = await github(context);
    const victim = await hub.open({ ...CHANGE, fork: 'victim/flows' });
    const head = await hub.head(victim);
    const elsewhere = { ...victim, headRepository: 'stranger/flows' };
    const run = hub.upload('flow-role-report', zipped({ pullRequest: victim.number, head }));
    const event = await hub.workflowRunEvent(victim, run);
    const payload = {
      ...event,
      workflow_run: {
        ...(event as { readonly workflow_run: object }).workflow_run,
        head_repository: { full_name: elsewhere.headRepository },
      },
    };
    const done = await runAction(hub, 'workflow_run', payload, {
      permissions: posting.permissions,
    });
    expect(done.outputs.get('status')).toBe('skipped');
    expect(hub.state.issueComments).toEqual([]);
  });

  it('is refused once the head has moved on', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ ...CHANGE, fork: 'stranger/flows' });
    const { report: old } = await report(hub, pull);
    const run = hub.upload('flow-role-report', zipped(old));
    const event = await hub.workflowRunEvent(pull, run);
    await hub.push(pull, { 'other.txt': 'new\n' });
    const done = await runAction(hub, 'workflow_run', event, {
      permissions: posting.permissions,
    });
    expect(done.outputs.get('status')).toBe('skipped');
    expect(hub.state.issueComments).toEqual([]);
  });

  it('is refused for a pull request that is closed', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ ...CHANGE, fork: 'stranger/flows' });
    pull.state = 'closed';
    const run = await post(hub, pull, zipped({ pullRequest: 1, head: await hub.head(pull) }));
    expect(run.outputs.get('status')).toBe('skipped');
  });

  const json = (text: string) => () => zipOf('flow-role-report.json', text);
  const hostile: Readonly<Record<string, (head: string) => Uint8Array>> = {
    'no archive': () => Buffer.from('not an archive'),
    'an empty archive': () => Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]),
    'no bytes at all': () => new Uint8Array(),
    'no JSON': json('hello'),
    'a list': json('[]'),
    null: json('null'),
    'brackets without end': json('['.repeat(5_000_000)),
    'a number of another type': (head) => zipped({ pullRequest: '1', head }),
    'a number that is none': (head) => zipped({ pullRequest: 1.5, head }),
    'a number below one': (head) => zipped({ pullRequest: -1, head }),
    'a number that no integer holds': (head) => zipped({ pullRequest: 1e15, head }),
    'a number of no pull request': (head) => zipped({ pullRequest: 4711, head }),
    'a head of another type': (head) => zipped({ pullRequest: 1, head: [head] }),
    'another head': () => zipped({ pullRequest: 1, head: '0'.repeat(40) }),
    'what it says in __proto__': (head) =>
      zipOf('r.json', `{"__proto__":{"pullRequest":1,"head":"${head}"}}`),
    'a bomb': (head) =>
      zipOf('r.json', `{"pullRequest":1,"head":"${head}"}${' '.repeat(100_000_000)}`),
    'a huge file': (head) =>
      zipOf('r.json', `{"pullRequest":1,"head":"${head}"}${' '.repeat(12_000_000)}`, { method: 0 }),
    'a compression that nobody knows': (head) =>
      zipOf('r.json', `{"pullRequest":1,"head":"${head}"}`, { method: 99 }),
  };
  it.for(Object.entries(hostile))('is refused with %s', async ([, make], context) => {
    const hub = await github(context);
    const pull = await hub.open({ ...CHANGE, fork: 'stranger/flows' });
    const run = await post(hub, pull, make(await hub.head(pull)));
    expect(run.log).toContain('::warning::');
    expect(run.code).toBe(0);
    expect(run.outputs.get('status')).toBe('skipped');
    expect(hub.state.issueComments).toEqual([]);
  });

  it.for(['../../../../etc/passwd', '/etc/passwd', 'C:\\x', 'a'.repeat(60_000)])(
    'is written nowhere, whatever its name is: %.30s',
    async (name, context) => {
      const hub = await github(context);
      const pull = await hub.open({ ...CHANGE, fork: 'stranger/flows' });
      const text = JSON.stringify({ pullRequest: pull.number, head: await hub.head(pull) });
      const run = await post(hub, pull, zipOf(name, text));
      expect(run.log).not.toContain('passwd');
      expect(hub.state.issueComments).toHaveLength(1);
    },
  );
});
