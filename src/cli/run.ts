import process from 'node:process';
import { printable } from '../core/printable.ts';
import { InputError, showProblem } from '../core/problem.ts';
import { EXIT, USAGE, UsageError } from './usage.ts';

/** Runs the command that the arguments name and returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(args);
  } catch (error) {
    if (error instanceof InputError) {
      process.stderr.write(`${error.problems.map(showProblem).join('\n')}\n`);
      return EXIT.bad;
    }
    if (error instanceof UsageError) {
      process.stderr.write(`${printable(error.message, 2000)}\n`);
      return EXIT.bad;
    }
    throw error;
  }
}

async function dispatch(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return EXIT.ok;
  }
  switch (command) {
    case 'generate': {
      const { generate } = await import('./generate.ts');
      return generate(rest);
    }
    case undefined:
      process.stderr.write(USAGE);
      return EXIT.bad;
    default:
      if (command === '' || command.startsWith('-')) {
        throw new UsageError(
          'The command comes first: flow-role-wizard generate FILES... [options]. See --help.',
        );
      }
      throw new UsageError(
        `There is no command "${command}". Try: flow-role-wizard generate ${command}`,
      );
  }
}
