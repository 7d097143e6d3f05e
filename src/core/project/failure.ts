import { groupBy } from '../policy/merge.ts';
import { InputError, type Problem, showProblem } from '../problem.ts';

/** A file that counts and of which nothing is known, with what is wrong with it. */
export interface Failure {
  readonly path: string;
  readonly problems: readonly Problem[];
  /** The files that were read for it, itself included. */
  readonly files: readonly string[];
}

/** Something wrong with a file, and every file that it matters to. */
export interface FileProblem extends Problem {
  readonly files: readonly string[];
}

/** A problem that matters to its own file alone. */
export function problemAlone(problem: Problem): FileProblem {
  return { ...problem, files: [problem.place.file] };
}

/** What is wrong with a file whose text cannot be had. */
export function unreadFile(path: string, why: string, expected: string): Failure {
  const problem = { place: { file: path, line: 1, column: 1 }, found: why, expected };
  return { path, problems: [problem], files: [path] };
}

/**
 * What reading a file said instead of what was wanted of it.
 *
 * @throws what is no problem of an input.
 */
export function failureOf(path: string, error: unknown, files: Iterable<string>): Failure {
  if (!(error instanceof InputError)) {
    throw error;
  }
  return { path, problems: error.problems, files: [...new Set([path, ...files])] };
}

/** Each problem once, with all files that it matters to. */
export function distinctProblems(failures: readonly Failure[]): readonly FileProblem[] {
  const found = failures.flatMap(({ problems, files }) =>
    problems.map((problem) => ({ problem, files: [problem.place.file, ...files] })),
  );
  return [...groupBy(found, ({ problem }) => showProblem(problem)).values()].flatMap((same) =>
    same.slice(0, 1).map(({ problem }) => ({
      ...problem,
      files: [...new Set(same.flatMap((one) => one.files))],
    })),
  );
}
