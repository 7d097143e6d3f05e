/** What a run is about, by the event that started it. */
export type Task =
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      /** The head that the event tells of. */
      readonly head: string;
    }
  | {
      readonly kind: 'commit';
      readonly sha: string;
      /** The commit whose settings count. */
      readonly settings: string;
    }
  | {
      readonly kind: 'command';
      readonly number: number;
      readonly comment: number;
      readonly on: 'issue-comment' | 'review-comment';
      readonly author: string;
      readonly text: string;
      /** When the comment was written. */
      readonly written: string;
      /** Of a comment on a line: what the head was then, and the commit whose line it is on. */
      readonly seen?: { readonly head: string; readonly commit: string };
    }
  | {
      readonly kind: 'report';
      readonly run: number;
      /** The commit that the reporting workflow ran for, and `owner/name` of where it is. */
      readonly head: string;
      readonly repository: string;
    }
  | { readonly kind: 'nothing'; readonly why: string };

/** The events that are understood. */
const EVENTS =
  'pull_request, pull_request_target, merge_group, push, workflow_dispatch, issue_comment, pull_request_review_comment and workflow_run';

/**
 * Reads what the runner says about the event.
 *
 * @param payload the JSON of the event, written by GitHub; names and texts in it are strangers'.
 * @param sha the commit that the workflow runs for.
 */
export function taskOf(name: string, payload: unknown, sha: string): Task {
  const event = object(payload);
  switch (name) {
    case 'pull_request':
    case 'pull_request_target': {
      const pull = object(event['pull_request']);
      if (event['action'] === 'closed') {
        return { kind: 'nothing', why: 'The pull request is closed: there is nothing to review.' };
      }
      return { kind: 'pull-request', number: number(pull['number']), head: headOf(pull) };
    }
    case 'merge_group': {
      const group = object(event['merge_group']);
      return { kind: 'commit', sha: text(group['head_sha']), settings: text(group['base_sha']) };
    }
    case 'push':
      return event['deleted'] === true
        ? { kind: 'nothing', why: 'The branch was deleted: there is nothing to check.' }
        : { kind: 'commit', sha, settings: sha };
    case 'workflow_dispatch':
      return { kind: 'commit', sha, settings: sha };
    case 'issue_comment':
    case 'pull_request_review_comment':
      return command(name, event);
    case 'workflow_run': {
      const run = object(event['workflow_run']);
      return run['event'] === 'pull_request'
        ? {
            kind: 'report',
            run: number(run['id']),
            head: text(run['head_sha']),
            repository: text(object(run['head_repository'])['full_name']),
          }
        : {
            kind: 'nothing',
            why: 'The workflow did not run for a pull request: there is nothing to post.',
          };
    }
    default:
      return {
        kind: 'nothing',
        why: `Nothing is done on the event "${name}". This Action works on ${EVENTS}.`,
      };
  }
}

function command(name: string, event: Fields): Task {
  const issue = object(event['issue']);
  const pull = object(event['pull_request']);
  const comment = object(event['comment']);
  const body = text(comment['body']);
  const isReview = name === 'pull_request_review_comment';
  if (event['action'] !== 'created') {
    return { kind: 'nothing', why: 'Only new comments are obeyed.' };
  }
  if (!isReview && issue['pull_request'] === undefined) {
    return { kind: 'nothing', why: 'The comment is not on a pull request.' };
  }
  if (!/^\s*\/flow-role\b/.test(body)) {
    return { kind: 'nothing', why: 'The comment does not begin with /flow-role.' };
  }
  return {
    kind: 'command',
    number: number(isReview ? pull['number'] : issue['number']),
    comment: number(comment['id']),
    on: isReview ? 'review-comment' : 'issue-comment',
    author: text(object(comment['user'])['login']),
    text: body.trim(),
    written: text(comment['created_at']),
    ...(isReview && {
      seen: { head: headOf(pull), commit: text(comment['original_commit_id']) },
    }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function headOf(pull: Fields): string {
  return text(object(pull['head'])['sha']);
}

function object(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}
