// Writes docs/differences-from-aws.md from what the program knows: `npm run differences`.
import { writeFile } from 'node:fs/promises';
import { DIFFERENCES_PATH, differencesPage } from './lib/differences-page.ts';

await writeFile(DIFFERENCES_PATH, await differencesPage());
