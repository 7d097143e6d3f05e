import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** Contents by path; `null` deletes the file. */
export type Changes = Readonly<Record<string, string | Uint8Array | null>>;

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
  readonly #diffs = new Map<string, Promise<readonly FileDiff[]>>();

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
    const parent = await this.sha(from);
    const parts: Uint8Array[] = [
      text(`commit ${ref}\ncommitter Some One <one@example.com> ${clock()} +0000\n`),
      ...data(message),
      ...(parent === undefined ? [] : [text(`from ${parent}\n`)]),
    ];
    for (const [path, contents] of Object.entries(changes)) {
      if (contents === null) {
        parts.push(text(`D ${path}\n`));
      } else {
        parts.push(text(`M 100644 inline ${path}\n`), ...data(contents));
      }
    }
    await this.git(['fast-import', '--quiet', '--force'], Buffer.concat(parts));
    const sha = await this.sha(ref);
    if (sha === undefined) {
      throw new Error(`nothing was committed on ${ref}`);
    }
    return sha;
  }

  /** The commit that a revision names. */
  async sha(revision: string): Promise<string | undefined> {
    const found = await this.try(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
    return found?.toString('utf8').trim();
  }

  /** The commits that lead from one to another, the last one last. */
  async log(from: string, to: string): Promise<readonly Commit[]> {
    const shown = await this.git(['log', '-z', '--reverse', '--format=%H%n%B', `${from}..${to}`]);
    return shown
      .toString('utf8')
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry) => ({ oid: entry.slice(0, 40), message: entry.slice(41).trim() }));
  }

  /** All files of a commit. */
  async tree(revision: string): Promise<readonly Entry[]> {
    const listed = await this.git(['ls-tree', '-r', '-z', '-l', '--full-tree', revision]);
    return listed
      .toString('utf8')
      .split('\0')
      .flatMap((line) => {
        const found = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line);
        const [, mode = '', type = '', sha = '', size = '0', path = ''] = found ?? [];
        return found === null ? [] : [{ mode, type, sha, size: Number(size), path }];
      });
  }

  /** The bytes of a blob, named by its id or as `commit:path`. */
  blob(name: string): Promise<Buffer | undefined> {
    return this.try(['cat-file', 'blob', name]);
  }

  mergeBase(one: string, other: string): Promise<string> {
    return this.git(['merge-base', one, other]).then((found) => found.toString('utf8').trim());
  }

  /** The diff of two commits by file, in git's order. */
  diff(from: string, to: string, context = 3): Promise<readonly FileDiff[]> {
    const key = `${from} ${to} ${context}`;
    const known = this.#diffs.get(key) ?? this.newDiff(from, to, context);
    this.#diffs.set(key, known);
    return known;
  }

  private async newDiff(from: string, to: string, context: number): Promise<readonly FileDiff[]> {
    const printed = await this.git([
      '-c',
      'core.quotePath=false',
      'diff',
      '--no-color',
      '--find-renames',
      `--unified=${context}`,
      from,
      to,
    ]);
    return printed
      .toString('utf8')
      .split(/(?<![^\n])(?=diff --git )/)
      .filter((part) => part !== '')
      .map(fileDiff);
  }

  async git(args: readonly string[], input?: Uint8Array): Promise<Buffer> {
    const { stdout } = await execa('git', args, {
      cwd: this.path,
      encoding: 'buffer',
      stripFinalNewline: false,
      maxBuffer: 200_000_000,
      env: { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      ...(input === undefined ? {} : { input }),
    });
    return Buffer.from(stdout);
  }

  private try(args: readonly string[]): Promise<Buffer | undefined> {
    return this.git(args).catch(() => undefined);
  }
}

function fileDiff(part: string): FileDiff {
  const at = part.search(/(?<![^\n])@@ /);
  const head = at < 0 ? part : part.slice(0, at);
  const field = (pattern: RegExp) => pattern.exec(head)?.[1];
  const from = field(/^rename from (.*)$/m);
  const path = field(/^rename to (.*)$/m) ?? field(/^diff --git a\/.* b\/(.*)$/m) ?? '';
  return {
    path,
    status:
      from !== undefined
        ? 'renamed'
        : /^new file/m.test(head)
          ? 'added'
          : /^deleted file/m.test(head)
            ? 'removed'
            : 'modified',
    ...(from !== undefined && { previous: from }),
    ...(at >= 0 && { patch: part.slice(at).replace(/\n$/, '') }),
  };
}

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

function data(contents: string | Uint8Array): readonly Uint8Array[] {
  const bytes = typeof contents === 'string' ? text(contents) : contents;
  return [text(`data ${bytes.length}\n`), bytes, text('\n')];
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
