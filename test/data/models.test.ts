import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import { MODEL_ENDS } from '../../src/core/data/model-lifecycle.ts';
import { DEPRECATED_MODEL_IDS, MODEL_IDS } from '../../src/core/data/models.generated.ts';
import { PROVIDERS } from '../../src/core/data/providers.ts';
import { geographyOf } from '../../src/core/needs/models/geography.ts';

/*
 * Examples are copied. A model that new customers cannot use, or that never was, must not stand
 * in one, nor in a question, a suggestion or a document; fixtures of tests may have any.
 */

const known = new Set(MODEL_IDS.trim().split(/\s+/));
const deprecated = new Set(DEPRECATED_MODEL_IDS.trim().split(/\s+/));

/** Words of documents that look like ids: the names of packages, hosts and the like. */
const ID = new RegExp(
  `\\b(?:[a-z-]{2,7}\\.)?(?:${Object.keys(PROVIDERS).join('|')})\\.[a-z0-9-]+(?:\\.\\d[a-z0-9-]*)*(?::[a-z0-9]+){0,2}`,
  'g',
);

test('every model in an example is known and does not end', async () => {
  const files = await glob(
    [
      'README.md',
      'action.yml',
      'docs/**',
      'examples/**',
      'schema/**',
      'src/**',
      '!src/core/data/**',
    ],
    { cwd: root },
  );
  const found = await Promise.all(
    files.map(async (file) =>
      [...(await readFile(join(root, file), 'utf8')).matchAll(ID)]
        .filter(([id]) => /\d/.test(id))
        .map(([id]) => ({ file, id: modelOf(id) })),
    ),
  );
  const ids = found.flat();
  expect(ids.length).toBeGreaterThan(20);
  expect(ids.filter(({ id }) => !known.has(id))).toEqual([]);
  expect(ids.filter(({ id }) => ends(id))).toEqual([]);
});

test('every model whose end is kept by hand is one that the package knows', () => {
  const all = [...known, ...deprecated];
  const unknown = Object.keys(MODEL_ENDS).filter(
    (start) => !all.some((id) => id.startsWith(start)),
  );
  expect(unknown).toEqual([]);
});

function modelOf(id: string): string {
  const geography = geographyOf(id);
  return geography === undefined ? id : id.slice(geography.length + 1);
}

function ends(id: string): boolean {
  return deprecated.has(id) || Object.keys(MODEL_ENDS).some((start) => id.startsWith(start));
}
