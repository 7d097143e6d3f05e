import { FAIL_ON, type FailOn } from '../core/report/fail-on.ts';
import { REPORT_FORMAT_NAMES, type ReportFormatName } from '../core/report/index.ts';
import { FLOW_OPTIONS, type FlowOptions, flowOptions, oneOf, parseOptions } from './options.ts';

/** What to compare, and with what: the options that `check` and `fix` share. */
export interface ComparisonOptions extends FlowOptions {
  /** Files with policies of the role. */
  readonly policies: readonly string[];
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

const SHARED = { ...FLOW_OPTIONS, policy: { type: 'string', multiple: true } } as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the arguments of `check`. @throws UsageError for unknown options and wrong values. */
export function checkOptions(args: readonly string[], environment: Environment): CheckOptions {
  const { values, positionals } = parseOptions(args, {
    ...SHARED,
    format: { type: 'string', default: 'text' },
    'fail-on': { type: 'string', default: 'missing' },
  });
  return {
    ...flowOptions(values, positionals, environment),
    policies: values.policy ?? [],
    format: oneOf('--format', values.format, REPORT_FORMAT_NAMES),
    failOn: oneOf('--fail-on', values['fail-on'], FAIL_ON),
  };
}

/** Reads the arguments of `fix`. @throws UsageError for unknown options and wrong values. */
export function fixOptions(args: readonly string[], environment: Environment): FixOptions {
  const { values, positionals } = parseOptions(args, {
    ...SHARED,
    prune: { type: 'boolean', default: false },
    narrow: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
  });
  return {
    ...flowOptions(values, positionals, environment),
    policies: values.policy ?? [],
    prune: values.prune,
    narrow: values.narrow,
    dryRun: values['dry-run'],
  };
}
