import { expect, test } from 'vitest';
import { INPUTS } from './corpus.ts';
import { directoryOf, run } from './programs.ts';

test('shellcheck has nothing to say of a written script', async () => {
  const scripts = await Promise.all(
    INPUTS.map(async ({ write }, index) => [`${index}.sh`, await write('aws-cli')] as const),
  );
  const cwd = directoryOf(Object.fromEntries(scripts));
  const { code, stdout, stderr } = await run(
    'shellcheck',
    ['--norc', '--severity=style', '--format=gcc', ...scripts.map(([path]) => path)],
    { cwd },
  );
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
});
