import { MEND_ALL } from '../core/edit/mend.ts';
import type { ShownLines } from './diff/hunks.ts';
import { shownLines } from './diff/hunks.ts';
import { type GitHub, isFromFork, MOST_FILES, type PullState } from './github/github.ts';
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
import { pullScene } from './scene.ts';

const NOTHING_POSTED: Posted = { taken: [], standing: [], isForbidden: false };

const SILENCED =
  'The token may not write comments on this pull request (it needs pull-requests: write, and the conversation must not be locked), so that everything is told here.';

const BROKEN =
  'Not everything could be posted on the pull request: the error at the end of the log says why.';

/** Which review is wanted. */
export interface Wanted {
  readonly number: number;
  /** Whether the run is for the commit that is checked, so that lines of it can be annotated. */
  readonly isAnnotated: boolean;
}

/** Checks the roles that a pull request touches, and says on it what was found. */
export async function reviewPull(
  github: GitHub,
  runner: Runner,
  inputs: Inputs,
  { number, isAnnotated }: Wanted,
): Promise<void> {
  const pull = await github.pull(number);
  const { files, scene } = await pullScene(github, inputs, number, pull);
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
  const changes = findings.length === 0 ? [] : await mend(findings);
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  // Without a check nobody knows what is mended: the threads of earlier runs stay as they are.
  const isReview = inputs.comment === 'review' && isChecked;
  const proven = isReview ? await provenSuggestions(checker, snapshot, changes, shown) : [];
  const own = proven.map((one) => ({ ...one, mends: one.mends.filter((name) => found.has(name)) }));
  const planned = isReview ? await planComments(findings, own, shown, { mend, isCommanded }) : [];
  const notices = [
    ...scene.notices,
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
    head: pull.head,
    runUrl: runner.runUrl,
    commands: isCommanded,
    notices: [...notices, ...more],
  });
  let posted = NOTHING_POSTED;
  const silent: string[] = [];
  let failure: unknown;
  try {
    posted = isReview ? await postReview(github, number, pull, planned, found) : NOTHING_POSTED;
    const isSaid =
      inputs.comment === 'none' || (await say(github, number, pull, factsOf(posted, [])));
    if (!isSaid || posted.isForbidden) {
      runner.warning(SILENCED);
      silent.push(SILENCED);
    }
  } catch (error) {
    // What was found is told here all the same.
    failure = error;
    silent.push(BROKEN);
  }
  runner.output('review-url', posted.url ?? '');
  if (isAnnotated) {
    annotate(runner, scene);
  }
  await report(runner, inputs, scene, factsOf(posted, silent), {
    pullRequest: number,
    head: pull.head,
  });
  if (failure !== undefined) {
    throw failure;
  }
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
  const { checked, findings, head } = facts;
  const isQuiet =
    checked.roles.length === 0 && checked.problems.length === 0 && pull.summary === undefined;
  const names = findings.map(({ fingerprint }) => fingerprint).slice(0, 500);
  const marker = writeMarker({ kind: 'summary', head, fingerprints: names });
  const text = `${marker}\n\n${summary(facts, (body) => marker.length + body.length + 2 <= MOST_COMMENT_CHARACTERS)}`;
  return isQuiet || text === pull.summary?.body
    ? Promise.resolve(true)
    : postComment(github, number, text, (state) => state.summary?.id, pull);
}
