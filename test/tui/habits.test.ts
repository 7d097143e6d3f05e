import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/run-cli.ts';
import { Terminal } from '../support/terminal.ts';
import {
  accept,
  choose,
  ENCRYPTED,
  EXISTING,
  FLOW,
  FORMAT,
  fill,
  keepNothing,
  OUT,
  OVERVIEW,
  PATH,
  REVIEW,
  repeat,
  workWith,
} from './driving.ts';

const SLOW = { timeout: 60_000 };
const GOTTEN = { 'flow.json': 'json/get-flow-response.json' };

async function atDirectory(work: string): Promise<Terminal> {
  const terminal = new Terminal(['flow.json'], { cwd: work });
  await accept(terminal, FLOW, OVERVIEW, ENCRYPTED, EXISTING, REVIEW, FORMAT);
  await terminal.waitFor(OUT);
  return terminal;
}

describe('a directory to save in', () => {
  it('may be absolute, and the printed command writes the same', SLOW, async () => {
    const work = workWith(GOTTEN);
    const out = join(temporaryDirectory(), 'roles');
    const terminal = await atDirectory(work);
    terminal.type(`\u0015${out}\r`);
    await keepNothing(terminal);
    const ended = await terminal.ended();
    expect(ended.code).toBe(0);
    expect(ended.text.replaceAll('\n', '')).toContain(`wrote ${out}/`);
    expect(readdirSync(work).sort()).toEqual(['flow.json']);
    const written = Object.fromEntries(
      readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')]),
    );
    expect(await repeat(ended, work, 'again')).toEqual(written);
  });

  it('is not taken with a tilde, which no program but a shell knows', SLOW, async () => {
    const work = workWith(GOTTEN);
    const terminal = await atDirectory(work);
    terminal.type('\u0015~/roles\r');
    await terminal.waitFor('! Write the directory out');
    expect(readdirSync(work)).toEqual(['flow.json']);
  });
});

describe('help and the preview', () => {
  it('keep what is marked and typed', SLOW, async () => {
    const work = workWith({ ...GOTTEN, 'other.json': 'json/support-triage.json' });
    const terminal = new Terminal([], { cwd: work });
    await terminal.waitFor(FLOW);
    await terminal.typeUntil('x', () => terminal.screen.includes('Filter:'), 'a filter');
    await terminal.typeUntil('\u007f', () => !terminal.screen.includes('Filter:'), 'no filter');
    terminal.type(' ');
    await terminal.waitFor('❯ [x]');
    terminal.type('?');
    await terminal.waitFor('any key closes the help');
    terminal.type('x');
    await terminal.waitFor('❯ [x]');
    expect(terminal.screen).not.toContain('Filter:');
    terminal.type('\u0010');
    await terminal.waitFor('Esc or Ctrl-P back');
    terminal.type('\u0010');
    await terminal.waitFor('❯ [x]');
  });
});

describe('a path', () => {
  it('that is standard input is refused, and keys still work', SLOW, async () => {
    const work = temporaryDirectory();
    const terminal = new Terminal([], { cwd: work });
    await choose(terminal, FLOW, 'another');
    await fill(terminal, PATH, '-');
    await terminal.waitFor('! Standard input is the keyboard here');
    terminal.press('escape');
    await terminal.waitFor(FLOW);
  });

  it('in another spelling is the same flow', SLOW, async () => {
    const work = workWith(GOTTEN);
    const terminal = new Terminal([], { cwd: work });
    await terminal.waitFor('❯ [x]');
    await terminal.typeUntil('another', () => terminal.screen.includes('❯ [ ] Another'), 'it');
    terminal.type(' ');
    await terminal.waitFor('❯ [x] Another');
    terminal.press('enter');
    await fill(terminal, PATH, './flow.json');
    await terminal.waitFor(OVERVIEW);
  });

  it('of a directory brings all its flows, also after going back', SLOW, async () => {
    const work = workWith({ ...GOTTEN, 'other.json': 'json/support-triage.json' });
    mkdirSync(join(work, 'empty'));
    const terminal = new Terminal(['empty'], { cwd: work });
    await choose(terminal, FLOW, 'another');
    await fill(terminal, PATH, '.');
    await terminal.waitFor('One role for each of the 2 flows');
    terminal.press('escape');
    await terminal.waitFor(/> \. *$/m);
    terminal.press('enter');
    await terminal.waitFor('One role for each of the 2 flows');
  });

  it('as an argument may be a flow of a file, or a glob', SLOW, async () => {
    const work = workWith({ 'stack.yaml': 'cloudformation/document-qa.yaml' });
    for (const name of ['stack.yaml#DocumentFlow', '*.yaml']) {
      const terminal = new Terminal([name], { cwd: work });
      await terminal.waitFor('❯ [x] document-qa');
    }
  });
});

describe('a configuration that is there', () => {
  it('keeps its roles, and is shown as a change before it is written', SLOW, async () => {
    const work = workWith(GOTTEN);
    mkdirSync(join(work, 'other'));
    const config = 'roles:\n  - name: by-hand\n    flows: [other/*.json]\n';
    writeFileSync(join(work, '.flow-role.yml'), config);
    const terminal = await atDirectory(work);
    terminal.press('enter');
    await terminal.waitFor('Add the answers to .flow-role.yml?');
    await terminal.waitFor('❯ Yes');
    terminal.press('enter');
    await terminal.waitFor('+  - name: ');
    expect(terminal.screen).not.toContain('-  - name: by-hand');
    expect(readFileSync(join(work, '.flow-role.yml'), 'utf8')).toBe(config);
    terminal.press('ctrlC');
    expect((await terminal.ended()).code).toBe(130);
    expect(readFileSync(join(work, '.flow-role.yml'), 'utf8')).toBe(config);
  });
});
