import process from 'node:process';
import type { Finding } from '../core/compare/finding.ts';
import { reportJson, summaryOf } from '../core/compare/report-json.ts';
import { showLine } from '../core/place.ts';
import { printable } from '../core/printable.ts';
import { type CheckOptions, checkOptions } from './check-options.ts';
import { compareInputs, filesOf } from './compare-inputs.ts';
import { paint } from './paint.ts';
import { EXIT } from './usage.ts';

/**
 * Says what is missing, left over, too broad or without effect in the roles of flows.
 *
 * @returns the exit code: 1 for findings at or above `--fail-on`.
 */
export async function check(args: readonly string[]): Promise<number> {
  const options = checkOptions(args, process.env);
  const { roles, notes } = await compareInputs(options);
  const findings = roles.flatMap((role) => role.findings);
  process.stdout.write(
    options.format === 'json' ? await json(findings) : reportText(findings, options),
  );
  if (!options.quiet) {
    const { warning } = paint(options);
    process.stderr.write(
      notes.map((note) => `${warning('note')} ${printable(note, 800)}\n`).join(''),
    );
  }
  return findings.some((finding) => fails(finding, options)) ? EXIT.open : EXIT.ok;
}

async function json(findings: readonly Finding[]): Promise<string> {
  const { proposalFor } = await import('../core/edit/proposal.ts');
  const files = await filesOf(findings);
  return reportJson(findings, (finding) => proposalFor(finding, files));
}

/** A role that was not found at all was not checked, which is no success either. */
function fails({ kind, rule }: Finding, { failOn }: CheckOptions): boolean {
  switch (failOn) {
    case 'never':
      return false;
    case 'any':
      return true;
    case 'excess':
      return kind !== 'unknown' || rule === 'unknown-role';
    case 'missing':
      return kind === 'missing' || rule === 'unknown-role';
  }
}

function reportText(findings: readonly Finding[], { quiet }: CheckOptions): string {
  const lines = findings.flatMap(({ kind, place, action, resource, why, remedy }) => [
    `${printable(showLine(place), 4096)}: ${kind}: ${printable(action)} on ${printable(resource)}`,
    ...(quiet
      ? []
      : [`  ${printable(why, 2000)}`, ...(remedy ? [`  ${printable(remedy, 800)}`] : [])]),
  ]);
  const counts = Object.entries(summaryOf(findings)).flatMap(([kind, count]) =>
    count === 0 ? [] : [`${count} ${kind}`],
  );
  return [...lines, counts.length === 0 ? 'No findings.' : counts.join(', '), ''].join('\n');
}
