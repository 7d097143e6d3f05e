import type { Server } from 'node:http';
import type { Fault } from './faults.ts';
import { type Changes, GitRepository, now } from './git-repository.ts';
import { shown } from './pulls.ts';
import { type Logged, type Paths, serve } from './server.ts';
import {
  baseOf,
  headOf,
  newId,
  type Permissions,
  type PullRequest,
  type ReviewComment,
  refOf,
  type State,
} from './state.ts';
import { applySuggestions } from './suggestions.ts';

/** What a pull request is opened with. */
export interface Opening {
  readonly base: Changes;
  readonly head: Changes;
  /** `owner/name` of the fork that the head is in. */
  readonly fork?: string;
}

export interface Options {
  /** Patches with more characters are left out. */
  readonly largestPatch?: number;
  /** A GitHub Enterprise Server, whose APIs stand below `/api`. */
  readonly isEnterprise?: boolean;
}

/**
 * A GitHub with one repository, behind the REST and GraphQL APIs: git's own heads, diffs and
 * contents, and GitHub's rules for what is accepted.
 */
export class FakeGitHub {
  readonly state: State;
  readonly log: Logged[] = [];
  /** Asked for each request, which then fails in this way. */
  fault: (method: string, path: string, at: number) => Fault | undefined = () => undefined;
  /** Called before each request is carried out, as when somebody pushes meanwhile. */
  before: (method: string, path: string) => Promise<void> = () => Promise.resolve();
  /** Whether the diff cannot take a comment, for reasons that GitHub does not give. */
  refuse: (comment: { readonly path: string; readonly body: string }) => boolean = () => false;
  readonly #server: Server;
  readonly #paths: Paths;

  private constructor(state: Omit<State, 'refuses'>, paths: Paths) {
    this.state = { ...state, refuses: (comment) => this.refuse(comment) };
    this.#paths = paths;
    const hooks = {
      fault: (method: string, path: string) => this.fault(method, path, this.log.length),
      before: (method: string, path: string) => this.before(method, path),
      log: (entry: Logged) => this.log.push(entry),
    };
    this.#server = serve(this.state, hooks, paths);
  }

