import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../support/fake-github/fake-github.ts';
import type { PullRequest } from '../support/fake-github/state.ts';
import { type FlowFiles, KINDS, LITE, MICRO, PRO } from '../support/flow-files.ts';
import { runCli } from '../support/run-cli.ts';
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

type Files = Readonly<Record<string, string>>;

/** A needed model is missing, and another is granted for nothing. */
const DAMAGED: FlowFiles = { asks: [LITE, PRO], grants: [LITE, MICRO] };

/** All models are granted where two are needed. */
const BROAD: FlowFiles = { asks: [LITE, PRO], grants: ['*'] };

/** The files at the head of a pull request. */
async function filesAt(hub: FakeGitHub, pull: PullRequest): Promise<Files> {
  const entries = await hub.state.repository.tree(await hub.head(pull));
  const texts = entries.map(
    async ({ path }) => [path, (await hub.read(pull, path)) ?? ''] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

/** The files after `fix` of the command line, in a directory of their own. */
async function fixed(files: Files, flow: string, options: readonly string[]): Promise<Files> {
  const home = await mkdtemp(join(tmpdir(), 'flow-role-wizard-test-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), text);
    }
    const where = ['--account', '123456789012', '--region', 'us-east-1', '--quiet'];
    const { stderr } = await runCli(['fix', flow, ...options, ...where], { cwd: home });
    expect(stderr).toBe('');
    const entries = await readdir(home, { recursive: true, withFileTypes: true });
    const texts = entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(home.length + 1), await readFile(path, 'utf8')] as const;
      });
    return Object.fromEntries(await Promise.all(texts));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

describe.concurrent.each(KINDS)('what is applied to $name', (kind) => {
  it.for([
    ['damaged', DAMAGED],
    ['broad', BROAD],
  ] as const)('by all suggestions is what fix writes: %s', async ([, content], context) => {
    const hub = await github(context);
    // All files are new, so that the policy is in the diff.
    const pull = await hub.open({ base: kind.settings, head: kind.files(content) });
    const before = await filesAt(hub, pull);
    const first = await review(hub, pull, { inputs: { 'fail-on': 'any' } });
    expect(first.code).toBe(1);
    await hub.apply(suggestions(hub));
    const last = await review(hub, pull, { inputs: { 'fail-on': 'any' } });
    expect(last.report?.findings).toEqual([]);
    expect([last.code, last.outputs.get('status')]).toEqual([0, 'clean']);
    expect(hub.state.reviewComments.every(({ isResolved }) => isResolved)).toBe(true);
    expect(ownComments(hub)).toEqual([
      expect.stringContaining('nothing missing, nothing left over'),
    ]);
    expect(await filesAt(hub, pull)).toEqual(
      await fixed(before, kind.flow, ['--prune', '--narrow']),
    );
  });

  it.for([
    ['/flow-role apply', DAMAGED, []],
    ['/flow-role apply prune', DAMAGED, ['--prune']],
    ['/flow-role apply narrow', BROAD, ['--narrow']],
    ['/flow-role apply prune narrow', BROAD, ['--prune', '--narrow']],
  ] as const)('by %s is what fix writes', async ([text, content, options], context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: kind.files({ asks: [LITE], grants: content.grants }),
      head: kind.files(content),
    });
    await summarized(hub, pull);
    const before = await filesAt(hub, pull);
    const run = await command(hub, pull, 'writer', text);
    expect(run.code).toBe(0);
    expect(reactions(hub)).toEqual(['eyes', 'rocket']);
    const after = await filesAt(hub, pull);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await fixed(before, kind.flow, options));
    expect(answers(hub)).toEqual([
      expect.stringContaining(`Committed ${await hub.head(pull)}:\n\n- \`${kind.policy}\``),
    ]);
  });
});

describe.concurrent('what is applied by numbers', () => {
  it.for(KINDS.slice(-1))(
    'one after the other, is what fix writes: $name',
    async (kind, context) => {
      const hub = await github(context);
      const pull = await hub.open({
        base: kind.files({ asks: [LITE], grants: DAMAGED.grants }),
        head: kind.files(DAMAGED),
      });
      const before = await filesAt(hub, pull);
      const found = await review(hub, pull);
      expect(found.report?.findings.map((finding) => finding.kind)).toEqual(['missing', 'excess']);
      // The second finding is the first once the first is mended: the summary has it so by then.
      await command(hub, pull, 'writer', '/flow-role apply 1');
      const between = await filesAt(hub, pull);
      expect(between).toEqual(await fixed(before, kind.flow, []));
      await command(hub, pull, 'writer', '/flow-role apply 1');
      expect(await filesAt(hub, pull)).toEqual(await fixed(between, kind.flow, ['--prune']));
      expect(reactions(hub)).toEqual(['eyes', 'rocket', 'eyes', 'rocket']);
      expect(hub.state.reviewComments.every(({ isResolved }) => isResolved)).toBe(true);
    },
  );
});

describe.concurrent('a flow whose role is in no file', () => {
  it('gets the policies beside it that fix writes', async (context) => {
    const hub = await github(context);
    const kind = KINDS.find(({ name }) => name.startsWith('a definition'));
    const pull = await hub.open({ base: {}, head: kind?.homeless([LITE]) ?? {} });
    await summarized(hub, pull);
    const before = await filesAt(hub, pull);
    await command(hub, pull, 'writer', '/flow-role apply');
    const after = await filesAt(hub, pull);
    expect(Object.keys(after).sort()).toEqual([
      'README.md',
      'flows/answers.FlowPermissions.json',
      'flows/answers.json',
      'flows/answers.trust-policy.json',
    ]);
    expect(after).toEqual(await fixed(before, 'flows/answers.json', []));
    const last = await review(hub, pull);
    expect([last.code, last.outputs.get('status')]).toEqual([0, 'clean']);
  });
});
