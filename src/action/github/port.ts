import type { FileContents } from '../../core/project/files.ts';
import type { Commits } from '../commits.ts';
import type { PlannedComment } from '../review/plan.ts';
import type { OwnThread, ThreadChange } from '../review/threads.ts';

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

/** Where somebody wrote a comment. */
export type CommentKind = 'issue-comment' | 'review-comment';

/** Everything that the Action asks of GitHub or does there, for one repository. */
export interface GitHub extends Commits {
  /** The repository, as `owner/name`. */
  readonly home: string;
  readonly pull: (number: number) => Promise<PullState>;
  /** The files that a pull request changes: at most MAX_FILES of them. */
  readonly files: (number: number) => Promise<readonly ChangedFile[]>;
  /** Posts comments on lines as one review. @returns its address. */
  readonly review: (
    number: number,
    sha: string,
    comments: readonly PlannedComment[],
  ) => Promise<string>;
  /** Closes, opens and rewrites threads in one request; what is not allowed is done another way. */
  readonly changeThreads: (changes: readonly ThreadChange[]) => Promise<void>;
  /** Writes a comment in place of an earlier one, or anew where there is none any longer. */
  readonly comment: (number: number, body: string, id: number | undefined) => Promise<string>;
  readonly react: (
    on: CommentKind,
    comment: number,
    content: 'eyes' | 'rocket' | 'confused',
  ) => Promise<void>;
  readonly mayWrite: (username: string) => Promise<boolean>;
  /** The archive of an artifact of a workflow run; nothing if there is none, or it is too large. */
  readonly artifact: (run: number, name: string) => Promise<Uint8Array | undefined>;
  /** The id of the newest commit of a pull request whose message has this line. */
  readonly commitWith: (number: number, line: string) => Promise<string | undefined>;
  /** Commits on top of the head; fails if the head has moved. It is sent once only. */
  readonly commit: (
    pull: PullState,
    message: { readonly headline: string; readonly body: string },
    files: readonly { readonly path: string; readonly after: string }[],
  ) => Promise<string>;
}

/** GitHub lists no more files of a pull request. */
export const MOST_FILES = 3000;

/** Whether the head of a pull request is in another repository, or in one that is gone. */
export function isFromFork(home: string, { headRepository }: PullState): boolean {
  return headRepository.toLowerCase() !== home.toLowerCase();
}
