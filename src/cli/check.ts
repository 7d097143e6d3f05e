import process from 'node:process';
import { findingsOf } from '../core/compare/compare.ts';
import { RULES } from '../core/compare/rules/index.ts';
import { findingsAtFlow } from '../core/compare/tell-at-flow.ts';
import { DATA_DATES } from '../core/data/data-dates.ts';
import { NOTE_RULES } from '../core/project/notes.ts';
import { fails } from '../core/report/fail-on.ts';
import { REPORT_FORMATS } from '../core/report/index.ts';
import { checkOptions } from './check-options.ts';
import { checkInputs } from './check-project.ts';
import { paint } from './paint.ts';
import { notesText, problemsText } from './report.ts';
import { terminalStyle } from './terminal-style.ts';
import { EXIT } from './usage.ts';

declare const __VERSION__: string;

/**
 * Says what is missing, left over, too broad or without effect in the roles of flows.
 *
 * @returns the exit code: 1 for findings at or above `--fail-on`, 2 where a file could not be read.
 */
export async function check(args: readonly string[]): Promise<number> {
  const options = checkOptions(args, process.env);
  const { checked, notes, files, live } = await checkInputs(options);
  const { roles, problems } = checked;
  // Code scanning shows what stands in files of the repository.
  const isTold = live !== undefined && options.format === 'sarif';
  const findings = findingsOf(
    isTold ? roles.map((role) => ({ findings: findingsAtFlow(role) })) : roles,
  );
  const report = REPORT_FORMATS[options.format];
  const about = {
    findings,
    rules: [...RULES, ...NOTE_RULES],
    files,
    problems,
    version: __VERSION__,
    data: DATA_DATES,
  };
  process.stdout.write(
    report({ ...about, ...(live && { liveRole: live.name }) }, terminalStyle(options)),
  );
  if (!options.quiet) {
    process.stderr.write(notesText(notes, paint(options)));
  }
  process.stderr.write(problemsText(problems));
  if (problems.length > 0) {
    return EXIT.bad;
  }
  return fails(findings, options.failOn) ? EXIT.open : EXIT.ok;
}
