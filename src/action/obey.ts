import { MEND_ALL } from '../core/edit/mend.ts';
import type { FileChange } from '../core/file.ts';
import { inlineCode } from '../core/report/markdown/escape.ts';
import { checkPull } from './checked-commit.ts';
import { COMMANDS, type Command, readCommand } from './command.ts';
import type { Task } from './event.ts';
import { faultsMarkdown } from './faults.ts';
import { isMoved, isUncertain, lacksPermission, refusalOf } from './github/errors.ts';
import type { GitHub, PullState } from './github/port.ts';
import type { Inputs } from './inputs.ts';
import { postComment } from './post.ts';
import { readMarker, writeMarker } from './review/marker.ts';
import { reviewPull } from './review-pull.ts';
import type { Runner } from './runner.ts';

type Comment = Extract<Task, { readonly kind: 'command' }>;

/** What came of a command, in Markdown. */
interface Outcome {
  readonly isDone: boolean;
  readonly text: string;
  /** The commit that was made, and what it stands on: the review is out of date. */
  readonly made?: { readonly head: string; readonly before?: string };
}

/**
 * Obeys a comment such as `/flow-role apply`, and answers it: once, however often the event comes.
 * A comment that has its answer is left alone, and a commit names the comment that asked for it, so
 * that a run that was cut off, or that runs beside another, finds what is done.
 */
export async function obey(
  github: GitHub,
  runner: Runner,
  inputs: Inputs,
  task: Comment,
): Promise<void> {
  const { number, comment, on } = task;
  await github.react(on, comment, 'eyes');
  const pull = await github.pull(number);
  const outcome = pull.answers.has(comment)
    ? undefined
    : await carryOut(github, inputs, task, pull);
  if (outcome === undefined || (await github.pull(number)).answers.has(comment)) {
    runner.info('Another run has obeyed this comment: nothing is done a second time.');
    runner.output('status', 'skipped');
    return;
  }
  const text = `${writeMarker({ kind: 'answer', comment })}\n\n${outcome.text}`;
  await github.react(on, comment, outcome.isDone ? 'rocket' : 'confused');
  await postComment(github, number, text, ({ answers }) => answers.get(comment), pull);
  if (outcome.made !== undefined) {
    // A commit made with the token of a workflow starts no workflow of its own.
    await reviewPull(
      github,
      runner,
      { ...inputs, failOn: 'never' },
      { number, ...outcome.made, isAnnotated: false },
    );
  }
}

/** @returns nothing if another run is at it and will answer. */
async function carryOut(
  github: GitHub,
  inputs: Inputs,
  task: Comment,
  pull: PullState,
): Promise<Outcome | undefined> {
  const command = readCommand(task.text);
  const list = COMMANDS.map((line) => `- ${line}`).join('\n');
  switch (command.kind) {
    case 'help':
      return { isDone: true, text: list };
    case 'unclear':
      return {
        isDone: false,
        text: `${inlineCode(command.text)} is no command. There are:\n\n${list}`,
      };
    case 'apply':
      break;
  }
  if (!(await github.mayWrite(task.author))) {
    return refused('only those who may write to this repository can ask for commits.');
  }
  const made = await github.commitWith(task.number, trailer(task));
  if (made !== undefined) {
    // Anybody can write such a line into a commit, so that no more is said than what it says.
    return {
      isDone: true,
      made: { head: made },
      text: `${made} says that it was made for this comment: nothing is done a second time.`,
    };
  }
  if (!pull.isOpen) {
    return refused('the pull request is closed.');
  }
  const why = unseen(task, pull);
  return why === undefined ? apply(github, inputs, task, pull, command) : refused(why);
}

function refused(why: string): Outcome {
  return { isDone: false, text: `Nothing was done: ${why}` };
}

/**
 * Why the author may not have seen what is at the head, where that is so. A head that was pushed
 * after the comment must not get a commit that the comment asks for: whoever pushes can date commits
 * as they like, and force the branch back to an older one, so that no date in git counts. The
 * timeline of the API tells when a branch was forced, but not when a commit was pushed. GitHub's own
 * dates of comments tell: our summary names the head that it was written for, and when it changed
 * last. A comment that is newer was written below the summary of this very head.
 *
 * A comment on a line needs no summary if the line is of the head, and that was the head when the
 * comment was written: it is what its author looked at.
 */
