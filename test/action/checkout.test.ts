import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, type TestContext } from 'vitest';
import { withCheckout } from '../../src/action/checkout.ts';
import { newClient } from '../../src/action/github/client.ts';
import { gitHub } from '../../src/action/github/github.ts';
import { MAX_FILE_BYTES } from '../../src/core/project/files.ts';
import type { FakeGitHub } from '../support/fake-github/fake-github.ts';
import { answersTemplate, LITE, PRO } from '../support/flow-files.ts';
import { FULL, runAction } from '../support/run-action.ts';
import { github } from '../support/stories.ts';

/** A clone as actions/checkout leaves it, and git to change it with. */
async function clone(hub: FakeGitHub, { onTestFinished }: TestContext, ...options: string[]) {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'checkout-')));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const git = async (...args: readonly string[]) => {
    const { stdout } = await execa('git', args, {
      cwd: path,
      env: {
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Some One',
        GIT_AUTHOR_EMAIL: 'one@example.com',
        GIT_COMMITTER_NAME: 'Some One',
        GIT_COMMITTER_EMAIL: 'one@example.com',
      },
    });
    return stdout;
  };
  const url = `file://${hub.state.repository.path}`;
  await git('clone', '--quiet', ...options, url, '.');
  return { path, git };
}

const CHANGE = {
  base: { 'app.yaml': answersTemplate(LITE) },
  head: { 'app.yaml': answersTemplate(PRO) },
};

/** How many trees were read through the API. */
function treesRead(hub: FakeGitHub): number {
  return hub.log.filter(({ path }) => path.includes('/git/trees/')).length;
}

describe.concurrent('a checkout that has the commits', () => {
  it('is read instead of the API, and files beside its objects are not', async (context) => {
    const hub = await github(context);
    const pull = await hub.open(CHANGE);
    const { path, git } = await clone(hub, context);
    await git('checkout', '--quiet', `origin/${pull.headRef}`);
    await writeFile(join(path, 'app.yaml'), answersTemplate(LITE));
    await symlink('/etc/passwd', join(path, 'passwd.yaml'));
    const event = await hub.pullRequestEvent(pull);
    const run = await runAction(hub, 'pull_request', event, { workspace: path });
    expect(run.log).toContain('read from its objects');
    expect(run.outputs.get('missing')).toBe('1');
    expect(treesRead(hub)).toBe(0);
    // The pull request, its files, the pull request again, the review and the summary.
    expect(hub.log).toHaveLength(5);
    expect(hub.state.reviewComments).toHaveLength(1);
  });

  it('is read as far as it goes: a shallow clone has the base alone', async (context) => {
    const hub = await github(context);
    const pull = await hub.open(CHANGE);
    const { path } = await clone(hub, context, '--depth=1', '--branch=main', '--single-branch');
    const event = await hub.pullRequestEvent(pull);
    const run = await runAction(hub, 'pull_request', event, { workspace: path });
    expect(run.outputs.get('missing')).toBe('1');
    expect(treesRead(hub)).toBe(1);
  });

  it('is not looked for above the workspace', async (context) => {
    const hub = await github(context);
    const pull = await hub.open(CHANGE);
    const { path } = await clone(hub, context);
    const inner = await mkdtemp(join(path, 'inner-'));
    const event = await hub.pullRequestEvent(pull);
    const run = await runAction(hub, 'pull_request', event, { workspace: inner });
    expect(run.outputs.get('missing')).toBe('1');
    expect(treesRead(hub)).toBe(1);
  });
});

