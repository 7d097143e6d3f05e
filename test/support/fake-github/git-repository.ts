import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Contents by path: a file, a symbolic link, or `null` to delete the file. */
export type Changes = Readonly<Record<string, string | Uint8Array | Link | null>>;

export interface Link {
  readonly link: string;
}

export interface Commit {
  readonly oid: string;
  readonly message: string;
}

/** An entry of a tree, as `git ls-tree` says it. */
export interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size: number;
}

/** One file of a diff, with git's own patch. */
export interface FileDiff {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly path: string;
  readonly previous?: string;
  /** From the first `@@` on; missing for a binary file and for a mere rename. */
  readonly patch?: string;
}

/** A bare git repository in a temporary directory: heads, trees, diffs and blobs are git's own. */
export class GitRepository {
  readonly path: string;
  /** Where refs lead: only `commit` and `point` move them. */
  readonly #refs = new Map<string, string>();
  /** Contents by the id that git gives them. */
  readonly #blobs = new Map<string, Buffer>();
  /** What git said about commits, which never change. */
  readonly #said = new Map<string, Promise<unknown>>();

  private constructor(path: string) {
    this.path = path;
  }

  static async create(): Promise<GitRepository> {
    const path = await realpath(await mkdtemp(join(tmpdir(), 'fake-github-')));
    const repository = new GitRepository(path);
    await repository.git(['init', '--bare', '--quiet', '--initial-branch=main']);
    return repository;
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  /** Commits changes on top of a ref, or of another commit; @returns the id of the commit. */
  async commit(ref: string, changes: Changes, from = ref, message = 'Change'): Promise<string> {
    const parent = this.#refs.get(from) ?? (from.startsWith('refs/') ? undefined : from);
    const parts: Uint8Array[] = [
      text(`commit ${ref}\nmark :1\ncommitter Some One <one@example.com> ${clock()} +0000\n`),
      ...data(text(message)),
      ...(parent === undefined ? [] : [text(`from ${parent}\n`)]),
    ];
    for (const [path, contents] of Object.entries(changes)) {
      if (contents === null) {
        parts.push(text(`D ${quoted(path)}\n`));
      } else {
        const bytes = bytesOf(contents);
        this.#blobs.set(blobId(bytes), Buffer.from(bytes));
        parts.push(text(`M ${modeOf(contents)} inline ${quoted(path)}\n`), ...data(bytes));
      }
    }
    parts.push(text('get-mark :1\n'));
    const sha = (await this.git(['fast-import', '--quiet', '--force'], Buffer.concat(parts)))
      .toString('utf8')
      .trim();
    this.#refs.set(ref, sha);
    return sha;
  }

  /** Lets a ref lead to a commit, wherever it led before. */
  async point(ref: string, commit: string): Promise<void> {
    await this.git(['update-ref', ref, commit]);
    this.#refs.set(ref, commit);
  }

  /** The commit that a ref or an id names. */
  async sha(revision: string): Promise<string | undefined> {
    if (revision.startsWith('refs/')) {
      return this.#refs.get(revision);
    }
    const isCommit = await this.once(['cat-file', '-t', revision], (type) => type === 'commit\n');
    return isCommit ? revision : undefined;
  }

  /** The commits that lead from one to another, the last one last. */
  log(from: string, to: string): Promise<readonly Commit[]> {
    return this.once(['log', '-z', '--reverse', '--format=%H%n%B', `${from}..${to}`], (printed) =>
      printed
        .split('\0')
        .filter((entry) => entry !== '')
        .map((entry) => ({ oid: entry.slice(0, 40), message: entry.slice(41).trim() })),
    );
  }

  /** All files of a commit. */
  tree(commit: string): Promise<readonly Entry[]> {
    return this.once(['ls-tree', '-r', '-z', '-l', '--full-tree', commit], (listed) =>
      listed.split('\0').flatMap((line) => {
        const found = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line);
        const [, mode = '', type = '', sha = '', size = '0', path = ''] = found ?? [];
        return found === null ? [] : [{ mode, type, sha, size: Number(size), path }];
      }),
    );
  }

