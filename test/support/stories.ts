import { type TestContext, vi } from 'vitest';
import { FakeGitHub, type Options } from './fake-github/fake-github.ts';
import { now } from './fake-github/git-repository.ts';
import { newId, type PullRequest, type ReviewComment } from './fake-github/state.ts';
import { type ActionOptions, type ActionRun, runAction } from './run-action.ts';

// Runs wait most of the time, since they keep their distance from GitHub's limits.
vi.setConfig({ testTimeout: 240_000, maxConcurrency: 8 });

/** A GitHub that ends with the test. */
export async function github(
  { onTestFinished }: TestContext,
  options: Options = {},
): Promise<FakeGitHub> {
  const started = await FakeGitHub.start(options);
  onTestFinished(() => started.stop());
  return started;
}

/** The Action runs for the head of a pull request, as after each push. */
export async function review(
  hub: FakeGitHub,
  pull: PullRequest,
  options: ActionOptions = {},
): Promise<ActionRun> {
  return runAction(hub, 'pull_request', await hub.pullRequestEvent(pull), options);
}

/** Somebody comments below a pull request, and the Action runs for it. */
export function command(
  hub: FakeGitHub,
  pull: PullRequest,
  login: string,
  text: string,
  options: ActionOptions = {},
): Promise<ActionRun> {
  return runAction(hub, 'issue_comment', hub.comment(pull, login, text), options);
}

/** The comments with a suggestion to commit. */
export function suggestions(hub: FakeGitHub): readonly ReviewComment[] {
  return hub.state.reviewComments.filter(({ body }) => /^`{3,}suggestion$/m.test(body));
}

/** The comments of the Action below pull requests. */
export function ownComments(hub: FakeGitHub): readonly string[] {
  return hub.state.issueComments.filter(({ author }) => author.isBot).map(({ body }) => body);
}

/** What reactions a command got. */
export function reactions(hub: FakeGitHub): readonly string[] {
  return hub.state.reactions.map(({ content }) => content);
}

/** What the Action has answered to commands, without its markers. */
export function answers(hub: FakeGitHub): readonly string[] {
  return ownComments(hub).flatMap((body) => {
    const [, text] = /^<!-- flow-role-wizard answer \d+ -->\n\n([\s\S]*)$/.exec(body) ?? [];
    return text === undefined ? [] : [text];
  });
}

/** An earlier run has left its summary of the head, which commands are obeyed below. */
export async function summarized(hub: FakeGitHub, pull: PullRequest): Promise<void> {
  const body = `<!-- flow-role-wizard summary ${await hub.head(pull)} -->\n\n### Flow roles`;
  const author = { login: 'github-actions', isBot: true, permissions: {} };
  const at = now();
  const comment = { id: newId(hub.state), issue: pull.number, author, body };
  hub.state.issueComments.push({ ...comment, created: at, updated: at });
}
