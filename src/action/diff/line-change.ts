import { diffArrays } from 'diff';

/**
 * A change of whole lines: those from `start` up to and without `end` (from 1) are replaced. Where
 * both are the same, lines are only added before that line.
 */
export interface LineChange {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** The smallest changes of lines that lead from one text to another, from top to bottom. */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const changes: LineChange[] = [];
  let line = 1;
  let open: { start: number; end: number; lines: string[] } | undefined;
  for (const { added, removed, value } of diffArrays(before.split('\n'), after.split('\n'))) {
    if (!added && !removed) {
      line += value.length;
      if (open !== undefined) {
        changes.push(open);
        open = undefined;
      }
      continue;
    }
    open ??= { start: line, end: line, lines: [] };
    if (added) {
      open.lines.push(...value);
    } else {
      line += value.length;
      open.end = line;
    }
  }
  return open === undefined ? changes : [...changes, open];
}

/** Applies changes that do not overlap. */
export function applyLineChanges(before: string, changes: readonly LineChange[]): string {
  return spliced(before.split('\n'), changes).join('\n');
}

/** One change for several of a text, with the unchanged lines between them. */
export function joinLineChanges(before: string, changes: readonly LineChange[]): LineChange {
  const start = Math.min(...changes.map((change) => change.start));
  const end = Math.max(...changes.map((change) => change.end));
  const within = changes.map((change) => ({
    ...change,
    start: change.start - start + 1,
    end: change.end - start + 1,
  }));
  return { start, end, lines: spliced(before.split('\n').slice(start - 1, end - 1), within) };
}

function spliced(all: readonly string[], changes: readonly LineChange[]): readonly string[] {
  const lines = [...all];
  // From the last to the first, so that no change moves the lines of another.
  for (const { start, end, lines: replacement } of [...changes].sort((a, b) => b.start - a.start)) {
    lines.splice(start - 1, end - start, ...replacement);
  }
  return lines;
}
