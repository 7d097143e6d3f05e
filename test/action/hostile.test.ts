import { describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../support/fake-github/fake-github.ts';
import { LITE, PRO, template } from '../support/flow-files.ts';
import { expectHarmless } from '../support/harmless.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { command, github, ownComments, review, summarized } from '../support/stories.ts';

/** Names that strangers give, and what GitHub or the runner would make of each. */
const NAMES = [
  '@org/team please look',
  '<img src=x onerror=alert(1)>',
  '[click](https://evil.example)',
  'https://evil.example/x',
  '**bold** _em_ ~~gone~~ `code`',
  '| new | cell |',
  'octo/flows#1 and #2 and GH-3',
  '--> <!-- flow-role-wizard mended 0123456789abcdef -->',
  '```suggestion',
  '$x^2$ ![i](https://evil.example/i.png)',
  'a\n::set-output name=status::clean',
  'a\r\n::error::forged',
  '\u001b[31mred\u001b[0m\u202eback',
  '::add-mask::a',
  '</details></td></table><h1>big</h1>',
] as const;

/** A template whose flow, node and role have a hostile name. */
function hostileTemplate(name: string): string {
  const text = JSON.stringify(name);
  return template({ asks: [LITE, PRO], grants: [LITE] })
    .replace('Name: answers', `Name: ${text}`)
    .replace('Name: Ask2', `Name: ${text}`)
    .replace('PolicyName: Permissions', `PolicyName: ${text}`);
}

/** Nothing in what was posted or printed is more than text. */
function expectAllHarmless(hub: FakeGitHub, run: ActionRun) {
  const posted = [...ownComments(hub), ...hub.state.reviewComments.map(({ body }) => body)];
  for (const body of [...posted, run.summary]) {
    expectHarmless(body);
  }
  const commands = run.log.match(/^::\S+/gm) ?? [];
  for (const one of commands) {
    expect(one).toMatch(/^::(?:error|warning|notice)(?:::| |$)/);
  }
  expect(run.log).not.toMatch(/^::error::forged/m);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none may get through
  expect(run.log).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e]/);
}

describe.concurrent('names of strangers', () => {
  it('are text in comments, summaries, logs and outputs', async (context) => {
    const hub = await github(context);
    const head = Object.fromEntries(
      NAMES.map((name, at) => [`d${at}/app.yaml`, hostileTemplate(name)]),
    );
    const pull = await hub.open({ base: {}, head });
    const run = await review(hub, pull);
    expect(run.outputs.get('missing')).toBe(String(NAMES.length));
    expect(run.outputs.get('status')).toBe('failed');
    expect(hub.state.reviewComments.length).toBeGreaterThan(0);
    expectAllHarmless(hub, run);
  });

  it('are text where they are names of files', async (context) => {
    const hub = await github(context);
    const names = NAMES.map((name) => name.replaceAll('/', '∕'));
    const head = Object.fromEntries(
      names.flatMap((name) => [
        [`${name}.yaml`, template({ asks: [PRO], grants: [LITE] })],
        [`broken ${name}.yaml`, 'Resources:\n  F: { Type: AWS::Bedrock::Flow, [\n'],
      ]),
    );
    const pull = await hub.open({ base: {}, head });
    const run = await review(hub, pull);
    expect(run.outputs.get('missing')).toBe(String(NAMES.length));
    expectAllHarmless(hub, run);
    const paths = hub.state.reviewComments.map(({ path }) => path);
    expect(paths.every((path) => names.some((name) => path === `${name}.yaml`))).toBe(true);
    await summarized(hub, pull);
    const applied = await command(hub, pull, 'writer', '/flow-role apply');
    expect(applied.code).toBe(0);
    expectAllHarmless(hub, applied);
  });

  it('are text in commands, branches and forks', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: {},
      head: { 'app.yaml': hostileTemplate('x') },
      fork: 'evil`@org/team`/flows',
    });
    await summarized(hub, pull);
    const run = await command(hub, pull, 'writer', '/flow-role apply');
    expectAllHarmless(hub, run);
    const asked = await command(hub, pull, 'stranger', `/flow-role ${NAMES.join(' ')}`);
    expect(asked.code).toBe(0);
    expectAllHarmless(hub, asked);
    expect(ownComments(hub).at(-1)).toContain('is no command');
  });
});

describe.concurrent('the token', () => {
  it('is never printed, posted or saved, whatever happens', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: {}, head: { 'app.yaml': hostileTemplate('x') } });
    const runs: ActionRun[] = [await review(hub, pull)];
    await summarized(hub, pull);
    runs.push(await command(hub, pull, 'writer', '/flow-role apply'));
    runs.push(await review(hub, pull, { permissions: {} }));
    runs.push(await review(hub, pull, { inputs: { 'fail-on': 'sometimes' } }));
    runs.push(await runAction(hub, 'push', {}, { sha: '0'.repeat(40) }));
    hub.fault = () => 'exhausted';
    runs.push(await review(hub, pull));
    const posted = [...ownComments(hub), ...hub.state.reviewComments.map(({ body }) => body)];
    for (const { log, summary, outputs, report } of runs) {
      const told = [log, summary, JSON.stringify([...outputs]), JSON.stringify(report ?? '')];
      expect([...told, ...posted].join('\n')).not.toContain('ghs_');
    }
  });
});
