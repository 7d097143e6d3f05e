import { FAIL_ON, type FailOn, kindsAt } from '../core/compare/finding-kinds.ts';
import { REPORT_FORMAT_NAMES, type ReportFormatName } from '../core/report/report.ts';
import type { CommandRow, OptionRows } from './command.ts';
import { COMPARE_OPTIONS, type ComparisonOptions, comparisonOptions } from './compare-options.ts';
import { parseOptions } from './parse-options.ts';

/** What `check` was asked to do. */
export interface CheckOptions extends ComparisonOptions {
  readonly failOn: FailOn;
  readonly format: ReportFormatName;
}

const OPTIONS = {
  format: {
    type: 'string',
    default: 'text',
    value: 'NAME',
    values: REPORT_FORMAT_NAMES,
    text: 'the report format',
  },
  'fail-on': {
    type: 'string',
    default: 'missing',
    value: 'LEVEL',
    values: FAIL_ON,
    text: 'exit with 1 if there are findings of this level',
    more: `${levels()}. If the role of a flow is not found, the check fails at every level except never.`,
  },
  ...COMPARE_OPTIONS,
} as const satisfies OptionRows;

/** `excess counts missing, excess and broad`: what each level counts beyond its own name. */
function levels(): string {
  return FAIL_ON.filter((level) => kindsAt(level).length > 1)
    .map((level) => `${level} counts ${kindsAt(level).join(', ')}`)
    .join('; ');
}

export const CHECK: CommandRow = {
  summary: 'compare what a role has with what its flows need',
  text: [
    'Reports what is missing, not needed, too broad or without effect, each with file and line. No file is changed.',
  ],
  takes: { name: 'FILES' },
  options: OPTIONS,
  example: {
    command: 'flow-role-wizard check template.yaml --fail-on excess',
    text: 'Check the flows and roles of a template, and fail if a permission is missing or not needed:',
  },
  exits: {
    ok: 'no finding of the level of --fail-on',
    open: 'findings of the level of --fail-on, or the role of a flow was not found',
  },
};

/**
 * Reads the arguments of `check`.
 *
 * @throws UsageError for unknown options and wrong values.
 */
export function checkOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): CheckOptions {
  const { values, positionals } = parseOptions('check', args, OPTIONS);
  return {
    ...comparisonOptions(values, positionals, environment),
    format: values.format,
    failOn: values['fail-on'],
  };
}
