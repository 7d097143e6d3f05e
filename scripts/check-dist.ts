// Checks that the committed build is what the sources make: `npm run check:dist`.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { builtFolders, bundle, executables } from './lib/bundle.ts';
import { root } from './lib/root.ts';

const files = await bundle();
const problems: string[] = [];

for (const [path, contents] of files) {
  const committed = await readFile(join(root, path)).catch(() => undefined);
  if (!committed) problems.push(`missing  ${path}`);
  else if (!committed.equals(contents)) problems.push(`differs  ${path}`);
  else if (executables.includes(path) && !(await isExecutable(path))) {
    problems.push(`not executable  ${path}`);
  }
}
for (const path of await existing()) {
  if (!files.has(path)) problems.push(`stale    ${path}`);
}

if (problems.length > 0) {
  console.error('The built files are not what the sources make:\n');
  for (const problem of problems) console.error(`  ${problem}`);
  console.error('\nRun `npm run build` and commit dist/ and THIRD_PARTY_LICENSES.');
  process.exitCode = 1;
} else {
  console.log(`The ${files.size} built files are up to date.`);
}

async function existing(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of builtFolders) {
    const entries = await readdir(join(root, folder), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory()) continue;
      found.push(relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
    }
  }
  return found;
}

async function isExecutable(path: string): Promise<boolean> {
  // Windows has no such bit; there git keeps the one that was committed.
  if (process.platform === 'win32') return true;
  return ((await stat(join(root, path))).mode & 0o111) !== 0;
}
