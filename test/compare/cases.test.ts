import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/core/compare/rules/index.ts';
import { reportJson } from '../../src/core/report/json.ts';
import { PLAIN_STYLE } from '../../src/core/report/terminal-style.ts';
import { type Files, findingsIn, mendFiles } from '../support/compare.ts';

/*
 * A case is a folder: a flow with what its role has, `findings.json` as check prints it, and in
 * `fixed` the files that fix changes: by default, and with --prune and --narrow.
 */
const CASES = join(import.meta.dirname, 'cases');
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';
const FIXES = {
  fixed: { prune: false, narrow: false },
  'fixed-prune-narrow': { prune: true, narrow: true },
};

describe.each(readdirSync(CASES).sort())('%s', (name) => {
  const directory = join(CASES, name);
  const options = existsSync(join(directory, 'options.json'))
    ? JSON.parse(read(directory, 'options.json'))
    : {};
  const files = Object.fromEntries(
    readdirSync(directory)
      .filter((file) => !/^(?:options|findings)\.json$|^fixed/.test(file))
      .map((file) => [file, read(directory, file)]),
  );
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));

  test('is found', async () => {
    const findings = await findingsIn(files, options);
    const report = reportJson(
      { findings, rules: RULES, files: sources, version: '0' },
      PLAIN_STYLE,
    );
    expectFiles(directory, { 'findings.json': report });
  });

  test.each(Object.entries(FIXES))('is %s', async (folder, what) => {
    const { changes, faults } = await mendFiles(files, options, what);
    expect(faults).toEqual([]);
    const changed = Object.fromEntries(changes.map(({ path, after }) => [path, after]));
    expectFiles(join(directory, folder), changed);
    const again = await mendFiles({ ...files, ...changed }, options, what);
    expect(again.changes).toEqual([]);
  });
});

/** Compares files with those of a folder, or writes them there. */
function expectFiles(folder: string, files: Files): void {
  if (UPDATE) {
    if (/fixed/.test(folder)) {
      rmSync(folder, { recursive: true, force: true });
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  for (const [path, text] of Object.entries(files)) {
    expect(text, path).toBe(read(folder, path));
  }
  const isFixed = /fixed/.test(folder);
  expect(isFixed && existsSync(folder) ? readdirSync(folder).sort() : []).toEqual(
    isFixed ? Object.keys(files).sort() : [],
  );
}

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}
