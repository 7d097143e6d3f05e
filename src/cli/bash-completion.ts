import {
  type CommandRow,
  type CommandRows,
  commandNames,
  GLOBAL_OPTIONS,
  type OptionRow,
  wordsOf,
} from './command.ts';

/** The script for bash, from version 3.2 on, which has no `mapfile` and no `compopt`. */
export function bashCompletion(commands: CommandRows): string {
  const names = commandNames(commands);
  const wizard = commands[''];
  return `# Completion of flow-role-wizard for bash: eval "$(flow-role-wizard completion bash)"
_flow_role_wizard_words() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$2" -- "$1")
}
_flow_role_wizard_paths() {
  local path
  compopt -o filenames 2>/dev/null
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$2" -- "$1")
}
_flow_role_wizard() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command='' before=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -gt 1 ]; then
    command="\${COMP_WORDS[1]}"
    before="\${COMP_WORDS[COMP_CWORD - 1]}"
    # bash takes the sign of --option=value for a word of its own.
    if [ "$current" = '=' ]; then
      current=''
    elif [ "$before" = '=' ]; then
      before="\${COMP_WORDS[COMP_CWORD - 2]}"
    fi
  fi
  case "$command:$before" in
${[...names.flatMap((name) => valueCases(name, commands[name])), ...valueCases('*', wizard)].join(
  '\n',
)}
  esac
  case "$current" in
  -*)
    case "$command" in
${names.map((name) => `    ${name}) ${words(optionWords(commands[name]))} ;;`).join('\n')}
    *) ${words(optionWords(wizard))} ;;
    esac
    return
    ;;
  esac
  case "$command" in
  '')
    ${words(names)}
    ${PATHS.files}
    ;;
${names
  .flatMap((name) => {
    const taken = wordsOf(commands[name], commands);
    return taken === undefined ? [] : [`  ${name}) ${words(taken)} ;;`];
  })
  .join('\n')}
  *) ${PATHS.files} ;;
  esac
}
complete -F _flow_role_wizard flow-role-wizard
`;
}

const PATHS = {
  files: '_flow_role_wizard_paths "$current" -f',
  directories: '_flow_role_wizard_paths "$current" -d',
} as const;

function words(list: readonly string[]): string {
  return `_flow_role_wizard_words "$current" '${list.join(' ')}'`;
}

function optionWords(row: CommandRow | undefined): readonly string[] {
  return Object.keys({ ...row?.options, ...GLOBAL_OPTIONS }).map((name) => `--${name}`);
}

/** What follows each option that takes a value. */
function valueCases(command: string, row: CommandRow | undefined): readonly string[] {
  return Object.entries(row?.options ?? {})
    .filter(([, { type }]) => type === 'string')
    .map(([name, option]) => `  ${command}:--${name})${valueWords(option)} return ;;`);
}

function valueWords({ values, completes }: OptionRow): string {
  const found =
    values !== undefined ? words(values) : completes === undefined ? '' : PATHS[completes];
  return found === '' ? '' : ` ${found};`;
}
