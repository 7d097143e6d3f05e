import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore from 'ignore';
import { glob } from 'tinyglobby';
import { readRegularFile } from './read-file.ts';

/** Directories above a searched one are looked at for the repository's own rules, at most so many. */
const MOST_PARENTS = 30;

interface Rules {
  readonly directory: string;
  readonly ignores: (path: string) => boolean;
}

/**
 * Says which files below a directory git ignores: by the `.gitignore` files below it, and by those
 * above it up to the repository's root. What is ignored is made of other files, or private.
 */
export async function ignoredBelow(
  directory: string,
  skipped: readonly string[],
  stop?: AbortSignal,
): Promise<(path: string) => boolean> {
  const base = resolve(directory);
  const inside = await glob('**/.gitignore', {
    cwd: base,
    dot: true,
    ignore: [...skipped],
    followSymbolicLinks: false,
    expandDirectories: false,
    ...(stop && { signal: stop }),
  });
  const files = [...above(base), ...inside.map((path) => join(base, path))];
  const rules = files.flatMap(rulesOf);
  return (path) => {
    const full = resolve(path);
    return rules.some(({ directory: home, ignores }) => {
      const way = relative(home, full);
      return way !== '' && !way.startsWith('..') && ignores(way.split(sep).join('/'));
    });
  };
}

/** The `.gitignore` files of the directories above one; none outside a repository. */
function above(base: string): readonly string[] {
  const found: string[] = [];
  let directory = base;
  for (let level = 0; level < MOST_PARENTS; level += 1) {
    if (existsSync(join(directory, '.git'))) {
      return found;
    }
    const parent = dirname(directory);
    if (parent === directory) {
      return [];
    }
    directory = parent;
    found.push(join(directory, '.gitignore'));
  }
  return [];
}

function rulesOf(path: string): readonly Rules[] {
  try {
    const rules = ignore().add(Buffer.from(readRegularFile(path)).toString('utf8'));
    return [{ directory: dirname(path), ignores: (way) => rules.ignores(way) }];
  } catch {
    return [];
  }
}
