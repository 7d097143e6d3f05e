import { TypedError } from './graphql-error.ts';
import { type Asked, thread } from './queries.ts';
import { type IssueComment, may, type Permission, type ReviewComment, refOf } from './state.ts';

interface Commit {
  readonly branch: { readonly repositoryNameWithOwner: string; readonly branchName: string };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string };
  readonly fileChanges: {
    readonly additions: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions: readonly { readonly path: string }[];
  };
}

/** What GitHub says where a rule of the branch wants pull requests. */
const RULES =
  'Repository rule violations found\n\nChanges must be made through a pull request.\n\n';

/** The mutations of the official schema that the Action uses. */
export const mutations = {
  resolveReviewThread: (asked: Asked, { threadId }: { readonly threadId: string }) =>
    settle(asked, threadId, true),
  unresolveReviewThread: (asked: Asked, { threadId }: { readonly threadId: string }) =>
    settle(asked, threadId, false),
  minimizeComment: (
    asked: Asked,
    { subjectId, classifier }: { readonly subjectId: string; readonly classifier: string },
  ) => {
    needed(asked, ['pull-requests', 'write'], ['issues', 'write']);
    const comment = find(asked, subjectId);
    comment.minimized = classifier;
    return { minimizedComment: null };
  },
  unminimizeComment: (asked: Asked, { subjectId }: { readonly subjectId: string }) => {
    needed(asked, ['pull-requests', 'write'], ['issues', 'write']);
    delete find(asked, subjectId).minimized;
    return { unminimizedComment: null };
  },
  updatePullRequestReviewComment: (
    asked: Asked,
    {
      pullRequestReviewCommentId: id,
      body,
    }: Readonly<Record<'pullRequestReviewCommentId' | 'body', string>>,
  ) => {
    needed(asked, ['pull-requests', 'write']);
    find(asked, id).body = body;
    return { pullRequestReviewComment: null };
  },
  createCommitOnBranch: async (asked: Asked, commit: Commit) => {
    const { state } = asked;
    needed(asked, ['contents', 'write']);
    const { repositoryNameWithOwner: name, branchName } = commit.branch;
    if (name !== `${state.owner}/${state.name}`) {
      throw new TypedError('FORBIDDEN', 'Resource not accessible by integration');
    }
    const ref = refOf(state, name, branchName);
    if ((await state.repository.sha(ref)) !== commit.expectedHeadOid) {
      throw new TypedError(
        'STALE_DATA',
        `Expected branch to point to "${commit.expectedHeadOid}" but it did not.  Pull and try again.`,
      );
    }
    if (state.rules.has(branchName)) {
      throw new TypedError('UNPROCESSABLE', RULES);
    }
    const { additions, deletions } = commit.fileChanges;
    const changes = Object.fromEntries([
      ...additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64')]),
      ...deletions.map(({ path }) => [path, null]),
    ]);
    const { headline, body = '' } = commit.message;
    const oid = await state.repository.commit(ref, changes, ref, `${headline}\n\n${body}`);
    return { commit: { oid, url: `https://github.test/commit/${oid}` } };
  },
};

/** Unlike one would think, this takes the permission to write contents. */
function settle(asked: Asked, id: string, isResolved: boolean) {
  needed(asked, ['contents', 'write']);
  needed(asked, ['pull-requests', 'write']);
  const comment = asked.state.reviewComments.find((one) => `PRRT_${one.id}` === id);
  if (comment === undefined) {
    throw new TypedError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
  }
  comment.isResolved = isResolved;
  return { thread: thread(asked, comment) };
}

function find({ state }: Asked, id: string): ReviewComment | IssueComment {
  const found =
    state.reviewComments.find((one) => `PRRC_${one.id}` === id) ??
    state.issueComments.find((one) => `IC_${one.id}` === id);
  if (found === undefined) {
    throw new TypedError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
  }
  return found;
}

function needed({ token }: Asked, ...any: readonly Permission[]): void {
  if (!may(token, ...any)) {
    throw new TypedError('FORBIDDEN', 'Resource not accessible by integration');
  }
}
