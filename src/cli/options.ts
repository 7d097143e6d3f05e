import type { Fact } from '../core/plan/facts.ts';
import type { OptionRows, ValuesOf } from './command.ts';
import { checked } from './parse-options.ts';
import { UsageError } from './usage.ts';

/** What every command that works on flow files can be told. */
export interface FlowOptions {
  readonly files: readonly string[];
  readonly given: readonly Fact[];
  readonly answers: ReadonlyMap<string, string>;
  readonly pinRegions: boolean;
  /** Leave out precautions; missing for commands that know both all the same. */
  readonly strict?: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly config: ConfigChoice;
}

/** Which configuration counts: the one in the working directory, another one, or none. */
export type ConfigChoice =
  | { readonly kind: 'default' }
  | { readonly kind: 'named'; readonly path: string }
  | { readonly kind: 'none' };

/** Where flows run; the wizard takes these too. */
export const DEPLOYMENT_OPTIONS = {
  account: {
    type: 'string',
    value: 'ID',
    form: 'account',
    text: 'the AWS account the flow runs in',
  },
  region: {
    type: 'string',
    value: 'CODE',
    form: 'region',
    text: 'the AWS Region the flow runs in',
    otherwise: 'AWS_REGION, AWS_DEFAULT_REGION',
  },
  partition: {
    type: 'string',
    value: 'NAME',
    form: 'partition',
    text: 'the AWS partition',
    otherwise: 'that of the Region',
  },
} as const satisfies OptionRows;

/** An option of everything that writes for people. */
export const COLOR_OPTIONS = {
  'no-color': { type: 'boolean', text: 'print without colors', variable: 'NO_COLOR' },
} as const satisfies OptionRows;

/** An option of the commands that show or write what a role needs. */
export const STRICT_OPTIONS = {
  strict: {
    type: 'boolean',
    text: 'leave out precautions: only what a call fails without',
  },
} as const satisfies OptionRows;

/** The options of all commands that work on flow files. */
export const FLOW_OPTIONS = {
  ...DEPLOYMENT_OPTIONS,
  config: {
    type: 'string',
    value: 'FILE',
    completes: 'files',
    text: 'the configuration: which flows have which role',
    otherwise: '.flow-role.yml, if it exists',
  },
  'no-config': { type: 'boolean', text: 'read no configuration' },
  'flow-id': {
    type: 'string',
    value: 'ID',
    form: 'flow-id',
    text: 'the ID of the flow, once it exists',
    more: 'The trust policy then names this flow only.',
  },
  answer: {
    type: 'string',
    multiple: true,
    value: 'KEY=VALUE',
    text: 'answer an open question',
    more: 'Can be repeated.',
  },
  'pin-regions': {
    type: 'boolean',
    text: 'name each Region of a geographic inference profile',
    more: 'Without it, any Region is allowed, through that profile only.',
  },
  created: {
    type: 'string',
    value: 'DATE',
    form: 'date',
    text: 'when the flow was created, if no file says so',
    more: 'Flows created before 2024-11-22 need other permissions than later ones.',
  },
  quiet: { type: 'boolean', text: 'print only results and errors' },
  ...COLOR_OPTIONS,
} as const satisfies OptionRows;

type DeploymentValues = ValuesOf<typeof DEPLOYMENT_OPTIONS>;
type FlowValues = ValuesOf<typeof FLOW_OPTIONS>;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads what the options of all commands say.
 *
 * @param environment the environment variables, of which AWS_REGION and AWS_DEFAULT_REGION count.
 * @throws UsageError for values of the wrong form.
 */
export function flowOptions(
  values: FlowValues,
  files: readonly string[],
  environment: Environment,
): FlowOptions {
  if (values.config !== undefined && values['no-config']) {
    throw new UsageError('--config and --no-config exclude each other.');
  }
  return {
    files,
    given: givenFacts(values, environment),
    answers: answers(values),
    pinRegions: values['pin-regions'],
    quiet: values.quiet,
    color: !values['no-color'],
    config: configChoice(values),
  };
}

function configChoice(values: FlowValues): ConfigChoice {
  if (values['no-config']) {
    return { kind: 'none' };
  }
  return values.config === undefined ? { kind: 'default' } : { kind: 'named', path: values.config };
}

/**
 * What flags and the environment say of the deployment; `--region` counts before the environment.
 *
 * @throws UsageError for a Region of the environment that is none.
 */
export function givenFacts(values: DeploymentValues, environment: Environment): readonly Fact[] {
  return [
    ...flagFacts(values),
    ...(values.region === undefined ? environmentFacts(environment) : []),
  ];
}

function flagFacts(values: DeploymentValues): readonly Fact[] {
  return (['account', 'region', 'partition'] as const).flatMap((part) => {
    const value = values[part];
    return value === undefined
      ? []
      : [{ part, value, origin: { kind: 'flag', name: `--${part}` } }];
  });
}

/** What the environment variables of AWS tools say about the deployment. */
export function environmentFacts(environment: Environment): readonly Fact[] {
  const name = ['AWS_REGION', 'AWS_DEFAULT_REGION'].find((variable) => environment[variable]);
  const value = name === undefined ? undefined : environment[name];
  return name === undefined || value === undefined
    ? []
    : [
        {
          part: 'region',
          value: checked(name, value, 'region'),
          origin: { kind: 'environment', name },
        },
      ];
}

function answers({ answer: given, 'flow-id': flowId, created }: FlowValues): Map<string, string> {
  const found = new Map<string, string>();
  for (const answer of given) {
    // A key may be an expression with a comparison in it.
    const at = answer.search(/(?<![=!<>])=(?!=)/);
    if (at < 1) {
      throw new UsageError(`--answer takes KEY=VALUE, not "${answer}".`);
    }
    found.set(answer.slice(0, at), answer.slice(at + 1));
  }
  if (flowId !== undefined) {
    found.set('flow-id', flowId);
  }
  if (created !== undefined) {
    found.set('created', created);
  }
  return found;
}
