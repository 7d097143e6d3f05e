import { describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../support/fake-github/fake-github.ts';
import type { Fault } from '../support/fake-github/faults.ts';
import type { PullRequest } from '../support/fake-github/state.ts';
import { answersTemplate, LITE, PRO } from '../support/flow-files.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import {
  answers,
  github,
  ownComments,
  reactions,
  review,
  suggestions,
  summarized,
} from '../support/stories.ts';

function apply(hub: FakeGitHub, payload: object): Promise<ActionRun> {
  return runAction(hub, 'issue_comment', payload);
}

/** A pull request that lacks a permission, with a summary of its head. */
async function told(hub: FakeGitHub): Promise<PullRequest> {
  const pull = await hub.open({
    base: { 'app.yaml': answersTemplate(LITE) },
    head: { 'app.yaml': answersTemplate(PRO) },
  });
  await summarized(hub, pull);
  return pull;
}

/** How many commits the pull request has. */
async function commits(hub: FakeGitHub, pull: PullRequest): Promise<number> {
  return (await hub.state.repository.log(await hub.base(pull), await hub.head(pull))).length;
}

describe.concurrent('/flow-role apply', () => {
  it('commits what the review has found, and says for which comment', async (context) => {
    const hub = await github(context);
    const pull = await told(hub);
    await review(hub, pull);
    const run = await apply(hub, hub.comment(pull, 'writer', '/flow-role apply prune'));
    expect(run.code).toBe(0);
    expect(reactions(hub)).toEqual(['eyes', 'rocket']);
    expect(answers(hub)).toEqual([expect.stringContaining(await hub.head(pull))]);
    const log = await hub.state.repository.log(await hub.base(pull), await hub.head(pull));
    expect(log.at(-1)?.message).toMatch(
      /^Give flows the role that they need\n\nFlow-role-comment: issuecomment-\d+$/,
    );
    expect((await review(hub, pull)).report?.findings).toEqual([]);
  });

  it('is not obeyed for strangers', async (context) => {
    const hub = await github(context);
    const pull = await told(hub);
    await apply(hub, hub.comment(pull, 'stranger', '/flow-role apply'));
    expect(await commits(hub, pull)).toBe(1);
    expect(reactions(hub)).toEqual(['eyes', 'confused']);
    expect(answers(hub)).toEqual([expect.stringContaining('only those who may write')]);
  });

  it('never overwrites a push that comes in between', async (context) => {
    const hub = await github(context);
    const pull = await told(hub);
    const payload = hub.comment(pull, 'writer', '/flow-role apply');
    let pushed = '';
    hub.before = async (_method, path) => {
      if (path.endsWith('/files') && pushed === '') {
        pushed = await hub.push(pull, { 'other.txt': 'new\n' });
      }
    };
    await apply(hub, payload);
    expect(await hub.head(pull)).toBe(pushed);
    expect(answers(hub)).toEqual([expect.stringContaining('the branch has moved')]);
  });
});

