import type { Finding } from '../compare/finding.ts';
import { printableDiff } from '../edit/diff.ts';
import { type FileChange, MEND_ALL, mend } from '../edit/mend.ts';
import type { SourceFile } from '../read/format.ts';

/** The change that mends a finding alone; undefined where no safe edit does. */
export function changeOf(finding: Finding, files: readonly SourceFile[]): FileChange | undefined {
  const { changes, left } = mend(files, [finding], MEND_ALL);
  const [change] = changes;
  return left.length > 0 ? undefined : change;
}

/** The same as a unified diff for people to look at. */
export function diffOf(finding: Finding, files: readonly SourceFile[]): string | undefined {
  const change = changeOf(finding, files);
  return change && printableDiff(change);
}
