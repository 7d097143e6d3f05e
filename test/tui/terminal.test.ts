import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flowOf, namedFlow, promptNode } from '../cli/flows.ts';
import { EXAMPLES, NODES, runCli, temporaryDirectory } from '../support/run-cli.ts';
import { KEYS, Terminal, type TerminalOptions } from '../support/terminal.ts';
import {
  ACCOUNT,
  accept,
  answerAll,
  CONFIG,
  choose,
  commandOf,
  ENCRYPTED,
  EXISTING,
  expectTidy,
  FLOW,
  FLOW_ID,
  FORMAT,
  filesIn,
  fill,
  goBack,
  keepNothing,
  MORE_NODES,
  NAME,
  NODES_BY_HAND,
  OUT,
  OVERVIEW,
  PATH,
  REGION,
  REVIEW,
  REVIEW_AGAIN,
  repeat,
  titleOf,
  withoutBlanks,
  workWith,
} from './driving.ts';

const SLOW = { timeout: 60_000 };

describe('a JSON flow with placeholders', () => {
  const answers = {
    SUMMARY_MODEL_ID: 'amazon.nova-lite-v1:0',
    YOUR_KNOWLEDGE_BASE_ID: 'KB4FEEDBCK',
    'prompt/RPLY7T2M4X:2': 'eu.amazon.nova-pro-v1:0',
    ARCHIVE_BUCKET: 'feedback-archive',
  };

  it.each(NODES)('becomes policy files on the %s Node.js', SLOW, async (node) => {
    const work = workWith({ 'flow.json': 'json/with-placeholders.json' });
    const terminal = new Terminal([], { cwd: work, node });
    await terminal.waitFor('❯ [x] customer-feedback – flow.json');
    await accept(terminal, FLOW);
    await fill(terminal, ACCOUNT, '123');
    await terminal.waitFor('"123" is not a 12-digit AWS account id');
    terminal.type('456789012');
    await terminal.waitFor('> 123456789012');
    terminal.press('enter');
    await fill(terminal, REGION, 'eu-west-1');
    await accept(terminal, FLOW_ID, OVERVIEW);
    await answerAll(terminal, answers);
    await accept(terminal, ENCRYPTED, EXISTING);
    await terminal.waitFor('1 of ');
    await accept(terminal, REVIEW, FORMAT, OUT, CONFIG);
    const ended = await terminal.ended();
    expect(ended).toMatchObject({ code: 0 });
    expectTidy(ended);
    const written = filesIn(join(work, 'flow-role'));
    for (const name of Object.keys(written)) {
      expect(ended.text).toContain(`wrote flow-role/${name}`);
    }
    expect(Object.values(written).join('')).toContain('feedback-archive');
    expect(await repeat(ended, work, 'again')).toEqual(written);
  });

  it('can be corrected on the way', SLOW, async () => {
    const work = workWith({ 'flow.json': 'json/with-placeholders.json' });
    const terminal = new Terminal(['flow.json'], { cwd: work });
    await accept(terminal, FLOW);
    await fill(terminal, ACCOUNT, '111111111111');
    await goBack(terminal, REGION, ACCOUNT);
    await terminal.waitFor('> 111111111111');
    await goBack(terminal, ACCOUNT, FLOW);
    await accept(terminal, FLOW);
    await terminal.waitFor('> 111111111111');
    terminal.press('enter');
    await fill(terminal, REGION, 'eu-west-1');
    await accept(terminal, FLOW_ID, OVERVIEW);
    await answerAll(terminal, answers);
    await goBack(terminal, ENCRYPTED, '> ');
    terminal.press('enter');
    await accept(terminal, ENCRYPTED, EXISTING, REVIEW);
    await goBack(terminal, FORMAT, REVIEW);
    await accept(terminal, REVIEW);
    await terminal.waitFor('❯ JSON policy files');
    terminal.press('down');
    await terminal.waitFor('❯ CloudFormation template');
    terminal.press('enter');
    await goBack(terminal, OUT, FORMAT);
    await terminal.waitFor('❯ CloudFormation template');
    await accept(terminal, FORMAT, OUT);
    await keepNothing(terminal);
    const ended = await terminal.ended();
    expect(ended.code).toBe(0);
    const written = filesIn(join(work, 'flow-role'));
    expect(Object.keys(written).every((name) => name.endsWith('.yaml'))).toBe(true);
    expect(commandOf(ended)).toContain('--account 111111111111');
    expect(await repeat(ended, work, 'again')).toEqual(written);
  });
});

