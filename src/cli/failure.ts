import process from 'node:process';
import { printable } from '../core/printable.ts';
import { InputError, messageOf, showProblem } from '../core/problem.ts';
import { EXIT, UsageError } from './usage.ts';

/** Tells the user what went wrong, without a stack trace, and returns the exit code. */
export function failure(error: unknown): number {
  process.stderr.write(`${message(error)}\n`);
  return EXIT.bad;
}

function message(error: unknown): string {
  if (error instanceof InputError) {
    return error.problems.map(showProblem).join('\n');
  }
  const text = printable(messageOf(error), 2000);
  return error instanceof UsageError
    ? text
    : `flow-role-wizard failed: ${text}\nThis is a defect of the program: please report it.`;
}
