import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cfnLint } from './cfn-lint.ts';
import { INPUTS, isOpen, rolesOf } from './corpus.ts';
import { isFragment, putInto } from './templates.ts';

test('cfn-lint has nothing to say of a written template', async () => {
  const written = await Promise.all(
    INPUTS.map(async (input, index) => ({
      input,
      file: `${index}.yaml`,
      text: await input.write('cloudformation'),
      isOpen: isOpen(await rolesOf(input)),
    })),
  );
  const before: Record<string, string> = {};
  const after: Record<string, string> = {};
  for (const { input, file, text } of written) {
    const isPart = input.path !== undefined && isFragment(text);
    const template = isPart ? readFileSync(input.path, 'utf8') : '';
    after[join('after', file)] = isPart ? putInto(template, text) : text;
    if (isPart) {
      before[join('before', file)] = template;
    }
  }
  const said = await cfnLint({ ...before, ...after });
  const problems = written.map(({ input, file }) => {
    const known = new Set(said.get(join('before', file)) ?? []);
    const found = said.get(join('after', file)) ?? [];
    return { input: input.name, found: found.filter((each) => !known.has(each)) };
  });
  expect(problems.filter(({ found }) => found.length > 0)).toEqual([]);
});