describe('a CloudFormation template', () => {
  it('becomes a template without a question about the deployment', SLOW, async () => {
    const work = workWith({ 'stack.yaml': 'cloudformation/document-qa.yaml' });
    const terminal = new Terminal(['stack.yaml'], { cwd: work });
    await accept(terminal, FLOW, OVERVIEW, ENCRYPTED, 'The role as it is');
    await terminal.waitFor(/1 of [1-9]/);
    terminal.press('down');
    await terminal.waitFor(/2 of [1-9]/);
    terminal.resize(40, 40);
    await terminal.waitUntil(
      () => isWithin(terminal, 40) && /2 of \d/.test(terminal.screen),
      'narrow',
    );
    terminal.press('up');
    await terminal.waitFor(/1 of [1-9]/);
    terminal.resize(100, 40);
    await terminal.waitFor(/1 of [1-9]/);
    terminal.press('enter');
    await terminal.waitFor('❯ CloudFormation template');
    await accept(terminal, FORMAT);
    await terminal.waitFor(OUT);
    terminal.type('/with space');
    await terminal.waitFor('> flow-role/with space');
    terminal.press('enter');
    await keepNothing(terminal);
    const ended = await terminal.ended();
    expect(ended.code).toBe(0);
    expectTidy(ended);
    const written = filesIn(join(work, 'flow-role/with space'));
    expect(Object.keys(written)).toHaveLength(1);
    expect(commandOf(ended)).not.toMatch(/--account|--region/);
    expect(await repeat(ended, work, 'again')).toEqual(written);
  });

  it('that shall become JSON needs the account after all', SLOW, async () => {
    const work = workWith({ 'stack.json': 'cloudformation/order-bot.json' });
    const terminal = new Terminal(['stack.json'], { cwd: work });
    await accept(terminal, FLOW, OVERVIEW, ENCRYPTED, REVIEW);
    await terminal.waitFor('❯ CloudFormation template');
    terminal.press('up');
    await terminal.waitFor('❯ JSON policy files');
    terminal.press('enter');
    await fill(terminal, ACCOUNT, '123456789012');
    await fill(terminal, REGION, 'us-east-1');
    await answerAll(terminal, {
      ModelId: 'us.amazon.nova-lite-v1:0',
      'OrderBotAlias.Arn': 'arn:aws:lex:us-east-1:123456789012:bot-alias/BOT1234567/ALIAS12345',
    });
    await accept(terminal, REVIEW_AGAIN, OUT);
    await keepNothing(terminal);
    const ended = await terminal.ended();
    expect(ended.code).toBe(0);
    expect(await repeat(ended, work, 'again')).toEqual(filesIn(join(work, 'flow-role')));
  });
});

/** Whether every line has its place in so many columns, and the last words of the keys are there. */
function isWithin(terminal: Terminal, columns: number): boolean {
  const shown = terminal.rows.filter((row) => row !== '');
  return (
    shown.every((row) => row.length <= columns) && shown.at(-1)?.endsWith('Ctrl-C quit') === true
  );
}

const OTHER_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:other';

