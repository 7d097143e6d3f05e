import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/run-cli.ts';
import { Terminal } from '../support/terminal.ts';
import {
  ACCOUNT,
  accept,
  CONFIG,
  ENCRYPTED,
  EXISTING,
  expectTidy,
  FLOW,
  FLOW_ID,
  FORMAT,
  fill,
  listening,
  OUT,
  OVERVIEW,
  REGION,
  REVIEW,
  titleOf,
  workWith,
} from './driving.ts';

const SLOW = { timeout: 90_000 };
const RESUME = 'Go on where you stopped the last time?';
const WORKFLOW = 'Check the role on every pull request?';

/** The steps of an interview in order, with what is answered at each; Enter where nothing is. */
const STEPS: readonly (readonly [title: string, answer: string])[] = [
  [FLOW, ''],
  [ACCOUNT, '123456789012'],
  [REGION, 'us-east-1'],
  [FLOW_ID, 'ABCDE12345'],
  [OVERVIEW, ''],
  ['SUMMARY_MODEL_ID', 'amazon.nova-lite-v1:0'],
  ['YOUR_KNOWLEDGE_BASE_ID', 'KB4FEEDBCK'],
  ['prompt/RPLY7T2M4X:2', 'us.amazon.nova-pro-v1:0'],
  ['ARCHIVE_BUCKET', 'feedback-archive'],
  [ENCRYPTED, ''],
  [EXISTING, 'mine.json'],
  ['The role as it is', ''],
  [REVIEW, ''],
  [FORMAT, ''],
  [OUT, ''],
  [CONFIG, ''],
  [WORKFLOW, ''],
];

/** Waits for a step and answers it. */
async function answerStep(terminal: Terminal, title: string, answer: string): Promise<void> {
  await terminal.waitUntil(() => titleOf(terminal).includes(title), title);
  if (answer !== '') {
    await fill(terminal, title, answer);
  } else {
    await accept(terminal, title);
  }
}

/** A repository with a flow, and a policy that lacks something. */
function repository(): string {
  const work = workWith({ 'flow.json': 'json/with-placeholders.json' });
  mkdirSync(join(work, '.git'));
  mkdirSync(join(work, '.github'));
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::other/*' }],
  };
  writeFileSync(join(work, 'mine.json'), JSON.stringify(policy));
  return work;
}

/** Starts the wizard again, and goes on where it was left. */
async function goOn(work: string, cache: string): Promise<Terminal> {
  const terminal = new Terminal(['flow.json'], { cwd: work, env: { XDG_CACHE_HOME: cache } });
  await listening(terminal, RESUME);
  terminal.press('enter');
  return terminal;
}

describe('an interview that is left at every step', () => {
  it(
    'leaves the terminal as it was, exits with 130, writes nothing, and goes on there',
    SLOW,
    async () => {
      const work = repository();
      const cache = temporaryDirectory();
      const before = readdirSync(work).sort();
      let terminal = new Terminal(['flow.json'], { cwd: work, env: { XDG_CACHE_HOME: cache } });
      for (const [at, [title, answer]] of STEPS.entries()) {
        const [next] = STEPS[at + 1] ?? [];
        await answerStep(terminal, title, answer);
        if (next === undefined) {
          break;
        }
        await terminal.waitUntil(() => titleOf(terminal).includes(next), next);
        terminal.press('ctrlC');
        const ended = await terminal.ended();
        expect(ended.code, next).toBe(130);
        expect(ended.text).toContain('Nothing was written. Start flow-role-wizard here again');
        expectTidy(ended);
        expect(readdirSync(work).sort()).toEqual(before);
        terminal = await goOn(work, cache);
      }
      expect((await terminal.ended()).code).toBe(0);
      expect(readFileSync(join(work, '.github/workflows/flow-role.yml'), 'utf8')).toContain(
        'flow-role-wizard/flow-role-wizard@v1',
      );
      expect(readFileSync(join(work, '.flow-role.yml'), 'utf8')).toContain('feedback-archive');
      expect(readdirSync(join(cache, 'flow-role-wizard'))).toEqual([]);
    },
  );
});

describe('an interview that is killed', () => {
  it('goes on with all answers but the one that was being typed', SLOW, async () => {
    const work = repository();
    const cache = temporaryDirectory();
    const first = new Terminal(['flow.json'], { cwd: work, env: { XDG_CACHE_HOME: cache } });
    await accept(first, FLOW);
    await fill(first, ACCOUNT, '123456789012');
    await first.waitFor(REGION);
    first.type('eu-w');
    await first.waitFor('> eu-w');
    first.kill();
    expect((await first.ended()).code).toBe(137);
    const second = await goOn(work, cache);
    await second.waitFor(REGION);
    second.press('escape');
    await second.waitFor('> 123456789012');
  });

  it('asks again for a file that is gone meanwhile', SLOW, async () => {
    const work = repository();
    const cache = temporaryDirectory();
    const first = new Terminal(['flow.json'], { cwd: work, env: { XDG_CACHE_HOME: cache } });
    for (const [title, answer] of STEPS.slice(0, 11)) {
      await answerStep(first, title, answer);
    }
    await first.waitFor('The role as it is');
    first.kill();
    await first.ended();
    writeFileSync(join(work, 'mine.json'), 'no policy any more');
    const second = await goOn(work, cache);
    await second.waitFor(EXISTING);
  });
});
