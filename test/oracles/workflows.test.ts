import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import { INPUTS } from './corpus.ts';
import { directoryOf, run } from './programs.ts';

const FOLDERS = ['.github/workflows', 'examples/workflows'];
const WORKFLOWS = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder)).map((file) => join(root, folder, file)),
);

/** Long lines are ARNs and reasons; one space before a comment and `on:` are how people write. */
const YAMLLINT = `{extends: default, rules: {
  line-length: disable,
  document-start: disable,
  comments: {min-spaces-from-content: 1},
  truthy: {check-keys: false}}}`;

test('zizmor has nothing to say of the workflows', async () => {
  const { code, stdout, stderr } = await run('zizmor', [
    ...['--offline', '--no-progress', '--format=plain', '--color=never'],
    ...['--config', join(root, 'test/oracles/zizmor.yml')],
    ...WORKFLOWS,
    join(root, 'action.yml'),
  ]);
  expect(code, stdout + stderr).toBe(0);
});

test('yamllint has nothing to say of workflows and written templates', async () => {
  const templates = await Promise.all(
    INPUTS.map(
      async ({ write }, index) => [`${index}.yaml`, await write('cloudformation')] as const,
    ),
  );
  const { code, stdout, stderr } = await run(
    'yamllint',
    [
      ...['--strict', '--format=parsable', '--config-data', YAMLLINT],
      ...WORKFLOWS,
      join(root, 'action.yml'),
      ...templates.map(([path]) => path),
    ],
    { cwd: directoryOf(Object.fromEntries(templates)) },
  );
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
});