describe('nodes by hand', () => {
  /** 200 characters, as long as a pasted ARN can be. */
  const longArn = (() => {
    const start = 'arn:aws:lambda:eu-west-1:123456789012:function:';
    return `${start}${'f'.repeat(64)}:${'v'.repeat(200 - start.length - 65)}`;
  })();

  it('become a role, with a long ARN that is pasted', SLOW, async () => {
    expect(longArn).toHaveLength(200);
    const work = temporaryDirectory();
    const terminal = new Terminal([], { cwd: work });
    await choose(terminal, FLOW, 'yet');
    await terminal.waitFor(NODES_BY_HAND);
    terminal.press('down');
    await terminal.waitFor('❯ [ ] Prompt from');
    terminal.press('up');
    await terminal.waitFor('❯ [ ] Prompt written');
    terminal.type(' ');
    await terminal.waitFor('❯ [x] Prompt written');
    terminal.type('lambda');
    await terminal.waitFor('❯ [ ] Lambda');
    terminal.type(' ');
    await terminal.waitFor('❯ [x] Lambda');
    terminal.press('enter');
    await terminal.waitFor('> my-flow');
    await accept(terminal, NAME);
    await fill(terminal, ACCOUNT, '123456789012');
    await terminal.waitFor(REGION);
    terminal.type('ireland');
    await terminal.waitFor('eu-west-1 – Europe (Ireland)');
    terminal.press('down');
    await terminal.waitFor('❯ eu-west-1');
    terminal.press('enter');
    await terminal.waitFor(FLOW_ID);
    terminal.resize(40, 24);
    await terminal.waitUntil(() => isWithin(terminal, 40), 'narrow');
    terminal.resize(100, 40);
    await accept(terminal, FLOW_ID);
    await answerAll(terminal, { modelId: 'amazon.nova-lite-v1:0', lambdaArn: longArn });
    await choose(terminal, MORE_NODES, 'lambda ');
    await fill(terminal, 'LambdaFunction2', OTHER_ARN);
    await accept(terminal, MORE_NODES, ENCRYPTED, REVIEW, FORMAT, OUT);
    const ended = await terminal.ended();
    expect(ended.code).toBe(0);
    expectTidy(ended);
    const written = Object.values(filesIn(join(work, 'flow-role'))).join('');
    expect(written).toContain(longArn);
    expect(written).toContain(OTHER_ARN);
    expect(written).toContain('amazon.nova-lite-v1:0');
    expect(ended.text).not.toContain('generate');
  });

  it('are chosen before anything goes on', SLOW, async () => {
    const terminal = new Terminal([]);
    await choose(terminal, FLOW, 'yet');
    await terminal.waitFor(NODES_BY_HAND);
    terminal.type('nothing like it');
    await terminal.waitFor('Nothing matches');
    terminal.press('enter');
    await terminal.waitFor('! Choose at least one');
    terminal.press('escape');
    await terminal.waitFor(FLOW);
  });
});

describe('input that comes fast', () => {
  async function atAccount(): Promise<Terminal> {
    const terminal = new Terminal([join(EXAMPLES, 'json/support-triage.json')]);
    await accept(terminal, FLOW);
    await terminal.waitFor(ACCOUNT);
    return terminal;
  }

  it('text and Enter in one chunk answer the screen', SLOW, async () => {
    const terminal = await atAccount();
    terminal.type('123456789012\r');
    await terminal.waitFor(REGION);
  });

  it('key by key without waiting comes to the same', SLOW, async () => {
    const terminal = await atAccount();
    for (const key of '123456789012\r') {
      terminal.type(key);
    }
    await terminal.waitFor(REGION);
  });

  it('Backspace takes one character each time', SLOW, async () => {
    const terminal = await atAccount();
    terminal.type('12345678901299');
    await terminal.waitFor('> 12345678901299');
    terminal.press('backspace', 'backspace', 'backspace', 'backspace');
    await terminal.waitFor(/> 1234567890 *$/m);
  });

  it('pasted lines are not joined to one', SLOW, async () => {
    const terminal = await atAccount();
    terminal.type('123456789012\nus-east-1');
    await terminal.waitFor(REGION);
  });

  it('a suggestion that is moved to is taken, though it was not drawn yet', SLOW, async () => {
    const terminal = await atAccount();
    terminal.type('123456789012\r');
    await terminal.waitFor(REGION);
    terminal.type('paris');
    terminal.type(`${KEYS.down}\r`);
    await terminal.waitFor(FLOW_ID);
    terminal.press('escape');
    await terminal.waitFor('> eu-west-3');
  });

  it('is put in where the cursor stands', SLOW, async () => {
    const terminal = await atAccount();
    terminal.type('23456789012');
    await terminal.waitFor('> 23456789012');
    terminal.type('\u0001');
    terminal.type('1');
    await terminal.waitFor('> 123456789012');
    terminal.press('enter');
    await terminal.waitFor(REGION);
  });

  it('a bracketed paste is a text without its brackets', SLOW, async () => {
    const terminal = await atAccount();
    terminal.type('\u001b[200~123456789012\u001b[201~');
    await terminal.waitFor(/> 123456789012 *$/m);
  });

  it('pasted control and bidirectional characters are shown, never sent back', SLOW, async () => {
    const terminal = await atAccount();
    terminal.type('x\u202ey\u200bz');
    await terminal.waitFor('> x');
    expect(terminal.raw).not.toMatch(/[\u202e\u200b]/);
  });
});

