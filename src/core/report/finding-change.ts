import type { Finding } from '../compare/finding.ts';
import { draft } from '../edit/draft.ts';
import { MEND_ALL } from '../edit/mend.ts';
import type { FileChange, SourceFile } from '../file.ts';

/**
 * Each change is worked out in its whole file: with many findings in large files, the report of all
 * of them shows the changes of the first ones only. `fix` makes all of them at once.
 */
const MAX_CHARACTERS = 10_000_000;

/**
 * The change that mends a finding alone, to be shown; undefined where no safe edit does. Nobody has
 * tried it: `fix` does before it writes anything.
 */
export type ChangeOf = (finding: Finding) => FileChange | undefined;

/** Works out the changes of one report. */
export function changesIn(files: readonly SourceFile[]): ChangeOf {
  const lengths = new Map(files.map(({ path, text }) => [path, text.length]));
  let left = MAX_CHARACTERS;
  return (finding) => {
    left -= lengths.get((finding.granted ?? finding.place).file) ?? 0;
    return left < 0 ? undefined : changeOf(finding, files);
  };
}

function changeOf(finding: Finding, files: readonly SourceFile[]): FileChange | undefined {
  const { drafts, left } = draft(files, [finding], MEND_ALL);
  const change = drafts[0]?.changes.find(({ before, after }) => before !== after);
  return left.length > 0 ? undefined : change;
}
