import { printable } from '../core/printable.ts';

/** Longer lines are cut: what they say is in the summary too. */
const MOST_CHARACTERS = 4000;

/**
 * A message for the log of a run, in which nothing hides, and no line is a command of the runner: it
 * takes `::` at the beginning of a line for one, and `##[` anywhere.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function logText(message: string): string {
  return message
    .split('\n')
    .map((line) =>
      printable(line, MOST_CHARACTERS)
        .replace(/^ *:(?=:)/, '$& ')
        .replaceAll('##[', '## ['),
    )
    .join('\n');
}
