import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

const GOLDEN = join(import.meta.dirname, 'golden');

/** Compares a report with the expected one, or writes that anew with `npm run golden`. */
export function expectGolden(report: string, name: string): void {
  const path = join(GOLDEN, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, report);
  }
  expect(report).toBe(readFileSync(path, 'utf8'));
}