function unseen({ seen, written }: Comment, { head, summary }: PullState): string | undefined {
  if (seen?.head === head && seen.commit === head) {
    return undefined;
  }
  if (summary === undefined) {
    return 'there is no summary of this Action here that says what it has found. Wait for the check to write it (with the input `comment` as `review` or `summary`), or comment on a line of the newest commit.';
  }
  const marker = readMarker(summary.body);
  if (marker?.kind !== 'summary' || marker.head !== head) {
    return `the check of ${head} has not finished. Comment again when the summary tells of it.`;
  }
  // Dates are in seconds: in the same one nobody knows what came first.
  return Date.parse(summary.updated) < Date.parse(written)
    ? undefined
    : `the summary of ${head} is newer than your comment. Look at it and comment again.`;
}

/** The line of a commit's message that names the comment, as its address does. */
function trailer({ on, comment }: Comment): string {
  const anchor = { 'issue-comment': 'issuecomment-', 'review-comment': 'discussion_r' }[on];
  return `Flow-role-comment: ${anchor}${comment}`;
}

async function apply(
  github: GitHub,
  inputs: Inputs,
  task: Comment,
  pull: PullState,
  command: Extract<Command, { readonly kind: 'apply' }>,
): Promise<Outcome | undefined> {
  const { commit: scene } = await checkPull(github, inputs, task.number, pull);
  if (!scene.isChecked) {
    return refused('the configuration has errors. The summary of the check tells them.');
  }
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
  const { changes, faults } = await scene.checker.mend(
    scene.snapshot,
    chosen.map(({ finding }) => finding),
    options,
  );
  if (faults.length > 0) {
    return refused(faultsMarkdown(faults).join('\n\n'));
  }
  if (changes.length === 0) {
    return {
      isDone: false,
      text: 'There is nothing to do: no finding that this command is about can be mended by an edit.',
    };
  }
  return commit(github, task, pull, changes);
}

/** @param again whether nobody knows what came of an attempt before this one. */
async function commit(
  github: GitHub,
  task: Comment,
  pull: PullState,
  changes: readonly FileChange[],
  again = false,
): Promise<Outcome | undefined> {
  const list = changes.map(({ path }) => `- ${inlineCode(path)}`).join('\n');
  const done = (oid: string): Outcome => ({
    isDone: true,
    made: { head: oid, before: pull.head },
    text: `Committed ${oid}:\n\n${list}`,
  });
  try {
    const message = { headline: 'Give flows the role that they need', body: trailer(task) };
    return done(await github.commit(pull, message, changes));
  } catch (error) {
    if (lacksPermission(error)) {
      return {
        isDone: false,
        text: `Nothing was committed: this workflow may not write to ${inlineCode(pull.headRepository)} (a fork, or \`contents: write\` is missing). Run \`npx flow-role-wizard fix\` on the branch instead.`,
      };
    }
    if (!isMoved(error) && !isUncertain(error)) {
      return notCommitted(error);
    }
    const made = await github.commitWith(task.number, trailer(task));
    if (made !== undefined) {
      return again || isUncertain(error) ? done(made) : undefined;
    }
    if (isUncertain(error) && !again) {
      return commit(github, task, pull, changes, true);
    }
    if (isUncertain(error)) {
      throw error;
    }
    return {
      isDone: false,
      text: 'Nothing was committed: the branch has moved meanwhile. Look at the new commits and ask again.',
    };
  }
}

/**
 * What is answered where GitHub refuses a commit, as by rules of the branch.
 *
 * @throws the error if it is no refusal.
 */
function notCommitted(error: unknown): Outcome {
  const why = refusalOf(error);
  if (why === undefined) {
    throw error;
  }
  return {
    isDone: false,
    text: `Nothing was committed: GitHub refuses it and says ${inlineCode(why)}. Run \`npx flow-role-wizard fix\` on the branch instead.`,
  };
}
