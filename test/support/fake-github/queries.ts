import { blobId } from './git-repository.ts';
import { TypedError } from './graphql-error.ts';
import { currentLines } from './movement.ts';
import {
  baseOf,
  headOf,
  type PullRequest,
  type ReviewComment,
  refOf,
  restLogin,
  type State,
  type Token,
} from './state.ts';

/** A request of GraphQL: who asks, and whom. */
export interface Asked {
  readonly state: State;
  readonly token: Token;
}

interface Page {
  readonly first?: number;
  readonly after?: string;
  readonly last?: number;
  readonly before?: string;
}

/** Texts of more bytes come without their end. */
const MOST_BYTES = 512_000;

/** `repository` of the official schema, as far as the Action asks for it. */
export function repository(asked: Asked, { owner, name }: { owner: string; name: string }) {
  const { state, token } = asked;
  if (owner !== state.owner || name !== state.name) {
    throw new TypedError(
      'NOT_FOUND',
      `Could not resolve to a Repository with the name '${owner}/${name}'.`,
    );
  }
  return {
    nameWithOwner: `${owner}/${name}`,
    object: async ({ expression }: { readonly expression: string }) => {
      if (token.permissions.contents === undefined) {
        throw new TypedError('FORBIDDEN', 'Resource not accessible by integration');
      }
      const bytes = await state.repository.blob(expression);
      return bytes === undefined ? null : blob(bytes);
    },
    pullRequest: ({ number }: { readonly number: number }) => {
      if (token.permissions['pull-requests'] === undefined) {
        throw new TypedError('FORBIDDEN', 'Resource not accessible by integration');
      }
      const pull = state.pulls.find((one) => one.number === number);
      if (pull === undefined) {
        throw new TypedError(
          'NOT_FOUND',
          `Could not resolve to a PullRequest with the number of ${number}.`,
        );
      }
      return pullRequest(asked, pull);
    },
  };
}

function commit({ state }: Asked, oid: string) {
  return {
    __typename: 'Commit',
    oid,
    file: async ({ path }: { readonly path: string }) => {
      const bytes = await state.repository.blob(`${oid}:${path}`);
      return bytes === undefined ? null : { path, object: blob(bytes) };
    },
  };
}

function blob(bytes: Buffer) {
  const isBinary = bytes.includes(0) || !isUtf8(bytes);
  return {
    __typename: 'Blob',
    oid: blobId(bytes),
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > MOST_BYTES,
    text: isBinary ? null : bytes.subarray(0, MOST_BYTES).toString('utf8'),
  };
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function pullRequest(asked: Asked, pull: PullRequest) {
  const { state, token } = asked;
  const comments = state.issueComments.filter(({ issue }) => issue === pull.number);
  const threads = state.reviewComments.filter((comment) => comment.pull === pull.number);
  return {
    id: `PR_${pull.number}`,
    number: pull.number,
    state: pull.state === 'open' ? 'OPEN' : 'CLOSED',
    headRefName: pull.headRef,
    headRefOid: () => headOf(state, pull),
    baseRefName: pull.baseRef,
    baseRefOid: () => baseOf(state, pull),
    baseRef: { target: async () => commit(asked, await baseOf(state, pull)) },
    isCrossRepository: pull.headRepository !== `${state.owner}/${state.name}`,
    headRepository: { nameWithOwner: pull.headRepository },
    headRef: async () =>
      (await state.repository.sha(refOf(state, pull.headRepository, pull.headRef))) && {
        name: pull.headRef,
      },
    commits: async (page: Page) => {
      const { repository } = state;
      const head = await headOf(state, pull);
      const from = await repository.mergeBase(await baseOf(state, pull), head);
      return connection(await repository.log(from, head), page, (commit) => ({ commit }));
    },
    comments: (page: Page) =>
      connection(comments, page, ({ id, body, author, minimized, created, updated }) => ({
        __typename: 'IssueComment',
        id: `IC_${id}`,
        fullDatabaseId: String(id),
        body,
        createdAt: created,
        updatedAt: updated,
        author: { __typename: author.isBot ? 'Bot' : 'User', login: author.login },
        viewerDidAuthor: restLogin(author) === restLogin(token),
        isMinimized: minimized !== undefined,
      })),
    reviewThreads: (page: Page) => connection(threads, page, (comment) => thread(asked, comment)),
  };
}

/** A thread, which has one comment here: the Action never answers in one. */
export function thread({ state, token }: Asked, comment: ReviewComment) {
  const { id, body, author, minimized, path } = comment;
  return {
    __typename: 'PullRequestReviewThread',
    id: `PRRT_${id}`,
    path,
    isResolved: () => comment.isResolved,
    isOutdated: async () => (await currentLines(state, comment)) === undefined,
    line: async () => (await currentLines(state, comment))?.end ?? null,
    comments: (page: Page) =>
      connection([comment], page, () => ({
        __typename: 'PullRequestReviewComment',
        id: `PRRC_${id}`,
        fullDatabaseId: String(id),
        body,
        author: { __typename: author.isBot ? 'Bot' : 'User', login: author.login },
        viewerDidAuthor: restLogin(author) === restLogin(token),
        isMinimized: minimized !== undefined,
      })),
  };
}

function connection<T, U>(all: readonly T[], page: Page, show: (item: T) => U) {
  const { first, after, last, before } = page;
  const size = first ?? last;
  if (size === undefined || size < 1 || size > 100) {
    throw new TypedError(
      'EXCESSIVE_PAGINATION',
      'Requesting more than 100 records is not possible.',
    );
  }
  const end = before === undefined ? all.length : Number(before);
  const start = first === undefined ? Math.max(end - size, 0) : Number(after ?? 0);
  const stop = first === undefined ? end : Math.min(start + size, all.length);
  return {
    totalCount: all.length,
    nodes: all.slice(start, stop).map(show),
    pageInfo: {
      hasNextPage: stop < all.length,
      hasPreviousPage: start > 0,
      startCursor: String(start),
      endCursor: String(stop),
    },
  };
}
