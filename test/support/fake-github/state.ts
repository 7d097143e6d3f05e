import { notAccessible, notFound } from './api-error.ts';
import type { GitRepository } from './git-repository.ts';

export type Level = 'read' | 'write';

/** What a token may do, by the names that `permissions:` of a workflow has. */
export interface Permissions {
  readonly contents?: Level;
  readonly issues?: Level;
  readonly 'pull-requests'?: Level;
  readonly actions?: Level;
}

export interface Token {
  /** As GraphQL has it; in REST the names of bots end in `[bot]`. */
  readonly login: string;
  readonly isBot: boolean;
  readonly permissions: Permissions;
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly baseRef: string;
  /** `owner/name` of the repository that the head is in. */
  readonly headRepository: string;
  readonly headRef: string;
  state: 'open' | 'closed';
}

export interface ReviewComment {
  readonly id: number;
  readonly review: number;
  readonly pull: number;
  readonly path: string;
  readonly commit: string;
  readonly side: 'LEFT' | 'RIGHT';
  readonly line: number;
  readonly startLine?: number;
  readonly author: Token;
  body: string;
  minimized?: string;
  isResolved: boolean;
}

export interface Review {
  readonly id: number;
  readonly pull: number;
  readonly author: Token;
  readonly body: string;
  readonly commit: string;
}

export interface IssueComment {
  readonly id: number;
  readonly issue: number;
  readonly author: Token;
  readonly created: string;
  updated: string;
  body: string;
  minimized?: string;
}

export interface Reaction {
  readonly on: 'issue-comment' | 'review-comment';
  readonly comment: number;
  readonly content: string;
}

export interface Artifact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly zip: Uint8Array;
}

/** Everything that the server remembers. */
export interface State {
  readonly owner: string;
  readonly name: string;
  readonly repository: GitRepository;
  readonly pulls: PullRequest[];
  readonly reviews: Review[];
  readonly reviewComments: ReviewComment[];
  readonly issueComments: IssueComment[];
  readonly reactions: Reaction[];
  readonly artifacts: Artifact[];
  readonly tokens: Map<string, Token>;
  /** What people may do in the repository. */
  readonly people: Map<string, 'admin' | 'write' | 'read' | 'none'>;
  /** Branches of the repository that take no commits. */
  readonly rules: Set<string>;
  /** Patches with more characters are left out, as GitHub does with large ones. */
  readonly largestPatch: number;
  /** Whether a comment is refused that stands on lines of the diff. */
  readonly refuses: (comment: { readonly path: string; readonly body: string }) => boolean;
  nextId: number;
}

export function newId(state: State): number {
  state.nextId += 1;
  return state.nextId;
}

export function pullOf(state: State, number: number): PullRequest {
  const found = state.pulls.find((pull) => pull.number === number);
  if (found === undefined) {
    throw notFound();
  }
  return found;
}

/** The ref that a branch of this repository or of a fork has in the git repository. */
export function refOf(state: State, repository: string, branch: string): string {
  return repository === `${state.owner}/${state.name}`
    ? `refs/heads/${branch}`
    : `refs/forks/${repository}/${branch}`;
}

export async function headOf(state: State, pull: PullRequest): Promise<string> {
  return (await state.repository.sha(refOf(state, pull.headRepository, pull.headRef))) ?? '';
}

export async function baseOf(state: State, pull: PullRequest): Promise<string> {
  return (await state.repository.sha(`refs/heads/${pull.baseRef}`)) ?? '';
}

/** A permission and how much of it. */
export type Permission = readonly [keyof Permissions, Level];

/** Whether a token may do one of these. */
export function may(token: Token, ...any: readonly Permission[]): boolean {
  return any.some(([name, level]) => {
    const has = token.permissions[name];
    return has === 'write' || has === level;
  });
}

/** @throws ApiError 403 unless the token may do one of these. */
export function need(token: Token, ...any: readonly Permission[]): void {
  if (!may(token, ...any)) {
    throw notAccessible();
  }
}

/** The login as REST has it. */
export function restLogin(token: Token): string {
  return token.isBot ? `${token.login}[bot]` : token.login;
}
