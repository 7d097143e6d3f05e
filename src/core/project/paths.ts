/**
 * Paths of a project: relative to its root, with `/`, as git has them. A file that somebody named
 * outside of the root keeps its `..` or is absolute.
 */

const ABSOLUTE = /^(?:[\\/]|[A-Za-z]:)/;

/** `a/b/c.json` → `a/b`; `.` for a file at the root. */
export function directoryOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '.' : at === 0 ? '/' : path.slice(0, at);
}

/** `a/b/c.json` → `c.json`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Joins paths and takes out `.`, `..` and repeated slashes: (`a/b`, `../c`) → `a/c`. */
export function joinPaths(directory: string, path: string): string {
  const whole = isAbsolutePath(path) ? path : `${directory}/${path}`;
  const start = /^[A-Za-z]:/.exec(whole)?.[0] ?? '';
  const root = start + (whole.startsWith('/', start.length) ? '/' : '');
  const kept: string[] = [];
  for (const part of whole.slice(start.length).split('/')) {
    if (part === '..' && (kept.length > 0 ? kept.at(-1) !== '..' : root !== '')) {
      kept.pop();
    } else if (part !== '' && part !== '.') {
      kept.push(part);
    }
  }
  return root + kept.join('/') || '.';
}

/** Whether a path begins at the root of a file system, here or on Windows. */
export function isAbsolutePath(path: string): boolean {
  return ABSOLUTE.test(path);
}

/** Whether a joined path lies in a directory or below it; `.` is the root of the project. */
export function isInside(path: string, directory: string): boolean {
  if (directory === '.') {
    return !isAbsolutePath(path) && path !== '..' && !path.startsWith('../');
  }
  return path.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}

/** The path as seen from a directory of the same root: (`ops/x.json`, `ops`) → `x.json`. */
export function relativeTo(path: string, directory: string): string {
  if (directory === '.') {
    return path;
  }
  const own = path.split('/');
  const from = directory.split('/');
  let shared = 0;
  while (shared < from.length && own[shared] === from[shared]) {
    shared += 1;
  }
  return [...from.slice(shared).map(() => '..'), ...own.slice(shared)].join('/');
}
