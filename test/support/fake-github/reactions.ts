import { notFound, unprocessable } from './api-error.ts';
import type { Answer, Call, Routes, Schemas } from './route.ts';
import { need, newId, type Reaction } from './state.ts';

type Shown = Pick<Schemas['reaction'], 'id' | 'content'>;

const CONTENTS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

/** Reactions to comments of both kinds. */
export const reactions: Routes = {
  'POST /repos/{owner}/{repo}/issues/comments/{id}/reactions': (call) => {
    need(call.token, ['issues', 'write'], ['pull-requests', 'write']);
    return react(call, 'issue-comment', call.state.issueComments);
  },
  'POST /repos/{owner}/{repo}/pulls/comments/{id}/reactions': (call) => {
    need(call.token, ['pull-requests', 'write']);
    return react(call, 'review-comment', call.state.reviewComments);
  },
};

function react(
  { state, params, body }: Call,
  on: Reaction['on'],
  comments: readonly { readonly id: number }[],
): Answer {
  const comment = Number(params['id']);
  if (!comments.some(({ id }) => id === comment)) {
    throw notFound();
  }
  const content = CONTENTS.find((name) => name === body['content']);
  if (content === undefined) {
    throw unprocessable('Validation Failed', [{ code: 'invalid', field: 'content' }]);
  }
  const isThere = state.reactions.some(
    (one) => one.on === on && one.comment === comment && one.content === content,
  );
  if (!isThere) {
    state.reactions.push({ on, comment, content });
  }
  const shown: Shown = { id: newId(state), content };
  return { status: isThere ? 200 : 201, body: shown };
}
