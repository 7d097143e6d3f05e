import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Fact } from '../core/interview/facts.ts';
import { FORMS, type FormName, hasForm } from '../core/template/forms.ts';
import { OUTPUT_FORMAT_NAMES, type OutputFormatName } from '../core/write/index.ts';
import { UsageError } from './usage.ts';

/** What `generate` was asked to do. */
export interface GenerateOptions {
  readonly files: readonly string[];
  readonly format: OutputFormatName;
  readonly out?: string;
  readonly force: boolean;
  readonly given: readonly Fact[];
  readonly answers: ReadonlyMap<string, string>;
  readonly allowUnresolved: boolean;
  readonly pinRegions: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

const OPTIONS = {
  format: { type: 'string', default: 'json' },
  out: { type: 'string' },
  force: { type: 'boolean', default: false },
  account: { type: 'string' },
  region: { type: 'string' },
  partition: { type: 'string' },
  'flow-id': { type: 'string' },
  answer: { type: 'string', multiple: true },
  'allow-unresolved': { type: 'boolean', default: false },
  'pin-regions': { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  'no-color': { type: 'boolean', default: false },
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
  const { values, positionals } = parse(args);
  if (positionals.length === 0) {
    throw new UsageError('Name at least one flow file, template or directory.');
  }
  const format = OUTPUT_FORMAT_NAMES.find((name) => name === values.format);
  if (format === undefined) {
    throw new UsageError(
      `There is no format "${values.format}". Formats are: ${OUTPUT_FORMAT_NAMES.join(', ')}.`,
    );
  }
  return {
    files: positionals,
    format,
    ...(values.out !== undefined && { out: directory(values.out) }),
    force: values.force,
    given: [
      ...flagFacts(values),
      ...(values.region === undefined ? environmentFacts(environment) : []),
    ],
    answers: answers(values.answer ?? [], values['flow-id']),
    allowUnresolved: values['allow-unresolved'],
    pinRegions: values['pin-regions'],
    quiet: values.quiet,
    color: !values['no-color'],
  };
}

function parse(args: readonly string[]) {
  return parseOptions(args, OPTIONS);
}

/** Parses the arguments of a command. @throws UsageError for options that it does not have. */
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

/** What the options say about the deployment. */
export function flagFacts(values: {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly partition?: string | undefined;
}): readonly Fact[] {
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

function directory(name: string): string {
  if (name === '') {
    throw new UsageError('--out needs the name of a directory.');
  }
  return name;
}

/** The answers to questions: `--answer KEY=VALUE` and `--flow-id`. */
export function answers(given: readonly string[], flowId: string | undefined): Map<string, string> {
  const found = new Map<string, string>();
  for (const answer of given) {
    const at = answer.indexOf('=');
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

function checked(name: string, value: string, form: FormName): string {
  if (!hasForm(value, form)) {
    const { description, example } = FORMS[form];
    throw new UsageError(`${name} is "${value}", but must be ${description}, such as ${example}.`);
  }
  return value;
}
