import { describe, expect, it } from 'vitest';
import { type Checked, NOTHING_CHECKED } from '../../src/action/check.ts';
import {
  MOST_COMMENT_CHARACTERS,
  type SummaryFacts,
  summary,
} from '../../src/action/review/summary.ts';
import { LITE, MICRO, PRO, template } from '../support/flow-files.ts';
import { FULL, runAction } from '../support/run-action.ts';
import {
  answers,
  command,
  github,
  ownComments,
  reactions,
  review,
  summarized,
} from '../support/stories.ts';
import { zipOf } from '../support/zip.ts';

const GREEN = { 'app.yaml': template({ asks: [LITE], grants: [LITE] }) };
const RED = { 'app.yaml': template({ asks: [LITE, PRO], grants: [LITE] }) };

describe.concurrent('what cannot be posted', () => {
  it.for([
    ['clean', { 'app.yaml': template({ asks: [LITE], grants: [LITE], note: 'new' }) }, 0],
    ['failed', RED, 1],
  ] as const)('keeps a locked conversation %s', async ([status, head, code], context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head });
    hub.fault = (method, path) => (method === 'POST' && path !== '/graphql' ? 'locked' : undefined);
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('status')]).toEqual([code, status]);
    expect(run.outputs.get('sarif')).not.toBe('');
    expect(run.summary).toContain('must not be locked');
    expect(run.log).toContain('::warning::The token may not write comments');
  });

  it('is told by the run before the error', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    hub.fault = (_method, path) => (path.endsWith('/reviews') ? 'bad-gateway' : undefined);
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect([run.outputs.get('status'), run.outputs.get('missing')]).toEqual(['failed', '1']);
    expect(run.log).toMatch(/^::error title=Flow role.*file=app.yaml/m);
    expect(run.log).toMatch(/^::error::.*Server Error/m);
    expect(run.summary).toContain('Not everything could be posted');
    expect(run.report?.findings).toHaveLength(1);
  });

  it('is no limit of requests that has not ended', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    hub.fault = (_method, path) => (path.endsWith('/reviews') ? 'exhausted' : undefined);
    const run = await review(hub, pull);
    expect(run.log).toMatch(/^::error::.*rate limit/m);
    expect(run.log).not.toContain('::warning::The token may not write comments');
    expect(run.outputs.get('missing')).toBe('1');
  });
});

describe.concurrent('a comment that somebody has deleted', () => {
  it('gets another summary in its place', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    await review(hub, pull);
    await hub.push(pull, GREEN);
    hub.before = (method) => {
      if (method === 'PATCH') {
        hub.state.issueComments.length = 0;
      }
      return Promise.resolve();
    };
    const run = await review(hub, pull);
    expect(run.code).toBe(0);
    expect(ownComments(hub)).toEqual([expect.stringContaining('nothing missing')]);
  });

  it('is not missed where its thread should be closed', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    await review(hub, pull);
    await hub.push(pull, GREEN);
    hub.before = (_method, path) => {
      if (path.includes('/git/trees/')) {
        hub.state.reviewComments.length = 0;
      }
      return Promise.resolve();
    };
    const run = await review(hub, pull);
    expect(run.code).toBe(0);
    expect(ownComments(hub)).toEqual([expect.stringContaining('nothing missing')]);
  });
});

describe.concurrent('a commit that the rules of the branch refuse', () => {
  it('is answered with what GitHub says', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    await summarized(hub, pull);
    hub.state.rules.add(pull.headRef);
    await command(hub, pull, 'writer', '/flow-role apply');
    expect(reactions(hub)).toEqual(['eyes', 'confused']);
    expect(answers(hub)).toEqual([
      expect.stringContaining('Changes must be made through a pull request.'),
    ]);
  });
});

describe.concurrent('lines are annotated', () => {
  it('in no run that obeys a comment', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: GREEN,
      head: { 'app.yaml': template({ asks: [LITE], grants: [LITE, PRO] }) },
    });
    expect((await review(hub, pull)).log).toContain('::warning title=');
    const line = template({ asks: [LITE, PRO], grants: [LITE, MICRO] });
    await hub.push(pull, { 'app.yaml': line });
    await review(hub, pull);
    await new Promise((settle) => setTimeout(settle, 1100));
    const run = await command(hub, pull, 'writer', '/flow-role apply');
    expect(reactions(hub)).toEqual(['eyes', 'rocket']);
    expect(run.outputs.get('excess')).toBe('1');
    expect(run.log).not.toContain('title=');
  });

  it('in no run after that of another workflow', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED, fork: 'stranger/flows' });
    const origin = JSON.stringify({ pullRequest: pull.number, head: await hub.head(pull) });
    const id = hub.upload('flow-role-report', zipOf('flow-role-report.json', origin));
    const run = await runAction(hub, 'workflow_run', await hub.workflowRunEvent(pull, id), {
      permissions: { ...FULL, actions: 'read' },
    });
    expect(run.outputs.get('missing')).toBe('1');
    expect(run.log).not.toContain('title=');
  });
});