describe('an ARN of another Region', () => {
  const arn = 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcde1234567';

  it('is a warning on the screen, and taken at the second Enter', SLOW, async () => {
    const work = workWith({ 'flow.json': 'json/with-placeholders.json' });
    const terminal = new Terminal(['flow.json'], { cwd: work });
    await accept(terminal, FLOW);
    await fill(terminal, ACCOUNT, '123456789012');
    await fill(terminal, REGION, 'eu-west-1');
    await accept(terminal, FLOW_ID, OVERVIEW);
    await fill(terminal, 'stand for?', arn);
    await terminal.waitFor('The ARN names Region us-east-1, and the flow runs in eu-west-1.');
    await terminal.waitFor('Enter take it all the same');
    terminal.press('enter');
    await terminal.waitFor('YOUR_KNOWLEDGE_BASE_ID');
  });

  it('is said in plain lines too', SLOW, async () => {
    const work = workWith({ 'flow.json': 'json/with-placeholders.json' });
    const facts = ['--account', '123456789012', '--region', 'eu-west-1'];
    const terminal = new Terminal(['--accessible', ...facts, 'flow.json'], { cwd: work });
    for (const [question, answer] of [
      ['Question 1', ''],
      ['Question 2', ''],
      ['Question 3', ''],
      ['Question 4', ''],
      ['Question 5', arn],
      ['Give the same answer once more', arn],
    ] as const) {
      await terminal.waitUntil(
        () => terminal.screen.includes(question) && /Answer: *$/.test(terminal.screen),
        question,
      );
      terminal.type(`${answer}\r`);
    }
    await terminal.waitFor('Question 6');
  });
});

describe('Ctrl-C', () => {
  const steps: readonly (readonly [string, (terminal: Terminal) => Promise<void>])[] = [
    ['at the first screen', (terminal) => terminal.waitFor(FLOW)],
    [
      'while a text is typed',
      async (terminal) => {
        await accept(terminal, FLOW);
        await terminal.waitFor(ACCOUNT);
        terminal.type('1234');
        await terminal.waitFor('> 1234');
      },
    ],
    [
      'at the review',
      async (terminal) => {
        await accept(terminal, FLOW);
        await fill(terminal, ACCOUNT, '123456789012');
        await fill(terminal, REGION, 'us-east-1');
        await accept(terminal, FLOW_ID, OVERVIEW, ENCRYPTED, EXISTING);
        await terminal.waitFor(REVIEW);
      },
    ],
    [
      'before the files are written',
      async (terminal) => {
        await accept(terminal, FLOW);
        await fill(terminal, ACCOUNT, '123456789012');
        await fill(terminal, REGION, 'us-east-1');
        await accept(terminal, FLOW_ID, OVERVIEW, ENCRYPTED, EXISTING, REVIEW, FORMAT);
        await terminal.waitFor(OUT);
      },
    ],
  ];

  it.each(steps)('%s leaves the terminal as it was and writes nothing', SLOW, async (_, reach) => {
    const work = workWith({ 'flow.json': 'json/support-triage.json' });
    const terminal = new Terminal(['flow.json'], { cwd: work });
    await reach(terminal);
    terminal.press('ctrlC');
    const ended = await terminal.ended();
    expect(ended.code).toBe(130);
    expectTidy(ended);
    expect(readdirSync(work)).toEqual(['flow.json']);
  });
});

