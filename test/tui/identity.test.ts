import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeSts } from '../support/fake-sts.ts';
import { Terminal } from '../support/terminal.ts';
import { ACCOUNT, accept, FLOW, FLOW_ID, fill, REGION, workWith } from './driving.ts';

const SLOW = { timeout: 60_000 };
const FLOW_FILE = { 'flow.json': 'json/support-triage.json' };
const CONFIRM = 'Is this where the flow will run?';
const WAITING = 'Asking AWS which account';

/** A directory with a flow, and an AWS profile that names a Region. */
function workWithProfile(): string {
  const work = workWith(FLOW_FILE);
  mkdirSync(join(work, '.aws'));
  writeFileSync(join(work, '.aws/config'), '[default]\nregion = eu-west-3\n');
  return work;
}

it(
  'the account that AWS says is shown with where it comes from, and can be changed',
  SLOW,
  async () => {
    const sts = await fakeSts('answers', '444455556666');
    const terminal = new Terminal([], { cwd: workWithProfile(), env: sts.env });
    await accept(terminal, FLOW);
    await terminal.waitFor('account 444455556666 from AWS (GetCallerIdentity)');
    await terminal.waitFor('Region eu-west-3 from the AWS profile');
    terminal.press('down', 'down');
    await terminal.waitFor('❯ Another Region');
    terminal.press('enter');
    await fill(terminal, REGION, 'eu-west-1');
    await accept(terminal, FLOW_ID);
    expect(sts.count()).toBe(1);
  },
);

it('a refusal is told, and the account is typed instead', SLOW, async () => {
  const sts = await fakeSts('refuses', '');
  const terminal = new Terminal([], { cwd: workWith(FLOW_FILE), env: sts.env });
  await accept(terminal, FLOW);
  await terminal.waitFor(ACCOUNT);
  await terminal.waitFor('AWS did not say which account you are signed in to (ExpiredToken');
  await fill(terminal, ACCOUNT, '123456789012');
  await terminal.waitFor(REGION);
});

it('a service that hangs is waited for in sight, but not long', SLOW, async () => {
  const sts = await fakeSts('hangs', '');
  const terminal = new Terminal([], { cwd: workWith(FLOW_FILE), env: sts.env });
  await accept(terminal, FLOW);
  await terminal.waitFor(WAITING);
  terminal.press('escape');
  await accept(terminal, FLOW);
  await terminal.waitFor('AWS did not say within 4 seconds');
  await fill(terminal, ACCOUNT, '123456789012');
  await terminal.waitFor(REGION);
});

it('Ctrl-C ends the wait at once', SLOW, async () => {
  const sts = await fakeSts('hangs', '');
  const terminal = new Terminal([], { cwd: workWith(FLOW_FILE), env: sts.env });
  await accept(terminal, FLOW);
  await terminal.waitFor(WAITING);
  const start = performance.now();
  terminal.press('ctrlC');
  expect(await terminal.ended()).toMatchObject({ code: 130, isRaw: false, isCursorVisible: true });
  expect(performance.now() - start).toBeLessThan(3_000);
});

it('a service that is not there is told of', SLOW, async () => {
  const env = {
    AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example-of-a-secret',
  };
  const terminal = new Terminal([], { cwd: workWith(FLOW_FILE), env });
  await accept(terminal, FLOW);
  await terminal.waitFor('AWS did not say which account');
});

it('without credentials it is said how to sign in', SLOW, async () => {
  const terminal = new Terminal([], { cwd: workWithProfile() });
  await accept(terminal, FLOW, CONFIRM);
  await terminal.waitFor('aws sso login');
  await fill(terminal, ACCOUNT, '123456789012');
  await terminal.waitFor(FLOW_ID);
});

it.each([
  ['sso_account_id', 'sso_account_id = 777788889999\nsso_role_name = Reader\n'],
  ['a role', 'role_arn = arn:aws:iam::777788889999:role/reader\nsource_profile = default\n'],
])(
  'what the profile says of its account counts where AWS says nothing: %s',
  SLOW,
  async (_, text) => {
    const work = workWithProfile();
    writeFileSync(join(work, '.aws/config'), `[profile work]\nregion = eu-west-3\n${text}`);
    const env = { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' };
    const terminal = new Terminal(['--profile', 'work'], { cwd: work, env });
    await accept(terminal, FLOW);
    await terminal.waitFor('account 777788889999 from the AWS profile');
    expect(terminal.screen).not.toContain('AWS did not say');
  },
);

it('nobody is asked where AWS tools are not set up, or flags say all', SLOW, async () => {
  const plain = new Terminal([], { cwd: workWith(FLOW_FILE) });
  await accept(plain, FLOW);
  await plain.waitFor(ACCOUNT);
  expect(plain.screen).not.toContain('AWS did not say');
  const sts = await fakeSts('answers', '444455556666');
  const terminal = new Terminal(['--account', '123456789012', '--region', 'us-east-1'], {
    cwd: workWith(FLOW_FILE),
    env: sts.env,
  });
  await accept(terminal, FLOW, CONFIRM);
  await terminal.waitFor(FLOW_ID);
  expect(sts.count()).toBe(0);
});

it('no secret is shown or kept', SLOW, async () => {
  const sts = await fakeSts('refuses', '');
  const terminal = new Terminal(['--accessible'], { cwd: workWith(FLOW_FILE), env: sts.env });
  await terminal.waitFor('Question 1');
  terminal.type('1\r');
  await terminal.waitFor('Question 2');
  terminal.press('ctrlC');
  await terminal.ended();
  expect(terminal.raw).not.toContain('example-of-a-secret');
});
