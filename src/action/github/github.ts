import {
  contentsOf,
  type FileContents,
  type FileText,
  MAX_FILE_BYTES,
} from '../../core/project/files.ts';
import type { Tree } from '../commits.ts';
import { readMarker } from '../review/marker.ts';
import type { PlannedComment } from '../review/plan.ts';
import type { OwnThread, ThreadChange } from '../review/threads.ts';
import type { Client } from './client.ts';

export interface PullState {
  readonly head: string;
  readonly headRef: string;
  readonly headRepository: string;
  /** The commit that the base branch is at. */
  readonly base: string;
  /** The configuration on the base branch, by each of the paths that it may have. */
  readonly configs: ReadonlyMap<string, FileContents>;
  readonly isOpen: boolean;
  readonly threads: readonly OwnThread[];
  /** The comment of an earlier run that is updated in place. */
  readonly summary?: {
    readonly id: number;
    readonly body: string;
    /** When it was changed last. */
    readonly updated: string;
  };
  /** Our comments that answer a command, by the comment that it stood in. */
  readonly answers: ReadonlyMap<number, number>;
}

export interface ChangedFile {
  readonly path: string;
  readonly isRemoved: boolean;
  /** Where a renamed file was before. */
  readonly previous?: string;
  readonly patch?: string;
}

/** Everything that the Action asks of GitHub or does there. */
export type GitHub = ReturnType<typeof gitHub>;

/** GitHub lists no more files of a pull request. */
export const MOST_FILES = 3000;

/** Comments and threads come in pages of 100; more pages than these are not read. */
const MOST_PAGES = 50;

const TEXTS_AT_ONCE = 200;

/** A report is much smaller. */
const MOST_ARCHIVE = 10_000_000;

/**
 * The API of GitHub for one repository.
 *
 * @param configs the paths that the configuration may have, which are read together with a pull
 *   request.
 */
