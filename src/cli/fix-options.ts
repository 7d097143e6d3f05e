import type { CommandRow, OptionRows } from './command.ts';
import { COMPARE_OPTIONS, type ComparisonOptions, comparisonOptions } from './compare-options.ts';
import { parseOptions } from './parse-options.ts';

/** What `fix` was asked to do. */
export interface FixOptions extends ComparisonOptions {
  readonly prune: boolean;
  readonly narrow: boolean;
  readonly dryRun: boolean;
}

const OPTIONS = {
  prune: { type: 'boolean', text: 'also remove what no node needs' },
  narrow: { type: 'boolean', text: 'also narrow what is too broad' },
  'dry-run': { type: 'boolean', text: 'print the changes as a diff and write nothing' },
  ...COMPARE_OPTIONS,
} as const satisfies OptionRows;

export const FIX: CommandRow = {
  summary: 'edit the policy files so that a role has what its flows need',
  text: [
    'Edits the policy files as little as possible: adds what is missing and corrects what has no effect. Anything that cannot be edited safely is listed with file and line. With --role, prints the policies as they should be; nothing is changed in AWS.',
  ],
  takes: { name: 'FILES' },
  options: OPTIONS,
  example: {
    command: 'flow-role-wizard fix template.yaml --prune --dry-run',
    text: 'Show what would be added and removed in a template:',
  },
  exits: {
    ok: 'every missing permission is added and every invalid statement corrected',
    open: 'something is left to change by hand, or the role of a flow was not found',
  },
};

/**
 * Reads the arguments of `fix`.
 *
 * @throws UsageError for unknown options and wrong values.
 */
export function fixOptions(args: readonly string[], environment: NodeJS.ProcessEnv): FixOptions {
  const { values, positionals } = parseOptions('fix', args, OPTIONS);
  return {
    ...comparisonOptions(values, positionals, environment),
    prune: values.prune,
    narrow: values.narrow,
    dryRun: values['dry-run'],
  };
}
