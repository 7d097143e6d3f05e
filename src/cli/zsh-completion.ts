import {
  type CommandRow,
  type CommandRows,
  commandNames,
  GLOBAL_OPTIONS,
  type OptionRow,
  wordsOf,
} from './command.ts';

/** The script for zsh: to be sourced, or to be a file of `fpath`. */
export function zshCompletion(commands: CommandRows): string {
  const names = commandNames(commands);
  const described = names.map((name) => quoted(`${name}:${commands[name]?.summary ?? ''}`));
  return `#compdef flow-role-wizard
# Completion of flow-role-wizard for zsh: source <(flow-role-wizard completion zsh), after compinit
_flow_role_wizard() {
  local command="\${words[2]}"
  local -a commands
  if [ "$CURRENT" -eq 2 ]; then
    commands=(
${described.map((one) => `      ${one}`).join('\n')}
    )
    _describe -t commands command commands
    command=''
  fi
  case "$command" in
${names
  .map(
    (name) =>
      `  ${name})\n    shift words\n    CURRENT=$((CURRENT - 1))\n${call(commands[name], commands)}\n    ;;`,
  )
  .join('\n')}
  *)
${call(commands[''], commands)}
    ;;
  esac
}
if [ "\${funcstack[1]}" = _flow_role_wizard ]; then
  _flow_role_wizard "$@"
else
  compdef _flow_role_wizard flow-role-wizard
fi
`;
}

function call(row: CommandRow | undefined, commands: CommandRows): string {
  const taken = wordsOf(row, commands);
  const options = Object.entries<OptionRow>({ ...row?.options, ...GLOBAL_OPTIONS });
  const specs = [
    ...options.map(([name, option]) => spec(name, option)),
    taken === undefined
      ? '*:file:_files'
      : `1:${row?.takes.name.toLowerCase() ?? ''}:(${taken.join(' ')})`,
  ];
  return ['    _arguments', ...specs.map((one) => `      ${quoted(one)}`)].join(' \\\n');
}

function spec(name: string, { type, multiple, value, text, values, completes }: OptionRow): string {
  const head = `${multiple ? '*' : ''}--${name}${type === 'string' ? '=' : ''}[${escaped(text)}]`;
  if (type === 'boolean') {
    return head;
  }
  const action =
    values !== undefined
      ? `(${values.join(' ')})`
      : { files: '_files', directories: '_files -/', none: ' ' }[completes ?? 'none'];
  return `${head}:${escaped(value ?? name)}:${action}`;
}

/** Text inside of a specification, where colons and brackets have a meaning. */
function escaped(text: string): string {
  return text.replace(/[\\:[\]]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