describe.concurrent('commands are promised', () => {
  it.for([
    ['where they are obeyed', {}, 'true', true],
    ['not where they are turned off', {}, 'false', false],
    ['not on forks', { fork: 'stranger/flows' }, 'true', false],
  ] as const)('%s', async ([, from, commands, isPromised], context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED, ...from });
    await review(hub, pull, { inputs: { commands } });
    const bodies = [...hub.state.reviewComments.map(({ body }) => body), ...ownComments(hub)];
    expect(bodies.map((body) => body.includes('/flow-role apply'))).toEqual([
      isPromised,
      isPromised,
    ]);
  });
});

describe.concurrent('a head that has moved', () => {
  it('since the event: its commit is checked, and a later run posts', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    const event = await hub.pullRequestEvent(pull);
    const head = await hub.head(pull);
    await hub.push(pull, { 'app.yaml': template({ asks: [PRO], grants: [PRO] }) });
    const run = await runAction(hub, 'pull_request', event);
    expect([run.code, run.outputs.get('missing')]).toEqual([1, '1']);
    expect(run.summary).toContain(head.slice(0, 7));
    expect(run.summary).toContain('a later run tells');
    expect(run.report).toMatchObject({ head });
    expect(ownComments(hub)).toEqual([]);
    expect(hub.state.reviews).toEqual([]);
  });

  it('while the run checks: nothing is posted over what a later one says', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    let isPushed = false;
    hub.before = async (_method, path) => {
      if (path.includes('/git/trees/') && !isPushed) {
        isPushed = true;
        await hub.push(pull, { 'other.txt': 'new\n' });
      }
    };
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('missing')]).toEqual([1, '1']);
    expect(run.summary).toContain('a later run tells');
    expect(ownComments(hub)).toEqual([]);
    expect(hub.state.reviews).toEqual([]);
  });
});

describe.concurrent('a run beside another', () => {
  it('posts nothing that is there by then', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    // What the other run posts comes while this one reads the files.
    await review(hub, pull);
    const posted = [...hub.state.reviewComments];
    const said = [...hub.state.issueComments];
    hub.state.reviewComments.length = 0;
    hub.state.issueComments.length = 0;
    hub.before = (_method, path) => {
      if (path.includes('/git/trees/')) {
        hub.state.reviewComments.push(...posted);
        hub.state.issueComments.push(...said);
      }
      return Promise.resolve();
    };
    await review(hub, pull);
    expect(hub.state.reviewComments).toEqual(posted);
    expect(ownComments(hub)).toHaveLength(1);
  });
});

/** What a summary is written of. */
function factsOf(checked: Partial<Checked>): SummaryFacts {
  return {
    checked: { ...NOTHING_CHECKED, ...checked },
    isChecked: true,
    findings: [],
    told: new Map(),
    changes: [],
    head: 'a'.repeat(40),
    runUrl: 'https://github.test/run',
    notices: [],
    commands: false,
  };
}

describe('a summary of many unreadable files', () => {
  it('names as many as fit and counts the others', () => {
    const problems = Array.from({ length: 1000 }, (_, at) => ({
      place: { file: `broken/${at}/app.yaml`, line: 1, column: 1 },
      files: [`broken/${at}/app.yaml`],
      found: 'a tab',
      expected: 'YAML '.repeat(20),
    }));
    const text = summary(factsOf({ problems }), ({ length }) => length <= MOST_COMMENT_CHARACTERS);
    expect(text).toContain('1000 problems in files');
    expect(text).toContain('broken/49/app\\.yaml');
    expect(text).toContain('950 messages of 1000 about files');
  });
});

describe('the commands of a summary', () => {
  it('are words for a shell, and no options of a stranger', () => {
    const flows = ['-rf/app.yaml', "it's.yaml"];
    const role = { name: 'a b', flows, files: [], findings: [], policies: '', unread: [] };
    const live = { corrected: () => [] };
    const text = summary(factsOf({ roles: [{ ...role, live }] }), () => true);
    expect(text).toContain(
      "`npx flow-role-wizard check ./-rf/app.yaml 'it'\\''s.yaml' --role 'a b'`",
    );
  });
});