export function gitHub(
  client: Client,
  owner: string,
  repo: string,
  configs: readonly [string, string],
) {
  const where = { owner, repo };
  const once = { request: { retries: 0 } };
  const read = async (
    sha: string,
    paths: readonly string[],
    textIn: (blob: Blob) => FileText | undefined | Promise<FileText | undefined>,
  ): Promise<ReadonlyMap<string, FileText>> => {
    const found = new Map<string, FileText>();
    for (let at = 0; at < paths.length; at += TEXTS_AT_ONCE) {
      const part = paths.slice(at, at + TEXTS_AT_ONCE);
      const { repository } = await client.graphql<{ repository: Record<string, Blob | null> }>(
        textsQuery(part.length),
        {
          owner,
          repo,
          ...Object.fromEntries(part.map((path, index) => [`e${index}`, `${sha}:${path}`])),
        },
      );
      for (const [index, path] of part.entries()) {
        const blob = repository[`f${index}`];
        const text = blob ? await textIn(blob) : undefined;
        if (text !== undefined) {
          found.set(path, text);
        }
      }
    }
    return found;
  };
  /** A file that GraphQL gives no text of, or not all: over 512 kB, or in UTF-16. */
  const whole = async (oid: string): Promise<FileText | undefined> => {
    const { data } = await client.rest.git.getBlob({ ...where, file_sha: oid });
    const contents = contentsOf(Buffer.from(data.content, 'base64'), true);
    return contents.kind === 'text' ? contents : undefined;
  };
  return {
    /** The repository, as `owner/name`. */
    home: `${owner}/${repo}`,
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
    tree: async (sha: string): Promise<Tree> => {
      const { data } = await client.rest.git.getTree({ ...where, tree_sha: sha, recursive: '1' });
      const pathsOf = (...modes: readonly string[]) =>
        data.tree
          .filter(({ type, mode }) => type === 'blob' && modes.includes(mode))
          .map(({ path }) => path);
      const paths = pathsOf('100644', '100755');
      return { paths, links: pathsOf('120000'), isCut: data.truncated };
    },
    texts: (sha: string, paths: readonly string[]) => {
      let left = MAX_WHOLE_FILES;
      return read(sha, paths, (blob) => {
        const text = textOf(blob);
        const isWanted = text === undefined && blob.oid !== undefined && fits(blob) && left > 0;
        left -= isWanted ? 1 : 0;
        return isWanted ? whole(blob.oid) : text;
      });
    },
    beginnings: (sha: string, paths: readonly string[]) =>
      read(sha, paths, ({ text }) => (text === null ? undefined : { kind: 'text', text })),
    review: async (number: number, sha: string, comments: readonly PlannedComment[]) => {
      const { data } = await client.rest.pulls.createReview({
        ...where,
        ...once,
        pull_number: number,
        commit_id: sha,
        event: 'COMMENT',
        comments: comments.map(({ path, start, line, body }) => ({
          path,
          body,
          line,
          side: 'RIGHT',
          ...(start < line && { start_line: start, start_side: 'RIGHT' }),
        })),
      });
      return data.html_url;
    },
    /** Closes, opens and rewrites threads in one request; what is not allowed is done another way. */
    changeThreads: async (changes: readonly ThreadChange[]): Promise<void> => {
      if (changes.length === 0) {
        return;
      }
      const bodies = changes.map(
        ({ thread, body }, at) =>
          `b${at}: updatePullRequestReviewComment(input: {pullRequestReviewCommentId: ${quote(thread.commentId)}, body: ${quote(body)}}) { clientMutationId }`,
      );
      const states = changes.flatMap(({ kind, thread }, at) => {
        const verb = { close: 'resolveReviewThread', reopen: 'unresolveReviewThread', rewrite: '' }[
          kind
        ];
        const isDone = verb === '' || (kind === 'close' && thread.isResolved);
        return isDone
          ? []
          : [`s${at}: ${verb}(input: {threadId: ${quote(thread.id)}}) { clientMutationId }`];
      });
      const mutate = (fields: readonly string[]) => changeThoseThere(client, fields);
      try {
        await mutate([...bodies, ...states]);
      } catch (error) {
        if (!isForbidden(error) || states.length === 0) {
          throw error;
        }
        // Resolving takes the permission to write contents; hiding and showing a comment does not.
        const shown = changes.flatMap(({ kind, thread }, at) => {
          const subject = `subjectId: ${quote(thread.commentId)}`;
          const verb = {
            close: `minimizeComment(input: {${subject}, classifier: RESOLVED})`,
            reopen: `unminimizeComment(input: {${subject}})`,
            rewrite: '',
          }[kind];
          return verb === '' ? [] : [`m${at}: ${verb} { clientMutationId }`];
        });
        await mutate([...bodies, ...shown]);
      }
    },
    /** Writes a comment in place of an earlier one, or anew where there is none any longer. */
    comment: async (number: number, body: string, id: number | undefined) => {
      if (id !== undefined) {
        try {
          const given = { ...where, comment_id: id, body };
          return (await client.rest.issues.updateComment(given)).data.html_url;
        } catch (error) {
          if (statusOf(error) !== 404) {
            throw error;
          }
        }
      }
      const given = { ...where, ...once, issue_number: number, body };
      return (await client.rest.issues.createComment(given)).data.html_url;
    },
    /** The archive of an artifact of a workflow run; nothing if there is none, or it is too large. */
    artifact: async (run: number, name: string): Promise<Uint8Array | undefined> => {
      const { data } = await client.rest.actions.listWorkflowRunArtifacts({
        ...where,
        run_id: run,
        name,
      });
      const found = data.artifacts.find((one) => !one.expired && one.size_in_bytes < MOST_ARCHIVE);
      if (found === undefined) {
        return undefined;
      }
      const { data: archive } = await client.rest.actions.downloadArtifact({
        ...where,
        artifact_id: found.id,
        archive_format: 'zip',
      });
      return new Uint8Array(archive as ArrayBuffer);
    },
    react: async (
      on: 'issue-comment' | 'review-comment',
      comment: number,
      content: 'eyes' | 'rocket' | 'confused',
    ) => {
      const { reactions } = client.rest;
      const given = { ...where, comment_id: comment, content };
      await (on === 'issue-comment'
        ? reactions.createForIssueComment(given)
        : reactions.createForPullRequestReviewComment(given));
    },
    mayWrite: async (username: string): Promise<boolean> => {
      try {
        const { data } = await client.rest.repos.getCollaboratorPermissionLevel({
          ...where,
          username,
        });
        return data.permission === 'admin' || data.permission === 'write';
      } catch (error) {
        if (statusOf(error) === 404) {
          return false;
        }
        throw error;
      }
    },
    /** The id of the newest commit of a pull request whose message has this line. */
    commitWith: async (number: number, line: string): Promise<string | undefined> => {
      const { repository } = await client.graphql<CommitsAnswer>(COMMITS, { owner, repo, number });
      const found = repository.pullRequest.commits.nodes.findLast(({ commit }) =>
        commit.message.split('\n').includes(line),
      );
      return found?.commit.oid;
    },
    /** Commits on top of the head; fails if the head has moved. It is sent once only. */
    commit: async (
      { headRepository, headRef, head }: PullState,
      message: { readonly headline: string; readonly body: string },
      files: readonly { readonly path: string; readonly after: string }[],
    ): Promise<string> => {
      const input = {
        branch: { repositoryNameWithOwner: headRepository, branchName: headRef },
        expectedHeadOid: head,
        message,
        fileChanges: {
          additions: files.map(({ path, after }) => ({
            path,
            contents: Buffer.from(after, 'utf8').toString('base64'),
          })),
        },
      };
      const answer = await client.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(
        'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }',
        { input, ...once },
      );
      return answer.createCommitOnBranch.commit.oid;
    },
  };
}

