import { readFileSync, realpathSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import type { Flow } from '../core/flow/flow.ts';
import { InputError, type Problem } from '../core/problem.ts';
import type { OpenRelated, SourceFile } from '../core/read/format.ts';
import { mayHoldFlow, readFlows } from '../core/read/read.ts';
import { decode } from './decode.ts';
import { UsageError } from './usage.ts';

/** Files over this size are not opened: no flow or template comes near it. */
const MOST_BYTES = 20_000_000;

/**
 * Reads all flows of the files, directories and globs that were named, in that order. What was
 * named outright must hold a flow; what a directory or a glob brings may also be something else.
 *
 * @throws InputError with every problem of every file. @throws UsageError for names that lead nowhere.
 */
export async function readInputs(names: readonly string[]): Promise<readonly Flow[]> {
  const flows: Flow[] = [];
  const problems: Problem[] = [];
  for (const file of await findFiles(names)) {
    try {
      flows.push(...(await readFlows(file, openRelated)));
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) {
    throw new InputError(...problems);
  }
  return flows;
}

async function findFiles(names: readonly string[]): Promise<readonly SourceFile[]> {
  const files = new Map<string, SourceFile>();
  for (const name of names) {
    for (const file of await filesNamed(name)) {
      files.set(file.path, file);
    }
  }
  return [...files.values()];
}

async function filesNamed(name: string): Promise<readonly SourceFile[]> {
  if (name === '-') {
    return [{ path: '<stdin>', text: decode(await standardInput(), '<stdin>') }];
  }
  const found = await stat(name).catch(() => undefined);
  if (found?.isFile()) {
    return [{ path: shown(name), text: await open(name) }];
  }
  const { search } = await import('./search.ts');
  const paths = found?.isDirectory() ? await search(name) : await search('.', name);
  if (paths.length === 0) {
    throw new UsageError(
      found === undefined
        ? `There is no file "${name}".`
        : `The directory "${name}" holds no JSON or YAML file.`,
    );
  }
  const files = await Promise.all(
    paths.map(async (path) => ({ path: shown(path), text: await open(path).catch(() => '') })),
  );
  const plausible = files.filter(({ text }) => mayHoldFlow(text));
  if (plausible.length === 0) {
    throw new UsageError(
      `None of the ${paths.length} JSON and YAML files in "${name}" holds a flow.`,
    );
  }
  return plausible;
}

async function open(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) {
    throw new UsageError(`"${path}" has ${size} bytes: that is no flow and no template.`);
  }
  return decode(await readFile(path), shown(path));
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      throw new UsageError('Standard input is too long: that is no flow and no template.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Messages show paths with `/` on every system. */
function shown(path: string): string {
  return path.split(sep).join('/');
}

/**
 * Opens a file that a template names. It must lie in the working directory or in that of the
 * template: a template cannot make the program read anything else.
 */
const openRelated: OpenRelated = (from, path) => {
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
    const bytes = readFileSync(target);
    return bytes.length > MOST_BYTES ? undefined : { path: display, text: decode(bytes, display) };
  } catch {
    return undefined;
  }
};

function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
