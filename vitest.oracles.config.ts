import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The oracles run apart from all other tests: they need more than Node.js. */
export default defineConfig({
  ...base,
  test: {
    name: 'oracles',
    include: ['test/oracles/**/*.test.ts'],
    globalSetup: ['test/oracles/install.ts'],
    // Two programs at a time are all that a small machine can do.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: base.test?.reporters ?? ['default'],
  },
});
