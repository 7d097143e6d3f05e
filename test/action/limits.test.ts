import { describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../support/fake-github/fake-github.ts';
import type { Fault } from '../support/fake-github/faults.ts';
import { answersTemplate, LITE, PRO, template } from '../support/flow-files.ts';
import { runAction } from '../support/run-action.ts';
import { answers, github, ownComments, review, suggestions } from '../support/stories.ts';

const GREEN = { 'app.yaml': template({ asks: [LITE], grants: [LITE] }) };
const RED = { 'app.yaml': template({ asks: [LITE, PRO], grants: [LITE] }) };

/** Every request of a kind fails once. */
function failEach(hub: FakeGitHub, fault: Fault, isMeant: (path: string) => boolean) {
  const failed = new Map<string, number>();
  hub.fault = (method, path) => {
    const key = `${method} ${path}`;
    failed.set(key, (failed.get(key) ?? 0) + 1);
    return isMeant(path) && failed.get(key) === 1 ? fault : undefined;
  };
}

describe.concurrent('a limit of GitHub', () => {
  it.for(['primary-limit', 'secondary-limit'] as const)(
    'is waited for, and nothing is lost: %s',
    async (fault, context) => {
      const hub = await github(context);
      const pull = await hub.open({ base: GREEN, head: RED });
      failEach(hub, fault, () => true);
      const run = await review(hub, pull);
      expect(hub.log.filter(({ status }) => status !== 200 && status !== 201)).not.toEqual([]);
      expect([run.code, run.outputs.get('missing')]).toEqual([1, '1']);
      expect(hub.state.reviewComments).toHaveLength(1);
      expect(ownComments(hub)).toHaveLength(1);
    },
  );

  it.for([
    ['the first request', (path: string) => path === '/graphql'],
    ['a request of REST', (path: string) => path.endsWith('/files')],
    ['the review', (path: string) => path.endsWith('/reviews')],
  ] as const)('that ends too late ends the run with an error: %s', async ([, isMeant], context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    hub.fault = (_method, path) => (isMeant(path) ? 'exhausted' : undefined);
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect(run.log).toMatch(/^::error::.*rate limit/im);
    expect(hub.state.reviewComments).toEqual([]);
  });
});

describe.concurrent('GitHub Enterprise Server', () => {
  it('is reviewed and obeyed below /api', async (context) => {
    const hub = await github(context, { isEnterprise: true });
    const pull = await hub.open({ base: {}, head: RED });
    const first = await review(hub, pull);
    expect(first.code).toBe(1);
    expect(suggestions(hub)).toHaveLength(1);
    const payload = hub.comment(pull, 'writer', '/flow-role apply');
    const run = await runAction(hub, 'issue_comment', payload);
    expect(run.code).toBe(0);
    expect(answers(hub)).toEqual([expect.stringContaining('Committed')]);
    expect(hub.state.reviewComments.every(({ isResolved }) => isResolved)).toBe(true);
    expect(hub.log.every(({ status }) => status === 200 || status === 201)).toBe(true);
  });
});

describe.concurrent('text that GitHub does not take whole', () => {
  const LONG = `amazon.${'a-model-with-a-long-name-'.repeat(2)}`;

  it('is shortened in comments, with a pointer to the run, which has all of it', async (context) => {
    const hub = await github(context);
    const asks = Array.from({ length: 150 }, (_, at) => `${LONG}${at}`);
    const pull = await hub.open({
      base: {},
      head: { 'app.yaml': template({ asks, grants: [LITE] }) },
    });
    const run = await review(hub, pull);
    expect(run.outputs.get('missing')).toBe('150');
    expect(ownComments(hub)).toHaveLength(1);
    expect(ownComments(hub)[0]?.length).toBeLessThanOrEqual(65_536);
    expect(ownComments(hub)[0]).toContain('Left out here, since it does not fit:');
    expect(ownComments(hub)[0]).toContain('/octo/flows/actions/runs/7');
    expect(run.summary).toContain(`${LONG}149`);
    expect(hub.state.reviewComments.every(({ body }) => body.length <= 65_536)).toBe(true);
    expect(hub.state.reviewComments.map(({ body }) => body).join('\n')).toContain(`${LONG}149`);
  });

  it('is shortened in the summary of the job', async (context) => {
    const hub = await github(context);
    const asks = Array.from({ length: 260 }, (_, at) => `${LONG}${at}`);
    const text = template({ asks, grants: [LITE] }).replaceAll('Ask', `Ask${'k'.repeat(150)}`);
    const sha = await hub.pushBase({ 'a.yaml': text, 'b.yaml': text, 'c.yaml': text });
    const run = await runAction(hub, 'push', { ...hub.home }, { sha });
    expect(run.outputs.get('missing')).toBe('780');
    expect(Buffer.byteLength(run.summary)).toBeGreaterThan(600_000);
    expect(Buffer.byteLength(run.summary)).toBeLessThanOrEqual(1_048_576);
    expect(run.summary).toContain('### ❌ Flow roles: 780 missing');
    expect(run.summary).toContain('Left out here, since it does not fit:');
    expect(run.summary).toContain('/octo/flows/actions/runs/7');
    // Beside them: what each role allows for nothing, and a note per model that no list knows.
    const kinds = (run.report?.findings ?? []).map(({ kind }) => kind);
    const count = (wanted: string) => kinds.filter((kind) => kind === wanted).length;
    expect([count('missing'), count('excess'), count('note')]).toEqual([780, 3, 260]);
    expect(kinds).toHaveLength(1043);
  });
});

describe.concurrent('more comments than one review takes', () => {
  it('are posted in batches, all of them, once', async (context) => {
    const hub = await github(context);
    const head = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [`d${at}/app.yaml`, answersTemplate(PRO)]),
    );
    const pull = await hub.open({ base: {}, head });
    let reviews = 0;
    hub.fault = (method, path) => {
      reviews += method === 'POST' && path.endsWith('/reviews') ? 1 : 0;
      return reviews === 2 && path.endsWith('/reviews') ? 'bad-gateway-after' : undefined;
    };
    const run = await review(hub, pull);
    expect(run.outputs.get('missing')).toBe('120');
    const paths = suggestions(hub).map(({ path }) => path);
    expect(new Set(paths).size).toBe(120);
    expect(paths).toHaveLength(120);
    const sizes = hub.state.reviews.map(
      ({ id }) => hub.state.reviewComments.filter((comment) => comment.review === id).length,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
  });
});

