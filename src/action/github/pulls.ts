import { readMarker } from '../review/marker.ts';
import type { OwnThread } from '../review/threads.ts';
import { type Blob, configContents } from './blob.ts';
import type { Client } from './client.ts';
import type { ChangedFile, GitHub, PullState } from './port.ts';
import type { Repository } from './where.ts';

/** Comments and threads come in pages of 100; more pages than these are not read. */
const MOST_PAGES = 50;

/**
 * What pull requests are and change.
 *
 * @param configs the paths that the configuration may have, which are read together with a pull
 *   request.
 */
export function pullsIn(
  { client, owner, repo }: Repository,
  configs: readonly [string, string],
): Pick<GitHub, 'pull' | 'files'> {
  const where = { owner, repo };
  return {
    pull: async (number: number): Promise<PullState> => {
      const [config, otherConfig] = configs;
      const about = { owner, repo, number, config, otherConfig };
      const { pull, comments, threads } = await pages(client, about);
      const base = pull.baseRef?.target;
      const own = comments.filter(({ viewerDidAuthor }) => viewerDidAuthor);
      const summary = own.find(({ body }) => readMarker(body)?.kind === 'summary');
      return {
        head: pull.headRefOid,
        headRef: pull.headRefName,
        headRepository: pull.headRepository?.nameWithOwner ?? '',
        base: pull.baseRef?.target.oid ?? pull.baseRefOid,
        configs: new Map([
          [otherConfig, configContents(base?.otherFile)],
          [config, configContents(base?.file)],
        ]),
        isOpen: pull.state === 'OPEN',
        threads: threads.flatMap(ownThread),
        ...(summary && {
          summary: { id: idOf(summary), body: summary.body, updated: summary.updatedAt },
        }),
        answers: new Map(
          own.flatMap((comment) => {
            const marker = readMarker(comment.body);
            return marker?.kind === 'answer' ? [[marker.comment, idOf(comment)] as const] : [];
          }),
        ),
      };
    },
    files: async (number: number): Promise<readonly ChangedFile[]> => {
      const files = await client.paginate(client.rest.pulls.listFiles, {
        ...where,
        pull_number: number,
        per_page: 100,
      });
      return files.map(({ filename, status, patch, previous_filename: previous }) => ({
        path: filename,
        isRemoved: status === 'removed',
        ...(status === 'renamed' && previous !== undefined && { previous }),
        ...(patch !== undefined && { patch }),
      }));
    },
  };
}

const PULL = `query(
  $owner: String!, $repo: String!, $number: Int!, $config: String!, $otherConfig: String!,
  $comments: String, $threads: String, $moreComments: Boolean!, $moreThreads: Boolean!
) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      state headRefOid headRefName baseRefOid headRepository { nameWithOwner }
      baseRef {
        target {
          oid
          ... on Commit {
            file(path: $config) { object { ... on Blob { text isTruncated } } }
            otherFile: file(path: $otherConfig) { object { ... on Blob { text isTruncated } } }
          }
        }
      }
      comments(first: 100, after: $comments) @include(if: $moreComments) {
        nodes { fullDatabaseId body viewerDidAuthor updatedAt }
        pageInfo { hasNextPage endCursor }
      }
      reviewThreads(first: 100, after: $threads) @include(if: $moreThreads) {
        nodes {
          id path line isResolved
          comments(first: 1) { nodes { id body viewerDidAuthor } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

/** The pull request as its first page has it, with the comments and threads of all pages. */
async function pages(
  client: Client,
  where: Readonly<Record<'owner' | 'repo' | 'config' | 'otherConfig', string>> & {
    readonly number: number;
  },
) {
  const ask = async (comments: Cursor, threads: Cursor) => {
    const { repository } = await client.graphql<Answer>(PULL, {
      ...where,
      comments,
      threads,
      moreComments: comments !== undefined,
      moreThreads: threads !== undefined,
    });
    return repository.pullRequest;
  };
  const pull = await ask(null, null);
  const comments = [...(pull.comments?.nodes ?? [])];
  const threads = [...(pull.reviewThreads?.nodes ?? [])];
  let last = pull;
  for (let page = 1; page < MOST_PAGES; page += 1) {
    const next = [after(last.comments), after(last.reviewThreads)] as const;
    if (next.every((cursor) => cursor === undefined)) {
      break;
    }
    last = await ask(...next);
    comments.push(...(last.comments?.nodes ?? []));
    threads.push(...(last.reviewThreads?.nodes ?? []));
  }
  return { pull, comments, threads };
}

/** Where a page begins: null for the first, undefined if there is none. */
type Cursor = string | null | undefined;

function after(list: List<unknown> | undefined): Cursor {
  return list?.pageInfo.hasNextPage ? list.pageInfo.endCursor : undefined;
}

interface List<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface CommentNode {
  /** A number that may have more than 32 bits, as text. */
  readonly fullDatabaseId: string;
  readonly body: string;
  readonly updatedAt: string;
  readonly viewerDidAuthor: boolean;
}

/** The id that REST knows a comment by. */
function idOf({ fullDatabaseId }: CommentNode): number {
  return Number(fullDatabaseId);
}

interface ThreadNode {
  readonly id: string;
  readonly path: string;
  readonly line: number | null;
  readonly isResolved: boolean;
  readonly comments: {
    readonly nodes: readonly {
      readonly id: string;
      readonly body: string;
      readonly viewerDidAuthor: boolean;
    }[];
  };
}

interface Answer {
  readonly repository: {
    readonly pullRequest: {
      readonly state: string;
      readonly headRefOid: string;
      readonly headRefName: string;
      readonly baseRefOid: string;
      readonly baseRef: {
        readonly target: {
          readonly oid: string;
          readonly file: { readonly object: Blob | null } | null;
          readonly otherFile: { readonly object: Blob | null } | null;
        };
      } | null;
      readonly headRepository: { readonly nameWithOwner: string } | null;
      readonly comments?: List<CommentNode>;
      readonly reviewThreads?: List<ThreadNode>;
    };
  };
}

function ownThread({ id, path, line, isResolved, comments }: ThreadNode): OwnThread[] {
  const [first] = comments.nodes;
  return first?.viewerDidAuthor
    ? [
        {
          id,
          path,
          isResolved,
          commentId: first.id,
          body: first.body,
          ...(line !== null && { line }),
        },
      ]
    : [];
}