/** Whether the head of a pull request is in another repository, or in one that is gone. */
export function isFromFork(home: string, { headRepository }: PullState): boolean {
  return headRepository.toLowerCase() !== home.toLowerCase();
}

/** The status of a failed request; undefined for errors of another kind. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error ? Number(error.status) : undefined;
}

/** Whether what was asked is not allowed: to this token, or to anybody, as where comments are locked. */
export function isForbidden(error: unknown): boolean {
  return (
    lacksPermission(error) ||
    typesOf(error).includes('FORBIDDEN') ||
    (statusOf(error) === 403 && !isLimited(error))
  );
}

/** Whether GitHub says that the token has no permission for what was asked. */
export function lacksPermission(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Resource not accessible|must have (?:push|write)/i.test(error.message)
  );
}

/** Whether there were too many requests. */
function isLimited(error: unknown): boolean {
  return error instanceof Error && /rate limit|abuse detection/i.test(error.message);
}

/** Whether a commit was refused since the branch is not where it was. */
export function isMoved(error: unknown): boolean {
  return error instanceof Error && /Expected branch to point to/.test(error.message);
}

/** Whether GraphQL says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return typesOf(error).includes('NOT_FOUND');
}

/** What GraphQL says where it does not do what was asked; undefined for errors of another kind. */
export function refusalOf(error: unknown): string | undefined {
  const errors = errorsOf(error);
  return errors.length === 0 || typesOf(error).includes('RATE_LIMITED')
    ? undefined
    : errors.map((one) => String(one?.message)).join(' ');
}

/** The types of the errors in an answer of GraphQL. */
function typesOf(error: unknown): readonly unknown[] {
  return errorsOf(error).map((one) => one?.type);
}

interface GraphQLError {
  readonly type?: unknown;
  readonly message?: unknown;
}

/** The errors in an answer of GraphQL; those of REST have a status. */
function errorsOf(error: unknown): readonly (GraphQLError | undefined)[] {
  const errors: unknown =
    error instanceof Error && 'errors' in error && !('status' in error) ? error.errors : undefined;
  return Array.isArray(errors) ? errors : [];
}

/** Whether nobody can tell if the request was carried out. */
export function isUncertain(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && (status >= 500 || status === 429);
}

/**
 * Sends the changes in one request. GitHub carries out each for itself, so that a comment that
 * somebody has deleted meanwhile keeps no other from its change.
 */
async function changeThoseThere(client: Client, fields: readonly string[]): Promise<void> {
  try {
    await client.graphql(`mutation { ${fields.join('\n')} }`);
  } catch (error) {
    const types = typesOf(error);
    if (types.length === 0 || types.some((type) => type !== 'NOT_FOUND')) {
      throw error;
    }
  }
}

/** Strings of GraphQL are written as in JSON. */
function quote(text: string): string {
  return JSON.stringify(text);
}

interface Blob {
  readonly text: string | null;
  readonly isTruncated: boolean | null;
  readonly oid?: string;
  readonly byteSize?: number;
}

/** The text of a file; nothing of binary, over-large and absent ones. */
function textOf(blob: Blob | null | undefined): FileText | undefined {
  const text = blob?.isTruncated === true ? undefined : (blob?.text ?? undefined);
  return text === undefined ? undefined : { kind: 'text', text };
}

/** So many files of a check are asked for one by one. */
const MAX_WHOLE_FILES = 20;

function fits({ byteSize = 0 }: Blob): boolean {
  return byteSize > 0 && byteSize <= MAX_FILE_BYTES;
}

/** A configuration that is there and has no text is not the same as none. */
function configContents(file: { readonly object: Blob | null } | null | undefined): FileContents {
  if (!file) {
    return { kind: 'absent' };
  }
  return textOf(file.object) ?? { kind: 'unread', why: 'a file that is too large or no text' };
}

function textsQuery(count: number): string {
  const at = Array.from({ length: count }, (_, index) => index);
  return `query($owner: String!, $repo: String!, ${at.map((n) => `$e${n}: String!`).join(', ')}) {
    repository(owner: $owner, name: $repo) {
      ${at.map((n) => `f${n}: object(expression: $e${n}) { ... on Blob { oid byteSize text isTruncated } }`).join('\n')}
    }
  }`;
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

const COMMITS = `query($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) { commits(last: 100) { nodes { commit { oid message } } } }
  }
}`;

interface CommitsAnswer {
  readonly repository: {
    readonly pullRequest: {
      readonly commits: {
        readonly nodes: readonly {
          readonly commit: { readonly oid: string; readonly message: string };
        }[];
      };
    };
  };
}

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
