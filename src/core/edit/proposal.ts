import { createTwoFilesPatch } from 'diff';
import type { Finding } from '../compare/finding.ts';
import type { SourceFile } from '../read/format.ts';
import { type FileChange, mend } from './mend.ts';

/** What mends one finding, alone: for reports that show it beside the finding. */
export interface Proposal {
  readonly file: string;
  /** The change as a unified diff. */
  readonly diff: string;
}

/**
 * The change that mends a finding; undefined where none is safe.
 *
 * @param files the files that findings are about.
 */
export function proposalFor(finding: Finding, files: readonly SourceFile[]): Proposal | undefined {
  const { changes, left } = mend(files, [finding], { prune: true, narrow: true });
  const [change] = changes;
  return change === undefined || left.length > 0
    ? undefined
    : { file: change.path, diff: unifiedDiff(change) };
}

/** A change as `diff -u` and git show it. */
export function unifiedDiff({ path, before, after }: FileChange): string {
  const name = path.replace(/^\/+/, '');
  return createTwoFilesPatch(before === '' ? '/dev/null' : `a/${name}`, `b/${name}`, before, after)
    .split('\n')
    .filter((line) => !/^=+$/.test(line))
    .map((line) => line.replace(/^((?:---|\+\+\+) .*?)\t$/, '$1'))
    .join('\n');
}
