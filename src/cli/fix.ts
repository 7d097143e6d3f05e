import { dirname, join } from 'node:path';
import process from 'node:process';
import type { ComparedRole } from '../core/compare/compare.ts';
import type { Finding } from '../core/compare/finding.ts';
import { unifiedDiff } from '../core/edit/diff.ts';
import { type FileChange, mend } from '../core/edit/mend.ts';
import { showLine } from '../core/place.ts';
import { printable } from '../core/printable.ts';
import { documentFiles, nameDocuments } from '../core/write/role-documents.ts';
import { fixOptions } from './check-options.ts';
import { compareInputs } from './compare-inputs.ts';
import { shown } from './find-files.ts';
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
  const { roles, files } = await compareInputs(options);
  const findings = roles.flatMap((role) => role.findings);
  const created = roles.flatMap(newFiles);
  const covered = new Set(created.flatMap((file) => file.findings));
  const open = findings.filter((finding) => !covered.has(finding));
  const { changes, left } = mend(files, open, options);
  const all: readonly FileChange[] = [...changes, ...created];
  if (options.dryRun) {
    process.stdout.write(all.map(unifiedDiff).join(''));
  } else {
    await replaceFiles(all);
  }
  if (!options.quiet) {
    process.stderr.write(report(all, left, options.dryRun));
  }
  const needed = left.filter(({ kind }) => kind === 'missing' || kind === 'invalid');
  return needed.length > 0 ||
    findings.some(({ rule }) => rule === 'unknown-role' && covered.size === 0)
    ? EXIT.open
    : EXIT.ok;
}

interface NewFile extends FileChange {
  readonly findings: readonly Finding[];
}

/** The policies of a role that has none in any file, beside its flow. */
function newFiles({ role, findings }: ComparedRole): readonly NewFile[] {
  const [flow] = role.plan.flows;
  const unknown = findings.filter(({ rule }) => rule === 'unknown-role');
  const homeless = findings.filter(
    ({ repair }) =>
      repair?.do === 'allow' && repair.policy === undefined && repair.role === undefined,
  );
  const meant = [...unknown, ...homeless];
  if (
    flow === undefined ||
    flow.origin !== undefined ||
    flow.place.file === '<stdin>' ||
    meant.length === 0 ||
    role.plan.questions.length > 0
  ) {
    return [];
  }
  const [documents] = nameDocuments([role]);
  const identity = new Set(documents?.identity.map(({ path }) => path));
  return (documents === undefined ? [] : documentFiles(documents))
    .filter(({ path }) => unknown.length > 0 || identity.has(path))
    .map(({ path, text }) => ({
      path: shown(join(dirname(flow.place.file), path)),
      before: '',
      after: text,
      findings: meant,
    }));
}

function report(changes: readonly FileChange[], left: readonly Finding[], dryRun: boolean): string {
  const done = changes.map(
    ({ path, before }) =>
      `${dryRun ? 'would ' : ''}${before === '' ? 'create' : 'change'} ${printable(path, 4096)}\n`,
  );
  const open = left.map(
    ({ kind, place, action, resource, remedy }) =>
      `left: ${printable(showLine(place), 4096)}: ${kind}: ${printable(action)} on ${printable(resource)}\n${remedy === undefined ? '' : `  ${printable(remedy, 800)}\n`}`,
  );
  const none = changes.length === 0 && left.length === 0 ? ['Nothing to mend.\n'] : [];
  return [...done, ...open, ...none].join('');
}
