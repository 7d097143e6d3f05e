import { stat } from 'node:fs/promises';
import { shown } from './read-file.ts';
import { fileOfFragment } from './sources.ts';
import { UsageError } from './usage.ts';

/**
 * The policy files that `--policy` names: files, `FILE#ROLE`, and the files of a directory or a glob.
 *
 * @throws UsageError for names that lead nowhere.
 */
export async function policyNames(names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names) {
    const place = await stat(name).catch(() => undefined);
    const isFile = place === undefined ? fileOfFragment(name) !== undefined : !place.isDirectory();
    found.push(...(isFile ? [shown(name)] : await searchFor(name, place !== undefined)));
  }
  return found;
}

async function searchFor(name: string, isDirectory: boolean): Promise<readonly string[]> {
  const { search } = await import('./search.ts');
  const paths = isDirectory ? await search(name) : await search('.', name);
  if (paths.length === 0) {
    throw new UsageError(`There is no policy file "${name}".`);
  }
  return paths.map(shown);
}
