import type { OptionRows, ValuesOf } from './command.ts';
import { FLOW_OPTIONS, type FlowOptions, flowOptions } from './options.ts';
import { UsageError } from './usage.ts';

/** What to compare, and with what: the options that `check` and `fix` share. */
export interface ComparisonOptions extends FlowOptions {
  /** Files with policies of the role. */
  readonly policies: readonly string[];
  /** The role in AWS that the flows are compared with. */
  readonly role?: string;
}

/** The options that `check` and `fix` share. */
export const COMPARE_OPTIONS = {
  policy: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    completes: 'files',
    text: 'a policy file of the role (JSON), or a template that has the role',
    more: 'FILE#ROLE is one role of several. Can be repeated. Policies in the template of the flow, in the configuration, or beside the flow under the names that generate --out gives them are found without it.',
  },
  role: {
    type: 'string',
    value: 'NAME',
    form: 'role-name',
    text: 'compare with this role as it is in AWS',
    more: 'It is read with the credentials that other AWS tools use, and never changed. It is the role of all flows that you name; policy files are used only if --policy names them.',
  },
  profile: { type: 'string', value: 'NAME', text: 'the AWS profile to read the role with' },
  ...FLOW_OPTIONS,
} as const satisfies OptionRows;

/**
 * Reads the options that `check` and `fix` share. An AWS profile that is named counts for this run.
 *
 * @throws UsageError for options that do not go together.
 */
export function comparisonOptions(
  values: ValuesOf<typeof COMPARE_OPTIONS>,
  files: readonly string[],
  environment: NodeJS.ProcessEnv,
): ComparisonOptions {
  const { policy: policies, role, profile } = values;
  if (profile !== undefined) {
    if (role === undefined) {
      throw new UsageError('--profile is for reading a role from AWS: give --role NAME as well.');
    }
    environment['AWS_PROFILE'] = profile;
  }
  return {
    ...flowOptions(values, files, environment),
    policies,
    ...(role !== undefined && { role }),
  };
}
