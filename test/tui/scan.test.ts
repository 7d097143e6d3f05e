import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { flowOf, promptNode } from '../cli/flows.ts';
import { temporaryDirectory } from '../support/run-cli.ts';
import { Terminal } from '../support/terminal.ts';
import { ACCOUNT, accept, FLOW } from './driving.ts';

const SLOW = { timeout: 90_000 };

/** A directory with many files that are no flows, and one that is, at its end. */
function bigTree(directories: number, files: number): string {
  const work = temporaryDirectory();
  for (let at = 0; at < directories; at += 1) {
    const directory = join(work, `d${at}`);
    mkdirSync(directory);
    for (let file = 0; file < files; file += 1) {
      writeFileSync(join(directory, `${file}.json`), '{"name": "no flow"}\n');
    }
  }
  writeFileSync(join(work, 'zz-flow.json'), flowOf(promptNode('amazon.nova-lite-v1:0')));
  return work;
}

it('a big tree is searched in sight, and Esc ends that with what is found', SLOW, async () => {
  const work = bigTree(100, 200);
  writeFileSync(join(work, '0-flow.json'), flowOf(promptNode('amazon.nova-lite-v1:0')));
  const terminal = new Terminal([], { cwd: work });
  await terminal.waitFor(/Looking for flows in this directory, \d+ files so far/);
  terminal.press('escape');
  await terminal.waitFor(FLOW);
  await terminal.waitFor('The search was ended before all files were looked at');
  await terminal.waitFor('0-flow.json');
  expect(terminal.screen).not.toContain('zz-flow.json');
  await accept(terminal, FLOW);
  await terminal.waitFor(ACCOUNT);
});

it('a big tree that is searched to its end is searched whole', SLOW, async () => {
  const terminal = new Terminal([], { cwd: bigTree(20, 100) });
  await terminal.waitFor('zz-flow.json');
  expect(terminal.screen).not.toContain('The search was ended');
});

it('Ctrl-C ends a search at once', SLOW, async () => {
  const terminal = new Terminal([], { cwd: bigTree(100, 200) });
  await terminal.waitFor(/\d+ files so far/);
  terminal.press('ctrlC');
  expect(await terminal.ended()).toMatchObject({ code: 130, isRaw: false, isCursorVisible: true });
});

it('a damaged flow beside others does not hide them, and is told of', SLOW, async () => {
  const work = temporaryDirectory();
  writeFileSync(join(work, 'good.json'), flowOf(promptNode('amazon.nova-lite-v1:0')));
  writeFileSync(
    join(work, 'bad.json'),
    '{"nodes": [{"name": "A", "type": "Prompt"}], "connections": [}',
  );
  const terminal = new Terminal([], { cwd: work });
  await terminal.waitFor('good.json');
  await terminal.waitFor(/bad\.json:1:\d+: found/);
});