describe('files that are there already', () => {
  async function saveInto(work: string): Promise<Terminal> {
    const terminal = new Terminal(['flow.json'], { cwd: work });
    await accept(terminal, FLOW);
    // What GetFlow prints is known to run somewhere.
    await terminal.waitUntil(
      () => [OVERVIEW, 'where the flow will run'].some((title) => terminal.screen.includes(title)),
      'the next screen',
    );
    if (!terminal.screen.includes(OVERVIEW)) {
      terminal.press('enter');
    }
    await accept(terminal, OVERVIEW, ENCRYPTED, EXISTING, REVIEW, FORMAT, OUT);
    await keepNothing(terminal);
    return terminal;
  }

  it('with the same contents are no hindrance', SLOW, async () => {
    const work = workWith({ 'flow.json': 'json/get-flow-response.json' });
    expect((await (await saveInto(work)).ended()).code).toBe(0);
    const written = filesIn(join(work, 'flow-role'));
    expect((await (await saveInto(work)).ended()).code).toBe(0);
    expect(filesIn(join(work, 'flow-role'))).toEqual(written);
  });

  it('with other contents are replaced only when that is said', SLOW, async () => {
    const work = workWith({ 'flow.json': 'json/get-flow-response.json' });
    await (await saveInto(work)).ended();
    const right = filesIn(join(work, 'flow-role'));
    const [name = ''] = Object.keys(right);
    writeFileSync(join(work, 'flow-role', name), 'mine');
    const terminal = await saveInto(work);
    await terminal.waitFor('Replace what is there?');
    await terminal.waitFor(name);
    expect(readFileSync(join(work, 'flow-role', name), 'utf8')).toBe('mine');
    terminal.press('escape');
    await goBack(terminal, CONFIG, OUT);
    expect(readFileSync(join(work, 'flow-role', name), 'utf8')).toBe('mine');
    terminal.press('enter');
    await keepNothing(terminal);
    await terminal.waitFor('❯ Replace');
    terminal.press('enter');
    expect((await terminal.ended()).code).toBe(0);
    expect(filesIn(join(work, 'flow-role'))).toEqual(right);
  });

  it('can be kept by naming another directory', SLOW, async () => {
    const work = workWith({ 'flow.json': 'json/get-flow-response.json' });
    writeFileSync(join(work, 'flow-role'), 'a file, no directory');
    const terminal = await saveInto(work);
    await terminal.waitFor('"flow-role" is no directory');
    terminal.press('escape');
    await goBack(terminal, CONFIG, OUT);
    await terminal.waitFor('> flow-role');
    terminal.type('-2\r');
    await keepNothing(terminal);
    expect((await terminal.ended()).code).toBe(0);
    expect(readdirSync(join(work, 'flow-role-2'))).not.toEqual([]);
    expect(readFileSync(join(work, 'flow-role'), 'utf8')).toBe('a file, no directory');
  });
});

