import { MEND_ALL } from '../core/edit/mend.ts';
import type { ShownLines } from './diff/hunks.ts';
import { shownLines } from './diff/hunks.ts';
import { type GitHub, MOST_FILES } from './github/github.ts';
import type { Inputs } from './inputs.ts';
import { postComment, postReview } from './post.ts';
import { report } from './report.ts';
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

/** Checks the roles that a pull request touches, and says on it what was found. */
export async function reviewPull(
  github: GitHub,
  runner: Runner,
  inputs: Inputs,
  number: number,
): Promise<void> {
  const pull = await github.pull(number);
  const { files, scene } = await pullScene(github, inputs, number, pull);
  const { checker, snapshot, checked, findings, isChecked } = scene;
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
  const planned = isReview ? await planComments(findings, own, shown, mend) : [];
  const posted = isReview
    ? await postReview(github, number, pull, planned, found)
    : { taken: [], standing: [], isForbidden: false };
  const told = new Map<string, Told>([
    ...posted.standing.map((name) => [name, 'standing'] as const),
    ...posted.taken.flatMap(({ kind, fingerprints }) =>
      fingerprints.map((name) => [name, kind] as const),
    ),
  ]);
  const facts: SummaryFacts = {
    checked,
    isChecked,
    findings,
    told,
    changes,
    head: pull.head,
    runUrl: runner.runUrl,
    commands: inputs.commands,
    notices: [
      ...scene.notices,
      ...(files.length >= MOST_FILES
        ? [
            `GitHub lists only the first ${MOST_FILES} files of a pull request: later ones were not looked at.`,
          ]
        : []),
    ],
  };
  const isQuiet =
    checked.roles.length === 0 && checked.problems.length === 0 && pull.summary === undefined;
  const names = findings.map(({ fingerprint }) => fingerprint).slice(0, 500);
  const marker = writeMarker({ kind: 'summary', head: pull.head, fingerprints: names });
  const text = `${marker}\n\n${summary(facts, (body) => marker.length + body.length + 2 <= MOST_COMMENT_CHARACTERS)}`;
  const isSaid =
    isQuiet || inputs.comment === 'none' || text === pull.summary?.body
      ? !posted.isForbidden
      : await postComment(github, number, text, (state) => state.summary?.id, pull);
  const silenced =
    'The token may not write comments on this pull request (it needs pull-requests: write), so that everything is told here and beside the lines.';
  if (!isSaid || posted.isForbidden) {
    runner.warning(silenced);
  }
  const url = 'url' in posted ? posted.url : undefined;
  runner.output('review-url', url ?? '');
  const notices = isSaid && !posted.isForbidden ? facts.notices : [...facts.notices, silenced];
  await report(
    runner,
    inputs,
    scene,
    { ...facts, notices },
    { pullRequest: number, head: pull.head },
  );
}