describe.concurrent('a head that the author of the comment cannot have seen', () => {
  it('gets no commit when it was pushed after the comment', async (context) => {
    const hub = await github(context);
    const pull = await told(hub);
    const payload = hub.comment(pull, 'writer', '/flow-role apply');
    const pushed = await hub.push(pull, { 'other.txt': 'new\n' });
    await apply(hub, payload);
    expect(await hub.head(pull)).toBe(pushed);
    expect(reactions(hub)).toEqual(['eyes', 'confused']);
    expect(answers(hub)).toEqual([expect.stringContaining('has not finished')]);
  });

  it('gets no commit when the check of it came after the comment too', async (context) => {
    const hub = await github(context);
    const pull = await told(hub);
    const payload = hub.comment(pull, 'writer', '/flow-role apply');
    const pushed = await hub.push(pull, { 'other.txt': 'new\n' });
    await review(hub, pull);
    await apply(hub, payload);
    expect(await hub.head(pull)).toBe(pushed);
    expect(answers(hub)).toEqual([expect.stringContaining('is newer than your comment')]);

    await apply(hub, hub.comment(pull, 'writer', '/flow-role apply'));
    expect(await commits(hub, pull)).toBe(3);
  });

  it('gets no commit when the branch was forced to an older commit', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { 'app.yaml': answersTemplate(LITE) },
      head: { 'app.yaml': answersTemplate(PRO), 'evil.txt': 'evil\n' },
    });
    const old = await hub.head(pull);
    await hub.push(pull, { 'evil.txt': null });
    await review(hub, pull);
    const payload = hub.comment(pull, 'writer', '/flow-role apply');
    await hub.force(pull, old);
    await apply(hub, payload);
    expect(await hub.head(pull)).toBe(old);
    expect(answers(hub)).toEqual([expect.stringContaining('has not finished')]);

    await review(hub, pull);
    await apply(hub, payload);
    expect(await hub.head(pull)).toBe(old);
  });

  it('gets no commit without a summary that tells of it', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { 'app.yaml': answersTemplate(LITE) },
      head: { 'app.yaml': answersTemplate(PRO) },
    });
    await apply(hub, hub.comment(pull, 'writer', '/flow-role apply'));
    expect(await commits(hub, pull)).toBe(1);
    expect(answers(hub)).toEqual([expect.stringContaining('there is no summary')]);
  });

  it('gets no commit for a summary that somebody else has written', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { 'app.yaml': answersTemplate(LITE) },
      head: { 'app.yaml': answersTemplate(PRO) },
    });
    const forged = `<!-- flow-role-wizard summary ${await hub.head(pull)} -->`;
    hub.comment(pull, 'stranger', forged);
    await apply(hub, hub.comment(pull, 'writer', '/flow-role apply'));
    expect(await commits(hub, pull)).toBe(1);
  });
});

describe.concurrent('a command on a line', () => {
  const opened = async (hub: FakeGitHub) =>
    hub.open({
      base: { 'app.yaml': answersTemplate(LITE) },
      head: { 'app.yaml': answersTemplate(PRO) },
    });
  const place = { path: 'app.yaml', line: 15 };
  const command = (hub: FakeGitHub, payload: object) =>
    runAction(hub, 'pull_request_review_comment', payload);

  it('of the head needs no summary', async (context) => {
    const hub = await github(context);
    const pull = await opened(hub);
    await command(hub, await hub.lineComment(pull, 'writer', '/flow-role apply', place));
    expect(await commits(hub, pull)).toBe(2);
    expect(reactions(hub)).toEqual(['eyes', 'rocket']);
    const log = await hub.state.repository.log(await hub.base(pull), await hub.head(pull));
    expect(log.at(-1)?.message).toMatch(/Flow-role-comment: discussion_r\d+$/);
  });

  it('of the head is not obeyed once there is another', async (context) => {
    const hub = await github(context);
    const pull = await opened(hub);
    const payload = await hub.lineComment(pull, 'writer', '/flow-role apply', place);
    const pushed = await hub.push(pull, { 'other.txt': 'new\n' });
    await command(hub, payload);
    expect(await hub.head(pull)).toBe(pushed);
  });

  it('of an older commit needs a summary of the head', async (context) => {
    const hub = await github(context);
    const pull = await opened(hub);
    const commit = await hub.head(pull);
    await hub.push(pull, { 'other.txt': 'new\n' });
    const comment = () => hub.lineComment(pull, 'writer', '/flow-role apply', { ...place, commit });
    await command(hub, await comment());
    expect(await commits(hub, pull)).toBe(2);
    await review(hub, pull);
    await command(hub, await comment());
    expect(await commits(hub, pull)).toBe(3);
  });

  it('of a commit that the branch was forced back to is not obeyed', async (context) => {
    const hub = await github(context);
    const pull = await opened(hub);
    const commit = await hub.head(pull);
    await hub.push(pull, { 'other.txt': 'new\n' });
    const payload = await hub.lineComment(pull, 'writer', '/flow-role apply', { ...place, commit });
    await hub.force(pull, commit);
    await command(hub, payload);
    expect(await hub.head(pull)).toBe(commit);
  });
});

