import { notFound, unprocessable } from './api-error.ts';
import { checkBody } from './body.ts';
import { now } from './git-repository.ts';
import { type Call, page, type Routes, type Schemas } from './route.ts';
import { type IssueComment, need, newId, pullOf, restLogin } from './state.ts';

type Shown = Pick<Schemas['issue-comment'], 'id' | 'node_id' | 'body' | 'html_url'> & {
  readonly user: { readonly login: string };
};

/** Comments below a pull request. */
export const issueComments: Routes = {
  'GET /repos/{owner}/{repo}/issues/{number}/comments': (call) =>
    page(
      call,
      call.state.issueComments
        .filter(({ issue }) => issue === Number(call.params['number']))
        .map((comment) => shown(call, comment)),
    ),
  'POST /repos/{owner}/{repo}/issues/{number}/comments': (call) => {
    const { state, token, params, body } = call;
    need(token, ['issues', 'write'], ['pull-requests', 'write']);
    const issue = pullOf(state, Number(params['number'])).number;
    const text = checkBody(body['body']);
    if (text.trim() === '') {
      throw unprocessable('Validation Failed', [{ code: 'missing_field', field: 'body' }]);
    }
    const at = now();
    const comment: IssueComment = {
      id: newId(state),
      issue,
      author: token,
      body: text,
      created: at,
      updated: at,
    };
    state.issueComments.push(comment);
    return { status: 201, body: shown(call, comment) };
  },
  'PATCH /repos/{owner}/{repo}/issues/comments/{id}': (call) => {
    const { state, token, params, body } = call;
    need(token, ['issues', 'write'], ['pull-requests', 'write']);
    const comment = state.issueComments.find(({ id }) => id === Number(params['id']));
    if (comment === undefined) {
      throw notFound();
    }
    comment.body = checkBody(body['body']);
    comment.updated = now();
    return { status: 200, body: shown(call, comment) };
  },
};

function shown({ api }: Call, { id, body, author, issue }: IssueComment): Shown {
  return {
    id,
    node_id: `IC_${id}`,
    body,
    html_url: `${api}/pull/${issue}#issuecomment-${id}`,
    user: { login: restLogin(author) },
  };
}
