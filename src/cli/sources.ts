import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { ProjectFiles } from '../core/project/files.ts';
import type { FlowSource } from '../core/project/flows.ts';
import { isCode } from '../core/read/code/code.ts';
import { mayDescribeResource } from '../core/read/described-resource.ts';
import { mayHoldFlow } from '../core/read/read.ts';
import { contentsFrom, STDIN } from './files.ts';
import { bytesOfStandardInput, shown } from './read-file.ts';
import { UsageError } from './usage.ts';

/** Progress is told once for so many files. */
const FILES_PER_REPORT = 50;

/** What the names on a command line lead to. */
export interface NamedSources {
  readonly sources: readonly FlowSource[];
  /** What a search passed over, as full sentences. */
  readonly notes: readonly string[];
  /** The files that each search has found for the first time, by the name that was searched. */
  readonly searches: ReadonlyMap<string, readonly string[]>;
  /** The files that searches have looked at, and that hold nothing of interest. */
  readonly passedOver: readonly string[];
  /** The files of code that searches have found. */
  readonly code: readonly string[];
}

/** What watches over a search that may be long, and can end it. */
export interface Watch {
  /** Is told how many files were looked at so far. */
  readonly progress: (files: number) => void;
  /** Ends the search with what it has found. */
  readonly stop: AbortSignal;
}

/**
 * Opens what names stand for, each file once: a file, standard input (`-`), one flow of a template
 * (`template.yaml#FlowA`), or the files of a directory or a glob that may hold flows.
 *
 * @throws UsageError for names that lead nowhere.
 */
export async function sourcesNamed(
  names: readonly string[],
  files: ProjectFiles,
  watch?: Watch,
): Promise<NamedSources> {
  const sources: FlowSource[] = [];
  const notes: string[] = [];
  const searches = new Map<string, readonly string[]>();
  const seen = new Set<string>();
  const passedOver: string[] = [];
  const code: string[] = [];
  for (const name of names) {
    const found = await sourcesOf(name, files, watch);
    const fresh: FlowSource[] = [];
    for (const source of found.sources) {
      const identity = `${await identityOf(source.path)}#${source.fragment ?? ''}`;
      if (!seen.has(identity)) {
        seen.add(identity);
        fresh.push(source);
      }
    }
    sources.push(...fresh);
    notes.push(...found.notes);
    passedOver.push(...found.passedOver);
    code.push(...found.code);
    if (found.isSearch && fresh.length === found.sources.length) {
      searches.set(
        name,
        fresh.map(({ path }) => path),
      );
    }
  }
  return { sources, notes, searches, passedOver, code };
}

function identityOf(path: string): Promise<string> {
  return path === STDIN ? Promise.resolve(path) : realpath(path).catch(() => path);
}

interface Found {
  readonly sources: readonly FlowSource[];
  readonly notes: readonly string[];
  readonly isSearch: boolean;
  readonly passedOver: readonly string[];
  readonly code: readonly string[];
}

async function sourcesOf(name: string, files: ProjectFiles, watch?: Watch): Promise<Found> {
  const one = (source: Omit<FlowSource, 'isNamed'>): Found => ({
    sources: [{ ...source, isNamed: true }],
    notes: [],
    isSearch: false,
    passedOver: [],
    code: isCode(name) ? [shown(name)] : [],
  });
  if (name === '-') {
    return one({ path: STDIN, contents: contentsFrom(await bytesOfStandardInput()) });
  }
  const found = await stat(name).catch(() => undefined);
  const file = fileOfFragment(name);
  if (found === undefined && file !== undefined) {
    const fragment = name.slice(file.length + 1);
    return one({ path: shown(file), contents: files.read(file), fragment });
  }
  return found === undefined || found.isDirectory()
    ? searchIn(name, found !== undefined, files, watch)
    : one({ path: shown(name), contents: files.read(name) });
}

/** The file of `template.yaml#FlowA`, if there is one. */
export function fileOfFragment(name: string): string | undefined {
  const hash = name.lastIndexOf('#');
  const file = name.slice(0, hash);
  return hash > 0 && existsSync(file) ? file : undefined;
}

async function searchIn(
  name: string,
  isDirectory: boolean,
  files: ProjectFiles,
  watch?: Watch,
): Promise<Found> {
  const { search } = await import('./search.ts');
  const found = isDirectory
    ? await search(name, undefined, watch?.stop)
    : await search('.', name, watch?.stop);
  const paths = isDirectory ? found.filter((path) => !isCode(path)) : found;
  const code = isDirectory ? found.filter(isCode).map(shown) : [];
  if (paths.length === 0 && code.length === 0 && !watch?.stop.aborted) {
    throw new UsageError(
      isDirectory
        ? `The directory "${name}" holds no JSON, YAML or Terraform file.`
        : `There is no file "${name}".`,
    );
  }
  const sources: FlowSource[] = [];
  const passedOver: string[] = [];
  for (const [at, path] of paths.entries()) {
    if (watch?.stop.aborted) {
      break;
    }
    if (at % FILES_PER_REPORT === 0) {
      watch?.progress(at);
      // Keys that end the search are heard between files only.
      await setImmediate();
    }
    const contents = files.read(path);
    // Most files are something else: only those that may be of interest are kept in memory.
    if (contents.kind === 'unread' || (contents.kind === 'text' && mayCount(contents.text))) {
      sources.push({ path: shown(path), contents, isNamed: false });
    } else {
      passedOver.push(shown(path));
    }
  }
  return { sources, notes: [], isSearch: true, passedOver, code };
}

/** Whether a text may hold a flow, or describe what a flow uses. */
function mayCount(text: string): boolean {
  return mayHoldFlow(text) || mayDescribeResource(text);
}
