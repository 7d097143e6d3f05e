import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { thirdPartyLicenses } from './licenses.ts';
import { root } from './root.ts';

/** Everything the build makes: paths relative to the repository root, with `/`, and contents. */
export type BuiltFiles = ReadonlyMap<string, Uint8Array>;

/** The folders whose every file is made by the build. */
export const builtFolders = ['dist/cli', 'dist/action'];

/** The built files that must be executable. */
export const executables = ['dist/cli/main.js'];

export async function bundle(): Promise<BuiltFiles> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const files = new Map<string, Uint8Array>();
  const metafiles: Metafile[] = [];
  // The two share no chunks: the package has the command alone.
  for (const face of ['cli', 'action']) {
    const { metafile, outputFiles } = await buildFace(face, version);
    metafiles.push(metafile);
    for (const path of Object.keys(metafile.outputs).sort()) {
      const output = outputFiles.find((file) => file.path === join(root, path));
      if (!output) throw new Error(`esbuild names ${path} but did not make it`);
      const code = withRequire(output.text);
      files.set(path, encode(executables.includes(path) ? withShebang(code) : code));
    }
  }
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs));
  files.set('THIRD_PARTY_LICENSES', encode(await thirdPartyLicenses({ inputs: {}, outputs })));
  return files;
}

function buildFace(face: string, version: string) {
  return build({
    absWorkingDir: root,
    entryPoints: [{ in: `src/${face}/main.ts`, out: 'main' }],
    outdir: `dist/${face}`,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    // What `yaml` exports for Node is CommonJS, which neither splits nor shakes; its ES modules
    // are the same code under the "browser" name.
    alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
    define: {
      __VERSION__: JSON.stringify(version),
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
    },
    // Only Ink's own developers load it.
    external: ['react-devtools-core'],
    // The parser of HCL; its bytes stand in the chunk that is loaded for Terraform files.
    loader: { '.wasm': 'binary' },
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}

/** CommonJS packages require Node's own modules, for which ES modules have no `require`. */
function withRequire(code: string): string {
  return code.includes('Dynamic require of')
    ? `import{createRequire}from"node:module";const require=createRequire(import.meta.url);${code}`
    : code;
}

function withShebang(code: string): string {
  return code.startsWith('#!') ? code : `#!/usr/bin/env node\n${code}`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
