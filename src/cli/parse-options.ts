import { parseArgs } from 'node:util';
import { FORMS, type FormName, hasForm } from '../core/template/forms.ts';
import type { OptionRow, OptionRows, ValuesOf } from './command.ts';
import { didYouMean } from './suggest.ts';
import { UnknownOption, UsageError } from './usage.ts';

/**
 * Splits the arguments of a command into options and files, by the rows of its options.
 *
 * @throws UsageError for options that the command does not have, and values that they do not take.
 */
export function parseOptions<const Rows extends OptionRows>(
  command: string,
  args: readonly string[],
  rows: Rows,
): { readonly values: ValuesOf<Rows>; readonly positionals: readonly string[] } {
  const { values, positionals } = parsed(command, args, rows);
  for (const [name, row] of Object.entries(rows)) {
    for (const value of [values[name] ?? []].flat()) {
      check(`--${name}`, value, row);
    }
  }
  const all = Object.entries(rows).map(([name, { type, multiple }]) => {
    const absent = type === 'boolean' ? false : multiple ? [] : undefined;
    return [name, values[name] ?? absent] as const;
  });
  return { values: Object.fromEntries(all) as ValuesOf<Rows>, positionals };
}

function parsed(command: string, args: readonly string[], rows: OptionRows) {
  try {
    return parseArgs({ args: [...args], options: { ...rows }, allowPositionals: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    const [, option = ''] = /^Unknown option '([^']*)'/.exec(text) ?? [];
    if (option !== '') {
      throw new UnknownOption(option, { cause: error, command });
    }
    // Node's own message names the option; its hints about `--` would mislead here.
    const [message = ''] = text.split('. ', 1);
    throw new UsageError(`${message}. ${seeHelp(command)}`, { cause: error });
  }
}

function check(option: string, value: string | boolean, { values, form }: OptionRow): void {
  if (typeof value !== 'string') {
    return;
  }
  if (values !== undefined && !values.includes(value)) {
    throw new UsageError(
      `${option} is "${value}", but must be one of: ${values.join(', ')}.${didYouMean(value, values)}`,
    );
  }
  if (form !== undefined) {
    checked(option, value, form);
  }
}

/** A value of the form that an option takes. @throws UsageError for any other. */
export function checked(name: string, value: string, form: FormName): string {
  if (!hasForm(value, form)) {
    const { description, example } = FORMS[form];
    throw new UsageError(`${name} is "${value}", but must be ${description}, such as ${example}.`);
  }
  return value;
}

/** Where the options of a command are explained. */
export function seeHelp(command: string): string {
  return `See flow-role-wizard ${command === '' ? '' : `${command} `}--help.`;
}
