import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goldenCases, runGolden } from '../support/golden.ts';

const CASES = join(import.meta.dirname, 'cases');
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

describe('golden cases', () => {
  it.each(goldenCases(CASES))('%s', async (name) => {
    for (const { path, text } of await runGolden(join(CASES, name))) {
      if (UPDATE) {
        writeFileSync(path, text);
      }
      expect(text, path).toBe(readFileSync(path, 'utf8'));
      if (path.endsWith('.json')) {
        expect(withoutPrompts(text), path).not.toContain('${');
      }
    }
  });
});

/** Prompts quote values as the file has them; policies and all other fields never do. */
function withoutPrompts(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value) => (key === 'prompt' ? '' : value));
}
