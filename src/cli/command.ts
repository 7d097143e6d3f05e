import type { FormName } from '../core/template/forms.ts';

/** One option of a command: how it is parsed, checked, shown in help and completed in a shell. */
export interface OptionRow {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: string;
  /** What stands for the value in help, such as `ID`. */
  readonly value?: string;
  /** All values that it takes. */
  readonly values?: readonly string[];
  /** The form that a value must have. */
  readonly form?: FormName;
  /** What a shell completes the value with, where it is a path. */
  readonly completes?: 'files' | 'directories';
  /** What it is for, in a few words. */
  readonly text: string;
  /** What counts without it, in words. */
  readonly otherwise?: string;
  /** The environment variable that says the same. */
  readonly variable?: string;
  /** More that help says: sentences. */
  readonly more?: string;
}

export type OptionRows = Readonly<Record<string, OptionRow>>;

/** One command as help, completion and suggestions know it. */
export interface CommandRow {
  /** What it does, in a line. */
  readonly summary: string;
  /** More that its own help says: paragraphs. */
  readonly text?: readonly string[];
  /** What it takes beside options: any files, or one of some words. */
  readonly takes: { readonly name: string; readonly values?: readonly string[] | 'commands' };
  readonly options: OptionRows;
  /** One way to call it, and what that does. */
  readonly example: { readonly command: string; readonly text: string };
  /** What exit codes 0 and 1 mean; one without `open` never ends with 1. */
  readonly exits: { readonly ok: string; readonly open?: string };
}

/** A command that can be run: it is loaded first. */
export interface Command extends CommandRow {
  readonly run: (args: readonly string[], commands: CommandRows) => Promise<number>;
}

/** All commands; the wizard has no name. */
export type CommandRows = Readonly<Record<string, CommandRow>>;

/** The options that every command has. */
export const GLOBAL_OPTIONS = {
  help: { type: 'boolean', short: 'h', text: 'show help' },
  version: {
    type: 'boolean',
    short: 'v',
    text: 'show the version; with --verbose also the sources of the AWS data and their dates',
  },
} as const satisfies OptionRows;

type Word<Row> = Row extends { readonly values: readonly (infer Name extends string)[] }
  ? Name
  : string;

type ValueOf<Row> = Row extends { readonly type: 'boolean' }
  ? boolean
  : Row extends { readonly multiple: true }
    ? readonly Word<Row>[]
    : Row extends { readonly default: string }
      ? Word<Row>
      : Word<Row> | undefined;

/** What parsing finds for options: switches and repeatable options always have a value. */
export type ValuesOf<Rows extends OptionRows> = {
  readonly [Name in keyof Rows]: ValueOf<Rows[Name]>;
};

/** The names of the commands that have one. */
export function commandNames(commands: CommandRows): readonly string[] {
  return Object.keys(commands).filter((name) => name !== '');
}

/** The words that a command takes beside options; undefined where it takes files. */
export function wordsOf(
  row: CommandRow | undefined,
  commands: CommandRows,
): readonly string[] | undefined {
  const values = row?.takes.values;
  return values === 'commands' ? commandNames(commands) : values;
}
