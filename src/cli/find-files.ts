import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { InputError, messageOf } from '../core/problem.ts';
import type { SourceFile } from '../core/read/format.ts';
import { mayHoldFlow } from '../core/read/read.ts';
import { decode } from './decode.ts';
import { readNamedFile, readRegularFile, readStandardInput, shown } from './read-file.ts';
import { UsageError } from './usage.ts';

/** Progress is told once for so many files. */
const FILES_PER_REPORT = 50;

/** A file that was named or found, with its text. */
export interface FoundFile extends SourceFile {
  /** The real path, by which a file that is named twice is known. */
  readonly identity: string;
}

/** What a name leads to. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly passedOver: readonly string[];
  readonly isSearch: boolean;
  /** The one flow of a file that was named, as `template.yaml#FlowA`. */
  readonly fragment?: string;
}

/** What watches over a search that may be long, and can end it. */
export interface Watch {
  /** Is told how many files were looked at so far. */
  readonly progress: (files: number) => void;
  /** Ends the search with what it has found. */
  readonly stop: AbortSignal;
}

/**
 * Opens what a name stands for: a file, standard input (`-`), one flow of a template
 * (`template.yaml#FlowA`), or the files of a directory or a glob that may hold flows.
 *
 * @param within the directories that a name may lead into, where a file gives it and not the user.
 * @throws UsageError for names that lead nowhere. @throws InputError for a file that is no text.
 */
export async function filesNamed(
  name: string,
  watch?: Watch,
  within?: readonly string[],
): Promise<FoundFiles> {
  if (name === '-') {
    const text = decode(await readStandardInput(), '<stdin>');
    return { files: [{ path: '<stdin>', identity: '-', text }], passedOver: [], isSearch: false };
  }
  const found = await stat(name).catch(() => undefined);
  const hash = name.lastIndexOf('#');
  if (found === undefined && hash > 0 && existsSync(name.slice(0, hash))) {
    return {
      ...(await filesNamed(name.slice(0, hash), watch, within)),
      fragment: name.slice(hash + 1),
    };
  }
  if (found === undefined || found.isDirectory()) {
    return searchFiles(name, found !== undefined, watch);
  }
  const read = (path: string) =>
    within === undefined ? readNamedFile(path) : readRegularFile(path, { within });
  return { files: [await openFile(name, read)], passedOver: [], isSearch: false };
}

async function searchFiles(name: string, isDirectory: boolean, watch?: Watch): Promise<FoundFiles> {
  const { search } = await import('./search.ts');
  const paths = isDirectory
    ? await search(name, undefined, watch?.stop)
    : await search('.', name, watch?.stop);
  if (paths.length === 0 && !watch?.stop.aborted) {
    throw new UsageError(
      isDirectory
        ? `The directory "${name}" holds no JSON, YAML or Terraform file.`
        : `There is no file "${name}".`,
    );
  }
  const files: FoundFile[] = [];
  const passedOver: string[] = [];
  for (const [at, path] of paths.entries()) {
    if (watch?.stop.aborted) {
      break;
    }
    if (at % FILES_PER_REPORT === 0) {
      watch?.progress(at);
    }
    try {
      const file = await openFile(path, readRegularFile);
      // Most files are something else: only those that may hold a flow are kept in memory.
      if (mayHoldFlow(file.text)) {
        files.push(file);
      }
    } catch (error) {
      const reason = messageOf(error);
      passedOver.push(`${shown(path)} is passed over: ${reason}`);
    }
  }
  return { files, passedOver, isSearch: true };
}

async function openFile(name: string, read: (path: string) => Uint8Array): Promise<FoundFile> {
  const path = shown(name);
  try {
    const text = decode(read(name), path);
    return { path, identity: await realpath(name).catch(() => name), text };
  } catch (error) {
    if (error instanceof InputError || error instanceof UsageError) {
      throw error;
    }
    const reason = messageOf(error);
    throw new UsageError(`Cannot read "${path}" (${reason}).`, { cause: error });
  }
}
