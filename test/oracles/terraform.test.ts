import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Files } from '../support/compare.ts';
import { INPUTS } from './corpus.ts';
import { fixedCases, fixedFlows } from './fixed.ts';
import { moduleProblems } from './terraform-module.ts';

/** The files of the module that an input stands in. */
function moduleOf(path: string | undefined): Files {
  const directory = dirname(path ?? '');
  return path?.endsWith('.tf')
    ? Object.fromEntries(
        readdirSync(directory)
          .filter((file) => file.endsWith('.tf') && !file.startsWith('expected.'))
          .map((file) => [file, readFileSync(join(directory, file), 'utf8')]),
      )
    : {};
}

/** The module behind a plan is not in the case. */
const WHOLE = INPUTS.filter(({ name }) => name !== 'case terraform-plan');

test.each(WHOLE)('Terraform for $name refers to what the module has', async (input) => {
  const module = moduleOf(input.path);
  const before = await moduleProblems(module);
  const written = await input.write('terraform');
  const after = await moduleProblems({ ...module, 'written-role.tf': written });
  // The head of the output says that the role stands in place of the one that is there.
  const replaced = written.includes('in place of the role that it has')
    ? /^aws_iam_role\.\S+ is declared twice$/
    : undefined;
  expect(after.filter((problem) => !before.includes(problem) && !replaced?.test(problem))).toEqual(
    [],
  );
});

test('a fixed module refers to what it has', async () => {
  const problems: Record<string, readonly string[]> = {};
  for (const { name, before, after } of [
    ...fixedCases(/\.tf$/),
    ...(await fixedFlows('terraform')),
  ]) {
    const known = await moduleProblems(terraformOnly(before));
    const found = await moduleProblems(terraformOnly(after));
    problems[name] = found.filter((problem) => !known.includes(problem));
  }
  expect(Object.keys(problems).length).toBeGreaterThan(10);
  expect(Object.entries(problems).filter(([, found]) => found.length > 0)).toEqual([]);
});

function terraformOnly(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.tf')));
}
