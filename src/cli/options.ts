import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Fact } from '../core/interview/facts.ts';
import { FORMS, type FormName, hasForm } from '../core/template/forms.ts';
import { UsageError } from './usage.ts';

/** What every command that works on flow files can be told. */
export interface FlowOptions {
  readonly files: readonly string[];
  readonly given: readonly Fact[];
  readonly answers: ReadonlyMap<string, string>;
  readonly pinRegions: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly config: ConfigChoice;
}

/** Which configuration counts: the one in the working directory, another one, or none. */
export type ConfigChoice =
  | { readonly kind: 'default' }
  | { readonly kind: 'named'; readonly path: string }
  | { readonly kind: 'none' };

/** The options of all commands that work on flow files. */
export const FLOW_OPTIONS = {
  account: { type: 'string' },
  region: { type: 'string' },
  partition: { type: 'string' },
  'flow-id': { type: 'string' },
  answer: { type: 'string', multiple: true },
  'pin-regions': { type: 'boolean', default: false },
  config: { type: 'string' },
  'no-config': { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  'no-color': { type: 'boolean', default: false },
} as const;

interface DeploymentValues {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly partition?: string | undefined;
}

interface FlowValues extends DeploymentValues {
  readonly 'flow-id'?: string | undefined;
  readonly answer?: readonly string[] | undefined;
  readonly 'pin-regions': boolean;
  readonly quiet: boolean;
  readonly 'no-color': boolean;
  readonly config?: string | undefined;
  readonly 'no-config': boolean;
}

/**
 * Reads what the options of all commands say.
 *
 * @param environment the environment variables, of which AWS_REGION and AWS_DEFAULT_REGION count.
 * @throws UsageError for values of the wrong form.
 */
export function flowOptions(
  values: FlowValues,
  files: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): FlowOptions {
  if (values.config !== undefined && values['no-config']) {
    throw new UsageError('--config and --no-config exclude each other.');
  }
  return {
    files,
    given: givenFacts(values, environment),
    answers: answers(values.answer ?? [], values['flow-id']),
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

/** Splits arguments into options and files. @throws UsageError for unknown options. */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's own message names the option; its hints about `--` would mislead here.
    const [message = ''] = error instanceof Error ? error.message.split('. ', 1) : [];
    throw new UsageError(`${message}. See flow-role-wizard --help.`, { cause: error });
  }
}

/** One of the names that an option takes. @throws UsageError for any other. */
export function oneOf<Name extends string>(
  option: string,
  value: string,
  names: readonly Name[],
): Name {
  const found = names.find((name) => name === value);
  if (found === undefined) {
    throw new UsageError(`${option} is "${value}", but must be one of: ${names.join(', ')}.`);
  }
  return found;
}

/**
 * What flags and the environment say of the deployment; `--region` counts before the environment.
 *
 * @throws UsageError for values of another form.
 */
export function givenFacts(
  values: DeploymentValues,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Fact[] {
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
      : [
          {
            part,
            value: checked(`--${part}`, value, part),
            origin: { kind: 'flag', name: `--${part}` },
          },
        ];
  });
}

/** What the environment variables of AWS tools say about the deployment. */
export function environmentFacts(
  environment: Readonly<Record<string, string | undefined>>,
): readonly Fact[] {
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

function answers(given: readonly string[], flowId: string | undefined): Map<string, string> {
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
    found.set('flow-id', checked('--flow-id', flowId, 'flow-id'));
  }
  return found;
}

/** A value of the form that an option takes. @throws UsageError for any other. */
export function checked(name: string, value: string, form: FormName): string {
  if (!hasForm(value, form)) {
    const { description, example } = FORMS[form];
    throw new UsageError(`${name} is "${value}", but must be ${description}, such as ${example}.`);
  }
  return value;
}
