import { describe, expect, it } from 'vitest';
import { isUnprintable } from '../../src/core/printable.ts';
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

const RED = template({ asks: [LITE, PRO], grants: [LITE] });

/** Nothing in what was posted or printed is more than text. */
function expectHarmlessRun(hub: FakeGitHub, run: ActionRun): void {
  for (const body of [...ownComments(hub), ...hub.state.reviewComments.map((one) => one.body)]) {
    expectHarmless(body);
  }
  expectHarmless(run.summary);
  const commands = run.log.match(/^::[\w-]*/gm) ?? [];
  expect(commands.filter((one) => !/^::(?:error|warning|notice)$/.test(one))).toEqual([]);
  expect(run.log).not.toContain('::forged');
  expect(isUnprintable(run.log.replaceAll('\n', ''))).toBe(false);
}

describe.concurrent('names of strangers', () => {
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
    expectHarmlessRun(hub, run);
    const paths = hub.state.reviewComments.map(({ path }) => path);
    expect(paths.every((path) => names.some((name) => path === `${name}.yaml`))).toBe(true);
    const applied = await command(hub, pull, 'writer', '/flow-role apply');
    expect(applied.code).toBe(0);
    expectHarmlessRun(hub, applied);
  });

  it('are text in commands, branches and forks', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: {},
      head: { 'app.yaml': RED },
      fork: 'evil`@org/team`/flows',
    });
    await summarized(hub, pull);
    const run = await command(hub, pull, 'writer', '/flow-role apply');
    expectHarmlessRun(hub, run);
    const asked = await command(hub, pull, 'stranger', `/flow-role ${NAMES.join(' ')}`);
    expect(asked.code).toBe(0);
    expectHarmlessRun(hub, asked);
    expect(ownComments(hub).at(-1)).toContain('is no command');
  });
});

describe.concurrent('the token', () => {
  it('is never printed, posted or saved, whatever happens', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: {}, head: { 'app.yaml': RED } });
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