describe('a path that is typed', () => {
  async function atPath(work: string): Promise<Terminal> {
    mkdirSync(join(work, 'empty'), { recursive: true });
    const terminal = new Terminal(['empty'], { cwd: work });
    await choose(terminal, FLOW, 'another');
    await terminal.waitFor(PATH);
    return terminal;
  }

  it('that leads nowhere is asked for again', SLOW, async () => {
    const terminal = await atPath(workWith({ 'flow.json': 'json/support-triage.json' }));
    await fill(terminal, PATH, 'f.json');
    await terminal.waitFor('! There is no file "f.json"');
    terminal.press('backspace', 'backspace', 'backspace', 'backspace');
    await terminal.waitFor(/> f\. *$/m);
    terminal.press('backspace');
    await terminal.waitFor(/> f *$/m);
    terminal.type('low.json\r');
    await terminal.waitFor(ACCOUNT);
  });

  it.each(['./flow.json', 'flow.json', 'sub/../flow.json', '*.json', '.'])(
    'may be %s',
    SLOW,
    async (path) => {
      const work = workWith({ 'flow.json': 'json/get-flow-response.json' });
      mkdirSync(join(work, 'sub'));
      const terminal = await atPath(work);
      await fill(terminal, PATH, path);
      await accept(terminal, OVERVIEW, ENCRYPTED, EXISTING);
      await terminal.waitFor(/1 of [1-9]/);
    },
  );

  it('may be given twice without the flow coming twice', SLOW, async () => {
    const work = workWith({ 'flow.json': 'json/get-flow-response.json' });
    const terminal = await atPath(work);
    await fill(terminal, PATH, 'flow.json');
    await goBack(terminal, OVERVIEW, PATH);
    await accept(terminal, PATH);
    await goBack(terminal, OVERVIEW, PATH);
    await accept(terminal, PATH, OVERVIEW, ENCRYPTED, EXISTING, REVIEW, FORMAT, OUT);
    await keepNothing(terminal);
    const ended = await terminal.ended();
    expect(ended.code).toBe(0);
    expect(await repeat(ended, work, 'again')).toEqual(filesIn(join(work, 'flow-role')));
    const once = await runCli(
      ['generate', 'flow.json', '--format', 'json', '--out', 'once', '--quiet'],
      { cwd: work },
    );
    expect(once.code).toBe(0);
    expect(filesIn(join(work, 'once'))).toEqual(filesIn(join(work, 'flow-role')));
  });
});

describe('a flow file with control characters', () => {
  const EVIL = '\u001b[31mX\u001b]0;title\u0007\u202eY\u2066\u009b2J\u0000\u200b';

  it('never reaches the terminal raw, on any screen', SLOW, async () => {
    const work = temporaryDirectory();
    const text = JSON.parse(
      namedFlow(`f${EVIL}`, promptNode(`\${A${EVIL}}`, `Ask${EVIL}`), {
        name: `Read${EVIL}`,
        type: 'Retrieval',
        configuration: {
          retrieval: { serviceConfiguration: { s3: { bucketName: `<b${EVIL}>` } } },
        },
      }),
    );
    writeFileSync(join(work, 'flow.json'), JSON.stringify(text));
    writeFileSync(join(work, 'other.json'), flowOf(promptNode('amazon.nova-lite-v1:0')));
    const terminal = new Terminal(['flow.json'], { cwd: work, columns: 100 });
    await accept(terminal, FLOW);
    await fill(terminal, ACCOUNT, '123456789012');
    await fill(terminal, REGION, 'us-east-1');
    await accept(terminal, FLOW_ID, OVERVIEW);
    const seen = new Set<string>();
    for (;;) {
      await terminal.waitUntil(
        () =>
          terminal.screen.includes(ENCRYPTED) ||
          (/^> *$/m.test(terminal.screen) &&
            !seen.has(titleOf(terminal)) &&
            titleOf(terminal) !== '' &&
            !terminal.screen.includes(FLOW_ID)),
        'a question or the keys',
      );
      if (terminal.screen.includes(ENCRYPTED)) {
        break;
      }
      seen.add(titleOf(terminal));
      await fill(
        terminal,
        '> ',
        terminal.screen.includes('bucket') ? 'letters' : 'amazon.nova-lite-v1:0',
      );
    }
    await accept(terminal, ENCRYPTED, EXISTING);
    for (let at = 1; ; at += 1) {
      await terminal.waitFor(new RegExp(`^${at} of `, 'm'));
      const [, last] = /^\d+ of (\d+)/m.exec(terminal.screen) ?? [];
      if (Number(last) === at) {
        break;
      }
      terminal.press('down');
    }
    await accept(terminal, REVIEW, FORMAT, OUT);
    await keepNothing(terminal);
    const ended = await terminal.ended();
    expect(ended.code).toBe(0);
    expectNothingRaw(terminal.raw);
  });

  it('is refused without them reaching the terminal', SLOW, async () => {
    const work = temporaryDirectory();
    writeFileSync(join(work, 'bad.json'), `{"nodes": [{"name": "${EVIL.slice(0, 4)}", "type": 1}]`);
    const terminal = new Terminal([], { cwd: work });
    await choose(terminal, FLOW, 'another');
    await fill(terminal, PATH, 'bad.json');
    await terminal.waitFor('! ');
    expectNothingRaw(terminal.raw);
  });
});

