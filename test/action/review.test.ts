import { describe, expect, it, type TestContext, vi } from 'vitest';
import { answersTemplate, LITE, PRO } from '../support/answers-template.ts';
import { FakeGitHub } from '../support/fake-github/fake-github.ts';
import type { Fault } from '../support/fake-github/faults.ts';
import { runAction } from '../support/run-action.ts';

vi.setConfig({ testTimeout: 90_000 });

async function github({ onTestFinished }: TestContext): Promise<FakeGitHub> {
  const started = await FakeGitHub.start();
  onTestFinished(() => started.stop());
  return started;
}

describe('a pull request', () => {
  it.concurrent('gets suggestions that make the next run green', async (context) => {
    const hub = await github(context);
    // The whole template is new, so that the policy is in the diff too.
    const pull = await hub.open({ base: {}, head: { 'app.yaml': answersTemplate(PRO) } });
    const first = await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull), {
      node: 'oldest',
    });
    expect(first.log).not.toContain('ghs_');
    expect(first.code).toBe(1);
    expect(first.outputs.get('missing')).toBe('1');
    const suggestions = hub.state.reviewComments.filter(({ body }) =>
      body.includes('```suggestion'),
    );
    expect(suggestions.length).toBeGreaterThan(0);
    const posted = hub.state.reviewComments.length;

    const again = await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull));
    expect(hub.state.reviewComments).toHaveLength(posted);
    expect(hub.state.issueComments).toHaveLength(1);
    expect(again.code).toBe(1);

    await hub.apply(suggestions);
    const last = await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull));
    expect(last.code).toBe(0);
    expect(last.report?.findings).toEqual([]);
    expect(hub.state.reviewComments.every(({ isResolved }) => isResolved)).toBe(true);
    expect(hub.state.issueComments).toHaveLength(1);
    expect(hub.state.issueComments[0]?.body).toContain('nothing missing, nothing left over');
  });

  it.concurrent('gets a remark on the flow line where the policy is not in the diff', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { 'app.yaml': answersTemplate(LITE) },
      head: { 'app.yaml': answersTemplate(PRO) },
    });
    const run = await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull));
    expect(run.code).toBe(1);
    const [comment] = hub.state.reviewComments;
    expect(comment).toMatchObject({ path: 'app.yaml', line: 15 });
    expect(comment?.body).toContain('```diff');

    const applied = await runAction(
      hub,
      'issue_comment',
      hub.comment(pull, 'writer', '/flow-role apply prune'),
    );
    expect(applied.code).toBe(0);
    expect(hub.state.reactions.map(({ content }) => content)).toEqual(['eyes', 'rocket']);
    const last = await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull));
    expect(last.report?.findings).toEqual([]);
    expect(hub.state.reviewComments.every(({ isResolved }) => isResolved)).toBe(true);
  });

  it.concurrent('finds its summary and its threads behind hundreds of others', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { 'app.yaml': answersTemplate(LITE) },
      head: { 'app.yaml': answersTemplate(PRO) },
    });
    for (let at = 0; at < 250; at += 1) {
      hub.comment(pull, 'writer', `Remark ${at}`);
    }
    await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull));
    const { reviewComments, issueComments } = hub.state;
    expect([reviewComments.length, issueComments.length]).toEqual([1, 251]);
    const [own] = reviewComments;
    if (own !== undefined) {
      const author = { login: 'writer', isBot: false, permissions: {} };
      const others = Array.from({ length: 350 }, (_, at) => ({ ...own, id: at, author }));
      reviewComments.unshift(...others);
    }
    await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull));
    expect([reviewComments.length, issueComments.length]).toEqual([351, 251]);

    await hub.push(pull, { 'app.yaml': answersTemplate(LITE) });
    await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull));
    expect([reviewComments.length, issueComments.length]).toEqual([351, 251]);
    expect(issueComments.at(-1)?.body).not.toContain('1 missing');
    expect(reviewComments.filter(({ isResolved }) => isResolved)).toEqual([own]);
  });

  it.concurrent('with a token that only reads gets annotations and the summary of the job', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { 'app.yaml': answersTemplate(LITE) },
      head: { 'app.yaml': answersTemplate(PRO) },
      fork: 'stranger/flows',
    });
    const run = await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull), {
      permissions: { contents: 'read', 'pull-requests': 'read' },
    });
    expect(run.code).toBe(1);
    expect(run.log).toMatch(/^::error .*file=app\.yaml/m);
    expect(run.log).toContain('::warning::The token may not write comments');
    expect(run.summary).toContain('1 missing');
    expect(hub.state.reviewComments).toEqual([]);
  });
});

describe('a pull request of 300 files', () => {
  it.concurrent('takes no more than 10 requests', async (context) => {
    const hub = await github(context);
    const files = (count: number, text: (at: number) => string) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`d${at}/app.yaml`, text(at)]));
    const pull = await hub.open({
      base: {},
      head: {
        ...files(50, () => answersTemplate(PRO)),
        ...Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`src/${at}.ts`, `${at}\n`])),
      },
    });
    const run = await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull));
    expect(run.outputs.get('missing')).toBe('50');
    expect(hub.state.reviewComments.filter(({ body }) => body.includes('suggestion')).length).toBe(
      50,
    );
    expect(hub.log.length).toBeLessThanOrEqual(10);
  });
});

describe('a request that fails once', () => {
  const faults: readonly Fault[] = [
    'bad-gateway',
    'too-many-requests',
    'reset',
    'reset-after',
    'bad-gateway-after',
  ];
  it.concurrent.for(
    faults.flatMap((fault) => [0, 1, 2, 3, 4, 5, 6].map((at) => [fault, at] as const)),
  )('loses no comment and posts none twice: %s of request %i', async ([fault, at], context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { 'app.yaml': answersTemplate(LITE) },
      head: { 'app.yaml': answersTemplate(PRO) },
    });
    hub.fault = (_method, _path, index) => (index === at ? fault : undefined);
    const run = await runAction(hub, 'pull_request', await hub.pullRequestEvent(pull));
    expect(run.code).toBe(1);
    expect(hub.state.reviewComments).toHaveLength(1);
    expect(hub.state.issueComments).toHaveLength(1);
  });
});