  static async start(options: Options = {}): Promise<FakeGitHub> {
    const state: Omit<State, 'refuses'> = {
      owner: 'octo',
      name: 'flows',
      repository: await GitRepository.create(),
      pulls: [],
      reviews: [],
      reviewComments: [],
      issueComments: [],
      reactions: [],
      artifacts: [],
      tokens: new Map(),
      people: new Map([['writer', 'write']]),
      rules: new Set(),
      largestPatch: options.largestPatch ?? 100_000,
      // No 32 bits hold them, as with those of GitHub.
      nextId: 2 ** 31 + 1000,
    };
    const github = new FakeGitHub(
      state,
      options.isEnterprise
        ? { rest: '/api/v3', graphql: '/api/graphql' }
        : { rest: '', graphql: '/graphql' },
    );
    await new Promise<void>((settle) => github.#server.listen(0, '127.0.0.1', settle));
    return github;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((settle) => this.#server.close(settle));
    await this.state.repository.remove();
  }

  /** What the runner has in GITHUB_API_URL. */
  get url(): string {
    return this.origin + this.#paths.rest;
  }

  /** What the runner has in GITHUB_GRAPHQL_URL. */
  get graphqlUrl(): string {
    return this.origin + this.#paths.graphql;
  }

  /** A token of GitHub Actions with these permissions. */
  token(permissions: Permissions): string {
    const token = `ghs_${'x'.repeat(30)}${newId(this.state)}`;
    this.state.tokens.set(token, { login: 'github-actions', isBot: true, permissions });
    return token;
  }

  /** Commits the base and the head, and opens a pull request. */
  async open({ base, head, fork }: Opening): Promise<PullRequest> {
    const { repository } = this.state;
    const number = this.state.pulls.length + 1;
    const home = `${this.state.owner}/${this.state.name}`;
    await repository.commit('refs/heads/main', { 'README.md': `${number}\n`, ...base });
    const pull: PullRequest = {
      number,
      title: 'Change a flow',
      author: fork === undefined ? 'writer' : 'stranger',
      baseRef: 'main',
      headRepository: fork ?? home,
      headRef: `change-${number}`,
      state: 'open',
    };
    await repository.commit(this.refOf(pull), head, 'refs/heads/main');
    this.state.pulls.push(pull);
    return pull;
  }

  /** Pushes one more commit to the head of a pull request. */
  push(pull: PullRequest, changes: Changes): Promise<string> {
    return this.state.repository.commit(this.refOf(pull), changes);
  }

  /** Pushes one more commit to the base branch. */
  pushBase(changes: Changes): Promise<string> {
    return this.state.repository.commit('refs/heads/main', changes);
  }

  /** Forces the branch of a pull request to a commit. */
  force(pull: PullRequest, commit: string): Promise<void> {
    return this.state.repository.point(this.refOf(pull), commit);
  }

  head(pull: PullRequest): Promise<string> {
    return headOf(this.state, pull);
  }

  base(pull: PullRequest): Promise<string> {
    return baseOf(this.state, pull);
  }

  /** The text of a file at the head. */
  async read(pull: PullRequest, path: string): Promise<string | undefined> {
    const bytes = await this.state.repository.blob(`${this.refOf(pull)}:${path}`);
    return bytes?.toString('utf8');
  }

  /** The payload of an event about the pull request. */
  async pullRequestEvent(pull: PullRequest, action = 'synchronize'): Promise<object> {
    return {
      action,
      number: pull.number,
      pull_request: await shown(this.state, pull),
      ...this.home,
    };
  }

  /** Somebody comments; @returns the payload of the event. */
  comment(pull: PullRequest, login: string, body: string): object {
    const at = now();
    const comment = {
      id: newId(this.state),
      issue: pull.number,
      author: { login, isBot: false, permissions: {} },
      created: at,
      updated: at,
      body,
    };
    this.state.issueComments.push(comment);
    return {
      action: 'created',
      issue: { number: pull.number, pull_request: { url: '' } },
      comment: { id: comment.id, body, created_at: at, user: { login, type: 'User' } },
      ...this.home,
    };
  }

  /**
   * Somebody comments on a line of the diff of a commit, the head if none is named; @returns the
   * payload of the event.
   */
  async lineComment(
    pull: PullRequest,
    login: string,
    body: string,
    {
      path,
      line,
      commit,
    }: { readonly path: string; readonly line: number; readonly commit?: string },
  ): Promise<object> {
    const on = commit ?? (await this.head(pull));
    const comment: ReviewComment = {
      id: newId(this.state),
      review: newId(this.state),
      pull: pull.number,
      path,
      line,
      side: 'RIGHT',
      commit: on,
      author: { login, isBot: false, permissions: {} },
      body,
      isResolved: false,
    };
    this.state.reviewComments.push(comment);
    return {
      ...(await this.pullRequestEvent(pull, 'created')),
      comment: {
        id: comment.id,
        body,
        commit_id: on,
        original_commit_id: on,
        created_at: now(),
        user: { login, type: 'User' },
      },
    };
  }

  /** A workflow run uploads an artifact; @returns the run's id. */
  upload(name: string, zip: Uint8Array): number {
    const run = newId(this.state);
    this.state.artifacts.push({ id: newId(this.state), run, name, zip });
    return run;
  }

  /** The payload of the event after a workflow run for the head of the pull request. */
  async workflowRunEvent(pull: PullRequest, run: number): Promise<object> {
    return {
      action: 'completed',
      workflow_run: {
        id: run,
        event: 'pull_request',
        conclusion: 'failure',
        head_branch: pull.headRef,
        head_sha: await this.head(pull),
        head_repository: { full_name: pull.headRepository },
        // GitHub leaves the list empty for pull requests from forks.
        pull_requests: [],
      },
      ...this.home,
    };
  }

  apply(comments: readonly ReviewComment[]): Promise<string> {
    return applySuggestions(this.state, comments);
  }

  get home(): object {
    const { owner, name } = this.state;
    return {
      repository: {
        name,
        owner: { login: owner },
        full_name: `${owner}/${name}`,
        default_branch: 'main',
      },
    };
  }

  private get origin(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  private refOf({ headRepository, headRef }: PullRequest): string {
    return refOf(this.state, headRepository, headRef);
  }
}
