import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';

const path = join(root, 'README.md');

/** A `console` block: a command after `$ `, then what it prints. */
const BLOCK = /```console\n\$ (.+)\n([\s\S]*?)```/g;

/** Runs a command of the README as a reader would, both outputs as a terminal shows them. */
function outputOf(command: string): string {
  const words = command.split(' ').map((word) => (word === 'node' ? process.execPath : word));
  const { stdout, stderr } = spawnSync(words[0] ?? '', words.slice(1), {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NO_COLOR: '1' },
  });
  return stdout + stderr;
}

test('the README shows what its commands really print', () => {
  const text = readFileSync(path, 'utf8');
  const real = text.replace(
    BLOCK,
    (_, command: string) => `\`\`\`console\n$ ${command}\n${outputOf(command)}\`\`\``,
  );
  if (process.env['UPDATE_GOLDEN']) {
    writeFileSync(path, real);
  }
  expect([...text.matchAll(BLOCK)].length).toBeGreaterThan(3);
  expect(readFileSync(path, 'utf8')).toBe(real);
});
