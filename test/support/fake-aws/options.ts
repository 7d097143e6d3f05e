import { existsSync, readFileSync } from 'node:fs';
import type { State } from './account.ts';
import { UsageError } from './errors.ts';

/**
 * How the CLI reads an option: `text`, a `flag` without a value, a `list` of words, or `data` that
 * is written as JSON or in the CLI's shorthand.
 */
type Kind = 'text' | 'flag' | 'list' | 'data';

/** The options of an operation; those whose name ends in `!` must be given. */
export type OptionKinds = Readonly<Record<string, Kind>>;

export interface Operation {
  readonly options: OptionKinds;
  /** @returns what the CLI prints as JSON; undefined where it prints nothing. */
  run(state: State, options: Options): unknown;
}

/** The operations of a service by the names that the CLI gives them. */
export type Service = Readonly<Record<string, Operation>>;

const COMMON: OptionKinds = { region: 'text', output: 'text', query: 'text' };

/** The options of a call, read. */
export class Options {
  readonly all: Readonly<Record<string, unknown>>;

  constructor(all: Readonly<Record<string, unknown>>) {
    this.all = all;
  }

  text(name: string): string {
    return this.optional(name) ?? '';
  }

  optional(name: string): string | undefined {
    const value = this.all[name];
    return typeof value === 'string' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.all[name] === true;
  }

  list(name: string): readonly string[] {
    const value = this.all[name];
    return Array.isArray(value) ? value : [];
  }

  data(name: string): unknown {
    return this.all[name];
  }
}

/**
 * Reads the words after the operation, and refuses what the CLI would refuse.
 *
 * @param region the Region where no option names one.
 */
export function readOptions(words: readonly string[], kinds: OptionKinds, region: string): Options {
  const required = Object.keys(kinds).filter((name) => name.endsWith('!'));
  const known = new Map(
    Object.entries({ ...COMMON, ...kinds }).map(([name, kind]) => [bare(name), kind]),
  );
  const options: Record<string, unknown> = region === '' ? {} : { region };
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    const name = word.replace(/^--/, '');
    const kind = known.get(name);
    if (word === name || kind === undefined) {
      throw new UsageError(`Unknown options: ${word}`);
    }
    options[name] = readValue(kind, takeValues(rest, kind, word), word);
  }
  for (const name of required.map(bare)) {
    if (!(name in options)) {
      throw new UsageError(`the following arguments are required: --${name}`);
    }
  }
  return new Options(options);
}

function bare(name: string): string {
  return name.replace('!', '');
}

function takeValues(rest: string[], kind: Kind, word: string): readonly string[] {
  const most = { flag: 0, text: 1, data: 1, list: Number.POSITIVE_INFINITY }[kind];
  const values: string[] = [];
  while (values.length < most && rest[0] !== undefined && !rest[0].startsWith('--')) {
    values.push(rest.shift() ?? '');
  }
  if (values.length === 0 && kind !== 'flag') {
    throw new UsageError(`argument ${word}: expected one argument`);
  }
  return values;
}

function readValue(kind: Kind, values: readonly string[], word: string): unknown {
  const loaded = values.map((value) => load(value, word));
  switch (kind) {
    case 'flag':
      return true;
    case 'text':
      return loaded[0];
    case 'list':
      return loaded;
    case 'data':
      return readData(loaded[0] ?? '', word);
  }
}

/** `file://PATH` stands for the contents of a file. */
function load(value: string, word: string): string {
  if (!value.startsWith('file://')) {
    return value;
  }
  const path = value.slice('file://'.length);
  if (!existsSync(path)) {
    throw new UsageError(`Error parsing parameter '${word}': Unable to load paramfile ${value}`);
  }
  return readFileSync(path, 'utf8');
}

/** JSON, or `key=value,key=value`. */
function readData(text: string, word: string): unknown {
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new UsageError(`Error parsing parameter '${word}': Invalid JSON`, { cause: error });
    }
  }
  const pairs = text.split(',').map((pair) => pair.split('='));
  if (pairs.some(({ length }) => length !== 2)) {
    throw new UsageError(`Error parsing parameter '${word}': Expected: '=', received: 'EOF'`);
  }
  return Object.fromEntries(pairs);
}