/** Ink's own sequences are colours, moves of the cursor and modes; a file's would be others. */
function expectNothingRaw(raw: string): void {
  for (const character of '\u0000\u0007\u009b\u202e\u2066\u200b') {
    expect(raw.includes(character), JSON.stringify(character)).toBe(false);
  }
  expect(raw).not.toContain('\u001b[31mX');
  expect(raw).not.toContain('\u001b]');
}

describe('where nobody can be asked', () => {
  it.each(NODES)('says so and names generate, with pipes on the %s Node.js', async (node) => {
    const run = await runCli([], { node });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('flow-role-wizard generate');
  });

  it('says so for a file too', async () => {
    const run = await runCli(['json/support-triage.json']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('flow-role-wizard generate');
  });

  it('asks plainly in a dumb terminal, without any escape sequence', SLOW, async () => {
    const terminal = new Terminal([], { term: 'dumb' });
    await terminal.waitFor(/Question 1[\s\S]*Answer: *$/);
    terminal.type('quit\r');
    expect((await terminal.ended()).code).toBe(130);
    expect(terminal.raw).not.toContain('\u001b');
  });
});

describe('the screen', () => {
  const options: TerminalOptions = { columns: 40, rows: 16 };

  it('has room on a small terminal', SLOW, async () => {
    const terminal = new Terminal([join(EXAMPLES, 'json/support-triage.json')], options);
    await accept(terminal, FLOW);
    await terminal.waitFor(ACCOUNT);
    await terminal.waitFor('Ctrl-C');
    expect(terminal.rows[0]).toContain(ACCOUNT.slice(0, 10));
  });

  it('shows a long text whole, behind its sign', SLOW, async () => {
    const terminal = new Terminal([join(EXAMPLES, 'json/support-triage.json')]);
    await accept(terminal, FLOW);
    await terminal.waitFor(ACCOUNT);
    const text = '1234567890'.repeat(20);
    terminal.type(text);
    await terminal.waitUntil(() => withoutBlanks(terminal.screen).includes(text), 'the text');
    expect(terminal.screen).toContain('> 1234567890');
  });

  it.each([
    [40, 24],
    [80, 24],
    [80, 16],
  ])('shows title, number and keys of the review on %d × %d', SLOW, async (columns, rows) => {
    const work = workWith({ 'flow.json': 'json/get-flow-response.json' });
    const terminal = new Terminal(['flow.json'], { cwd: work, columns, rows });
    await accept(terminal, FLOW, OVERVIEW, ENCRYPTED, EXISTING);
    for (let at = 1, last = 2; at <= last; at += 1) {
      await terminal.waitUntil(
        () =>
          [REVIEW, `${at} of `, 'Enter', 'Ctrl-C'].every((words) =>
            terminal.screen.includes(words),
          ),
        `all of statement ${at}`,
      );
      last = Number(/\d of (\d+)/.exec(terminal.screen)?.[1]);
      terminal.press('down');
    }
  });

  it('has no colours of its own with NO_COLOR', SLOW, async () => {
    const terminal = new Terminal([join(EXAMPLES, 'json/support-triage.json')], {
      env: { NO_COLOR: '1' },
    });
    await terminal.waitFor(FLOW);
    for (const color of [31, 32, 33, 36, 90]) {
      expect(terminal.raw).not.toContain(`\u001b[${color}m`);
    }
  });
});
