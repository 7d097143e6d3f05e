import type { Finding } from '../compare/finding.ts';
import { type FileChange, MEND_ALL, mend } from '../edit/mend.ts';
import type { SourceFile } from '../read/format.ts';

/**
 * Each change is worked out in its whole file: with many findings in large files, the report of all
 * of them shows the changes of the first ones only. `fix` makes all of them at once.
 */
const MOST_CHARACTERS = 10_000_000;

/** The change that fixes a finding alone; undefined where there is no safe edit. */
export type ChangeOf = (finding: Finding) => FileChange | undefined;

/** Works out the changes of one report. */
export function changesIn(files: readonly SourceFile[]): ChangeOf {
  const lengths = new Map(files.map(({ path, text }) => [path, text.length]));
  let left = MOST_CHARACTERS;
  return (finding) => {
    left -= lengths.get((finding.granted ?? finding.place).file) ?? 0;
    return left < 0 ? undefined : changeOf(finding, files);
  };
}

function changeOf(finding: Finding, files: readonly SourceFile[]): FileChange | undefined {
  const { changes, left } = mend(files, [finding], MEND_ALL);
  const [change] = changes;
  return left.length > 0 ? undefined : change;
}
