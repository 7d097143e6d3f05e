import { dirname, join } from 'node:path';
import process from 'node:process';
import { findingsOf } from '../core/compare/compare.ts';
import type { Finding } from '../core/compare/finding.ts';
import { unifiedDiff } from '../core/edit/diff.ts';
import type { Draft } from '../core/edit/draft.ts';
import { type FileChange, mend } from '../core/edit/mend.ts';
import { type NewPolicyFiles, newPolicyFiles } from '../core/edit/new-policy-files.ts';
import { printable } from '../core/printable.ts';
import { fixOptions } from './check-options.ts';
import { compareInputs } from './compare-inputs.ts';
import { shown } from './find-files.ts';
import { faultLine, leftText } from './left-text.ts';
import { replaceFiles } from './replace-files.ts';
import { EXIT } from './usage.ts';

/**
 * Mends the policies of flows in the files that hold them, with the smallest edits. With
 * `--dry-run` the changes are printed as a unified diff and nothing is written.
 *
 * @returns the exit code: 1 when something is left that should be mended.
 */
export async function fix(args: readonly string[]): Promise<number> {
  const options = fixOptions(args, process.env);
  const compared = await compareInputs(options);
  if (compared.live !== undefined) {
    const { fixLiveRole } = await import('./fix-live.ts');
    return fixLiveRole(options, compared, compared.live);
  }
  const { roles, files, recheck } = compared;
  const findings = findingsOf(roles);
  const created = roles
    .flatMap((role) => newPolicyFiles(role) ?? [])
    .filter(({ beside }) => beside !== '<stdin>')
    .map(newFiles);
  const covered = new Set(created.flatMap(({ mends }) => mends));
  const open = findings.filter((finding) => !covered.has(finding));
  const undecided = open.filter(({ kind }) => kind === 'unknown');
  const proof = { before: findings, recheck };
  const { changes, left, faults } = await mend(files, open, options, proof, created);
  if (options.dryRun) {
    process.stdout.write(changes.map(unifiedDiff).join(''));
  } else {
    await replaceFiles(changes);
  }
  if (!options.quiet) {
    process.stderr.write(report(changes, [...left, ...undecided], options.dryRun));
  }
  process.stderr.write(faults.map(faultLine).join(''));
  const needed = left.filter(({ kind }) => kind === 'missing' || kind === 'invalid');
  return needed.length + faults.length > 0 ||
    findings.some(({ rule }) => rule === 'unknown-role' && covered.size === 0)
    ? EXIT.open
    : EXIT.ok;
}

/** The policies of a role that has none in any file, beside its flow. */
function newFiles({ beside, files, findings }: NewPolicyFiles): Draft {
  return {
    changes: files.map(({ path, text }) => ({
      path: shown(join(dirname(beside), path)),
      before: '',
      after: text,
    })),
    mends: findings,
    inspect: () => undefined,
  };
}

function report(changes: readonly FileChange[], left: readonly Finding[], dryRun: boolean): string {
  const done = changes.map(
    ({ path, before }) =>
      `${dryRun ? 'would ' : ''}${before === '' ? 'create' : 'change'} ${printable(path, 4096)}\n`,
  );
  const none = changes.length === 0 && left.length === 0 ? ['Nothing to mend.\n'] : [];
  return [...done, ...left.map(leftText), ...none].join('');
}
