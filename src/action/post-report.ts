import { parsedJson } from '../core/parsed-json.ts';
import type { Task } from './event.ts';
import { isNotFound } from './github/errors.ts';
import type { GitHub, PullState } from './github/port.ts';
import type { Inputs } from './inputs.ts';
import { reviewPull } from './review-pull.ts';
import type { Runner } from './runner.ts';
import { firstFileOf } from './zip.ts';

/** The name under which the reporting workflow uploads its report. */
const ARTIFACT = 'flow-role-report';

/** Reports with thousands of findings are smaller. */
const MOST_BYTES = 20_000_000;

/** GraphQL takes no larger ones. */
const MOST_NUMBER = 2 ** 31 - 1;

/**
 * Posts what a workflow without permissions has found. Anybody who opens a pull request can put
 * anything into its artifact: only the number of the pull request is taken from it, and only if its
 * head is the commit, in the repository, that GitHub says the workflow ran for. All else is found
 * out anew.
 */
export async function postReport(
  github: GitHub,
  runner: Runner,
  inputs: Inputs,
  { run, head, repository }: Extract<Task, { readonly kind: 'report' }>,
): Promise<void> {
  const archive = await github.artifact(run, ARTIFACT);
  const origin = archive && originIn(archive);
  const refuse = (why: string) => {
    runner.warning(why);
    runner.output('status', 'skipped');
  };
  if (origin === undefined) {
    refuse(`The workflow run has no artifact "${ARTIFACT}" with a report.`);
    return;
  }
  const pull = origin.head === head ? await pullIfAny(github, origin.pullRequest) : undefined;
  if (pull?.head !== head || pull.headRepository !== repository || !pull.isOpen) {
    refuse('The report is not about the head of an open pull request: a later run will tell.');
    return;
  }
  await reviewPull(github, runner, inputs, {
    number: origin.pullRequest,
    head,
    pull,
    isAnnotated: false,
  });
}

/** The number is a stranger's: there may be no such pull request. */
async function pullIfAny(github: GitHub, number: number): Promise<PullState | undefined> {
  try {
    return await github.pull(number);
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

function originIn(archive: Uint8Array): { pullRequest: number; head: string } | undefined {
  const file = firstFileOf(archive, MOST_BYTES);
  const report = file && parsedJson(new TextDecoder().decode(file));
  if (typeof report !== 'object' || report === null) {
    return undefined;
  }
  // Only properties of its own: `__proto__` in JSON is one of them, and gives the object no others.
  const { pullRequest, head } = report as Readonly<Record<string, unknown>>;
  const isNumber = typeof pullRequest === 'number' && Number.isInteger(pullRequest);
  return isNumber && pullRequest > 0 && pullRequest <= MOST_NUMBER && typeof head === 'string'
    ? { pullRequest, head }
    : undefined;
}
