import { describe, expect, it } from 'vitest';
import { answersTemplate, LITE, PRO } from '../support/flow-files.ts';
import { runAction } from '../support/run-action.ts';
import { command, github, review } from '../support/stories.ts';

const CHANGE = {
  base: { 'app.yaml': answersTemplate(LITE) },
  head: { 'app.yaml': answersTemplate(PRO) },
};

const BROKEN = `roles:
  - name: answers
    flow: [app.yaml]
`;

describe('a configuration with errors', () => {
  it.concurrent('on the base is told on the pull request, and nothing else is', async (context) => {
    const hub = await github(context);
    const pull = await hub.open(CHANGE);
    await review(hub, pull);
    const { reviewComments, issueComments, repository } = hub.state;
    expect([reviewComments.length, issueComments.length]).toEqual([1, 1]);
    await repository.commit('refs/heads/main', { '.flow-role.yml': BROKEN });

    const run = await review(hub, pull, {
      inputs: { 'fail-on': 'never' },
    });
    expect(run.code).toBe(1);
    expect(run.outputs.get('status')).toBe('failed');
    expect(run.outputs.get('sarif')).toBe('');
    expect(run.log).toMatch(/^::error .*file=\.flow-role\.yml,line=3/m);
    const [summary] = issueComments;
    expect(issueComments).toHaveLength(1);
    expect(summary?.body).toContain('\\.flow\\-role\\.yml&#58;3&#58;5&#58; found the key "flow"');
    expect(summary?.body).toContain('Did you mean "flows"?');
    expect(summary?.body).toContain('nothing was checked');
    expect(summary?.body).toContain('Checked nothing of');
    expect(run.summary).toContain('Did you mean "flows"?');
    // The thread of the run before is neither closed nor said to be mended.
    expect(reviewComments).toHaveLength(1);
    expect(reviewComments[0]).toMatchObject({ isResolved: false });
    expect(reviewComments[0]?.body).not.toContain('not found here any longer');

    await command(hub, pull, 'writer', '/flow-role apply');
    expect(issueComments.at(-1)?.body).toContain('the configuration has errors');
  });

  it.concurrent('in a pull request is told before it counts', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      ...CHANGE,
      head: { 'app.yaml': answersTemplate(LITE), '.flow-role.yml': BROKEN },
    });
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect(hub.state.issueComments[0]?.body).toContain('found the key "flow"');
    await hub.push(pull, { '.flow-role.yml': BROKEN.replace('flow:', 'flows:') });
    const mended = await review(hub, pull);
    expect(mended.code).toBe(0);
    expect(hub.state.issueComments[0]?.body).not.toContain('found the key "flow"');
  });

  it.concurrent('fails the check of a branch', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...CHANGE.base, '.flow-role.yml': 'roles: [' },
      head: {},
    });
    const sha = await hub.base(pull);
    const run = await runAction(hub, 'push', { ref: 'refs/heads/main', ...hub.home }, { sha });
    expect(run.code).toBe(1);
    expect(run.summary).toMatch(/\\\.flow\\-role\\\.yml&#58;1&#58;/);
  });
});

describe('a configuration elsewhere', () => {
  it.concurrent('is found by its path, however it is written, and missed aloud', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...CHANGE.base, 'ci/roles.yml': BROKEN },
      head: CHANGE.head,
    });
    const run = await review(hub, pull, {
      inputs: { config: './ci/roles.yml' },
    });
    expect(run.summary).toContain('Did you mean "flows"?');
    const missed = await review(hub, pull, {
      inputs: { config: 'ci/role.yml' },
    });
    expect(missed.summary).toMatch(/The configuration `ci\/role\.yml` .* does not exist\./);
  });
});

describe('what is not known of policies', () => {
  it.concurrent('is told in words, with the line', async (context) => {
    const hub = await github(context);
    const attached = answersTemplate(LITE).replace(
      '      Policies:\n',
      '      ManagedPolicyArns:\n        - !ImportValue Shared\n      Policies:\n',
    );
    const pull = await hub.open({ base: {}, head: { 'app.yaml': attached } });
    await review(hub, pull);
    const body = hub.state.issueComments[0]?.body ?? '';
    expect(body).toMatch(/^- app\\\.yaml&#58;32&#58; What the managed policy/m);
    expect(body).not.toMatch(/\\\{"text"/);
  });
});
