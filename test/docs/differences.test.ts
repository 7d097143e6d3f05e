import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { DIFFERENCES_PATH, differencesPage } from '../../scripts/lib/differences-page.ts';
import { FLOWS_PAGE_SOURCE } from '../../src/core/data/flows-page.ts';
import { DIFFERENCES } from '../../src/core/explain/differences.ts';

test("the page on differences from AWS's page is what the program says", async () => {
  const page = await readFile(DIFFERENCES_PATH, 'utf8');
  expect(page, 'run `npm run differences`').toBe(await differencesPage());
  expect(page).toContain(FLOWS_PAGE_SOURCE.read);
  for (const { title, source } of DIFFERENCES) {
    expect(page).toContain(`| ${title} |`);
    expect(page).toContain(source.page);
  }
});
