import { unprocessable } from './api-error.ts';
import { checkBody } from './body.ts';
import { checkPosition, type Position } from './diff-rules.ts';
import { type Call, page, type Routes, type Schemas } from './route.ts';
import {
  headOf,
  need,
  newId,
  type PullRequest,
  pullOf,
  type Review,
  type ReviewComment,
  restLogin,
} from './state.ts';

type ShownReview = Pick<
  Schemas['pull-request-review'],
  'id' | 'node_id' | 'body' | 'state' | 'html_url' | 'commit_id'
> & { readonly user: { readonly login: string } };

type ShownComment = Pick<
  Schemas['pull-request-review-comment'],
  'id' | 'node_id' | 'path' | 'body' | 'commit_id' | 'pull_request_review_id' | 'html_url'
> & { readonly line: number; readonly user: { readonly login: string } };

/** Reviews with their comments: all of them are accepted, or none. */
export const reviews: Routes = {
  'POST /repos/{owner}/{repo}/pulls/{number}/reviews': async (call) => {
    const { state, token, params, body } = call;
    need(token, ['pull-requests', 'write']);
    const pull = pullOf(state, Number(params['number']));
    const head = await headOf(state, pull);
    const commit = typeof body['commit_id'] === 'string' ? body['commit_id'] : head;
    const isKnown = (await state.repository.sha(commit)) !== undefined;
    if (!isKnown) {
      throw unprocessable('Unprocessable Entity', ['commit_id is not part of the pull request']);
    }
    const text = checkBody(body['body'] ?? '');
    const wanted = Array.isArray(body['comments']) ? body['comments'] : [];
    if (body['event'] !== 'COMMENT') {
      throw unprocessable('Unprocessable Entity', ['Event must be COMMENT here']);
    }
    if (text === '' && wanted.length === 0) {
      throw unprocessable('Unprocessable Entity', ['Body is needed for a review']);
    }
    const review: Review = {
      id: newId(state),
      pull: pull.number,
      author: token,
      body: text,
      commit,
    };
    const comments: ReviewComment[] = [];
    for (const comment of wanted) {
      comments.push(await newComment(call, pull, review, comment));
    }
    state.reviews.push(review);
    state.reviewComments.push(...comments);
    return { status: 200, body: shownReview(call, review) };
  },
  'GET /repos/{owner}/{repo}/pulls/{number}/reviews': (call) =>
    page(
      call,
      call.state.reviews
        .filter(({ pull }) => pull === Number(call.params['number']))
        .map((review) => shownReview(call, review)),
    ),
  'GET /repos/{owner}/{repo}/pulls/{number}/comments': (call) =>
    page(
      call,
      call.state.reviewComments
        .filter(({ pull }) => pull === Number(call.params['number']))
        .map((comment) => shownComment(call, comment)),
    ),
};

async function newComment(
  { state, token }: Call,
  pull: PullRequest,
  review: Review,
  wanted: Readonly<Record<string, unknown>>,
): Promise<ReviewComment> {
  const { path, line, side = 'RIGHT', start_line: startLine, start_side: startSide } = wanted;
  const isSide = side === 'RIGHT' || side === 'LEFT';
  if (typeof path !== 'string' || typeof line !== 'number' || !isSide) {
    throw unprocessable('Invalid request.', ['path, line and side are needed']);
  }
  if (startLine !== undefined && (typeof startLine !== 'number' || startSide !== side)) {
    throw unprocessable('Invalid request.', ['start_line and start_side go together']);
  }
  const position: Position = { path, line, side, ...(startLine !== undefined && { startLine }) };
  await checkPosition(state, pull, review.commit, position);
  const text = checkBody(wanted['body']);
  if (state.refuses({ path, body: text })) {
    throw unprocessable('Unprocessable Entity', ['Line could not be resolved']);
  }
  return {
    ...position,
    id: newId(state),
    review: review.id,
    pull: pull.number,
    commit: review.commit,
    author: token,
    body: text,
    isResolved: false,
  };
}

function shownReview({ api }: Call, { id, pull, author, body, commit }: Review): ShownReview {
  return {
    id,
    node_id: `PRR_${id}`,
    body,
    state: 'COMMENTED',
    commit_id: commit,
    html_url: `${api}/pull/${pull}#pullrequestreview-${id}`,
    user: { login: restLogin(author) },
  };
}

function shownComment({ api }: Call, comment: ReviewComment): ShownComment {
  const { id, path, body, commit, review, line, author, pull } = comment;
  return {
    id,
    node_id: `PRRC_${id}`,
    path,
    body,
    line,
    commit_id: commit,
    pull_request_review_id: review,
    html_url: `${api}/pull/${pull}#discussion_r${id}`,
    user: { login: restLogin(author) },
  };
}
