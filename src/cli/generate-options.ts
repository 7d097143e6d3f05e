import { OUTPUT_FORMAT_NAMES, type OutputFormatName } from '../core/write/index.ts';
import { FLOW_OPTIONS, type FlowOptions, flowOptions, oneOf, parseOptions } from './options.ts';
import { UsageError } from './usage.ts';

/** What `generate` was asked to do. */
export interface GenerateOptions extends FlowOptions {
  readonly format: OutputFormatName;
  readonly out?: string;
  readonly force: boolean;
  readonly allowUnresolved: boolean;
}

const OPTIONS = {
  ...FLOW_OPTIONS,
  format: { type: 'string', default: 'json' },
  out: { type: 'string' },
  force: { type: 'boolean', default: false },
  'allow-unresolved': { type: 'boolean', default: false },
} as const;

/**
 * Reads the arguments of `generate`.
 *
 * @param environment the environment variables, of which AWS_REGION and AWS_DEFAULT_REGION count.
 * @throws UsageError for unknown options and values of the wrong form.
 */
export function generateOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): GenerateOptions {
  const { values, positionals } = parseOptions(args, OPTIONS);
  return {
    ...flowOptions(values, positionals, environment),
    format: oneOf('--format', values.format, OUTPUT_FORMAT_NAMES),
    ...(values.out !== undefined && { out: directory(values.out) }),
    force: values.force,
    allowUnresolved: values['allow-unresolved'],
  };
}

function directory(name: string): string {
  if (name === '') {
    throw new UsageError('--out needs the name of a directory.');
  }
  return name;
}
