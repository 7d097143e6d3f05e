import { describe, expect, it } from 'vitest';
import { KINDS, LITE, lineOf, MICRO, PRO, template } from '../support/flow-files.ts';
import { runAction } from '../support/run-action.ts';
import {
  answers,
  command,
  github,
  ownComments,
  reactions,
  review,
  suggestions,
  summarized,
} from '../support/stories.ts';

const GREEN = { 'app.yaml': template({ asks: [LITE], grants: [LITE] }) };
const RED = { 'app.yaml': template({ asks: [LITE, PRO], grants: [LITE] }) };
const BROAD = { 'app.yaml': template({ asks: [LITE], grants: ['*'] }) };

describe.concurrent('/flow-role', () => {
  it.for(['/flow-role help', '/flow-role', '  /flow-role HELP \r\nplease'])(
    '%j lists what there is, also for strangers',
    async (text, context) => {
      const hub = await github(context);
      const pull = await hub.open({ base: GREEN, head: RED });
      const run = await command(hub, pull, 'stranger', text);
      expect(run.code).toBe(0);
      expect(reactions(hub)).toEqual(['eyes', 'rocket']);
      expect(answers(hub)).toHaveLength(1);
      expect(answers(hub)[0]).toContain('- `/flow-role apply` adds what is missing');
      expect(answers(hub)[0]).toContain('- `/flow-role help` shows this');
      expect(hub.state.reviewComments).toEqual([]);
    },
  );

  it.for([
    '/flow-role apply nonsense',
    '/flow-role apply 1 2',
    '/flow-role eat',
    '/flow-role apply 2 prune',
  ])('%j is no command, and changes nothing', async (text, context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    const head = await hub.head(pull);
    await command(hub, pull, 'writer', text);
    expect(await hub.head(pull)).toBe(head);
    expect(reactions(hub)).toEqual(['eyes', 'confused']);
    expect(answers(hub)[0]).toContain(`\`${text}\` is no command. There are:`);
  });

  it.for(['Please /flow-role apply', '/flow-roles apply', 'thanks'])(
    '%j is not for the Action',
    async (text, context) => {
      const hub = await github(context);
      const pull = await hub.open({ base: GREEN, head: RED });
      const run = await command(hub, pull, 'writer', text);
      expect([run.code, run.outputs.get('status')]).toEqual([0, 'skipped']);
      expect(hub.log).toEqual([]);
    },
  );

  it('is not obeyed where commands are turned off, for edited comments, and on issues', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    const payload = hub.comment(pull, 'writer', '/flow-role apply');
    const off = await runAction(hub, 'issue_comment', payload, { inputs: { commands: 'false' } });
    expect(off.log).toContain('Commands are turned off.');
    await runAction(hub, 'issue_comment', { ...payload, action: 'edited' });
    await runAction(hub, 'issue_comment', { ...payload, issue: { number: pull.number } });
    expect(hub.log).toEqual([]);
  });
});

