import process from 'node:process';
import { wrap } from '../core/report/wrap.ts';
import {
  type CommandRow,
  type CommandRows,
  commandNames,
  GLOBAL_OPTIONS,
  type OptionRow,
} from './command.ts';
import { FLOW_OPTIONS } from './options.ts';
import { parseOptions } from './parse-options.ts';
import { didYouMean } from './suggest.ts';
import { terminalStyle } from './terminal-style.ts';
import { EXIT, UsageError } from './usage.ts';

/**
 * Prints how to use the program, or one of its commands, to standard output.
 *
 * @returns the exit code. @throws UsageError for a name that no command has.
 */
export function help(args: readonly string[], commands: CommandRows): number {
  const [name, ...more] = parseOptions('help', args, {}).positionals;
  const row = name === undefined ? undefined : commands[name];
  if (more.length > 0) {
    throw new UsageError('Name one command: flow-role-wizard help COMMAND.');
  }
  if (name !== undefined && (row === undefined || !Object.hasOwn(commands, name))) {
    throw new UsageError(
      `There is no command "${name}".${didYouMean(name, commandNames(commands))} See flow-role-wizard --help.`,
    );
  }
  const { columns } = terminalStyle({ color: false });
  process.stdout.write(
    row === undefined || name === undefined || name === ''
      ? overview(commands, columns)
      : commandHelp(name, row, columns),
  );
  return EXIT.ok;
}

const ABOUT =
  'Generates the IAM service role that Amazon Bedrock flows need: trust policy, identity-based policies and resource-based policies. Without a command, a wizard asks for everything in the terminal.';

const FILES =
  'FILES are flow definitions (JSON), CloudFormation templates, Terraform files and plans, directories, globs, or - for standard input. FILE#NAME is one flow of several in a file. Without FILES, commands use the flows of the configuration, .flow-role.yml.';

/** The exit codes that mean the same for all commands. */
const SHARED_EXITS: readonly Entry[] = [
  [
    String(EXIT.bad),
    'an argument or a file cannot be used, AWS did not answer, or the wizard has no terminal: the message says why',
  ],
  [String(EXIT.left), 'stopped with Ctrl-C'],
];

/** What stands left, and what is said about it. */
type Entry = readonly [string, string];

/** What the program is, its commands, the options of the wizard, and the exit codes. */
export function overview(commands: CommandRows, columns: number): string {
  const rows = commandNames(commands).map((name): Entry => [name, commands[name]?.summary ?? '']);
  const open = commandNames(commands).flatMap((name) => {
    const text = commands[name]?.exits.open;
    return text === undefined ? [] : [`${name}: ${text}`];
  });
  const exits: readonly Entry[] = [
    [String(EXIT.ok), 'done; check: no finding of the level of --fail-on'],
    ...open.map((text, at): Entry => [at === 0 ? String(EXIT.open) : '', text]),
    ...SHARED_EXITS,
  ];
  return page([
    'Usage: flow-role-wizard [FILES...] [options]\n       flow-role-wizard COMMAND [FILES...] [options]',
    wrap(ABOUT, columns, ''),
    section('Commands:', rows, columns),
    wrap(FILES, columns, ''),
    section('Options of the wizard:', optionEntries(commands['']?.options ?? {}), columns),
    section('Options of the program and of each command:', optionEntries(GLOBAL_OPTIONS), columns),
    section('Exit codes:', exits, columns),
    wrap(
      'For the options of a command and an example, run flow-role-wizard help COMMAND.',
      columns,
      '',
    ),
  ]);
}

/** All about one command, with an example. */
export function commandHelp(name: string, row: CommandRow, columns: number): string {
  const { summary, text = [], takes, options, example, exits } = row;
  const isShared = ([option, each]: readonly [string, OptionRow]) =>
    Object.entries<OptionRow>(FLOW_OPTIONS).some(([key, one]) => key === option && one === each);
  const entries = Object.entries(options);
  const own = optionEntries(Object.fromEntries(entries.filter((one) => !isShared(one))));
  const shared = optionEntries(Object.fromEntries(entries.filter(isShared)));
  const isMany = takes.values === undefined;
  return page([
    `Usage: flow-role-wizard ${name} [${takes.name}${isMany ? '...' : ''}]${own.length > 0 ? ' [options]' : ''}`,
    wrap(`${capital(summary)}.`, columns, ''),
    ...text.map((paragraph) => wrap(paragraph, columns, '')),
    ...(own.length > 0 ? [section('Options:', own, columns)] : []),
    ...(shared.length > 0
      ? [section('Options of all commands that read flows:', shared, columns)]
      : []),
    `Example: ${wrap(example.text, columns - 'Example: '.length, '')}\n  ${example.command}`,
    section(
      'Exit codes:',
      [
        [String(EXIT.ok), exits.ok],
        ...(exits.open === undefined ? [] : [[String(EXIT.open), exits.open] as const]),
        ...SHARED_EXITS,
      ],
      columns,
    ),
    ...(isMany ? [wrap('flow-role-wizard --help says what FILES can be.', columns, '')] : []),
  ]);
}

function optionEntries(rows: Readonly<Record<string, OptionRow>>): readonly Entry[] {
  return Object.entries(rows).map(([name, row]): Entry => {
    const { short, value, text, values, variable, more } = row;
    const otherwise = row.default ?? row.otherwise;
    const said = [
      values === undefined ? text : `${text}: ${values.join(', ')}`,
      ...(otherwise === undefined ? [] : [`(default: ${otherwise})`]),
      ...(variable === undefined ? [] : [`(also: ${variable})`]),
    ].join(' ');
    return [
      `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
      more === undefined ? said : `${said}. ${more}`,
    ];
  });
}

/** Where the window is narrow, what is said stands below what it is said about. */
const LEAST_COLUMNS_BESIDE = 60;

function section(title: string, entries: readonly Entry[], columns: number): string {
  const isBeside = columns >= LEAST_COLUMNS_BESIDE;
  const width = Math.max(...entries.map(([name]) => name.length));
  const lines = entries.map(([name, text]) => {
    const said = wrap(text, columns, ' '.repeat(isBeside ? width + 4 : 6));
    return isBeside
      ? `  ${name.padEnd(width)}  ${said.trimStart()}`
      : `${name === '' ? '' : `  ${name}\n`}${said}`;
  });
  return [wrap(title, columns, ''), ...lines].join('\n');
}

function page(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
