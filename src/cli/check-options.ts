import { FAIL_ON, type FailOn } from '../core/compare/finding-kinds.ts';
import { REPORT_FORMAT_NAMES, type ReportFormatName } from '../core/report/index.ts';
import {
  checked,
  FLOW_OPTIONS,
  type FlowOptions,
  flowOptions,
  oneOf,
  parseOptions,
} from './options.ts';
import { UsageError } from './usage.ts';

/** What to compare, and with what: the options that `check` and `fix` share. */
export interface ComparisonOptions extends FlowOptions {
  /** Files with policies of the role. */
  readonly policies: readonly string[];
  /** The role in AWS that the flows are compared with. */
  readonly role?: string;
}

/** What `check` was asked to do. */
export interface CheckOptions extends ComparisonOptions {
  readonly failOn: FailOn;
  readonly format: ReportFormatName;
}

/** What `fix` was asked to do. */
export interface FixOptions extends ComparisonOptions {
  readonly prune: boolean;
  readonly narrow: boolean;
  readonly dryRun: boolean;
}

const SHARED = {
  ...FLOW_OPTIONS,
  policy: { type: 'string', multiple: true },
  role: { type: 'string' },
  profile: { type: 'string' },
} as const;

interface SharedValues {
  readonly policy?: readonly string[] | undefined;
  readonly role?: string | undefined;
  readonly profile?: string | undefined;
}

/** An AWS profile that is named counts for this run. */
function sharedOptions(
  { policy = [], role, profile }: SharedValues,
  environment: NodeJS.ProcessEnv,
): Pick<ComparisonOptions, 'policies' | 'role'> {
  if (profile !== undefined) {
    if (role === undefined) {
      throw new UsageError('--profile is for reading a role from AWS: give --role NAME as well.');
    }
    environment['AWS_PROFILE'] = profile;
  }
  return {
    policies: policy,
    ...(role !== undefined && { role: checked('--role', role, 'role-name') }),
  };
}

/**
 * Reads the arguments of `check`.
 *
 * @throws UsageError for unknown options and wrong values.
 */
export function checkOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): CheckOptions {
  const { values, positionals } = parseOptions(args, {
    ...SHARED,
    format: { type: 'string', default: 'text' },
    'fail-on': { type: 'string', default: 'missing' },
  });
  return {
    ...flowOptions(values, positionals, environment),
    ...sharedOptions(values, environment),
    format: oneOf('--format', values.format, REPORT_FORMAT_NAMES),
    failOn: oneOf('--fail-on', values['fail-on'], FAIL_ON),
  };
}

/**
 * Reads the arguments of `fix`.
 *
 * @throws UsageError for unknown options and wrong values.
 */
export function fixOptions(args: readonly string[], environment: NodeJS.ProcessEnv): FixOptions {
  const { values, positionals } = parseOptions(args, {
    ...SHARED,
    prune: { type: 'boolean', default: false },
    narrow: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
  });
  return {
    ...flowOptions(values, positionals, environment),
    ...sharedOptions(values, environment),
    prune: values.prune,
    narrow: values.narrow,
    dryRun: values['dry-run'],
  };
}
