import type { Server } from 'node:http';
import type { Fault } from './faults.ts';
import { type Changes, clock, GitRepository } from './git-repository.ts';
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
  readonly #server: Server;
  readonly #paths: Paths;

  private constructor(state: State, paths: Paths) {
    this.state = state;
    this.#paths = paths;
    const hooks = {
      fault: (method: string, path: string) => this.fault(method, path, this.log.length),
      before: (method: string, path: string) => this.before(method, path),
      log: (entry: Logged) => this.log.push(entry),
    };
    this.#server = serve(state, hooks, paths);
  }

  static async start(options: Options = {}): Promise<FakeGitHub> {
    const state: State = {
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
      largestPatch: options.largestPatch ?? 100_000,
      nextId: 1000,
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
    const comment = {
      id: newId(this.state),
      issue: pull.number,
      author: { login, isBot: false, permissions: {} },
      body,
    };
    this.state.issueComments.push(comment);
    return {
      action: 'created',
      issue: { number: pull.number, pull_request: { url: '' } },
      comment: {
        id: comment.id,
        body,
        created_at: new Date(clock() * 1000).toISOString(),
        user: { login, type: 'User' },
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
