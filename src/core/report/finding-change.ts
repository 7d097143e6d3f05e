import type { Finding } from '../compare/finding.ts';
import { printableDiff } from '../edit/diff.ts';
import { draft, type FileChange } from '../edit/draft.ts';
import { MEND_ALL } from '../edit/mend.ts';
import type { SourceFile } from '../read/format.ts';

/**
 * The change that mends a finding alone, to be shown; undefined where no safe edit does. Nobody has
 * tried it: `fix` does before it writes anything.
 */
export function changeOf(finding: Finding, files: readonly SourceFile[]): FileChange | undefined {
  const { drafts, left } = draft(files, [finding], MEND_ALL);
  const change = drafts[0]?.changes.find(({ before, after }) => before !== after);
  return left.length > 0 ? undefined : change;
}

/** The same as a unified diff for people to look at. */
export function diffOf(finding: Finding, files: readonly SourceFile[]): string | undefined {
  const change = changeOf(finding, files);
  return change && printableDiff(change);
}
