import { type FileChange, MEND_ALL } from '../core/edit/mend.ts';
import { COMMANDS, type Command, readCommand } from './command.ts';
import type { Task } from './event.ts';
import { type GitHub, isForbidden, type PullState } from './github/github.ts';
import type { Inputs } from './inputs.ts';
import { postComment } from './post.ts';
import { code } from './review/markdown.ts';
import { readMarker, writeMarker } from './review/marker.ts';
import { reviewPull } from './review-pull.ts';
import type { Runner } from './runner.ts';
import { pullScene } from './scene.ts';

type Comment = Extract<Task, { readonly kind: 'command' }>;

/** What came of a command, in Markdown. */
interface Outcome {
  readonly isDone: boolean;
  readonly text: string;
  /** A commit was made, so that the review is out of date. */
  readonly isChanged?: boolean;
}

/** Obeys a comment such as `/flow-role apply`, and answers it. */
export async function obey(
  github: GitHub,
  runner: Runner,
  inputs: Inputs,
  task: Comment,
): Promise<void> {
  const { number, comment, on } = task;
  await github.react(on, comment, 'eyes');
  const pull = await github.pull(number);
  if (pull.answers.includes(comment)) {
    runner.info('The comment has its answer already.');
    return;
  }
  const outcome = await carryOut(github, inputs, task, pull);
  const text = `${writeMarker({ kind: 'answer', comment })}\n\n${outcome.text}`;
  await github.react(on, comment, outcome.isDone ? 'rocket' : 'confused');
  await postComment(github, number, text, () => undefined, pull);
  if (outcome.isChanged) {
    // A commit made with the token of a workflow starts no workflow of its own.
    await reviewPull(github, runner, { ...inputs, failOn: 'never' }, number);
  }
}

async function carryOut(
  github: GitHub,
  inputs: Inputs,
  task: Comment,
  pull: PullState,
): Promise<Outcome> {
  const command = readCommand(task.text);
  const list = COMMANDS.map((line) => `- ${line}`).join('\n');
  switch (command.kind) {
    case 'help':
      return { isDone: true, text: list };
    case 'unclear':
      return { isDone: false, text: `${code(command.text)} is no command. There are:\n\n${list}` };
    case 'apply':
      break;
  }
  if (!(await github.mayWrite(task.author))) {
    return {
      isDone: false,
      text: 'Nothing was done: only those who may write to this repository can ask for commits.',
    };
  }
  if (!pull.isOpen) {
    return { isDone: false, text: 'Nothing was done: the pull request is closed.' };
  }
  if (!isSeen(task, pull)) {
    return {
      isDone: false,
      text: 'Nothing was done: the head of the pull request is newer than your comment. Look at its commits and ask again.',
    };
  }
  return apply(github, inputs, task.number, pull, command);
}

/**
 * Whether the author can have seen the head. Only comments on a line tell which head that was; for
 * others the head must be older than the comment. Dates that cannot be read count as newer.
 */
function isSeen({ head, written }: Comment, pull: PullState): boolean {
  return head === undefined
    ? Date.parse(pull.committed) <= Date.parse(written)
    : head === pull.head;
}

async function apply(
  github: GitHub,
  inputs: Inputs,
  number: number,
  pull: PullState,
  command: Extract<Command, { readonly kind: 'apply' }>,
): Promise<Outcome> {
  const { scene } = await pullScene(github, inputs, number, pull);
  const marker = readMarker(pull.summary?.body ?? '');
  const listed = marker?.kind === 'summary' ? marker.fingerprints : [];
  const { only } = command;
  const wanted = only === undefined ? undefined : listed[only - 1];
  const chosen = scene.findings.filter(
    (one) =>
      only === undefined ||
      (wanted === undefined ? one.number === only : one.fingerprint === wanted),
  );
  const options = only === undefined ? command : MEND_ALL;
  const changes = await scene.checker.mend(
    scene.snapshot,
    chosen.map(({ finding }) => finding),
    options,
  );
  if (changes.length === 0) {
    return {
      isDone: false,
      text: 'There is nothing to do: no finding that this command is about can be mended by an edit.',
    };
  }
  return commit(github, pull, changes);
}

async function commit(
  github: GitHub,
  pull: PullState,
  changes: readonly FileChange[],
): Promise<Outcome> {
  try {
    const oid = await github.commit(pull, 'Give flows the role that they need', changes);
    const list = changes.map(({ path }) => `- ${code(path)}`).join('\n');
    return { isDone: true, isChanged: true, text: `Committed ${oid}:\n\n${list}` };
  } catch (error) {
    if (error instanceof Error && /Expected branch to point to/.test(error.message)) {
      return {
        isDone: false,
        text: 'Nothing was committed: the branch has moved meanwhile. Look at the new commits and ask again.',
      };
    }
    if (isForbidden(error)) {
      return {
        isDone: false,
        text: `Nothing was committed: this workflow may not write to ${code(pull.headRepository)} (a fork, or \`contents: write\` is missing). Run \`npx flow-role-wizard fix\` on the branch instead.`,
      };
    }
    throw error;
  }
}