describe.concurrent('a place that GitHub does not take', () => {
  it('is left for the next kind of comment', async (context) => {
    const hub = await github(context);
    const head = { 'app.yaml': template({ asks: [LITE, PRO], grants: [LITE], note: 'changed' }) };
    const pull = await hub.open({ base: GREEN, head });
    hub.refuse = ({ body }) => body.includes('```suggestion');
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect(hub.state.reviewComments).toHaveLength(1);
    expect(hub.state.reviewComments[0]?.body).toContain('```diff');
    expect(ownComments(hub)[0]).toContain('| comment in the review |');
  });

  it('is left for the summary in the end, and the others are posted', async (context) => {
    const hub = await github(context);
    const head = {
      'app.yaml': template({ asks: [LITE, PRO], grants: [LITE], note: 'changed' }),
      ...Object.fromEntries(
        Array.from({ length: 4 }, (_, at) => [`d${at}/app.yaml`, answersTemplate(PRO)]),
      ),
    };
    const pull = await hub.open({ base: GREEN, head });
    hub.refuse = ({ path }) => path === 'app.yaml';
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('missing')]).toEqual([1, '5']);
    expect(suggestions(hub).map(({ path }) => path)).toEqual([
      'd0/app.yaml',
      'd1/app.yaml',
      'd2/app.yaml',
      'd3/app.yaml',
    ]);
    expect(ownComments(hub)[0]).toMatch(/`app\.yaml:\d+` \| here \|/);
  });

  it('is no place of the next head: a push meanwhile loses nothing', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: GREEN, head: RED });
    const seen = await hub.head(pull);
    let pushed = false;
    hub.before = async (_method, path) => {
      if (path.endsWith('/reviews') && !pushed) {
        pushed = true;
        await hub.push(pull, GREEN);
      }
    };
    await review(hub, pull);
    expect(hub.state.reviewComments.map(({ commit }) => commit)).toEqual([seen]);
    await review(hub, pull);
    expect(hub.state.reviewComments.map(({ isResolved }) => isResolved)).toEqual([true]);
    expect(ownComments(hub)).toEqual([expect.stringContaining('nothing missing')]);
  });
});
