import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vitest/config';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Takes WebAssembly in as bytes, as the build does. */
const wasmBytes: Plugin = {
  name: 'wasm-bytes',
  enforce: 'pre',
  load(id) {
    return id.endsWith('.wasm')
      ? `export default Uint8Array.from(atob(${JSON.stringify(readFileSync(id, 'base64'))}), (byte) => byte.charCodeAt(0))`
      : null;
  },
};

export default defineConfig({
  plugins: [wasmBytes],
  // The build puts the version in place of this name too.
  define: { __VERSION__: JSON.stringify(version) },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    restoreMocks: true,
    unstubEnvs: true,
  },
});
