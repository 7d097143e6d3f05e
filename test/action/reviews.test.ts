import { describe, expect, it } from 'vitest';
import { KINDS, LITE, lineOf, MICRO, PRO } from '../support/flow-files.ts';
import { github, ownComments, review, suggestions } from '../support/stories.ts';

/** What a reviewer sees at the lines of a comment. */
async function linesAt(hub: Awaited<ReturnType<typeof github>>, pull: number) {
  const [comment] = hub.state.reviewComments;
  const of = hub.state.pulls.find(({ number }) => number === pull);
  const text = (comment && of && (await hub.read(of, comment.path))) ?? '';
  const { startLine = comment?.line ?? 1, line = 0 } = comment ?? {};
  return text.split('\n').slice(startLine - 1, line);
}

describe.concurrent.each(KINDS)('a pull request on $name', (kind) => {
  it('gets a suggestion where a node is added and the policy is in the diff', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: kind.files({ asks: [LITE], grants: [LITE] }),
      head: kind.files({ asks: [LITE, PRO], grants: [LITE], note: 'for two nodes' }),
    });
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect(Object.fromEntries(run.outputs)).toMatchObject({
      status: 'failed',
      missing: '1',
      excess: '0',
      'review-url': expect.stringMatching(/pullrequestreview-\d+$/),
    });
    expect(hub.state.reviewComments).toHaveLength(1);
    const [comment] = suggestions(hub);
    expect(comment).toMatchObject({ path: kind.policy, side: 'RIGHT', isResolved: false });
    expect(comment?.body).toContain('**Missing**: `bedrock:InvokeModel`');
    expect(comment?.body).toContain('Node "Ask2" invokes this foundation model');
    expect((await linesAt(hub, pull.number)).join('\n')).toContain(LITE);
    const [, suggested] = /```suggestion\n([\s\S]*)```/.exec(comment?.body ?? '') ?? [];
    expect(suggested).toContain(LITE);
    expect(suggested).toContain(PRO);
    expect(ownComments(hub)).toHaveLength(1);
    expect(ownComments(hub)[0]).toContain('### ❌ Flow roles: 1 missing');
    expect(ownComments(hub)[0]).toContain('| suggestion in the review |');
  });

  it('gets a remark on the line of the node where the policy is not in the diff', async (context) => {
    const hub = await github(context);
    const files = kind.files({ asks: [LITE, PRO], grants: [LITE] });
    const pull = await hub.open({
      base: kind.files({ asks: [LITE], grants: [LITE] }),
      head: files,
    });
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect(suggestions(hub)).toEqual([]);
    expect(hub.state.reviewComments).toHaveLength(1);
    const [comment] = hub.state.reviewComments;
    expect(comment).toMatchObject({
      path: kind.flow,
      line: lineOf(files[kind.flow] ?? '', PRO),
    });
    expect(comment?.startLine).toBeUndefined();
    expect(comment?.body).toMatch(new RegExp(`\n\\+.*${PRO}`));
    expect(comment?.body).toContain(`+++ b/${kind.policy}`);
    expect(comment?.body).toContain('`/flow-role apply 1`');
    expect(ownComments(hub)[0]).toContain('| comment in the review |');
  });

  it('gets a suggestion where a node is removed and the policy is in the diff', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: kind.files({ asks: [LITE, PRO], grants: [LITE, PRO] }),
      head: kind.files({ asks: [LITE], grants: [LITE, PRO], note: 'for one node' }),
    });
    const run = await review(hub, pull, { inputs: { 'fail-on': 'excess' } });
    expect(run.code).toBe(1);
    expect(Object.fromEntries(run.outputs)).toMatchObject({
      status: 'failed',
      missing: '0',
      excess: '1',
    });
    const [comment] = suggestions(hub);
    expect(comment?.path).toBe(kind.policy);
    expect(comment?.body).toContain('**Not needed**: `bedrock:InvokeModel`');
    expect((await linesAt(hub, pull.number)).join('\n')).toContain(PRO);
    const [, suggested] = /```suggestion\n([\s\S]*)```/.exec(comment?.body ?? '') ?? [];
    expect(suggested).not.toContain(PRO);
  });

  it('tells in the summary alone what is left over outside the diff, and does not fail for it', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: kind.files({ asks: [LITE, PRO], grants: [LITE, PRO] }),
      head: kind.files({ asks: [LITE], grants: [LITE, PRO] }),
    });
    const run = await review(hub, pull);
    expect(run.code).toBe(0);
    expect(run.outputs.get('status')).toBe('findings');
    expect(run.log).toMatch(
      new RegExp(`^::warning title=Flow role%3A excess.*file=${kind.policy},`, 'm'),
    );
    expect(hub.state.reviewComments).toEqual([]);
    expect(ownComments(hub)[0]).toContain('### ❌ Flow roles: 1 excess');
    expect(ownComments(hub)[0]).toMatch(new RegExp(`\n-.*${PRO}`));
  });

  it('says on a new flow without a role that nothing was compared, and fails', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: {}, head: kind.homeless([LITE]) });
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect(run.outputs.get('status')).toBe('failed');
    expect(hub.state.reviewComments).toHaveLength(1);
    const [comment] = hub.state.reviewComments;
    expect(comment?.path).toBe(kind.flow);
    expect(comment?.body).toContain('**Cannot be judged**');
    expect(comment?.body).toContain('Nothing was compared');
    expect(ownComments(hub)[0]).toContain('1 unknown');
  });

  it('says nothing where flow and role agree, and nothing on files without flows', async (context) => {
    const hub = await github(context);
    const files = kind.files({ asks: [LITE], grants: [LITE] });
    const other = await hub.open({ base: files, head: { 'README.md': 'other\n' } });
    const quiet = await review(hub, other);
    expect([quiet.code, quiet.outputs.get('status')]).toEqual([0, 'clean']);
    expect(ownComments(hub)).toEqual([]);
    const pull = await hub.open({
      base: files,
      head: kind.files({ asks: [LITE, MICRO], grants: [LITE, MICRO] }),
    });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('status')]).toEqual([0, 'clean']);
    expect(hub.state.reviewComments).toEqual([]);
    expect(ownComments(hub)).toEqual([
      expect.stringContaining('### ✅ Flow roles: nothing missing, nothing left over'),
    ]);
  });
});

