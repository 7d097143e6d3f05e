import { glob } from 'tinyglobby';

/** Directories that hold other people's files, or copies. */
const SKIPPED = ['**/node_modules/**', '**/.git/**', '**/.terraform/**', '**/.venv/**'];

/**
 * Finds the JSON, YAML and Terraform files below a directory, or those that a glob names, in sorted order.
 * Symbolic links to directories are not followed.
 */
export async function search(directory: string, pattern?: string): Promise<readonly string[]> {
  const base = directory.replace(/[\\/]+$/, '') || directory;
  const found = await glob(pattern ?? '**/*.{json,yaml,yml,template,tf}', {
    cwd: base,
    ignore: SKIPPED,
    onlyFiles: true,
    followSymbolicLinks: false,
    dot: false,
    expandDirectories: false,
  });
  return found.sort().map((path) => (base === '.' ? path : `${base}/${path}`));
}
