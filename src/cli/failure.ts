import process from 'node:process';
import { printable } from '../core/printable.ts';
import { InputError, messageOf, showProblem } from '../core/problem.ts';
import { EXIT, UnknownOption, UsageError } from './usage.ts';

/** Tells the user what went wrong, without a stack trace, and returns the exit code. */
export async function failure(error: unknown): Promise<number> {
  process.stderr.write(`${await message(error)}\n`);
  return EXIT.bad;
}

async function message(error: unknown): Promise<string> {
  if (error instanceof InputError) {
    return error.problems.map(showProblem).join('\n');
  }
  if (error instanceof UnknownOption) {
    const { unknownOptionText } = await import('./unknown-option.ts');
    const { COMMANDS } = await import('./commands.ts');
    return printable(unknownOptionText(error, COMMANDS), 2000);
  }
  const text = printable(messageOf(error), 2000);
  return error instanceof UsageError
    ? text
    : `flow-role-wizard failed: ${text}\nThis is a defect of the program: please report it.`;
}
