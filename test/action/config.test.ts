import { describe, expect, it } from 'vitest';
import { config, definition, LITE, PRO, policy, trust } from '../support/flow-files.ts';
import { github, ownComments, review } from '../support/stories.ts';

const RED = {
  'flows/answers.json': definition([LITE, PRO]),
  'policies/narrow.json': policy([LITE]),
  'policies/wide.json': policy([LITE, PRO]),
  'policies/trust.json': trust(),
};

describe.concurrent('.flow-role.yml', () => {
  it('of a pull request does not steer its own check', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...RED, '.flow-role.yml': config(['policies/narrow.json']) },
      head: {
        '.flow-role.yml': config(['policies/wide.json']),
        'flows/answers.json': definition([PRO, LITE]),
      },
    });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('missing')]).toEqual([1, '1']);
    expect(hub.state.reviewComments[0]?.body).toContain('+++ b/policies/narrow.json');
  });

  it('that only the pull request adds does not count', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: {},
      head: { ...RED, '.flow-role.yml': config(['policies/wide.json']) },
    });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('status')]).toEqual([1, 'failed']);
    expect(ownComments(hub)[0]).toContain('1 unknown');
  });

  it('that the pull request deletes still counts', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...RED, '.flow-role.yml': config(['policies/wide.json']) },
      head: { '.flow-role.yml': null, 'flows/answers.json': definition([PRO, LITE]) },
    });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('status')]).toEqual([0, 'clean']);
  });

  it('brings in a flow in another directory, when only its policy has changed', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...RED, '.flow-role.yml': config(['policies/wide.json']) },
      head: { 'policies/wide.json': policy([LITE]) },
    });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('missing')]).toEqual([1, '1']);
    expect(hub.state.reviewComments[0]?.path).toBe('policies/wide.json');
  });
});
