import { dirname } from 'node:path';
import { env } from 'node:process';
import { execa } from 'execa';
import { contentsOf, type FileText, MAX_FILE_BYTES } from '../core/project/files.ts';
import type { Commits } from './commits.ts';

/** So much is read of git at once. */
const MOST_BYTES = 64_000_000;

const MOST_MILLISECONDS = 60_000;

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Reads commits from the objects of a checkout that has them, and from the API where it does not.
 * Files of the working tree are never looked at: what a step has changed there, or a symbolic link
 * leads to, is no part of a commit.
 *
 * @param workspace the value of GITHUB_WORKSPACE: a git work tree, or anything else.
 * @param tell is told once that the checkout is used.
 */
export function withCheckout(
  workspace: string | undefined,
  api: Commits,
  tell: (message: string) => void,
): Commits {
  if (workspace === undefined || workspace === '') {
    return api;
  }
  const known = new Map<string, Promise<Blobs | undefined>>();
  let isTold = false;
  const list = async (sha: string) => {
    const blobs = await listBlobs(workspace, sha);
    if (blobs !== undefined && !isTold) {
      isTold = true;
      tell('Files of commits that the checkout has are read from its objects.');
    }
    return blobs;
  };
  const blobsOf = (sha: string) => {
    const blobs = known.get(sha) ?? list(sha);
    known.set(sha, blobs);
    return blobs;
  };
  const read = async (
    sha: string,
    paths: readonly string[],
    most: number,
    otherwise: Commits['texts'],
  ) => {
    const blobs = await blobsOf(sha);
    const ids = paths.flatMap((path) => blobs?.get(path)?.id ?? []);
    const found = blobs && (await readTexts(workspace, [...new Set(ids)], most));
    if (blobs === undefined || found === undefined) {
      return otherwise(sha, paths);
    }
    const own = paths.filter((path) => blobs.has(path));
    // A clone that leaves blobs out (`filter`) has the tree without all of its texts.
    const absent = own.filter((path) => !found.has(blobs.get(path)?.id ?? ''));
    return new Map([
      ...own.flatMap((path) => {
        const text = found.get(blobs.get(path)?.id ?? '');
        return text ? [[path, text] as const] : [];
      }),
      ...(absent.length === 0 ? [] : await otherwise(sha, absent)),
    ]);
  };
  return {
    tree: async (sha) => {
      const blobs = await blobsOf(sha);
      if (blobs === undefined) {
        return api.tree(sha);
      }
      const pathsOf = (meant: boolean) =>
        [...blobs].flatMap(([path, { isLink }]) => (isLink === meant ? [path] : []));
      return { paths: pathsOf(false), links: pathsOf(true), isCut: false };
    },
    texts: (sha, paths) => read(sha, paths, MAX_FILE_BYTES, api.texts),
    beginnings: (sha, paths) => read(sha, paths, MOST_BYTES, api.beginnings),
  };
}

/** Files by path. The text of a symbolic link is where it leads to, here as in the API. */
type Blobs = ReadonlyMap<string, { readonly id: string; readonly isLink: boolean }>;

async function listBlobs(workspace: string, sha: string): Promise<Blobs | undefined> {
  if (!SHA.test(sha)) {
    return undefined;
  }
  const isThere = await git(workspace, ['cat-file', '-e', '--end-of-options', `${sha}^{commit}`]);
  const listed =
    isThere && (await git(workspace, ['ls-tree', '-rz', '--full-tree', '--end-of-options', sha]));
  return (
    listed &&
    new Map(
      listed
        .toString('utf8')
        .split('\0')
        .flatMap((entry) => {
          const [, mode, id = '', path = ''] =
            /^(100644|100755|120000) blob ([0-9a-f]+)\t(.+)$/s.exec(entry) ?? [];
          return mode === undefined ? [] : [[path, { id, isLink: mode === '120000' }] as const];
        }),
    )
  );
}

/**
 * Texts by id. Ids are all that git is given, so that no path can be taken for an option, a
 * revision or a second line.
 *
 * @returns null for what is binary or over-large, nothing for objects that are not there, and
 *   undefined if git fails.
 */
async function readTexts(
  workspace: string,
  ids: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, FileText | null> | undefined> {
  const found = new Map<string, FileText | null>();
  const checked = ids.length === 0 ? undefined : await batch(workspace, '--batch-check', ids);
  if (checked === undefined) {
    return ids.length === 0 ? found : undefined;
  }
  const parts: { readonly ids: string[]; bytes: number }[] = [];
  for (const line of checked.toString('utf8').split('\n')) {
    const [, id = '', digits] = /^([0-9a-f]+) blob (\d+)$/.exec(line) ?? [];
    const size = Number(digits);
    if (size > most) {
      found.set(id, null);
    } else if (digits !== undefined) {
      const last = parts.at(-1);
      const part = last && last.bytes + size <= MOST_BYTES ? last : { ids: [], bytes: 0 };
      parts.push(...(part === last ? [] : [part]));
      part.ids.push(id);
      part.bytes += size;
    }
  }
  for (const part of parts) {
    const bytes = await batch(workspace, '--batch', part.ids);
    if (bytes === undefined) {
      return undefined;
    }
    for (const [id, contents] of objectsIn(bytes)) {
      found.set(id, textOf(contents));
    }
  }
  return found;
}

function batch(workspace: string, manner: string, ids: readonly string[]) {
  return git(workspace, ['cat-file', manner], `${ids.join('\n')}\n`);
}

/** What `git cat-file --batch` prints: `id type size`, and the contents between line breaks. */
function* objectsIn(bytes: Buffer): Generator<readonly [string, Buffer]> {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    const [id = '', , size = ''] = bytes.toString('latin1', at, end).split(' ');
    const start = end + 1;
    yield [id, bytes.subarray(start, start + Number(size))];
    at = start + Number(size) + 1;
  }
}

function textOf(bytes: Buffer): FileText | null {
  const contents = contentsOf(bytes, true);
  return contents.kind === 'text' ? contents : null;
}

/**
 * Runs git on the objects of a work tree, in which earlier steps may have written anything. Nothing
 * that its configuration names is run: no hook, no monitor, no transport that would fetch what a
 * partial clone lacks; and no object stands for another.
 *
 * @returns undefined if git is not there, fails, takes too long or prints too much.
 */
async function git(
  workspace: string,
  args: readonly string[],
  input?: string,
): Promise<Buffer | undefined> {
  const settings = {
    'core.fsmonitor': 'false',
    'core.hooksPath': '/dev/null',
    'protocol.allow': 'never',
    // In a container the workspace belongs to the user of the runner.
    'safe.directory': workspace,
  };
  const { failed, stdout } = await execa(
    'git',
    [
      // Not by `cwd`, where Windows would look for a program of that name.
      '-C',
      workspace,
      '--no-pager',
      '--no-replace-objects',
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ...args,
    ],
    {
      reject: false,
      encoding: 'buffer',
      stripFinalNewline: false,
      timeout: MOST_MILLISECONDS,
      // Each object has a line of its own beside its contents.
      maxBuffer: 2 * MOST_BYTES,
      ...(input === undefined ? { stdin: 'ignore' } : { input }),
      // No variable of an earlier step says which repository, program or configuration git takes.
      extendEnv: false,
      env: {
        PATH: env['PATH'],
        SYSTEMROOT: env['SYSTEMROOT'],
        GIT_ALLOW_PROTOCOL: '',
        GIT_CEILING_DIRECTORIES: dirname(workspace),
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_NO_LAZY_FETCH: '1',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
      },
    },
  );
  return failed ? undefined : Buffer.from(stdout ?? []);
}