describe.concurrent('/flow-role apply', () => {
  it('says so where there is nothing to do', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: { 'other.txt': 'new\n' } });
    await summarized(hub, pull);
    const head = await hub.head(pull);
    await command(hub, pull, 'writer', '/flow-role apply');
    expect(await hub.head(pull)).toBe(head);
    expect(reactions(hub)).toEqual(['eyes', 'confused']);
    expect(answers(hub)[0]).toContain('There is nothing to do');
  });

  it('leaves alone what is too broad, and apply narrow does not', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: {}, head: BROAD });
    await review(hub, pull);
    const head = await hub.head(pull);
    await command(hub, pull, 'writer', '/flow-role apply');
    expect(await hub.head(pull)).toBe(head);
    expect(answers(hub)[0]).toContain('There is nothing to do');
    await command(hub, pull, 'writer', '/flow-role apply narrow');
    const after = await hub.read(pull, 'app.yaml');
    expect(after).toContain(`::foundation-model/${LITE}`);
    expect(after).not.toContain('::foundation-model/*');
    expect(answers(hub)[1]).toContain(`Committed ${await hub.head(pull)}`);
    expect(hub.state.reviewComments.every(({ isResolved }) => isResolved)).toBe(true);
    expect(ownComments(hub)[0]).toContain('nothing missing, nothing left over');
  });

  it('with a number mends that finding of the summary alone', async (context) => {
    const hub = await github(context);
    const text = template({ asks: [LITE, PRO, MICRO], grants: [LITE] });
    const pull = await hub.open({ base: GREEN, head: { 'app.yaml': text } });
    await review(hub, pull);
    expect(ownComments(hub)[0]).toMatch(/\n\| 2 \| .*nova-micro/);
    await command(hub, pull, 'writer', '/flow-role apply 2');
    const after = await hub.read(pull, 'app.yaml');
    expect(after).toBe(template({ asks: [LITE, PRO, MICRO], grants: [LITE, MICRO] }));
    // The commit brings the policy into the diff, so that the rest is a suggestion by now.
    expect(hub.state.reviewComments.map(({ line, isResolved }) => [line, isResolved])).toEqual([
      [lineOf(text, PRO), true],
      [lineOf(text, MICRO), true],
      [lineOf(after ?? '', `foundation-model/${MICRO}`), false],
    ]);
    expect(suggestions(hub)[0]?.body).toContain(PRO);
    await command(hub, pull, 'writer', '/flow-role apply 7');
    expect(answers(hub)[1]).toContain('There is nothing to do');
  });

  it('is refused for a fork that the token may not push to, with what to do instead', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED, fork: 'stranger/flows' });
    await summarized(hub, pull);
    const head = await hub.head(pull);
    const run = await command(hub, pull, 'writer', '/flow-role apply');
    expect(run.code).toBe(0);
    expect(await hub.head(pull)).toBe(head);
    expect(reactions(hub)).toEqual(['eyes', 'confused']);
    expect(answers(hub)[0]).toContain('this workflow may not write to `stranger/flows`');
    expect(answers(hub)[0]).toContain('`npx flow-role-wizard fix`');
  });

  it('is refused without contents: write, for readers, and on closed pull requests', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    await summarized(hub, pull);
    const head = await hub.head(pull);
    const permissions = { contents: 'read', 'pull-requests': 'write' } as const;
    await command(hub, pull, 'writer', '/flow-role apply', { permissions });
    hub.state.people.set('reader', 'read');
    await command(hub, pull, 'reader', '/flow-role apply');
    pull.state = 'closed';
    await command(hub, pull, 'writer', '/flow-role apply');
    expect(await hub.head(pull)).toBe(head);
    expect(answers(hub)).toEqual([
      expect.stringContaining('`contents: write` is missing'),
      expect.stringContaining('only those who may write to this repository'),
      expect.stringContaining('the pull request is closed'),
    ]);
  });

  it('with a token that may not even react ends with what it lacks', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    const permissions = { contents: 'read', 'pull-requests': 'read' } as const;
    const run = await command(hub, pull, 'writer', '/flow-role apply', { permissions });
    expect(run.code).toBe(1);
    expect(run.log).toContain('::error::The token lacks a permission');
    expect(run.log).toContain('pull-requests: write');
  });

  it.for(KINDS)('in a comment on a line of the review is obeyed: $name', async (kind, context) => {
    const hub = await github(context);
    const head = kind.files({ asks: [LITE, PRO], grants: [LITE] });
    const pull = await hub.open({
      base: kind.files({ asks: [LITE], grants: [LITE] }),
      head,
    });
    const place = { path: kind.flow, line: lineOf(head[kind.flow] ?? '', PRO) };
    const payload = await hub.lineComment(pull, 'writer', '/flow-role apply', place);
    const run = await runAction(hub, 'pull_request_review_comment', payload);
    expect(run.code).toBe(0);
    expect(hub.state.reactions.map(({ on, content }) => [on, content])).toEqual([
      ['review-comment', 'eyes'],
      ['review-comment', 'rocket'],
    ]);
    expect(await hub.read(pull, kind.policy)).toContain(PRO);
    expect(ownComments(hub)).toEqual([
      expect.stringContaining(`Committed ${await hub.head(pull)}`),
      expect.stringContaining('nothing missing, nothing left over'),
    ]);
  });
});
