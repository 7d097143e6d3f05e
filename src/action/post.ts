import { isForbidden, isUncertain, statusOf } from './github/errors.ts';
import type { GitHub, PullState } from './github/port.ts';
import type { PlannedComment } from './review/plan.ts';
import { reconcile } from './review/threads.ts';

/** What came of posting a review. */
export interface Posted {
  readonly url?: string;
  readonly taken: readonly PlannedComment[];
  readonly standing: readonly string[];
  /** The token may not write here. */
  readonly isForbidden: boolean;
  /** Nothing was posted, since the pull request has another head by now. */
  readonly isMoved?: boolean;
}

/** GitHub takes more, but slowly; the rest goes into the next review. */
const BATCH = 50;

/**
 * Posts what is planned and not there yet. Where nobody can tell whether a review was taken, it is
 * looked up before anything is posted again.
 */
export async function postReview(
  github: GitHub,
  number: number,
  pull: PullState,
  planned: readonly PlannedComment[],
  found: ReadonlySet<string>,
  again = 2,
): Promise<Posted> {
  const { post, change, standing } = reconcile(planned, pull.threads, found);
  const taken: PlannedComment[] = [];
  let url: string | undefined;
  try {
    for (let at = 0; at < post.length; at += BATCH) {
      const done = await postAccepted(github, number, pull.head, post.slice(at, at + BATCH));
      taken.push(...done.taken);
      url ??= done.url;
    }
    await github.changeThreads(change);
    return { taken, standing, isForbidden: false, ...(url !== undefined && { url }) };
  } catch (error) {
    if (isForbidden(error)) {
      return { taken, standing, isForbidden: true };
    }
    if (!isUncertain(error) || again === 0) {
      throw error;
    }
    return postReview(github, number, await github.pull(number), planned, found, again - 1);
  }
}

interface Accepted {
  readonly taken: readonly PlannedComment[];
  readonly url?: string;
}

/** GitHub takes all comments of a review or none: halves find the one that it does not take. */
async function postAccepted(
  github: GitHub,
  number: number,
  head: string,
  comments: readonly PlannedComment[],
): Promise<Accepted> {
  const [first] = comments;
  if (first === undefined) {
    return { taken: [] };
  }
  try {
    return { taken: comments, url: await github.review(number, head, comments) };
  } catch (error) {
    if (statusOf(error) !== 422) {
      throw error;
    }
  }
  const half = Math.ceil(comments.length / 2);
  const parts =
    comments.length === 1
      ? [await first.otherwise()]
      : [comments.slice(0, half), comments.slice(half)];
  const done: Accepted[] = [];
  for (const part of parts) {
    done.push(await postAccepted(github, number, head, part));
  }
  const url = done.find((one) => one.url !== undefined)?.url;
  return { taken: done.flatMap(({ taken }) => taken), ...(url !== undefined && { url }) };
}

/** Writes a comment below the pull request, once. @returns whether the token may. */
export async function postComment(
  github: GitHub,
  number: number,
  text: string,
  earlier: (pull: PullState) => number | undefined,
  pull: PullState,
): Promise<boolean> {
  try {
    await github.comment(number, text, earlier(pull));
    return true;
  } catch (error) {
    if (isForbidden(error)) {
      return false;
    }
    if (!isUncertain(error)) {
      throw error;
    }
    const now = await github.pull(number);
    await github.comment(number, text, earlier(now));
    return true;
  }
}
