import { describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../support/fake-github/fake-github.ts';
import { LITE, PRO, template } from '../support/flow-files.ts';
import { runAction } from '../support/run-action.ts';
import { github, ownComments, review } from '../support/stories.ts';

const GREEN = { 'app.yaml': template({ asks: [LITE], grants: [LITE] }) };
const RED = { 'app.yaml': template({ asks: [LITE, PRO], grants: [LITE] }) };
const PERMISSIONS = { contents: 'read' } as const;

/** Nothing was written anywhere on GitHub. */
function expectNothingWritten(hub: FakeGitHub) {
  const { reviews, issueComments, reactions } = hub.state;
  expect([reviews, issueComments, reactions]).toEqual([[], [], []]);
  const writes = hub.log.filter(
    ({ method, path }) => method !== 'GET' && !path.endsWith('/graphql'),
  );
  expect(writes).toEqual([]);
}

describe.concurrent('a run for a commit', () => {
  it.for(['push', 'workflow_dispatch', 'merge_group'])(
    'on %s tells the job alone',
    async (event, context) => {
      const hub = await github(context);
      const base = await hub.pushBase(GREEN);
      const sha = await hub.pushBase(RED);
      const payload = {
        push: { ref: 'refs/heads/main', deleted: false, ...hub.home },
        workflow_dispatch: { inputs: {}, ...hub.home },
        merge_group: {
          action: 'checks_requested',
          merge_group: { head_sha: sha, base_sha: base },
          ...hub.home,
        },
      }[event];
      const run = await runAction(hub, event, payload ?? {}, {
        sha,
        permissions: PERMISSIONS,
      });
      expect(run.code).toBe(1);
      expect(Object.fromEntries(run.outputs)).toMatchObject({
        status: 'failed',
        missing: '1',
        excess: '0',
        report: expect.stringMatching(/flow-role-report\.json$/),
        sarif: expect.stringMatching(/flow-role-report\.sarif$/),
      });
      expect(run.report).toMatchObject({ head: sha, findings: [{ kind: 'missing' }] });
      expect(run.log).toMatch(/^::error title=Flow role%3A missing.*file=app\.yaml,line=\d+::/m);
      expect(run.summary).toContain('### ❌ Flow roles: 1 missing');
      expect(run.summary).toContain(`Checked 1 role of ${sha.slice(0, 7)}`);
      expect(run.summary).not.toContain('comment `/flow-role apply`');
      expectNothingWritten(hub);
    },
  );

  it('that is all right ends well', async (context) => {
    const hub = await github(context);
    const sha = await hub.pushBase(GREEN);
    const payload = { ref: 'refs/heads/main', ...hub.home };
    const run = await runAction(hub, 'push', payload, { sha, permissions: PERMISSIONS });
    expect([run.code, run.outputs.get('status')]).toEqual([0, 'clean']);
    expect(run.summary).toContain('nothing missing, nothing left over');
    expectNothingWritten(hub);
  });
});

describe.concurrent('an event that nothing is done on', () => {
  it.for([
    ['push', { deleted: true }, 'The branch was deleted'],
    ['pull_request', { action: 'closed', pull_request: {} }, 'The pull request is closed'],
    ['schedule', {}, 'Nothing is done on the event "schedule". This Action works on pull_request,'],
    ['workflow_run', { workflow_run: { event: 'push' } }, 'did not run for a pull request'],
  ] as const)('says so: %j', async ([event, payload, why], context) => {
    const hub = await github(context);
    const run = await runAction(hub, event, payload);
    expect([run.code, run.outputs.get('status')]).toEqual([0, 'skipped']);
    expect(run.log).toContain(why);
    expect(hub.log).toEqual([]);
  });
});

describe.concurrent('a pull request of a fork', () => {
  it.for([
    [{ contents: 'read' }, 'pull-requests: read'],
    [{ contents: 'read', 'pull-requests': 'read' }, undefined],
  ] as const)(
    'with a token that only reads is told in the job: %j',
    async ([permissions, lacks], context) => {
      const hub = await github(context);
      const pull = await hub.open({ base: GREEN, head: RED, fork: 'stranger/flows' });
      const run = await review(hub, pull, { permissions });
      expect(run.code).toBe(1);
      if (lacks === undefined) {
        expect(run.log).toMatch(/^::error .*file=app\.yaml/m);
        expect(run.log).toContain('::warning::The token may not write comments');
        expect(run.outputs.get('missing')).toBe('1');
        expect(run.summary).toContain('1 missing');
        expect(run.summary).toContain('The token may not write comments');
        expect(run.summary).toMatch(/\n\+.*nova-pro/);
      } else {
        expect(run.log).toContain('::error::The token lacks a permission');
      }
      expect([hub.state.reviewComments, ownComments(hub)]).toEqual([[], []]);
    },
  );

  it('with a token that writes, as on pull_request_target, is reviewed like others', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED, fork: 'stranger/flows' });
    const payload = await hub.pullRequestEvent(pull, 'opened');
    const run = await runAction(hub, 'pull_request_target', payload, {
      permissions: { contents: 'read', 'pull-requests': 'write' },
      inputs: { commands: 'false' },
      node: 'oldest',
    });
    expect(run.code).toBe(1);
    expect(hub.state.reviewComments).toHaveLength(1);
    expect(ownComments(hub)[0]).not.toContain('can comment `/flow-role apply`');
  });
});
