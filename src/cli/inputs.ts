import { resolve } from 'node:path';
import type { Flow } from '../core/flow/flow.ts';
import { InputError, NotAFlowError, type Problem, showProblem } from '../core/problem.ts';
import type { OpenRelated, SourceFile } from '../core/read/format.ts';
import { readFlows } from '../core/read/read.ts';
import { newRun, type ReadingRun } from '../core/read/run.ts';
import { templateKey } from '../core/template/template.ts';
import { type FoundFiles, filesNamed, type Watch } from './find-files.ts';
import { listRelated, openRelated } from './open-related.ts';
import { UsageError } from './usage.ts';

/** The flows of all inputs, and what the user should know of files that were passed over. */
export interface Inputs {
  readonly flows: readonly Flow[];
  readonly notes: readonly string[];
}

/**
 * Reads all flows of the files, directories and globs that were named, in that order. What was
 * named outright must hold a flow; what a search brings may also be something else.
 *
 * @param watch of somebody who only looks around: what is wrong with files then becomes a note.
 * @throws InputError with every problem of every file. @throws UsageError for names that lead nowhere.
 */
export async function readInputs(
  names: readonly string[],
  watch?: Watch,
  isAssigned: (flow: Flow) => boolean = () => false,
  run: ReadingRun = newRun(),
): Promise<Inputs> {
  const all: ReadFile[] = [];
  const notes: string[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const parts = new Set<string>();
  for (const name of names) {
    try {
      const found = await filesNamed(name, watch);
      const read = await readFound(found, seen, parts, run);
      all.push(...read.files);
      notes.push(...found.passedOver, ...read.notes);
      const isNothing = read.files.every((file) => file.flows.length + file.problems.length === 0);
      if (found.isSearch && isNothing && read.isFresh) {
        throw new UsageError(`Nothing in "${name}" holds an Amazon Bedrock flow.`);
      }
    } catch (error) {
      problems.push(...problemsOf(error));
    }
  }
  const isPart = ({ isSearch, identity }: ReadFile) => isSearch && parts.has(identity);
  const flows = all.flatMap((file) =>
    file.flows.filter((flow) => flow.origin !== undefined || !isPart(file) || isAssigned(flow)),
  );
  problems.push(...all.flatMap((file) => (isPart(file) ? [] : file.problems)));
  if (problems.length > 0 && watch === undefined) {
    throw new InputError(...problems);
  }
  return { flows, notes: [...notes, ...problems.map(showProblem)] };
}

interface ReadFile {
  readonly identity: string;
  /** Nobody named it outright. */
  readonly isSearch: boolean;
  readonly flows: readonly Flow[];
  readonly problems: readonly Problem[];
}

interface Read {
  readonly files: readonly ReadFile[];
  readonly notes: readonly string[];
  /** Whether no other name led to any of the files. */
  readonly isFresh: boolean;
}

/**
 * Reads the files that one name leads to, leaving out those that another name led to already.
 *
 * @param parts takes in the files that templates and modules name.
 */
async function readFound(
  { files, isSearch, fragment }: FoundFiles,
  seen: Set<string>,
  parts: Set<string>,
  run: ReadingRun,
): Promise<Read> {
  const all: ReadFile[] = [];
  const notes: string[] = [];
  const open: OpenRelated = (from, path) => {
    const found = openRelated(from, path);
    if (found !== undefined) {
      parts.add(resolve(found.path));
    }
    return found;
  };
  const fresh = files.filter(({ identity }) => !seen.has(`${identity}#${fragment ?? ''}`));
  for (const file of fresh) {
    const { identity } = file;
    seen.add(`${identity}#${fragment ?? ''}`);
    try {
      const own = await readFlows(file, open, listRelated, run);
      const flows = onlyNamed(own, file, fragment);
      all.push({ identity, isSearch, flows, problems: [] });
      notes.push(...sharersLeftOut(flows, own));
    } catch (error) {
      if (isSearch && error instanceof NotAFlowError) {
        notes.push(`${file.path} is passed over: it holds no Amazon Bedrock flow.`);
      } else {
        all.push({ identity, isSearch, flows: [], problems: problemsOf(error) });
      }
    }
  }
  return { files: all, notes, isFresh: fresh.length === files.length };
}

/** What is wrong with an input can wait until all are read; anything else cannot. */
function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof InputError) {
    return error.problems;
  }
  throw error;
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
