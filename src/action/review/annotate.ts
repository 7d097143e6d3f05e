import { type KindRow, kindRow } from '../../core/compare/finding-kinds.ts';
import { printable } from '../../core/printable.ts';
import type { Checked } from '../check.ts';
import type { Numbered } from './numbered.ts';

/** A message on a line of a file, which GitHub shows beside the diff even without any permission. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

const LEVELS = {
  error: 'error',
  warning: 'warning',
  note: 'notice',
} as const satisfies Record<KindRow['severity'], Annotation['level']>;

/** Longer paths cannot be checked out. */
const MOST_PATH_CHARACTERS = 4096;

/** One annotation for each finding and each problem. */
export function annotations(
  findings: readonly Numbered[],
  { problems }: Checked,
): readonly Annotation[] {
  return [
    ...problems.map(
      ({ place, found, expected, remedy = '' }): Annotation => ({
        level: 'error',
        title: 'Flow role: file cannot be read',
        message: printable(`Found ${found}; expected ${expected}. ${remedy}`, 1000),
        file: printable(place.file, MOST_PATH_CHARACTERS),
        line: place.line,
      }),
    ),
    ...findings.map(
      ({ finding: { kind, action, resource, why, remedy = '', place } }): Annotation => ({
        level: LEVELS[kindRow(kind).severity],
        title: printable(`Flow role: ${kind} ${action}`),
        message: printable(`${why} (${action} on ${resource}) ${remedy}`.trim(), 1000),
        file: printable(place.file, MOST_PATH_CHARACTERS),
        line: place.line,
      }),
    ),
  ];
}
