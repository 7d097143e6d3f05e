import type { Fact } from '../core/interview/facts.ts';
import { givenFacts, parseOptions } from './options.ts';

/** What the wizard was started with. */
export interface WizardOptions {
  readonly files: readonly string[];
  readonly facts: readonly Fact[];
  /** Plain numbered questions, for screen readers. */
  readonly accessible: boolean;
  readonly color: boolean;
}

const OPTIONS = {
  account: { type: 'string' },
  region: { type: 'string' },
  partition: { type: 'string' },
  profile: { type: 'string' },
  accessible: { type: 'boolean', default: false },
  'no-color': { type: 'boolean', default: false },
} as const;

/**
 * Reads the arguments of the wizard. An AWS profile that is named counts for this run.
 *
 * @throws UsageError for unknown options and values of the wrong form.
 */
export function wizardOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): WizardOptions {
  const { values, positionals } = parseOptions(args, OPTIONS);
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
