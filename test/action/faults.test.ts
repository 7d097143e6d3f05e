import { describe, expect, it } from 'vitest';
import type { Fault } from '../support/fake-github/faults.ts';
import { LITE, PRO, template } from '../support/flow-files.ts';
import { github, ownComments, review, suggestions } from '../support/stories.ts';

const GREEN = { 'app.yaml': template({ asks: [LITE], grants: [LITE] }) };
const RED = { 'app.yaml': template({ asks: [LITE, PRO], grants: [LITE] }) };

/** What can happen to any request, and what is different only if the request changes something. */
const REFUSED: readonly Fault[] = ['bad-gateway', 'too-many-requests', 'reset'];
const CARRIED_OUT: readonly Fault[] = ['bad-gateway-after', 'reset-after'];

/**
 * The first run asks for the pull request, its files, the tree, the texts and the pull request once
 * more, and then writes.
 */
const READS = [0, 1, 2, 3, 4];
const REVIEW_AND_SUMMARY = [5, 6];

describe.concurrent('a request that fails once', () => {
  it.for([
    ...READS.flatMap((at) => REFUSED.map((fault) => [fault, at] as const)),
    ...REVIEW_AND_SUMMARY.flatMap((at) =>
      [...REFUSED, ...CARRIED_OUT].map((fault) => [fault, at] as const),
    ),
  ])('loses no comment and posts none twice: %s of request %i', async ([fault, at], context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    hub.fault = (_method, _path, index) => (index === at ? fault : undefined);
    const run = await review(hub, pull);
    expect([200, 201]).not.toContain(hub.log[at]?.status);
    expect([run.code, run.outputs.get('missing')]).toEqual([1, '1']);
    expect(hub.state.reviewComments).toHaveLength(1);
    expect(ownComments(hub)).toEqual([expect.stringContaining('1 missing')]);
  });

  it.for([...REFUSED, ...CARRIED_OUT])(
    'closes threads and updates the summary all the same: %s',
    async (fault, context) => {
      const hub = await github(context);
      const pull = await hub.open({ base: {}, head: RED });
      await review(hub, pull);
      await hub.apply(suggestions(hub));
      // The mutation of the threads, and the update of the summary.
      const failed = new Set<string>();
      const first = hub.log.length;
      hub.fault = (method, path, index) => {
        const isMeant = index === first + 5 || method === 'PATCH';
        const isNew = isMeant && !failed.has(method + path);
        if (isNew) {
          failed.add(method + path);
        }
        return isNew ? fault : undefined;
      };
      const run = await review(hub, pull);
      expect(failed.size).toBe(2);
      expect(run.code).toBe(0);
      expect(hub.state.reviewComments.map(({ isResolved }) => isResolved)).toEqual([true]);
      expect(hub.state.reviewComments[0]?.body.match(/not found here any longer/g)).toHaveLength(1);
      expect(ownComments(hub)).toEqual([expect.stringContaining('nothing missing')]);
    },
  );
});

describe.concurrent('GitHub that is down', () => {
  it('ends the run with an error, and the next run does all of it', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    hub.fault = (_method, path) => (path.endsWith('/reviews') ? 'bad-gateway' : undefined);
    const down = await review(hub, pull);
    expect(down.code).toBe(1);
    expect(down.log).toMatch(/^::error::/m);
    expect(down.log).not.toMatch(/^ +at /m);
    hub.fault = () => undefined;
    await review(hub, pull);
    expect(hub.state.reviewComments).toHaveLength(1);
    expect(ownComments(hub)).toHaveLength(1);
  });
});
