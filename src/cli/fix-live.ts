import process from 'node:process';
import { findingsOf } from '../core/compare/compare.ts';
import { kindRow } from '../core/compare/finding-kinds.ts';
import { printableDiff } from '../core/edit/diff.ts';
import { correctLiveRole } from '../core/edit/live.ts';
import { escapeInvisible, printable } from '../core/printable.ts';
import type { CheckedInputs, LiveComparison } from './checked-inputs.ts';
import type { FixOptions } from './fix-options.ts';
import { faultLine, leftText } from './left-text.ts';
import { paint } from './paint.ts';
import { replaceFiles } from './replace-files.ts';
import { notesText, problemsText } from './report.ts';
import { EXIT } from './usage.ts';

/**
 * Prints the policies of a role in AWS as they should be, or with `--dry-run` their changes as a
 * diff, and says how each is brought to AWS. Nothing is changed there; the files that `--policy`
 * names are mended as without a role.
 *
 * @returns the exit code: 1 when something is left that no corrected policy mends.
 */
export async function fixLiveRole(
  options: FixOptions,
  { checked, files, notes }: CheckedInputs,
  { name, documents }: LiveComparison,
): Promise<number> {
  const { roles, problems, recheck } = checked;
  const findings = findingsOf(roles);
  const proof = { before: findings, recheck };
  const corrected = await Promise.all(
    roles.map((role) => correctLiveRole(role, documents, files, options, proof)),
  );
  const live = corrected.flatMap((role) => role.live);
  const changes = corrected.flatMap((role) => role.files);
  const left = corrected.flatMap((role) => role.left);
  const faults = corrected.flatMap((role) => role.faults);
  const printed = options.dryRun ? [...live, ...changes].map(printableDiff) : live.map(withEnd);
  process.stdout.write(printed.join(''));
  if (!options.dryRun) {
    await replaceFiles(changes);
  }
  if (!options.quiet) {
    const undecided = findings.filter(({ kind }) => kindRow(kind).fix === 'by-hand');
    const would = options.dryRun ? 'would ' : '';
    process.stderr.write(notesText(notes, paint(options)));
    process.stderr.write(
      [
        ...changes.map(({ path }) => `${would}change ${printable(path, 4096)}\n`),
        ...live.map(
          ({ path, apply }) =>
            `corrected, not changed in AWS: ${printable(path, 4096)}\n  to apply it: ${printable(apply, 4096)}\n`,
        ),
        ...[...left, ...undecided].map(leftText),
        ...(live.length + changes.length + left.length + undecided.length === 0
          ? [`Nothing to mend in role ${printable(name)}.\n`]
          : []),
      ].join(''),
    );
  }
  process.stderr.write(faults.map(faultLine).join(''));
  process.stderr.write(problemsText(problems));
  if (problems.length > 0) {
    return EXIT.bad;
  }
  const needed = left.filter(({ kind }) => kindRow(kind).fix === 'always');
  return needed.length + faults.length > 0 ? EXIT.open : EXIT.ok;
}

function withEnd({ after }: { readonly after: string }): string {
  return escapeInvisible(after.endsWith('\n') ? after : `${after}\n`);
}
