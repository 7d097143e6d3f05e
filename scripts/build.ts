// Builds what is shipped: `npm run build`.
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { builtFolders, bundle, executables } from './lib/bundle.ts';
import { root } from './lib/root.ts';

const files = await bundle();

// Chunks are named by their hash, so those of the last build would stay behind.
for (const folder of builtFolders) await rm(join(root, folder), { recursive: true, force: true });

for (const [path, contents] of files) {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, contents);
  if (executables.includes(path)) await chmod(target, 0o755);
  console.log(`${(contents.length / 1024).toFixed(1).padStart(8)} KiB  ${path}`);
}
