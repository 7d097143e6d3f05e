import { describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../support/fake-github/fake-github.ts';
import { LITE, lineOf, MICRO, PRO, template } from '../support/flow-files.ts';
import { github, ownComments, review, suggestions } from '../support/stories.ts';

const GREEN = { 'app.yaml': template({ asks: [LITE], grants: [LITE] }) };
const RED = { 'app.yaml': template({ asks: [LITE, PRO], grants: [LITE] }) };
const MENDED = { 'app.yaml': template({ asks: [LITE, PRO], grants: [LITE, PRO] }) };

function threads({ state }: FakeGitHub) {
  return state.reviewComments.map(({ line, isResolved, minimized, body }) => ({
    line,
    isResolved,
    isHidden: minimized !== undefined,
    isMended: body.includes('✅ This is not found here any longer.'),
  }));
}

const OPEN = { isResolved: false, isHidden: false, isMended: false };

describe.concurrent('after more pushes', () => {
  it('nothing is posted twice, also where lines have moved', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    await review(hub, pull);
    const [summary] = ownComments(hub);
    await hub.push(pull, { 'other.txt': 'new\n' });
    await review(hub, pull);
    await hub.push(pull, { 'app.yaml': `# The flow of the answers.\n\n${RED['app.yaml']}` });
    const third = await review(hub, pull);
    expect(third.code).toBe(1);
    expect(threads(hub)).toEqual([{ ...OPEN, line: lineOf(RED['app.yaml'], PRO) }]);
    expect(hub.state.reviews).toHaveLength(1);
    expect(ownComments(hub)).toHaveLength(1);
    expect(ownComments(hub)[0]).not.toBe(summary);
    expect(ownComments(hub)[0]).toContain(
      `Checked 1 role of ${(await hub.head(pull)).slice(0, 7)}`,
    );
    expect(ownComments(hub)[0]).toContain('| thread of an earlier run |');
  });

  it('threads of what is gone are resolved, and open again for what comes back', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    await review(hub, pull);
    const [first] = threads(hub);
    await hub.push(pull, MENDED);
    const green = await review(hub, pull);
    expect(green.code).toBe(0);
    expect(threads(hub)).toEqual([{ ...first, isResolved: true, isMended: true }]);
    expect(ownComments(hub)[0]).toContain('nothing missing, nothing left over');
    await hub.push(pull, RED);
    const red = await review(hub, pull);
    expect(red.code).toBe(1);
    expect(threads(hub)).toEqual([first]);
    expect(ownComments(hub)).toEqual([expect.stringContaining('1 missing')]);
    expect(ownComments(hub)[0]).toContain('| thread of an earlier run |');
  });

  it('a token that may not resolve hides what is gone, and shows what comes back', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    const permissions = { contents: 'read', 'pull-requests': 'write' } as const;
    await review(hub, pull, { permissions });
    const [first] = threads(hub);
    await hub.push(pull, MENDED);
    const green = await review(hub, pull, { permissions });
    expect(green.log).not.toContain('::warning');
    expect(threads(hub)).toEqual([{ ...first, isHidden: true, isMended: true }]);
    await hub.push(pull, RED);
    const red = await review(hub, pull, { permissions });
    expect(red.log).not.toContain('::warning');
    expect(threads(hub)).toEqual([first]);
  });

  it('what people have resolved stays resolved', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    await review(hub, pull);
    for (const comment of hub.state.reviewComments) {
      comment.isResolved = true;
    }
    await hub.push(pull, { 'other.txt': 'new\n' });
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect(threads(hub)).toMatchObject([{ isResolved: true, isMended: false }]);
    expect(ownComments(hub)[0]).toContain('1 missing');
  });

  it('a remark gives way to a suggestion once the policy is in the diff', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    await review(hub, pull);
    await hub.push(pull, {
      'app.yaml': template({ asks: [LITE, PRO], grants: [LITE], note: 'soon more' }),
    });
    await review(hub, pull);
    expect(threads(hub)).toMatchObject([{ isResolved: true, isMended: true }, OPEN]);
    expect(suggestions(hub).map(({ id }) => id)).toEqual([hub.state.reviewComments[1]?.id]);
  });

  it('a second finding gets a thread of its own beside the first', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    await review(hub, pull);
    const text = template({ asks: [LITE, PRO, MICRO], grants: [LITE] });
    await hub.push(pull, { 'app.yaml': text });
    const run = await review(hub, pull);
    expect(run.outputs.get('missing')).toBe('2');
    expect(threads(hub)).toEqual([
      { ...OPEN, line: lineOf(text, PRO) },
      { ...OPEN, line: lineOf(text, MICRO) },
    ]);
    expect(hub.state.reviewComments[1]?.body).not.toContain(PRO);
  });

  it('a comment of somebody else with the marker of the Action is left alone', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: GREEN });
    const forged = `<!-- flow-role-wizard summary ${'a'.repeat(40)} -->\n\nMine.`;
    hub.comment(pull, 'stranger', forged);
    await hub.push(pull, RED);
    await review(hub, pull);
    expect(hub.state.issueComments.map(({ body }) => body)).toEqual([
      forged,
      expect.stringContaining('1 missing'),
    ]);
  });

  it('finds its summary and its threads behind hundreds of others', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    for (let at = 0; at < 250; at += 1) {
      hub.comment(pull, 'writer', `Remark ${at}`);
    }
    await review(hub, pull);
    const { reviewComments, issueComments } = hub.state;
    expect([reviewComments.length, issueComments.length]).toEqual([1, 251]);
    const [own] = reviewComments;
    if (own !== undefined) {
      const author = { login: 'writer', isBot: false, permissions: {} };
      const others = Array.from({ length: 350 }, (_, at) => ({ ...own, id: at, author }));
      reviewComments.unshift(...others);
    }
    await review(hub, pull);
    expect([reviewComments.length, issueComments.length]).toEqual([351, 251]);

    await hub.push(pull, GREEN);
    await review(hub, pull);
    expect([reviewComments.length, issueComments.length]).toEqual([351, 251]);
    expect(issueComments.at(-1)?.body).not.toContain('1 missing');
    expect(reviewComments.filter(({ isResolved }) => isResolved)).toEqual([own]);
  });
});
