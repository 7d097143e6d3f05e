import type { Finding } from '../compare/finding.ts';
import { applyEdits } from '../edit/apply.ts';
import { unifiedDiff } from '../edit/diff.ts';

/** The change that mends a finding as a unified diff; undefined where there is none. */
export function diffOf(
  { change }: Finding,
  textOf: (path: string) => string | undefined,
): string | undefined {
  const before = change && textOf(change.file);
  return change === undefined || before === undefined
    ? undefined
    : unifiedDiff({ path: change.file, before, after: applyEdits(before, change.edits) });
}