  /** The bytes of a blob, named by its id or as `commit:path` or `ref:path`. */
  async blob(name: string): Promise<Buffer | undefined> {
    const [, revision, path] = /^([^:]+):(.*)$/s.exec(name) ?? [];
    const commit = revision === undefined ? undefined : await this.sha(revision);
    const entries = commit === undefined ? [] : await this.tree(commit);
    const id = revision === undefined ? name : entries.find((entry) => entry.path === path)?.sha;
    if (id === undefined) {
      return undefined;
    }
    // What was not committed here was pushed.
    return this.#blobs.get(id) ?? this.git(['cat-file', 'blob', id]).catch(() => undefined);
  }

  mergeBase(one: string, other: string): Promise<string> {
    return this.once(['merge-base', one, other], (printed) => printed.trim());
  }

  /** The diff of two commits by file, in git's order. */
  diff(from: string, to: string, context = 3): Promise<readonly FileDiff[]> {
    const options = ['--no-color', '--find-renames', '--raw', '-z', '--patch'];
    return this.once(['diff', ...options, `--unified=${context}`, from, to], fileDiffs);
  }

  git(args: readonly string[], input?: Uint8Array): Promise<Buffer> {
    return new Promise((settle, fail) => {
      const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
      const options = { cwd: this.path, encoding: 'buffer', maxBuffer: 200_000_000, env } as const;
      const child = execFile('git', args, options, (error, stdout) =>
        error === null ? settle(stdout) : fail(error),
      );
      child.stdin?.end(input);
    });
  }

  /** What git says about commits named by their ids, asked once; nothing if there are none. */
  private once<T>(args: readonly string[], read: (printed: string) => T): Promise<T> {
    const key = args.join(' ');
    const known = this.#said.get(key) as Promise<T> | undefined;
    const said =
      known ??
      this.git(args).then(
        (printed) => read(printed.toString('utf8')),
        () => read(''),
      );
    this.#said.set(key, said);
    return said;
  }
}

/** Reads what `git diff --raw -z --patch` prints: the names of all files, then their patches. */
function fileDiffs(printed: string): readonly FileDiff[] {
  const files: FileDiff[] = [];
  let rest = printed;
  const record =
    /^:\d+ \d+ [0-9a-f]+ [0-9a-f]+ (?:([AMDT])\d*\0([^\0]*)\0|[RC]\d+\0([^\0]*)\0([^\0]*)\0)/;
  for (let found = record.exec(rest); found !== null; found = record.exec(rest)) {
    const [whole, kind, path, previous, to] = found;
    files.push(
      previous === undefined
        ? { path: path ?? '', status: STATUS[kind ?? ''] ?? 'modified' }
        : { path: to ?? '', status: 'renamed', previous },
    );
    rest = rest.slice(whole.length);
  }
  const patches = rest.replace(/^\0/, '').split(/(?<![^\n])(?=diff --git )/);
  return files.map((file, at) => {
    const patch = patches[at] ?? '';
    const start = patch.search(/(?<![^\n])@@ /);
    return start < 0 ? file : { ...file, patch: patch.slice(start).replace(/\n$/, '') };
  });
}

const STATUS: Readonly<Record<string, FileDiff['status']>> = { A: 'added', D: 'removed' };

/** Time in seconds. Commits are made at different ones, so that equal changes have ids of their own. */
let seconds = 1_800_000_000;
function clock(): number {
  seconds += 1;
  return seconds;
}

/** The time of what happens now on GitHub, in ISO 8601: never that of anything before. */
export function now(): string {
  return new Date(clock() * 1000).toISOString();
}

function data(bytes: Uint8Array): readonly Uint8Array[] {
  return [text(`data ${bytes.length}\n`), bytes, text('\n')];
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function bytesOf(contents: string | Uint8Array | Link): Uint8Array {
  return contents instanceof Uint8Array
    ? contents
    : text(typeof contents === 'string' ? contents : contents.link);
}

function modeOf(contents: string | Uint8Array | Link): string {
  return typeof contents === 'string' || contents instanceof Uint8Array ? '100644' : '120000';
}

/** The id that git gives a file of these bytes. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** A path as fast-import takes it, whatever stands in it. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
