import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import { root } from '../../scripts/lib/root.ts';
import { temporaryDirectory } from '../support/run-cli.ts';

const PICTURES = join(root, 'docs/wizard');

test('the pictures show what the wizard really draws', { timeout: 120_000 }, () => {
  const isUpdate = process.env['UPDATE_GOLDEN'] === '1';
  const made = isUpdate ? PICTURES : temporaryDirectory();
  const { status, stderr } = spawnSync(
    nodeBinary('current'),
    [join(root, 'scripts/pictures.ts'), made],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(readdirSync(made)).toEqual(readdirSync(PICTURES));
  for (const name of readdirSync(made)) {
    expect(readFileSync(join(made, name), 'utf8'), name).toBe(
      readFileSync(join(PICTURES, name), 'utf8'),
    );
  }
});

test('the README shows each of them, and no others', () => {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const shown = [...text.matchAll(/!\[[^\]]+\]\(docs\/wizard\/([\w-]+\.svg)\)/g)].map(
    ([, name]) => name,
  );
  expect(new Set(shown)).toEqual(new Set(readdirSync(PICTURES)));
});
