import { notFound } from './api-error.ts';
import type { Routes, Schemas } from './route.ts';
import { need } from './state.ts';

type Tree = Pick<Schemas['git-tree'], 'sha' | 'truncated'> & {
  readonly tree: readonly Pick<
    Schemas['git-tree']['tree'][number],
    'path' | 'mode' | 'type' | 'sha' | 'size'
  >[];
};

type Blob = Pick<Schemas['blob'], 'sha' | 'content' | 'encoding' | 'size'>;

/** GitHub lists no more entries of a tree at once. */
const MOST_ENTRIES = 100_000;

/** Trees, blobs and contents of commits. */
export const gitData: Routes = {
  'GET /repos/{owner}/{repo}/git/trees/{sha}': async ({ state, token, params }) => {
    need(token, ['contents', 'read']);
    const sha = await state.repository.sha(params['sha'] ?? '');
    if (sha === undefined) {
      throw notFound();
    }
    const entries = await state.repository.tree(sha);
    const body: Tree = {
      sha,
      truncated: entries.length > MOST_ENTRIES,
      tree: entries.slice(0, MOST_ENTRIES).map(({ path, mode, type, sha: id, size }) => ({
        path,
        mode,
        type,
        sha: id,
        size,
      })),
    };
    return { status: 200, body };
  },
  'GET /repos/{owner}/{repo}/git/blobs/{sha}': async ({ state, token, params }) => {
    need(token, ['contents', 'read']);
    const bytes = await state.repository.blob(params['sha'] ?? '');
    if (bytes === undefined) {
      throw notFound();
    }
    const body: Blob = {
      sha: params['sha'] ?? '',
      size: bytes.length,
      encoding: 'base64',
      content: bytes.toString('base64').replace(/.{60}/g, '$&\n'),
    };
    return { status: 200, body };
  },
};
