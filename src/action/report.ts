import { callsForChange } from '../core/compare/finding-kinds.ts';
import { RULES } from '../core/compare/rules/index.ts';
import { DATA_DATES } from '../core/data/data-dates.ts';
import { NOTE_RULES } from '../core/project/notes.ts';
import { countsOf } from '../core/report/counts.ts';
import { fails } from '../core/report/fail-on.ts';
import { REPORT_FORMATS } from '../core/report/index.ts';
import { PLAIN_STYLE } from '../core/report/terminal-style.ts';
import type { CheckedCommit } from './checked-commit.ts';
import type { Inputs } from './inputs.ts';
import { annotations } from './review/annotate.ts';
import { MOST_SUMMARY_BYTES, type SummaryFacts, summary } from './review/summary.ts';
import type { Runner } from './runner.ts';

declare const __VERSION__: string;

/** What a report says of the pull request, for a workflow that posts it later. */
export interface Origin {
  readonly pullRequest?: number;
  readonly head: string;
}

/**
 * Shows what was found beside the lines. Only runs for the commit that was checked may: GitHub shows
 * the annotations of others, as those that obey a comment, on the default branch.
 */
export function annotate(runner: Runner, { findings, checked }: CheckedCommit): void {
  for (const annotation of annotations(findings, checked)) {
    runner.annotate(annotation);
  }
}

/** Tells the runner all that was found: summary, files, outputs and the conclusion. */
export async function report(
  runner: Runner,
  { failOn }: Inputs,
  scene: CheckedCommit,
  facts: SummaryFacts,
  origin: Origin,
): Promise<void> {
  const { checked, snapshot, isChecked, isWhole } = scene;
  await runner.summary(
    summary(facts, (text) => Buffer.byteLength(text, 'utf8') <= MOST_SUMMARY_BYTES),
  );
  const findings = facts.findings.map(({ finding }) => finding);
  const files = [...snapshot.texts].map(([path, { text }]) => ({ path, text }));
  const { problems } = checked;
  const input = {
    findings,
    rules: [...RULES, ...NOTE_RULES],
    files,
    problems,
    version: __VERSION__,
    data: DATA_DATES,
  };
  const json = { ...JSON.parse(REPORT_FORMATS.json(input, PLAIN_STYLE)), ...origin };
  const path = await runner.save(
    'flow-role-report.json',
    `${JSON.stringify(json, undefined, 2)}\n`,
  );
  const sarif = await runner.save(
    'flow-role-report.sarif',
    REPORT_FORMATS.sarif(input, PLAIN_STYLE),
  );
  const counts = countsOf(findings);
  const isUnread = checked.problems.length > 0 && failOn !== 'never';
  const isFailed = fails(findings, failOn) || isUnread || !isChecked;
  const isClean = !findings.some(({ kind }) => callsForChange(kind));
  runner.output('status', isFailed ? 'failed' : isClean ? 'clean' : 'findings');
  runner.output('missing', String(counts.missing));
  runner.output('excess', String(counts.excess));
  runner.output('report', path);
  // Code scanning takes what a report no longer has for mended, as what was not read seems to be.
  runner.output('sarif', isChecked && isWhole ? sarif : '');
  if (isFailed) {
    runner.fail(
      `${counts.missing} missing, ${findings.length} findings in all, ${checked.problems.length} unreadable files: see the summary of this run.`,
    );
  }
}
