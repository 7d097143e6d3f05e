import { resolve } from 'node:path';

/** The repository's root folder. */
export const root: string = resolve(import.meta.dirname, '../..');
