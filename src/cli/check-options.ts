import type { Fact } from '../core/interview/facts.ts';
import { answers, environmentFacts, flagFacts, parseOptions } from './options.ts';
import { UsageError } from './usage.ts';

/** What to compare, and with what: the options that `check` and `fix` share. */
export interface ComparisonOptions {
  readonly files: readonly string[];
  /** Files with policies of the role. */
  readonly policies: readonly string[];
  readonly given: readonly Fact[];
  readonly answers: ReadonlyMap<string, string>;
  readonly quiet: boolean;
  readonly color: boolean;
}

const FAIL_ON = ['missing', 'excess', 'any', 'never'] as const;
const FORMATS = ['text', 'json'] as const;

/** What `check` was asked to do. */
export interface CheckOptions extends ComparisonOptions {
  readonly failOn: (typeof FAIL_ON)[number];
  readonly format: (typeof FORMATS)[number];
}

/** What `fix` was asked to do. */
export interface FixOptions extends ComparisonOptions {
  readonly prune: boolean;
  readonly narrow: boolean;
  readonly dryRun: boolean;
}

const SHARED = {
  policy: { type: 'string', multiple: true },
  account: { type: 'string' },
  region: { type: 'string' },
  partition: { type: 'string' },
  'flow-id': { type: 'string' },
  answer: { type: 'string', multiple: true },
  quiet: { type: 'boolean', default: false },
  'no-color': { type: 'boolean', default: false },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the arguments of `check`. @throws UsageError for unknown options and wrong values. */
export function checkOptions(args: readonly string[], environment: Environment): CheckOptions {
  const { values, positionals } = parseOptions(args, {
    ...SHARED,
    format: { type: 'string', default: 'text' },
    'fail-on': { type: 'string', default: 'missing' },
  });
  return {
    ...shared(values, positionals, environment),
    format: oneOf('--format', values.format, FORMATS),
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
    ...shared(values, positionals, environment),
    prune: values.prune,
    narrow: values.narrow,
    dryRun: values['dry-run'],
  };
}

interface SharedValues {
  readonly policy?: string[] | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly partition?: string | undefined;
  readonly 'flow-id'?: string | undefined;
  readonly answer?: string[] | undefined;
  readonly quiet: boolean;
  readonly 'no-color': boolean;
}

function shared(
  values: SharedValues,
  files: readonly string[],
  environment: Environment,
): ComparisonOptions {
  if (files.length === 0) {
    throw new UsageError('Name at least one flow file, template or directory.');
  }
  return {
    files,
    policies: values.policy ?? [],
    given: [
      ...flagFacts(values),
      ...(values.region === undefined ? environmentFacts(environment) : []),
    ],
    answers: answers(values.answer ?? [], values['flow-id']),
    quiet: values.quiet,
    color: !values['no-color'],
  };
}

function oneOf<const Name extends string>(
  option: string,
  value: string,
  names: readonly Name[],
): Name {
  const found = names.find((name) => name === value);
  if (found === undefined) {
    throw new UsageError(`${option} takes ${names.join(', ')}, not "${value}".`);
  }
  return found;
}
