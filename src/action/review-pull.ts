import { MEND_ALL } from '../core/edit/mend.ts';
import { checkPull } from './checked-commit.ts';
import type { ShownLines } from './diff/hunks.ts';
import { shownLines } from './diff/hunks.ts';
import { faultNotices } from './faults.ts';
import { type GitHub, isFromFork, MOST_FILES, type PullState } from './github/port.ts';
import type { Inputs } from './inputs.ts';
import { type Posted, postComment, postReview } from './post.ts';
import { annotate, report } from './report.ts';
import { writeMarker } from './review/marker.ts';
import { planComments } from './review/plan.ts';
import { provenSuggestions } from './review/prove.ts';
import {
  MOST_COMMENT_CHARACTERS,
  type SummaryFacts,
  summary,
  type Told,
} from './review/summary.ts';
import type { Runner } from './runner.ts';

const NOTHING_POSTED: Posted = { taken: [], standing: [], isForbidden: false };

const SILENCED =
  'The token may not write comments on this pull request (it needs pull-requests: write, and the conversation must not be locked), so that everything is told here.';

const BROKEN =
  'Not everything could be posted on the pull request: the error at the end of the log says why.';

/** The run that a newer head starts tells about that: two would write over one another. */
const MOVED =
  'The pull request has another head by now, so that nothing is posted on it: a later run tells there what is found.';

/** The pull request is read once more before something is posted, unless it took many requests already. */
const MOST_FILES_TO_LOOK_AGAIN = 200;

/** Which review is wanted. */
export interface Wanted {
  readonly number: number;
  /** The commit that is checked. It is told on the pull request only while it is the head. */
  readonly head: string;
  /** The head before, if the Action has just committed: GitHub may tell of it for a while. */
  readonly before?: string;
  /** The pull request, where it was read just now. */
  readonly pull?: PullState;
  /** Whether the run is for the commit that is checked, so that lines of it can be annotated. */
  readonly isAnnotated: boolean;
}

/** Checks the roles that a pull request touches, and says on it what was found. */
export async function reviewPull(
  github: GitHub,
  runner: Runner,
  inputs: Inputs,
  wanted: Wanted,
): Promise<void> {
  const { number, head, isAnnotated } = wanted;
  const read = wanted.pull ?? (await github.pull(number));
  const isHead = isHeadOf(read, wanted);
  const pull = { ...read, head };
  const { files, commit: scene } = await checkPull(github, inputs, number, pull);
  const { checker, snapshot, checked, findings, isChecked } = scene;
  // No workflow can commit to a fork.
  const isCommanded = inputs.commands && !isFromFork(github.home, pull);
  const shown = new Map<string, readonly ShownLines[]>(
    files.map(({ path, patch }) => [path, shownLines(patch)]),
  );
  const mend = (own: typeof findings) =>
    checker.mend(
      snapshot,
      own.map(({ finding }) => finding),
      MEND_ALL,
    );
  const { changes, faults } = await mend(findings);
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  // Without a check nobody knows what is mended: the threads of earlier runs stay as they are.
  const isReview = inputs.comment === 'review' && isChecked && isHead;
  const proven = isReview ? await provenSuggestions(checker, snapshot, changes, shown) : [];
  const own = proven.map((one) => ({ ...one, mends: one.mends.filter((name) => found.has(name)) }));
  const planned = isReview
    ? await planComments(findings, own, shown, {
        mend: async (some) => (await mend(some)).changes,
        isCommanded,
      })
    : [];
  const notices = [
    ...scene.notices,
    ...faultNotices(runner, faults),
    ...(files.length >= MOST_FILES
      ? [
          `GitHub lists only the first ${MOST_FILES} files of a pull request: later ones were not looked at.`,
        ]
      : []),
  ];
  const factsOf = (posted: Posted, more: readonly string[]): SummaryFacts => ({
    checked,
    isChecked,
    findings,
    told: toldBy(posted),
    changes,
    head,
    runUrl: runner.runUrl,
    commands: isCommanded,
    notices: [...notices, ...more],
  });
  const post = async (): Promise<Posted> => {
    const isNothing = inputs.comment === 'none' || isQuiet(factsOf(NOTHING_POSTED, []), pull);
    if (isNothing || !isHead) {
      return { ...NOTHING_POSTED, isMoved: !isHead };
    }
    const now = files.length > MOST_FILES_TO_LOOK_AGAIN ? pull : await github.pull(number);
    if (!isHeadOf(now, wanted)) {
      return { ...NOTHING_POSTED, isMoved: true };
    }
    const state = { ...now, head };
    const posted = isReview
      ? await postReview(github, number, state, planned, found)
      : NOTHING_POSTED;
    const isSaid = await say(github, number, state, factsOf(posted, []));
    return { ...posted, isForbidden: posted.isForbidden || !isSaid };
  };
  const { posted, failure } = await attempt(post);
  if (posted.isForbidden) {
    runner.warning(SILENCED);
  }
  if (posted.isMoved) {
    runner.info(MOVED);
  }
  runner.output('review-url', posted.url ?? '');
  if (isAnnotated) {
    annotate(runner, scene);
  }
  const untold = [
    ...(posted.isForbidden ? [SILENCED] : []),
    ...(posted.isMoved ? [MOVED] : []),
    ...(failure === undefined ? [] : [BROKEN]),
  ];
  await report(runner, inputs, scene, factsOf(posted, untold), { pullRequest: number, head });
  if (failure !== undefined) {
    throw failure;
  }
}

/** What was found is told by the run, whatever comes of posting it: an error has to wait. */
async function attempt(
  post: () => Promise<Posted>,
): Promise<{ readonly posted: Posted; readonly failure?: unknown }> {
  try {
    return { posted: await post() };
  } catch (failure) {
    return { posted: NOTHING_POSTED, failure };
  }
}

function isHeadOf(pull: PullState, { head, before }: Wanted): boolean {
  return pull.head === head || pull.head === before;
}

/** Whether there is nothing to say, and nothing was said earlier. */
function isQuiet({ checked }: SummaryFacts, { summary: earlier }: PullState): boolean {
  return checked.roles.length === 0 && checked.problems.length === 0 && earlier === undefined;
}

/** How findings are told on the pull request, by their fingerprints. */
function toldBy({ standing, taken }: Posted): ReadonlyMap<string, Told> {
  return new Map<string, Told>([
    ...standing.map((name) => [name, 'standing'] as const),
    ...taken.flatMap(({ kind, fingerprints }) => fingerprints.map((name) => [name, kind] as const)),
  ]);
}

/** Writes the summary below the pull request, where it is new. @returns whether the token may. */
function say(
  github: GitHub,
  number: number,
  pull: PullState,
  facts: SummaryFacts,
): Promise<boolean> {
  const { findings, head } = facts;
  const names = findings.map(({ fingerprint }) => fingerprint).slice(0, 500);
  const marker = writeMarker({ kind: 'summary', head, fingerprints: names });
  const text = `${marker}\n\n${summary(facts, (body) => marker.length + body.length + 2 <= MOST_COMMENT_CHARACTERS)}`;
  return isQuiet(facts, pull) || text === pull.summary?.body
    ? Promise.resolve(true)
    : postComment(github, number, text, (state) => state.summary?.id, pull);
}