describe.concurrent('the inputs of a review', () => {
  const change = {
    base: KINDS[0]?.files({ asks: [LITE], grants: [LITE] }) ?? {},
    head: KINDS[0]?.files({ asks: [LITE, PRO], grants: [LITE] }) ?? {},
  };

  it('comment: summary writes no review', async (context) => {
    const hub = await github(context);
    const run = await review(hub, await hub.open(change), { inputs: { comment: 'summary' } });
    expect([run.code, run.outputs.get('review-url')]).toEqual([1, '']);
    expect(hub.state.reviews).toEqual([]);
    expect(ownComments(hub)).toHaveLength(1);
  });

  it('comment: none writes to the job alone', async (context) => {
    const hub = await github(context);
    const run = await review(hub, await hub.open(change), { inputs: { comment: 'none' } });
    expect(run.code).toBe(1);
    expect(run.log).toContain('::error title=Flow role%3A missing');
    expect(run.summary).toContain('### ❌ Flow roles: 1 missing');
    expect([hub.state.reviews, ownComments(hub)]).toEqual([[], []]);
  });

  it('fail-on: never ends well, and still comments', async (context) => {
    const hub = await github(context);
    const run = await review(hub, await hub.open(change), { inputs: { 'fail-on': 'never' } });
    expect([run.code, run.outputs.get('status')]).toEqual([0, 'findings']);
    expect(hub.state.reviewComments).toHaveLength(1);
  });

  it('paths leaves other flows alone', async (context) => {
    const hub = await github(context);
    const run = await review(hub, await hub.open(change), { inputs: { paths: 'flows/**' } });
    expect([run.code, run.outputs.get('status')]).toEqual([0, 'clean']);
    expect(hub.state.reviewComments).toEqual([]);
  });

  it('that are wrong are all told, before anything is asked of GitHub', async (context) => {
    const hub = await github(context);
    const run = await review(hub, await hub.open(change), {
      inputs: { 'fail-on': 'sometimes', 'account-id': '12', answers: 'no equals sign' },
    });
    expect(run.code).toBe(1);
    expect(run.log).toContain('Input "fail-on" is "sometimes"');
    expect(run.log).toContain('Input "account-id" is "12"');
    expect(run.log).toContain('Input "answers" has one KEY=VALUE on each line');
    expect(hub.log).toEqual([]);
  });
});
