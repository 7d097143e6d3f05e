import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXAMPLES, runCli, temporaryDirectory } from '../support/run-cli.ts';
import { KEYS, Terminal } from '../support/terminal.ts';

const SLOW = { timeout: 60_000 };
const FLOW = join(EXAMPLES, 'json/support-triage.json');

/** Answers the last question that is asked, and waits until something else is said. */
async function say(terminal: Terminal, question: string | RegExp, line: string): Promise<void> {
  await terminal.waitFor(question);
  await terminal.waitFor(/Answer: *$/);
  terminal.type(`${line}\r`);
}

describe.each([
  ['--accessible', ['--accessible'], {}],
  ['ACCESSIBLE', [], { ACCESSIBLE: '1' }],
  ['a screen reader', [], { INK_SCREEN_READER: 'true' }],
])('with %s', (_, flags, env) => {
  it('the interview is plain numbered questions from start to end', SLOW, async () => {
    const work = temporaryDirectory();
    const terminal = new Terminal([...flags, FLOW], { cwd: work, env, rows: 60 });
    await say(terminal, 'Question 1. Which flow', '');
    await say(terminal, 'Question 2. Which AWS account', '123');
    await say(terminal, /is not a 12-digit[\s\S]*Question 2/, '123456789012');
    await say(terminal, 'Question 3. Which Region', 'back');
    await say(terminal, /Question 3[\s\S]*Question 2. Which AWS account/, '123456789012');
    await say(terminal, /Question 3[\s\S]*Question 3. Which Region/, 'us-east-1');
    await say(terminal, 'Question 4. Does the flow exist', '');
    await say(terminal, /Question 5[\s\S]*Press Enter to go on/, '');
    await say(terminal, 'Question 6. Is any of these', '');
    await say(terminal, 'Question 7. Has the role a policy', '');
    await say(terminal, /Source: [\s\S]*Press Enter to go on/, '');
    await say(terminal, 'Question 9. How do you want', '1');
    await say(terminal, 'Question 10. In which directory', '');
    const ended = await terminal.ended();
    expect(ended).toMatchObject({ code: 0, isRaw: false, isCursorVisible: true });
    expect(terminal.raw).not.toContain('\u001b');
    expect(readdirSync(join(work, 'flow-role')).length).toBeGreaterThan(2);
  });
});

it('Ctrl-C leaves the plain questions with 130', SLOW, async () => {
  const terminal = new Terminal(['--accessible', FLOW]);
  await terminal.waitFor(/Answer: *$/);
  terminal.press('ctrlC');
  expect((await terminal.ended()).code).toBe(130);
});

describe('an interview that was interrupted', () => {
  const question = 'Go on where you stopped';

  it('is offered again, with its answers', SLOW, async () => {
    const env = { XDG_CACHE_HOME: temporaryDirectory() };
    const cwd = temporaryDirectory();
    const first = new Terminal([FLOW], { cwd, env });
    await first.waitFor('Which flow needs a role?');
    await first.typeUntil('x', () => first.screen.includes('Filter:'), 'a filter');
    await first.typeUntil(KEYS.backspace, () => !first.screen.includes('Filter:'), 'no filter');
    first.press('enter');
    await first.waitFor('Which AWS account');
    first.type('123456789012\r');
    await first.waitFor('Which Region?');
    first.press('ctrlC');
    expect((await first.ended()).code).toBe(130);
    const second = new Terminal([FLOW], { cwd, env });
    await second.waitFor(question);
    await second.typeUntil('x', () => second.screen.includes('Filter:'), 'a filter');
    await second.typeUntil(KEYS.backspace, () => !second.screen.includes('Filter:'), 'no filter');
    second.press('enter');
    await second.waitFor('Which Region?');
    second.press('escape');
    await second.waitFor('> 123456789012');
  });

  it('of another directory is not', SLOW, async () => {
    const env = { XDG_CACHE_HOME: temporaryDirectory() };
    const first = new Terminal(['--accessible', FLOW], { env });
    await say(first, 'Question 1', '');
    await first.waitFor('Question 2');
    first.press('ctrlC');
    await first.ended();
    const second = new Terminal(['--accessible', FLOW], { env });
    await second.waitFor('Question 1. Which flow needs a role?');
  });
});

it('flags are facts: nothing is asked that they say', SLOW, async () => {
  const cwd = temporaryDirectory();
  cpSync(FLOW, join(cwd, 'flow.json'));
  const terminal = new Terminal(
    ['--accessible', '--account', '123456789012', '--region=us-east-1', 'flow.json'],
    { cwd },
  );
  await say(terminal, 'Question 1', '');
  await terminal.waitFor('account 123456789012 from --account');
  await say(terminal, 'Region us-east-1 from --region', '');
  await say(terminal, 'Does the flow exist', '');
  await say(terminal, /Question 4[\s\S]*Press Enter to go on/, '');
  await say(terminal, 'Is any of these', '');
  await say(terminal, 'Has the role a policy', '');
  await say(terminal, /Source: [\s\S]*Press Enter to go on/, '');
  await say(terminal, 'How do you want', '1');
  await say(terminal, 'In which directory', '');
  await say(terminal, 'Keep the answers', '1');
  expect((await terminal.ended()).code).toBe(0);
  const { roles } = parse(readFileSync(join(cwd, '.flow-role.yml'), 'utf8'));
  expect(roles).toMatchObject([
    { flows: ['flow.json'], account: '123456789012', region: 'us-east-1' },
  ]);
  for (const path of [...roles[0].policies, roles[0].trust]) {
    expect(JSON.parse(readFileSync(join(cwd, path), 'utf8'))).toHaveProperty('Version');
  }
  expect(await runCli(['check', '--fail-on', 'any'], { cwd })).toMatchObject({ code: 0 });
});

it('without a terminal every missing answer is named with its flag', async () => {
  const run = await runCli(['json/with-placeholders.json']);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  for (const flag of ['--account …', '--region …', 'ARCHIVE_BUCKET', 'SUMMARY_MODEL_ID']) {
    expect(run.stderr).toContain(flag);
  }
});
