import type { PlannedComment } from '../review/plan.ts';
import type { ThreadChange } from '../review/threads.ts';
import type { Client } from './client.ts';
import { isForbidden, statusOf, typesOf } from './errors.ts';
import type { GitHub } from './port.ts';
import { ONCE, type Repository } from './where.ts';

/** Reviews, threads, comments and reactions. */
export function commentsIn({
  client,
  owner,
  repo,
}: Repository): Pick<GitHub, 'review' | 'changeThreads' | 'comment' | 'react'> {
  const where = { owner, repo };
  return {
    review: async (number: number, sha: string, comments: readonly PlannedComment[]) => {
      const { data } = await client.rest.pulls.createReview({
        ...where,
        ...ONCE,
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
      const given = { ...where, ...ONCE, issue_number: number, body };
      return (await client.rest.issues.createComment(given)).data.html_url;
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
  };
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
