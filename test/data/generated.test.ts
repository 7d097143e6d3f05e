import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { generatedData, staleFiles } from '../../scripts/data/index.ts';
import { root } from '../../scripts/lib/root.ts';
import { FLOW_ACTIONS } from '../../src/core/data/flow-actions.ts';
import { MODEL_IDS } from '../../src/core/data/models.generated.ts';
import { PROVIDERS } from '../../src/core/data/providers.ts';
import { PACKAGE_SOURCES } from '../../src/core/data/sources.generated.ts';
import { PAGE_SOURCES } from '../../src/core/data/sources.ts';

vi.setConfig({ testTimeout: 120_000 });

test('the generated data is what the installed packages say', async () => {
  expect(await staleFiles(await generatedData()), 'run `npm run data`').toEqual([]);
});

test('every table says where it is from, and since when', async () => {
  for (const { version, published } of PACKAGE_SOURCES) {
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(published).toMatch(/^2\d{3}-\d\d-\d\d$/);
  }
  for (const { page, read } of PAGE_SOURCES) {
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(read).toMatch(/^2\d{3}-\d\d-\d\d$/);
  }
  const folder = join(root, 'src/core/data');
  const kept = await Promise.all(
    (await readdir(folder))
      .filter((name) => !name.endsWith('.generated.ts'))
      .map((name) => readFile(join(folder, name), 'utf8')),
  );
  const sources = kept.filter((text) => /^export const \w+_SOURCE: PageSource/m.test(text));
  expect(PAGE_SOURCES).toHaveLength(sources.length);
});

test('every action that a node asks for is among those that the data is about', async () => {
  const folders = ['flow', 'needs', 'policy'].map((name) => join(root, 'src/core', name));
  const files = (
    await Promise.all(
      folders.map(async (folder) =>
        (
          await readdir(folder, { recursive: true, withFileTypes: true })
        )
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name)),
      ),
    )
  ).flat();
  const texts = await Promise.all(files.map((path) => readFile(path, 'utf8')));
  const asked = texts.flatMap((text) =>
    [...text.matchAll(/'((?:bedrock|kms|lambda|lex|s3|sagemaker):[A-Z][A-Za-z]+)'/g)].map(
      ([, action = '']) => action,
    ),
  );
  const known = new Set<string>(FLOW_ACTIONS);
  const keys = /:(?:InferenceProfileArn|PromptRouterArn|ViaService)$/;
  expect(asked.length).toBeGreaterThan(20);
  expect([...new Set(asked)].filter((name) => !known.has(name) && !keys.test(name))).toEqual([]);
});

test('the provider of every model is known', () => {
  const providers = MODEL_IDS.trim()
    .split(/\s+/)
    .map((id) => id.slice(0, id.indexOf('.')));
  expect([...new Set(providers)].filter((name) => !Object.hasOwn(PROVIDERS, name))).toEqual([]);
});
