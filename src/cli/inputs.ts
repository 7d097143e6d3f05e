import { closeSync, existsSync, openSync, readFileSync, readSync, realpathSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import type { Flow } from '../core/flow/flow.ts';
import { InputError, NotAFlowError, type Problem } from '../core/problem.ts';
import type { OpenRelated, SourceFile } from '../core/read/format.ts';
import { mayHoldFlow, readFlows } from '../core/read/read.ts';
import { templateKey } from '../core/template/template.ts';
import { decode } from './decode.ts';
import { UsageError } from './usage.ts';

/** Files over this size are not opened: no flow or template comes near it. */
const MOST_BYTES = 20_000_000;

const CHUNK_BYTES = 1 << 20;

/** The flows of all inputs, and what the user should know of files that were passed over. */
export interface Inputs {
  readonly flows: readonly Flow[];
  readonly notes: readonly string[];
}

/**
 * Reads all flows of the files, directories and globs that were named, in that order. What was
 * named outright must hold a flow; what a search brings may also be something else.
 *
 * @throws InputError with every problem of every file. @throws UsageError for names that lead nowhere.
 */
export async function readInputs(names: readonly string[]): Promise<Inputs> {
  const flows: Flow[] = [];
  const notes: string[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    const { files, passedOver, isSearch, fragment } = await filesNamed(name);
    notes.push(...passedOver);
    let found = 0;
    const fresh = files.filter(({ identity }) => !seen.has(`${identity}#${fragment ?? ''}`));
    for (const file of fresh) {
      seen.add(`${file.identity}#${fragment ?? ''}`);
      try {
        const all = await readFlows(file, openRelated);
        const read = onlyNamed(all, file, fragment);
        notes.push(...sharersLeftOut(read, all));
        found += read.length;
        flows.push(...read);
      } catch (error) {
        if (isSearch && error instanceof NotAFlowError) {
          notes.push(`${file.path} is passed over: it holds no Amazon Bedrock flow.`);
        } else if (error instanceof InputError) {
          found += 1;
          problems.push(...error.problems);
        } else {
          throw error;
        }
      }
    }
    if (isSearch && found === 0 && fresh.length === files.length) {
      throw new UsageError(`Nothing in "${name}" holds an Amazon Bedrock flow.`);
    }
  }
  if (problems.length > 0) {
    throw new InputError(...problems);
  }
  return { flows, notes };
}

interface FoundFile extends SourceFile {
  /** The real path, by which a file that is named twice is known. */
  readonly identity: string;
}

interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly passedOver: readonly string[];
  readonly isSearch: boolean;
  /** The one flow of a file that was named, as `template.yaml#FlowA`. */
  readonly fragment?: string;
}

async function filesNamed(name: string): Promise<FoundFiles> {
  if (name === '-') {
    const text = decode(await readStandardInput(), '<stdin>');
    return { files: [{ path: '<stdin>', identity: '-', text }], passedOver: [], isSearch: false };
  }
  const found = await stat(name).catch(() => undefined);
  const hash = name.lastIndexOf('#');
  if (found === undefined && hash > 0 && existsSync(name.slice(0, hash))) {
    return { ...(await filesNamed(name.slice(0, hash))), fragment: name.slice(hash + 1) };
  }
  return found === undefined || found.isDirectory()
    ? searchFiles(name, found !== undefined)
    : { files: [await openFile(name)], passedOver: [], isSearch: false };
}

function onlyNamed(
  flows: readonly Flow[],
  { path }: SourceFile,
  fragment: string | undefined,
): readonly Flow[] {
  const named = flows.filter(({ source }) => source === `${path}#${fragment}`);
  if (fragment === undefined || named.length > 0) {
    return fragment === undefined ? flows : named;
  }
  const known = flows.map(({ source }) => source).join(', ');
  throw new UsageError(`There is no flow "${fragment}" in ${path}, but: ${known}.`);
}

/** A role that other flows share must not be written for one of them alone without a word. */
function sharersLeftOut(read: readonly Flow[], all: readonly Flow[]): readonly string[] {
  const roles = new Set(read.flatMap(roleName));
  return all
    .filter((flow) => !read.includes(flow) && roleName(flow).some((role) => roles.has(role)))
    .map(
      ({ source }) =>
        `${source} has the same role: what it needs is not covered. Name it as well to keep its permissions.`,
    );
}

function roleName({ executionRole }: Flow): readonly string[] {
  return executionRole === undefined ? [] : [templateKey(executionRole.template)];
}

async function searchFiles(name: string, isDirectory: boolean): Promise<FoundFiles> {
  const { search } = await import('./search.ts');
  const paths = isDirectory ? await search(name) : await search('.', name);
  if (paths.length === 0) {
    throw new UsageError(
      isDirectory
        ? `The directory "${name}" holds no JSON or YAML file.`
        : `There is no file "${name}".`,
    );
  }
  const files: FoundFile[] = [];
  const passedOver: string[] = [];
  for (const path of paths) {
    try {
      files.push(await openFile(path));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      passedOver.push(`${shown(path)} is passed over: ${reason}`);
    }
  }
  return { files: files.filter(({ text }) => mayHoldFlow(text)), passedOver, isSearch: true };
}

async function openFile(name: string): Promise<FoundFile> {
  const path = shown(name);
  try {
    const text = decode(readBounded(name), path);
    return { path, identity: await realpath(name).catch(() => name), text };
  } catch (error) {
    if (error instanceof InputError || error instanceof UsageError) {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Cannot read "${path}" (${reason}).`, { cause: error });
  }
}

/** Reads a file or a pipe to its end, but no further than any flow or template goes. */
function readBounded(name: string): Uint8Array {
  const descriptor = openSync(name, 'r');
  try {
    const chunks: Uint8Array[] = [];
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const size = readSync(descriptor, chunk);
      if (size === 0) {
        return Buffer.concat(chunks);
      }
      chunks.push(chunk.subarray(0, size));
      checkSize(chunks, name);
    }
  } finally {
    closeSync(descriptor);
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    checkSize(chunks, '<stdin>');
  }
  return Buffer.concat(chunks);
}

function checkSize(chunks: readonly Uint8Array[], name: string): void {
  if (chunks.reduce((size, chunk) => size + chunk.length, 0) > MOST_BYTES) {
    throw new UsageError(
      `"${name}" has more than ${MOST_BYTES} bytes: that is no flow and no template.`,
    );
  }
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
