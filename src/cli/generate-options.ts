import { OUTPUT_FORMAT_NAMES, type OutputFormatName } from '../core/write/index.ts';
import type { CommandRow, OptionRows } from './command.ts';
import { FLOW_OPTIONS, type FlowOptions, flowOptions, STRICT_OPTIONS } from './options.ts';
import { parseOptions } from './parse-options.ts';
import { UsageError } from './usage.ts';

/** What `generate` was asked to do. */
export interface GenerateOptions extends FlowOptions {
  readonly format: OutputFormatName;
  readonly out?: string;
  readonly force: boolean;
  readonly allowUnresolved: boolean;
}

const OPTIONS = {
  format: {
    type: 'string',
    default: 'json',
    value: 'NAME',
    values: OUTPUT_FORMAT_NAMES,
    text: 'the output format',
  },
  out: {
    type: 'string',
    value: 'DIR',
    completes: 'directories',
    text: 'write files into DIR instead of printing',
  },
  force: { type: 'boolean', text: 'let --out replace files that have other contents' },
  'allow-unresolved': {
    type: 'boolean',
    text: 'write the policies even if questions are open',
    more: 'A missing answer is written as <KEY>; such a statement grants nothing.',
  },
  ...STRICT_OPTIONS,
  ...FLOW_OPTIONS,
} as const satisfies OptionRows;

export const GENERATE: CommandRow = {
  summary: 'write the IAM policies that flows need',
  text: [
    'Prints the trust policy, the identity-based policies and the resource-based policies. If an answer is missing, nothing is written and the open questions are listed.',
  ],
  takes: { name: 'FILES' },
  options: OPTIONS,
  example: {
    command: 'flow-role-wizard generate flow.json --account 123456789012 --region us-east-1',
    text: 'Print the policies of the flow in flow.json as JSON:',
  },
  exits: { ok: 'the policies are written', open: 'questions are open' },
};

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
  const { values, positionals } = parseOptions('generate', args, OPTIONS);
  return {
    ...flowOptions(values, positionals, environment),
    strict: values.strict,
    format: values.format,
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
