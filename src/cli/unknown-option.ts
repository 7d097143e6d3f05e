import { type CommandRows, GLOBAL_OPTIONS } from './command.ts';
import { seeHelp } from './parse-options.ts';
import { nearest } from './suggest.ts';
import type { UnknownOption } from './usage.ts';

/**
 * Says of an option that a command does not have what was most likely meant: one of its own that
 * is spelled nearly so, or an option of other commands.
 */
export function unknownOptionText(
  { command, option }: Pick<UnknownOption, 'command' | 'option'>,
  commands: CommandRows,
): string {
  const owners = ownersOf(option, commands).filter((name) => name !== '');
  const isWizard = command === '';
  if (owners.length > 0) {
    return isWizard
      ? `${option} is an option of ${listed(owners)}, and the command comes first: flow-role-wizard ${owners[0]} FILES... ${option}. ${seeHelp('')}`
      : `${option} is an option of ${listed(owners)}, not of ${command}. ${seeHelp(command)}`;
  }
  const own = nearest(option, optionNames(commands, [command]));
  const meant = own ?? nearest(option, optionNames(commands, Object.keys(commands)));
  const of = ownersOf(meant ?? '', commands).filter((name) => name !== '');
  const hint =
    meant === undefined
      ? ''
      : ` Did you mean ${meant}${own === undefined ? `, an option of ${listed(of)}` : ''}?`;
  return `Unknown option ${option}.${hint} ${seeHelp(command)}`;
}

function optionNames(commands: CommandRows, of: readonly string[]): readonly string[] {
  const rows = of.flatMap((name) => Object.keys(commands[name]?.options ?? {}));
  return [...new Set([...rows, ...Object.keys(GLOBAL_OPTIONS)])].map((name) => `--${name}`);
}

function ownersOf(option: string, commands: CommandRows): readonly string[] {
  return Object.keys(commands).filter((name) =>
    Object.keys(commands[name]?.options ?? {}).some((own) => `--${own}` === option),
  );
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
