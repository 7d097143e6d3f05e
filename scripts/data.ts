// Writes AWS's data from the installed packages: `npm run data`. With `-- --check` it writes nothing
// and says which files are not what the packages say.
import { writeFile } from 'node:fs/promises';
import { generatedData, staleFiles } from './data/index.ts';

const files = await generatedData();

if (process.argv.includes('--check')) {
  const stale = await staleFiles(files);
  if (stale.length > 0) {
    console.error(`The installed packages say something else than:\n\n  ${stale.join('\n  ')}\n`);
    console.error('Run `npm run data`, read the diff and commit it.');
    process.exitCode = 1;
  } else {
    console.log(`The ${files.size} generated files are what the installed packages say.`);
  }
} else {
  for (const [path, text] of files) {
    await writeFile(path, text);
    console.log(`${(text.length / 1024).toFixed(1).padStart(8)} KiB  ${path}`);
  }
}
