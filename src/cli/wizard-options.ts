import type { Fact } from '../core/plan/facts.ts';
import type { CommandRow, OptionRows } from './command.ts';
import { COLOR_OPTIONS, DEPLOYMENT_OPTIONS, givenFacts } from './options.ts';
import { parseOptions } from './parse-options.ts';

/** What the wizard was started with. */
export interface WizardOptions {
  readonly files: readonly string[];
  readonly facts: readonly Fact[];
  /** Plain numbered questions, for screen readers. */
  readonly accessible: boolean;
  readonly color: boolean;
}

const OPTIONS = {
  ...DEPLOYMENT_OPTIONS,
  profile: {
    type: 'string',
    value: 'NAME',
    text: 'the AWS profile to get the account and the Region from',
  },
  accessible: {
    type: 'boolean',
    text: 'plain numbered questions, for screen readers',
    variable: 'ACCESSIBLE',
  },
  ...COLOR_OPTIONS,
} as const satisfies OptionRows;

/** The wizard, which has no name on the command line. */
export const WIZARD: CommandRow = {
  summary: 'ask for everything in the terminal',
  takes: { name: 'FILES' },
  options: OPTIONS,
  example: {
    command: 'flow-role-wizard flow.json',
    text: 'Make the role of a flow, step by step:',
  },
  exits: { ok: 'the role is saved' },
};

/**
 * Reads the arguments of the wizard. An AWS profile that is named counts for this run.
 *
 * @throws UsageError for unknown options and values of the wrong form.
 */
export function wizardOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): WizardOptions {
  const { values, positionals } = parseOptions('', args, OPTIONS);
  if (values.profile !== undefined) {
    environment['AWS_PROFILE'] = values.profile;
  }
  return {
    files: positionals,
    facts: givenFacts(values, environment),
    accessible:
      values.accessible ||
      Boolean(environment['ACCESSIBLE']) ||
      environment['INK_SCREEN_READER'] === 'true',
    color: !values['no-color'],
  };
}
