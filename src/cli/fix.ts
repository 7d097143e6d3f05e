import { dirname, join } from 'node:path';
import process from 'node:process';
import type { Finding } from '../core/compare/finding.ts';
import { unifiedDiff } from '../core/edit/diff.ts';
import { type FileChange, mend } from '../core/edit/mend.ts';
import { type NewPolicyFiles, newPolicyFiles } from '../core/edit/new-policy-files.ts';
import { printable } from '../core/printable.ts';
import { fixOptions } from './check-options.ts';
import { compareInputs } from './compare-inputs.ts';
import { leftText } from './left-text.ts';
import { shown } from './read-file.ts';
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
  const { roles, files } = compared;
  const findings = roles.flatMap((role) => role.findings);
  const created = roles
    .flatMap((role) => newPolicyFiles(role) ?? [])
    .filter(({ beside }) => beside !== '<stdin>');
  const covered = new Set(created.flatMap((one) => one.findings));
  const open = findings.filter((finding) => !covered.has(finding));
  const undecided = open.filter(({ kind }) => kind === 'unknown');
  const { changes, left } = mend(files, open, options);
  const all: readonly FileChange[] = [...changes, ...created.flatMap(newFiles)];
  if (options.dryRun) {
    process.stdout.write(all.map(unifiedDiff).join(''));
  } else {
    await replaceFiles(all);
  }
  if (!options.quiet) {
    process.stderr.write(report(all, [...left, ...undecided], options.dryRun));
  }
  const needed = left.filter(({ kind }) => kind === 'missing' || kind === 'invalid');
  return needed.length > 0 ||
    findings.some(({ rule }) => rule === 'unknown-role' && covered.size === 0)
    ? EXIT.open
    : EXIT.ok;
}

/** The policies of a role that has none in any file, beside its flow. */
function newFiles({ beside, files }: NewPolicyFiles): readonly FileChange[] {
  return files.map(({ path, text }) => ({
    path: shown(join(dirname(beside), path)),
    before: '',
    after: text,
  }));
}

function report(changes: readonly FileChange[], left: readonly Finding[], dryRun: boolean): string {
  const done = changes.map(
    ({ path, before }) =>
      `${dryRun ? 'would ' : ''}${before === '' ? 'create' : 'change'} ${printable(path, 4096)}\n`,
  );
  const none = changes.length === 0 && left.length === 0 ? ['Nothing to mend.\n'] : [];
  return [...done, ...left.map(leftText), ...none].join('');
}
