import { dirname } from 'node:path';
import process from 'node:process';
import { findingsOf } from '../core/compare/compare.ts';
import type { Finding } from '../core/compare/finding.ts';
import { kindRow } from '../core/compare/finding-kinds.ts';
import { unknownRole } from '../core/compare/rules/unknown.ts';
import { printableDiff, withInvisible } from '../core/edit/diff.ts';
import type { FileChange } from '../core/file.ts';
import { printable } from '../core/printable.ts';
import { fixProject } from '../core/project/fix.ts';
import { checkInputs } from './check-project.ts';
import { fixOptions } from './fix-options.ts';
import { faultLine, leftText } from './left-text.ts';
import { removeLeftovers } from './leftovers.ts';
import { replaceFiles } from './replace-files.ts';
import { problemsText } from './report.ts';
import { EXIT } from './usage.ts';

/**
 * Mends the policies of flows in the files that hold them, with the smallest edits. With
 * `--dry-run` the changes are printed as a unified diff and nothing is written.
 *
 * @returns the exit code: 1 when something is left that should be mended.
 */
export async function fix(args: readonly string[]): Promise<number> {
  const options = fixOptions(args, process.env);
  const inputs = await checkInputs(options);
  if (inputs.live !== undefined) {
    const { fixLiveRole } = await import('./fix-live.ts');
    return fixLiveRole(options, inputs, inputs.live);
  }
  const { checked } = inputs;
  const findings = findingsOf(checked.roles);
  const { changes, left, faults, made } = await fixProject(checked, findings, options);
  const undecided = findings.filter(
    (finding) => kindRow(finding.kind).fix === 'by-hand' && !made.includes(finding),
  );
  if (options.dryRun) {
    process.stdout.write(changes.map(printableDiff).join(''));
  } else {
    await replaceFiles(changes);
    await removeLeftovers(inputs.files.map(({ path }) => dirname(path)));
  }
  if (!options.quiet) {
    process.stderr.write(report(changes, [...left, ...undecided], options.dryRun));
  }
  process.stderr.write(faults.map(faultLine).join(''));
  process.stderr.write(problemsText(checked.problems));
  if (checked.problems.length > 0) {
    return EXIT.bad;
  }
  const isOpen =
    faults.length > 0 ||
    left.some(({ kind }) => kindRow(kind).fix === 'always') ||
    undecided.some(({ rule }) => rule === unknownRole.id);
  return isOpen ? EXIT.open : EXIT.ok;
}

function report(changes: readonly FileChange[], left: readonly Finding[], dryRun: boolean): string {
  const done = changes.map(
    ({ path, before }) =>
      `${dryRun ? 'would ' : ''}${before === '' ? 'create' : 'change'} ${printable(path, 4096)}\n`,
  );
  const none = changes.length === 0 && left.length === 0 ? ['Nothing to mend.\n'] : [];
  const hidden = (dryRun ? withInvisible(changes) : []).map(
    (path) =>
      `${printable(path, 4096)} has invisible characters near a change. The diff shows them as escapes, so it cannot be applied: run fix without --dry-run.\n`,
  );
  return [...done, ...hidden, ...left.map(leftText), ...none].join('');
}
