import { readdirSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import process from 'node:process';
import type { ListRelated, OpenRelated, SourceFile } from '../core/read/format.ts';
import { decode } from './decode.ts';
import { readRegularFile, shown } from './read-file.ts';

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
    const bytes = readRegularFile(target, { within: [home, process.cwd()] });
    const display = shown(relative(process.cwd(), target));
    return { path: display, text: decode(bytes, display) };
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
