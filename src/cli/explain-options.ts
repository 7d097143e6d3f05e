import { EXPLAIN_FORMAT_NAMES, type ExplainFormatName } from '../core/explain/format.ts';
import type { CommandRow, OptionRows } from './command.ts';
import { FLOW_OPTIONS, type FlowOptions, flowOptions, STRICT_OPTIONS } from './options.ts';
import { parseOptions } from './parse-options.ts';

/** What `explain` was asked to do. */
export interface ExplainOptions extends FlowOptions {
  readonly format: ExplainFormatName;
  /** Only what this node causes. */
  readonly node?: string;
}

const OPTIONS = {
  format: {
    type: 'string',
    default: 'text',
    value: 'NAME',
    values: EXPLAIN_FORMAT_NAMES,
    text: 'the output format',
  },
  node: { type: 'string', value: 'NAME', text: 'only what this node needs' },
  ...STRICT_OPTIONS,
  ...FLOW_OPTIONS,
} as const satisfies OptionRows;

export const EXPLAIN: CommandRow = {
  summary: 'show why each statement is there',
  text: ['Shows each statement with the node, file and line that it comes from.'],
  takes: { name: 'FILES' },
  options: OPTIONS,
  example: {
    command: 'flow-role-wizard explain flow.json --node Summarize',
    text: 'Show what one node of a flow needs, and why:',
  },
  exits: { ok: 'done' },
};

/**
 * Reads the arguments of `explain`.
 *
 * @throws UsageError for unknown options and wrong values.
 */
export function explainOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ExplainOptions {
  const { values, positionals } = parseOptions('explain', args, OPTIONS);
  return {
    ...flowOptions(values, positionals, environment),
    strict: values.strict,
    format: values.format,
    ...(values.node !== undefined && { node: values.node }),
  };
}
