import { unprocessable } from './api-error.ts';
import { baseOf, type PullRequest, type State } from './state.ts';

/** The lines of one side of a hunk: from `first` on, `count` of them. */
interface Side {
  readonly first: number;
  readonly count: number;
}

interface Hunk {
  readonly LEFT: Side;
  readonly RIGHT: Side;
}

/** Where a comment wants to stand. */
export interface Position {
  readonly path: string;
  readonly side: 'LEFT' | 'RIGHT';
  readonly line: number;
  readonly startLine?: number;
}

/** @throws ApiError 422, in GitHub's words, for a position that is not in the diff. */
export async function checkPosition(
  state: State,
  pull: PullRequest,
  commit: string,
  position: Position,
): Promise<void> {
  const { line, startLine, side } = position;
  const reasons: string[] = [];
  const hunks = await hunksOf(state, pull, commit, position.path);
  const at = hunks?.find((hunk) => holds(hunk[side], line));
  if (hunks === undefined) {
    reasons.push('Path could not be resolved');
  } else if (at === undefined) {
    reasons.push('Line could not be resolved');
  }
  if (startLine !== undefined && startLine >= line) {
    reasons.push('Pull request review thread start line must precede the end line.');
  } else if (startLine !== undefined && at !== undefined && !holds(at[side], startLine)) {
    reasons.push(
      'Pull request review thread start line must be part of the same hunk as the line.',
    );
  }
  if (reasons.length > 0) {
    throw unprocessable('Unprocessable Entity', [reasons.join(' and ')]);
  }
}

async function hunksOf(
  state: State,
  pull: PullRequest,
  commit: string,
  path: string,
): Promise<readonly Hunk[] | undefined> {
  const base = await state.repository.mergeBase(await baseOf(state, pull), commit);
  const file = (await state.repository.diff(base, commit)).find((diff) => diff.path === path);
  if (file === undefined) {
    return undefined;
  }
  const isShown = file.patch !== undefined && file.patch.length <= state.largestPatch;
  return isShown ? [...(file.patch ?? '').matchAll(HUNK)].map(toHunk) : [];
}

const HUNK = /(?<![^\n])@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/g;

function toHunk([
  ,
  left = '0',
  leftCount = '1',
  right = '0',
  rightCount = '1',
]: RegExpExecArray): Hunk {
  return {
    LEFT: { first: Number(left), count: Number(leftCount) },
    RIGHT: { first: Number(right), count: Number(rightCount) },
  };
}

function holds({ first, count }: Side, line: number): boolean {
  return line >= first && line < first + count;
}
