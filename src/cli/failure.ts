import process from 'node:process';
import { printable } from '../core/printable.ts';
import { errorCode, InputError, messageOf, showProblem } from '../core/problem.ts';
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
  const known = systemMessage(error);
  if (known !== undefined) {
    return known;
  }
  const text = printable(messageOf(error), 2000);
  return error instanceof UsageError
    ? text
    : `flow-role-wizard failed: ${text}\nThis is a defect of the program: please report it.`;
}

/** What is wrong around the program rather than with it or with what it was given. */
function systemMessage(error: unknown): string | undefined {
  const [code, call] = [errorCode(error), systemCall(error)];
  if (call === 'uv_cwd') {
    return 'The working directory does not exist any more: change to another directory.';
  }
  if (call !== 'write') {
    return undefined;
  }
  switch (code) {
    case 'EPIPE':
      return 'Standard output was closed before all results were written: they are incomplete.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full: the results on standard output are incomplete.';
    default:
      return `Standard output cannot be written (${code}): the results are incomplete.`;
  }
}

function systemCall(error: unknown): unknown {
  return error instanceof Error && 'syscall' in error ? error.syscall : undefined;
}
