import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNames, GLOBAL_OPTIONS, wordsOf } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { commandHelp, overview } from '../../src/cli/help.ts';
import { parseOptions } from '../../src/cli/parse-options.ts';
import { FAIL_ON, kindsAt } from '../../src/core/compare/finding-kinds.ts';
import { runCli } from '../support/run-cli.ts';

const NAMES = commandNames(COMMANDS);
const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

/** The words of a command line, of which none is quoted but that of `eval`. */
const wordsIn = (command: string) => command.replace(/^eval "\$\((.*)\)"$/, '$1').split(' ');

describe.each(Object.entries(COMMANDS))('command "%s"', (name, row) => {
  const text = commandHelp(name, row, 100);

  it('names all its options, their values and what counts without them', () => {
    for (const [option, { values = [], default: usual, otherwise, variable }] of Object.entries(
      row.options,
    )) {
      expect(text).toMatch(new RegExp(`^  --${option}(?: |$)`, 'm'));
      const said = text.replace(/\s+/g, ' ');
      for (const word of [...values, usual, otherwise, variable]) {
        expect(said).toContain(word ?? '');
      }
    }
  });

  it('has an example that can be parsed', () => {
    expect(text).toContain(`\n  ${row.example.command}\n`);
    const [program, ...args] = wordsIn(row.example.command);
    expect(program).toBe('flow-role-wizard');
    const own = name === '' ? args : args.slice(1);
    expect(args.slice(0, args.length - own.length)).toEqual(name === '' ? [] : [name]);
    const { positionals } = parseOptions(name, own, row.options);
    expect(positionals).toHaveLength(1);
    const taken = wordsOf(row, COMMANDS);
    expect(taken === undefined || taken.includes(positionals[0] ?? '')).toBe(true);
  });

  it('tells its exit codes', () => {
    expect(text).toContain(`Exit codes:\n  0    ${row.exits.ok}\n`);
    expect(/^ {2}1 {4}/m.test(text)).toBe(row.exits.open !== undefined);
    expect(text).toMatch(/^ {2}2 {4}\S/m);
    expect(text).toMatch(/^ {2}130 {2}\S/m);
  });

  it.each([30, 40, 60, 80, 100])('its help is read in a window of %i columns', (columns) => {
    const lines = [commandHelp(name, row, columns), overview(COMMANDS, columns)].join('\n');
    for (const line of lines.split('\n')) {
      const isCode = line.trim() === row.example.command || /^(Usage:| {7})/.test(line);
      const isWord = !line.trim().includes(' ');
      expect(line.length <= columns || isCode || isWord, line).toBe(true);
      expect(line).toBe(line.trimEnd());
    }
  });
});

it('the overview names every command and every exit code', () => {
  const text = overview(COMMANDS, 100);
  for (const name of NAMES) {
    expect(text).toMatch(new RegExp(`^  ${name} +${COMMANDS[name]?.summary}$`, 'm'));
    const { open } = COMMANDS[name]?.exits ?? {};
    expect(text.replace(/\s+/g, ' ')).toContain(open === undefined ? '' : `${name}: ${open}`);
  }
  for (const option of Object.keys(GLOBAL_OPTIONS)) {
    expect(text).toContain(`--${option}`);
  }
});

it('the README shows the help of every command', () => {
  for (const command of ['--help', ...NAMES.map((name) => `help ${name}`)]) {
    expect(README).toContain(`$ node dist/cli/main.js ${command}\n`);
  }
});

it('help of --fail-on says what each level counts', () => {
  const more = COMMANDS['check']?.options['fail-on']?.more ?? '';
  for (const level of FAIL_ON.filter((one) => kindsAt(one).length > 1)) {
    expect(more).toContain(`${level} counts ${kindsAt(level).join(', ')}`);
  }
});

it('every file that describes a command is in the table', () => {
  const folder = join(import.meta.dirname, '../../src/cli');
  const described = readdirSync(folder).flatMap((file) => {
    const [, row] =
      /^export const ([A-Z]+): CommandRow/m.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
    return row === undefined ? [] : [row];
  });
  expect(described.sort()).toEqual([...NAMES.map((name) => name.toUpperCase()), 'WIZARD'].sort());
});

it.each(NAMES)('%s --help, and help %s, print the same', async (name) => {
  const runs = [
    await runCli([name, '--help']),
    await runCli([name, 'x.json', '-h']),
    await runCli(['help', name]),
  ];
  for (const run of runs) {
    expect(run).toEqual({
      code: 0,
      stdout: commandHelp(name, COMMANDS[name] ?? COMMANDS[''], 100),
      stderr: '',
    });
  }
});

it.each([['--help'], ['-h'], ['help'], ['x.json', '--help']])(
  '%s %s prints the overview',
  async (...args) => {
    const run = await runCli(args);
    expect(run).toEqual({ code: 0, stdout: overview(COMMANDS, 100), stderr: '' });
  },
);

it('what follows -- is a file, whatever its name', async () => {
  const run = await runCli(['generate', '--', '--help']);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain('--help');
});

it.each<[string, string]>([
  ['generat', 'There is no command and no file "generat". Did you mean generate?'],
  ['genrate json/support-triage.json', 'Did you mean generate?'],
  ['chekc x.json', 'Did you mean check?'],
  ['comp', 'Did you mean completion?'],
  ['Explain x.json', 'Did you mean explain?'],
  ['zzzz', 'There is no command and no file "zzzz". See flow-role-wizard --help.'],
  ['help generat', 'There is no command "generat". Did you mean generate?'],
  ['help toString', 'There is no command "toString". See'],
  ['help generate check', 'Name one command'],
  ['completion bsh', 'Name one shell: bash, zsh, fish. Did you mean bash?'],
  ['completion', 'Name one shell: bash, zsh, fish.\n'],
  ['generate x --acount 1', 'Did you mean --account? See flow-role-wizard generate --help.'],
  ['generate x --accuont=1', 'Unknown option --accuont. Did you mean --account?'],
  ['generate x --reg us-east-1', 'Did you mean --region?'],
  ['generate x --bogus', 'Unknown option --bogus. See flow-role-wizard generate --help.'],
  ['generate x -f', 'Unknown option -f. See'],
  ['check x --out d', '--out is an option of generate, not of check.'],
  ['check x --pruen', 'Did you mean --prune, an option of fix?'],
  ['check x --fali-on any', 'Did you mean --fail-on?'],
  ['--acount 1', 'Did you mean --account? See flow-role-wizard --help.'],
  ['--quiet', 'the command comes first: flow-role-wizard generate FILES... --quiet.'],
  ['generate x --format terrafrom', 'Did you mean terraform?'],
  ['generate x --format cloudform', 'Did you mean cloudformation?'],
  ['check x --format srif', 'Did you mean sarif?'],
  ['check x --fail-on exces', 'Did you mean excess?'],
  ['explain x --format jsno', 'Did you mean json?'],
])('%s: %s', async (line, message) => {
  const { code, stdout, stderr } = await runCli(line.split(' '));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});
