import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

export default defineConfig({
  // The build puts the version in place of this name too.
  define: { __VERSION__: JSON.stringify(version) },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    restoreMocks: true,
    unstubEnvs: true,
  },
});
