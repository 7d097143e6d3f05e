import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import process from 'node:process';
import { InputError, messageOf } from '../core/problem.ts';
import type { SourceFile } from '../core/read/format.ts';
import { mayHoldFlow } from '../core/read/read.ts';
import { decode } from './decode.ts';
import { changedText } from './overlay.ts';
import { UsageError } from './usage.ts';

/** Files over this size are not opened: no flow or template comes near it. */
export const MOST_BYTES = 20_000_000;

const CHUNK_BYTES = 1 << 20;

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
 * @throws UsageError for names that lead nowhere. @throws InputError for a file that is no text.
 */
export async function filesNamed(name: string, watch?: Watch): Promise<FoundFiles> {
  if (name === '-') {
    standardInput ??= readStandardInput();
    const text = decode(await standardInput, '<stdin>');
    return { files: [{ path: '<stdin>', identity: '-', text }], passedOver: [], isSearch: false };
  }
  const changed = changedText(name);
  if (changed !== undefined) {
    const file = { path: shown(name), identity: await identityOf(name), text: changed };
    return { files: [file], passedOver: [], isSearch: false };
  }
  const found = await stat(name).catch(() => undefined);
  const hash = name.lastIndexOf('#');
  if (found === undefined && hash > 0 && existsSync(name.slice(0, hash))) {
    return { ...(await filesNamed(name.slice(0, hash), watch)), fragment: name.slice(hash + 1) };
  }
  return found === undefined || found.isDirectory()
    ? searchFiles(name, found !== undefined, watch)
    : { files: [await openFile(name)], passedOver: [], isSearch: false };
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
      if ((await stat(path)).size > MOST_BYTES) {
        throw tooBig(path);
      }
      const file = await openFile(path);
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

async function openFile(name: string): Promise<FoundFile> {
  const path = shown(name);
  try {
    const text = changedText(name) ?? decode(readBounded(name), path);
    return { path, identity: await identityOf(name), text };
  } catch (error) {
    if (error instanceof InputError || error instanceof UsageError) {
      throw error;
    }
    const reason = messageOf(error);
    throw new UsageError(`Cannot read "${path}" (${reason}).`, { cause: error });
  }
}

function identityOf(name: string): Promise<string> {
  return realpath(name).catch(() => name);
}

/** It can be read only once. */
let standardInput: Promise<Uint8Array> | undefined;

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
    throw tooBig(name);
  }
}

function tooBig(name: string): UsageError {
  return new UsageError(
    `"${name}" has more than ${MOST_BYTES} bytes: that is no flow and no template.`,
  );
}

/** Messages show paths with `/` on every system. */
export function shown(path: string): string {
  return path.split(sep).join('/');
}