describe.concurrent('a checkout that somebody has tampered with', () => {
  it('runs nothing and shows no other object', async (context) => {
    const hub = await github(context);
    const pull = await hub.open(CHANGE);
    await hub.state.repository.git(['config', 'uploadpack.allowFilter', 'true']);
    const { path, git } = await clone(hub, context, '--filter=blob:none', '--no-checkout');
    const trap = join(path, 'trapped');
    const bait = `touch ${trap}`;
    await git('replace', '--force', await hub.head(pull), await git('rev-parse', 'origin/main'));
    await appendFile(
      join(path, '.git/config'),
      `
[core]
	fsmonitor = ${bait}
	hooksPath = ${path}
	sshCommand = ${bait}
	pager = ${bait}
	gitProxy = ${bait}
[alias]
	cat-file = !${bait}
	ls-tree = !${bait}
[filter "x"]
	smudge = ${bait}
	process = ${bait}
[diff "x"]
	textconv = ${bait}
[remote "origin"]
	url = ext::sh -c ${bait.replaceAll(' ', '% ')}
[protocol "ext"]
	allow = always
[trace2]
	eventTarget = ${trap}
`,
    );
    await appendFile(join(path, '.git/info/attributes'), '* filter=x diff=x\n');
    const event = await hub.pullRequestEvent(pull);
    const run = await runAction(hub, 'pull_request', event, {
      workspace: path,
      env: {
        GIT_EXTERNAL_DIFF: bait,
        GIT_DIR: hub.state.repository.path,
        GIT_TRACE: trap,
        GIT_ASKPASS: bait,
        GIT_SSH_COMMAND: bait,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.fsmonitor',
        GIT_CONFIG_VALUE_0: bait,
      },
    });
    // The clone has trees without texts, which the API gives: nobody may fetch them.
    expect(run.log).toContain('read from its objects');
    expect(run.outputs.get('missing')).toBe('1');
    expect(treesRead(hub)).toBe(0);
    expect(existsSync(trap)).toBe(false);
  });

  it('is passed over where its repository is broken', async (context) => {
    const hub = await github(context);
    const pull = await hub.open(CHANGE);
    const { path } = await clone(hub, context);
    await rm(join(path, '.git/objects'), { recursive: true });
    const event = await hub.pullRequestEvent(pull);
    const run = await runAction(hub, 'pull_request', event, { workspace: path });
    expect(run.outputs.get('missing')).toBe('1');
  });
});

describe.concurrent('trees and texts', () => {
  it('are the same from a checkout and from the API', async (context) => {
    const hub = await github(context);
    const odd = {
      'plain.txt': 'plain\n',
      'empty.txt': '',
      'no-newline.txt': 'end',
      'crlf.txt': 'a\r\nb\r\n',
      'bom.txt': '\ufeffbom\n',
      'ünï/cödé.txt': 'é\n',
      'sp ace/"quote\'.txt': 'quoted\n',
      '-option.txt': 'option\n',
      'a:b.txt': 'colon\n',
      'headers.txt': `${'0'.repeat(40)} blob 3\nabc\n`,
      'nul.bin': 'a\0b',
      'latin1.txt': Uint8Array.from([0xe9, 0x0a]),
      'too-large.txt': 'x'.repeat(MAX_FILE_BYTES + 1),
      'large.txt': 'x'.repeat(512_001),
      'utf-16.txt': Buffer.from('\ufeffwide\n', 'utf16le'),
    };
    const { path, git } = await clone(hub, context);
    for (const [name, contents] of Object.entries(odd)) {
      await mkdir(join(path, name, '..'), { recursive: true });
      await writeFile(join(path, name), contents);
    }
    await writeFile(join(path, 'run.sh'), 'exit\n', { mode: 0o755 });
    await symlink('plain.txt', join(path, 'link.txt'));
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Odd files');
    const sha = await git('rev-parse', 'HEAD');
    await git('push', '--quiet', 'origin', 'HEAD:refs/heads/odd');

    const api = gitHub(newClient(hub.token(FULL), `${hub.url}/graphql`, hub.url), 'octo', 'flows', [
      '.flow-role.yml',
      '.flow-role.yaml',
    ]);
    const told: string[] = [];
    const commits = withCheckout(path, api, (message) => told.push(message));
    const asked = [...Object.keys(odd), 'run.sh', 'link.txt', 'absent.txt', '../up', ''];
    const before = hub.log.length;
    const tree = await commits.tree(sha);
    const texts = await commits.texts(sha, asked);
    expect(hub.log).toHaveLength(before);
    expect(told).toHaveLength(1);
    expect([...tree.paths].sort()).toEqual([...Object.keys(odd), 'run.sh'].sort());
    expect(texts.get('headers.txt')?.text).toBe(odd['headers.txt']);
    expect(texts.get('link.txt')?.text).toBe('plain.txt');
    expect(texts.get('utf-16.txt')).toMatchObject({ text: 'wide\n' });
    expect(texts.get('large.txt')?.text).toHaveLength(512_001);
    expect(texts.has('too-large.txt')).toBe(false);
    expect(new Map([...texts].sort())).toEqual(new Map([...(await api.texts(sha, asked))].sort()));
  });
});
