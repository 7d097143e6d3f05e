import { glob } from 'tinyglobby';
import { trimEndWhile } from '../core/trim.ts';
import { ignoredBelow } from './ignored.ts';

/** Directories that hold other people's files, or copies. */
const SKIPPED: readonly string[] = [
  '**/node_modules/**',
  '**/.git/**',
  '**/.terraform/**',
  '**/.venv/**',
];

/**
 * Finds the JSON, YAML and Terraform files below a directory, and those of code, or those that a glob names, in sorted
 * order. Symbolic links, to files or directories, are not followed; what git ignores is left out.
 *
 * @param stop ends the search early with what it has found.
 */
export async function search(
  directory: string,
  pattern?: string,
  stop?: AbortSignal,
): Promise<readonly string[]> {
  const base = trimEndWhile(directory, (each) => each === '/' || each === '\\') || directory;
  const found = await glob(
    pattern ?? '**/*.{json,yaml,yml,template,tf,ts,tsx,mts,cts,js,jsx,mjs,cjs,py,ipynb}',
    {
      cwd: base,
      ignore: [...SKIPPED],
      onlyFiles: true,
      followSymbolicLinks: false,
      dot: false,
      expandDirectories: false,
      ...(stop && { signal: stop }),
    },
  );
  const paths = found.sort().map((path) => (base === '.' ? path : `${base}/${path}`));
  // Who names files by a glob means them, ignored or not.
  if (pattern !== undefined) {
    return paths;
  }
  const isIgnored = await ignoredBelow(base, SKIPPED, stop);
  return paths.filter((path) => !isIgnored(path));
}
