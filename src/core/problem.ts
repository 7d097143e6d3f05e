import { type Place, showPlace } from './place.ts';
import { printable } from './printable.ts';

/** Something wrong with an input, told as a value: where, what was found, what was expected. */
export interface Problem {
  readonly place: Place;
  readonly found: string;
  readonly expected: string;
  /** What the user can do about it. */
  readonly remedy?: string;
}

/**
 * Carries problems out of a reader to the one place that reports them. Readers throw it only
 * where the input cannot be understood at all; what can be understood in part becomes a warning.
 */
export class InputError extends Error {
  override readonly name: string = 'InputError';
  readonly problems: readonly Problem[];

  constructor(...problems: readonly Problem[]) {
    super(problems.map(showProblem).join('\n'));
    this.problems = problems;
  }
}

/** Carries the problem of a file that is no flow and no template at all, however well it is formed. */
export class NotAFlowError extends InputError {
  override readonly name = 'NotAFlowError';
}

/** What something that was thrown says, whatever it is. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of an error of the system, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** Renders a problem as `file:line:column: found …; expected …`, with the remedy on a line of its own. */
export function showProblem(problem: Problem): string {
  const { place, found, expected, remedy } = problem;
  const shown = { ...place, file: printable(place.file) };
  const first = `${showPlace(shown)}: found ${printable(found)}; expected ${printable(expected, 600)}.`;
  return remedy === undefined ? first : `${first}\n  ${printable(remedy, 600)}`;
}
