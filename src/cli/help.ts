import process from 'node:process';
import { EXIT, USAGE, UsageError } from './usage.ts';

/**
 * Answers to everything that is no command: prints the usage, to standard error where something
 * else was meant.
 *
 * @returns the exit code. @throws UsageError for a word that is no command.
 */
export function help(args: readonly string[]): number {
  const [command] = args;
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return EXIT.ok;
  }
  if (command === undefined) {
    process.stderr.write(USAGE);
    return EXIT.bad;
  }
  throw new UsageError(
    command === '' || command.startsWith('-')
      ? 'The command comes first: flow-role-wizard generate FILES... [options]. See --help.'
      : `There is no command "${command}". Try: flow-role-wizard generate ${command}`,
  );
}
