import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { configDefaults, defineConfig, type Plugin } from 'vitest/config';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const WASM = '\0wasm:';

/** Takes WebAssembly in as bytes, as the build does; under a name that is not left to Node.js. */
export const wasmBytes: Plugin = {
  name: 'wasm-bytes',
  enforce: 'pre',
  resolveId(id) {
    return id.endsWith('.wasm') ? `${WASM}${createRequire(import.meta.url).resolve(id)}.js` : null;
  },
  load(id) {
    if (!id.startsWith(WASM)) {
      return null;
    }
    const bytes = readFileSync(id.slice(WASM.length, -'.js'.length), 'base64');
    return `export default Uint8Array.from(atob(${JSON.stringify(bytes)}), (byte) => byte.charCodeAt(0))`;
  },
};

export default defineConfig({
  plugins: [wasmBytes],
  // The build puts the version in place of this name too.
  define: { __VERSION__: JSON.stringify(version) },
  test: {
    // Machines are busy: what hangs is found all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'action',
          include: ['test/action/**/*.test.ts'],
          // Its runs wait most of the time, since they keep their distance from GitHub's limits.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'all else',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, 'test/action/**', 'test/oracles/**'],
          sequence: { groupOrder: 0 },
        },
      },
    ],
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    restoreMocks: true,
    unstubEnvs: true,
  },
});
