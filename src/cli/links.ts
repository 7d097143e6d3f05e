import { readdirSync } from 'node:fs';
import picomatch from 'picomatch';

/** Directories that hold other people's files, or copies. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git', '.terraform', '.venv']);

/** The symbolic links that globs match, in sorted order; a search for files leaves them out. */
export function linksMatching(globs: readonly string[]): readonly string[] {
  return [...new Set(globs.flatMap(linksOf))].sort();
}

function linksOf(glob: string): readonly string[] {
  const isMatch = picomatch(glob);
  const { base } = picomatch.scan(glob);
  return [...linksBelow(base === '' ? '.' : base)].filter((path) => isMatch(path));
}

function* linksBelow(directory: string): Generator<string> {
  for (const entry of entriesOf(directory)) {
    const path = directory === '.' ? entry.name : `${directory}/${entry.name}`;
    if (entry.isSymbolicLink()) {
      yield path;
    } else if (entry.isDirectory() && !SKIPPED.has(entry.name)) {
      yield* linksBelow(path);
    }
  }
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
