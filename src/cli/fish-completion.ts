import {
  type CommandRow,
  type CommandRows,
  commandNames,
  GLOBAL_OPTIONS,
  type OptionRow,
  wordsOf,
} from './command.ts';

/** The script for fish: a line for each command, option and word. */
export function fishCompletion(commands: CommandRows): string {
  const names = commandNames(commands);
  const lines = [
    ...names.map((name) =>
      line('__fish_use_subcommand', ['-a', name, '-d', quoted(commands[name]?.summary ?? '')]),
    ),
    ...names.flatMap((name) =>
      commandLines(`__fish_seen_subcommand_from ${name}`, commands[name], commands),
    ),
    ...commandLines(`not __fish_seen_subcommand_from ${names.join(' ')}`, commands[''], commands),
  ];
  return `# Completion of flow-role-wizard for fish; save it as
# ~/.config/fish/completions/flow-role-wizard.fish
${lines.join('\n')}
`;
}

function commandLines(
  when: string,
  row: CommandRow | undefined,
  commands: CommandRows,
): readonly string[] {
  const taken = wordsOf(row, commands);
  const options = Object.entries<OptionRow>({ ...row?.options, ...GLOBAL_OPTIONS });
  return [
    ...(taken === undefined ? [] : [line(when, ['-f', '-a', quoted(taken.join(' '))])]),
    ...options.map(([name, option]) => line(when, optionWords(name, option))),
  ];
}

function optionWords(
  name: string,
  { type, short, text, values, completes }: OptionRow,
): readonly string[] {
  const value =
    type === 'boolean'
      ? []
      : values !== undefined
        ? ['-x', '-a', quoted(values.join(' '))]
        : {
            files: ['-r', '-F'],
            directories: ['-x', '-a', quoted('(__fish_complete_directories)')],
            none: ['-x'],
          }[completes ?? 'none'];
  return [...(short === undefined ? [] : ['-s', short]), '-l', name, ...value, '-d', quoted(text)];
}

function line(when: string, words: readonly string[]): string {
  return ['complete -c flow-role-wizard -n', quoted(when), ...words].join(' ');
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
