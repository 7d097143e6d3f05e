import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cfnLint } from './cfn-lint.ts';
import { INPUTS, isOpen, rolesOf } from './corpus.ts';
import { fixedCases, fixedFlows } from './fixed.ts';
import { isFragment, putInto } from './templates.ts';

/** A finding about a place that the reader fills in, such as `<MODEL_ID>`. */
const PLACEHOLDER = /<[^>]+>/;

/** A part of a template is nothing that cfn-lint could judge. */
const WHOLE = INPUTS.filter(({ name }) => name !== 'case template-fragment');

test('cfn-lint has nothing to say of a written template', async () => {
  const written = await Promise.all(
    WHOLE.map(async (input, index) => ({
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
  const problems = written.map(({ input, file, isOpen }) => {
    const known = new Set(said.get(join('before', file)) ?? []);
    const found = said.get(join('after', file)) ?? [];
    return {
      input: input.name,
      found: found.filter((each) => !known.has(each) && !(isOpen && PLACEHOLDER.test(each))),
    };
  });
  expect(problems.filter(({ found }) => found.length > 0)).toEqual([]);
});

test('cfn-lint has nothing new to say of a fixed template', async () => {
  const fixed = [
    ...fixedCases(/template\.(?:yaml|json)$/),
    ...(await fixedFlows('yaml')),
    ...(await fixedFlows('json')),
  ].map(({ name, before, after }, index) => {
    const [path = ''] = Object.keys(after).filter((file) => file.startsWith('template.'));
    return { name, before: before[path] ?? '', after: after[path] ?? '', path: `${index}-${path}` };
  });
  const said = await cfnLint(
    Object.fromEntries(
      fixed.flatMap(({ path, before, after }) => [
        [join('before', path), before],
        [join('after', path), after],
      ]),
    ),
  );
  const problems = fixed.map(({ name, path }) => {
    const known = new Set(said.get(join('before', path))?.map(withoutPlace));
    const found = said.get(join('after', path)) ?? [];
    return { name, found: found.filter((each) => !known.has(withoutPlace(each))) };
  });
  expect(problems.length).toBeGreaterThan(10);
  expect(problems.filter(({ found }) => found.length > 0)).toEqual([]);
});

/** Statements move when others are taken out. */
function withoutPlace(said: string): string {
  return said.replace(/ \S*: /, ' ');
}
