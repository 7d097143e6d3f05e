import { ApiError } from './api-error.ts';
import type { FileDiff } from './git-repository.ts';
import { page, type Routes, type Schemas } from './route.ts';
import { baseOf, headOf, need, type PullRequest, pullOf, type State } from './state.ts';

type Pull = Pick<Schemas['pull-request'], 'number' | 'title' | 'state' | 'node_id'> & {
  readonly head: Pick<Schemas['pull-request']['head'], 'ref' | 'sha'>;
  readonly base: Pick<Schemas['pull-request']['base'], 'ref' | 'sha'>;
};

type File = Pick<
  Schemas['diff-entry'],
  | 'sha'
  | 'filename'
  | 'status'
  | 'additions'
  | 'deletions'
  | 'changes'
  | 'patch'
  | 'previous_filename'
>;

/** GitHub lists no more files of a pull request. */
const MOST_FILES = 3000;

/** Pull requests and the files that they change. */
export const pulls: Routes = {
  'GET /repos/{owner}/{repo}/pulls/{number}': async ({ state, token, params }) => {
    need(token, ['pull-requests', 'read']);
    return { status: 200, body: await shown(state, pullOf(state, Number(params['number']))) };
  },
  'GET /repos/{owner}/{repo}/pulls/{number}/files': async (call) => {
    const { state, token, params } = call;
    need(token, ['pull-requests', 'read']);
    const pull = pullOf(state, Number(params['number']));
    return page(call, await filesOf(state, pull), MOST_FILES);
  },
  'GET /repos/{owner}/{repo}/compare/{range}': async ({ state, params }) => {
    const [from = '', to = ''] = decodeURIComponent(params['range'] ?? '').split('...');
    const [one, other] = [await state.repository.sha(from), await state.repository.sha(to)];
    if (one === undefined || other === undefined) {
      throw new ApiError(404, 'Not Found');
    }
    const files = await state.repository.diff(await state.repository.mergeBase(one, other), other);
    return { status: 200, body: { files: files.slice(0, 300).map((file) => entry(state, file)) } };
  },
};

/** What events carry of a pull request, and what GET answers. */
export async function shown(state: State, pull: PullRequest): Promise<Pull & object> {
  const home = `${state.owner}/${state.name}`;
  return {
    number: pull.number,
    node_id: `PR_${pull.number}`,
    title: pull.title,
    state: pull.state,
    head: {
      ref: pull.headRef,
      sha: await headOf(state, pull),
      ...{ repo: { full_name: pull.headRepository, fork: pull.headRepository !== home } },
    },
    base: {
      ref: pull.baseRef,
      sha: await baseOf(state, pull),
      ...{ repo: { full_name: home, fork: false } },
    },
  };
}

export async function filesOf(state: State, pull: PullRequest): Promise<readonly File[]> {
  const head = await headOf(state, pull);
  const base = await state.repository.mergeBase(await baseOf(state, pull), head);
  return (await state.repository.diff(base, head)).map((file) => entry(state, file));
}

function entry(state: State, { path, previous, status, patch }: FileDiff): File {
  const lines = (patch ?? '').split('\n');
  const additions = lines.filter((line) => line.startsWith('+')).length;
  const deletions = lines.filter((line) => line.startsWith('-')).length;
  const isShown = patch !== undefined && patch.length <= state.largestPatch;
  return {
    sha: '0'.repeat(40),
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    ...(isShown && { patch }),
    ...(previous !== undefined && { previous_filename: previous }),
  };
}
