import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const CORE = join(ROOT, 'src/core');
const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');

/** The folders of the core with their floors, as the page has them. */
const floors = new Map(
  [...text.matchAll(/^\| (\d+) \| `(\w+)` \|/gm)].map(([, floor, folder = '']) => [
    folder,
    Number(floor),
  ]),
);

interface Override {
  readonly includes: readonly string[];
  readonly linter: {
    readonly rules: {
      readonly style?: {
        readonly noRestrictedImports?: {
          readonly options: { readonly patterns: readonly { readonly group: readonly string[] }[] };
        };
      };
    };
  };
}

const { overrides } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8')) as {
  readonly overrides: readonly Override[];
};

/** The folders of the core that the linter keeps a folder from. */
function forbiddenTo(folder: string): readonly string[] {
  const own = overrides.find(({ includes }) => includes.includes(`src/core/${folder}/**`));
  const patterns = own?.linter.rules.style?.noRestrictedImports?.options.patterns ?? [];
  return patterns
    .flatMap(({ group }) => group)
    .flatMap((glob) => /^\.\.\/\*\*\/(\w+)\/\*\*$/.exec(glob)?.[1] ?? [])
    .filter((name) => floors.has(name))
    .sort();
}

test('every folder of the core has its floor on the page', () => {
  const folders = readdirSync(CORE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect([...floors.keys()].sort()).toEqual(folders.sort());
});

test.each([...floors])('the linter keeps %s from what is above and beside it', (folder, floor) => {
  const above = [...floors].flatMap(([other, at]) =>
    other !== folder && at >= floor ? other : [],
  );
  expect(forbiddenTo(folder)).toEqual(above.sort());
});

test('imports are looked at for types too', () => {
  const { linter } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
  expect(linter.rules.suspicious.noImportCycles.options).toEqual({ ignoreTypes: false });
});

test('the files that the page tells to add a line to are there', () => {
  const rows = text.slice(text.indexOf('## Where to add what'));
  const paths = [...rows.matchAll(/`([\w/.-]+\.ts)`/g)].map(([, path = '']) => path);
  const named = paths.filter((path) => !path.includes('NAME'));
  const missing = named.filter(
    (path) => !existsSync(join(path.startsWith('s') ? ROOT : CORE, path)),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(missing).toEqual([]);
});
