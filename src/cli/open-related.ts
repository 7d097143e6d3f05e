import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import type { ListRelated, OpenRelated, SourceFile } from '../core/read/format.ts';
import { decode } from './decode.ts';
import { MOST_BYTES, shown } from './find-files.ts';
import { changedText } from './overlay.ts';

/**
 * Opens a file that a template names. It must lie in the working directory or in that of the
 * template: a template cannot make the program read anything else.
 */
export const openRelated: OpenRelated = (from, path) => {
  if (isAbsolute(path) || path.includes('\u0000')) {
    return undefined;
  }
  const home = dirname(resolve(from));
  try {
    const target = realpathSync(resolve(home, path));
    if (!isInside(target, realpathSync(home)) && !isInside(target, realpathSync(process.cwd()))) {
      return undefined;
    }
    const display = shown(relative(process.cwd(), target));
    const changed = changedText(target) ?? changedText(resolve(home, path));
    if (changed !== undefined) {
      return { path: display, text: changed };
    }
    const bytes = readFileSync(target);
    return bytes.length > MOST_BYTES ? undefined : { path: display, text: decode(bytes, display) };
  } catch {
    return undefined;
  }
};

/** A module has few files; a directory with more is none. */
const MOST_MODULE_FILES = 500;

/** Lists the Terraform files beside one, those that can be read, in sorted order. */
export const listRelated: ListRelated = (from) => {
  try {
    const names = readdirSync(dirname(resolve(from))).filter((name) => /\.tf$/i.test(name));
    return names
      .sort()
      .slice(0, MOST_MODULE_FILES)
      .flatMap((name): readonly SourceFile[] => {
        const found = openRelated(from, name);
        return found === undefined ? [] : [found];
      });
  } catch {
    return [];
  }
};

function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