describe.concurrent('a command that is delivered twice', () => {
  it('is obeyed and answered once', async (context) => {
    const hub = await github(context);
    const pull = await told(hub);
    const payload = hub.comment(pull, 'writer', '/flow-role apply');
    await apply(hub, payload);
    const again = await apply(hub, payload);
    expect(again.code).toBe(0);
    expect(again.outputs.get('status')).toBe('skipped');
    expect(await commits(hub, pull)).toBe(2);
    expect(answers(hub)).toHaveLength(1);
    expect(reactions(hub)).toEqual(['eyes', 'rocket']);
  });

  it('is obeyed once when both come at the same time', async (context) => {
    const hub = await github(context);
    const pull = await told(hub);
    const payload = hub.comment(pull, 'writer', '/flow-role apply');
    const runs = await Promise.all([apply(hub, payload), apply(hub, payload)]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(await commits(hub, pull)).toBe(2);
    expect(answers(hub)).toEqual([expect.stringContaining(`Committed ${await hub.head(pull)}`)]);
    expect(reactions(hub)).toEqual(['eyes', 'rocket']);
  });

  it('is answered by the second run when the first was cut off behind its commit', async (context) => {
    const hub = await github(context);
    const pull = await told(hub);
    const payload = hub.comment(pull, 'writer', '/flow-role apply');
    const before = hub.log.length;
    hub.fault = (method, path) =>
      hub.log.length > before && method === 'POST' && path.endsWith('/comments')
        ? 'bad-gateway'
        : undefined;
    const cut = await apply(hub, payload);
    expect(cut.code).toBe(1);
    expect(answers(hub)).toEqual([]);
    const committed = await hub.head(pull);
    hub.fault = () => undefined;
    await apply(hub, payload);
    expect(await hub.head(pull)).toBe(committed);
    expect(answers(hub)).toEqual([
      `${committed} says that it was made for this comment: nothing is done a second time.`,
    ]);
    expect(hub.state.issueComments.some(({ body }) => body.includes(`summary ${committed}`))).toBe(
      true,
    );
  });
});

describe.concurrent('a request that fails once while a command is obeyed', () => {
  const faults: readonly Fault[] = [
    'bad-gateway',
    'too-many-requests',
    'reset',
    'bad-gateway-after',
    'reset-after',
  ];
  // The commit, the answer, the review and the summary; all else can be asked for again.
  const writes = [7, 10, 16, 17];
  const others = [0, 1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14, 15];
  const cases: readonly (readonly [Fault, number])[] = [
    ...writes.flatMap((at) => faults.map((fault) => [fault, at] as const)),
    ...others.map((at, index) => [faults[index % faults.length] ?? 'reset', at] as const),
  ];
  it.for(cases)(
    'makes nothing twice and leaves nothing out: %s of request %i',
    async ([fault, at], context) => {
      const hub = await github(context);
      const pull = await told(hub);
      const payload = hub.comment(pull, 'writer', '/flow-role apply');
      hub.fault = (_method, _path, index) => (index === at ? fault : undefined);
      const run = await apply(hub, payload);
      expect([200, 201]).not.toContain(hub.log[at]?.status);
      expect(run.code).toBe(0);
      expect(reactions(hub)).toEqual(['eyes', 'rocket']);
      expect(await commits(hub, pull)).toBe(2);
      expect(answers(hub)).toEqual([expect.stringMatching(/^Committed [0-9a-f]{40}/)]);
      // What is granted for nothing is left, and in the diff by now.
      expect(suggestions(hub)).toHaveLength(1);
      expect(hub.state.reviewComments).toHaveLength(1);
      expect(ownComments(hub)).toHaveLength(2);
      expect(ownComments(hub)[0]).toContain('1 excess');
    },
  );
});
