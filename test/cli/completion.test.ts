import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bashCompletion } from '../../src/cli/bash-completion.ts';
import {
  type CommandRow,
  commandNames,
  GLOBAL_OPTIONS,
  type OptionRow,
  wordsOf,
} from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { SHELLS } from '../../src/cli/completion-options.ts';
import { fishCompletion } from '../../src/cli/fish-completion.ts';
import { zshCompletion } from '../../src/cli/zsh-completion.ts';
import { runCli, runProcess, temporaryDirectory } from '../support/run-cli.ts';

const NAMES = commandNames(COMMANDS);
/** All options of a command. */
const optionsOf = ({ options }: CommandRow) =>
  Object.entries<OptionRow>({ ...options, ...GLOBAL_OPTIONS });

const SCRIPTS = {
  bash: bashCompletion(COMMANDS),
  zsh: zshCompletion(COMMANDS),
  fish: fishCompletion(COMMANDS),
};

it.each(SHELLS)('the command prints the script for %s', async (shell) => {
  expect(await runCli(['completion', shell])).toEqual({
    code: 0,
    stdout: SCRIPTS[shell],
    stderr: '',
  });
});

/** What bash offers for a command line whose last word is being typed. */
async function offered(line: string, cwd: string): Promise<readonly string[]> {
  // As bash splits a line: the sign of --option=value is a word of its own.
  const words = line.split(' ').flatMap((word) => word.split(/(=)/).filter((part) => part !== ''));
  const typed = line.endsWith(' ') ? [...words, ''] : words;
  const script = `${SCRIPTS.bash}
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_flow_role_wizard
printf '%s\\n' "\${COMPREPLY[@]}"
`;
  const run = await runProcess('bash', ['-c', script, 'bash', 'flow-role-wizard', ...typed], {
    cwd,
  });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return run.stdout.split('\n').filter((word) => word !== '');
}

describe('bash', () => {
  const folder = () => {
    const path = temporaryDirectory();
    mkdirSync(join(path, 'my flows'));
    for (const name of ['flow.json', 'a file.json', '*.json', '$(touch evil).json']) {
      writeFileSync(join(path, name), '');
    }
    return path;
  };
  const FILES = ['$(touch evil).json', '*.json', 'a file.json', 'flow.json', 'my flows'];

  it('parses the script', async () => {
    const run = await runProcess('bash', ['-n'], { input: SCRIPTS.bash });
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('completes the first word with commands and files', async () => {
    expect((await offered(' ', folder())).toSorted()).toEqual([...NAMES, ...FILES].toSorted());
    expect(await offered('gen', folder())).toEqual(['generate']);
    expect(await offered('fl', folder())).toEqual(['flow.json']);
  });

  it.each(Object.entries(COMMANDS))('completes the options of "%s"', async (name, row) => {
    const wanted = Object.keys({ ...row.options, ...GLOBAL_OPTIONS }).map((one) => `--${one}`);
    const found = await offered(`${name === '' ? 'flow.json' : name} --`, folder());
    expect(found).toEqual(wanted);
  });

  it.each(
    Object.entries(COMMANDS).flatMap(([name, { options }]) =>
      Object.entries(options).flatMap(([option, { type, values, completes }]) =>
        type === 'string' ? [[name, option, values, completes] as const] : [],
      ),
    ),
  )('completes the value of "%s" --%s', async (name, option, values, completes) => {
    const paths = { files: FILES, directories: ['my flows'], none: [] }[completes ?? 'none'];
    const before = name === '' ? '' : `${name} `;
    for (const sign of name === '' ? [' '] : [' ', '=']) {
      const found = await offered(`${before}--${option}${sign}`, folder());
      expect(found.toSorted()).toEqual([...(values ?? paths)].toSorted());
    }
  });

  it('completes the start of a value, after a space and after =', async () => {
    expect(await offered('generate x --format ter', folder())).toEqual(['terraform']);
    expect(await offered('generate x --format=ter', folder())).toEqual(['terraform']);
  });

  it.each(NAMES)('completes what %s takes', async (name) => {
    const words = wordsOf(COMMANDS[name], COMMANDS);
    expect((await offered(`${name} `, folder())).toSorted()).toEqual(
      [...(words ?? FILES)].toSorted(),
    );
  });
});

/** The words of a line in the syntax of fish, which has escapes in single quotes. */
function fishWords(line: string): readonly string[] {
  const words = line.match(/(?:'(?:[^'\\]|\\.)*'|[^\s'\\])+/g) ?? [];
  expect(words.join(' ')).toBe(line);
  return words.map((word) => word.replace(/^'(.*)'$/, '$1').replace(/\\(.)/g, '$1'));
}

describe('fish', () => {
  const lines = SCRIPTS.fish.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const found = lines.map(fishWords).map((words) => {
    const argument = (flag: string) => words[words.indexOf(flag) + 1] ?? '';
    return {
      head: words.slice(0, 3).join(' '),
      when: argument('-n'),
      has: (flag: string) => words.includes(flag),
      argument,
    };
  });

  it('is one line for each command, option and word', () => {
    for (const { head, when } of found) {
      expect(head).toBe('complete -c flow-role-wizard');
      expect(when).toMatch(
        /^(?:__fish_use_subcommand|(?:not )?__fish_seen_subcommand_from [a-z ]+)$/,
      );
    }
    const commands = found.filter(({ when }) => when === '__fish_use_subcommand');
    expect(commands.map(({ argument }) => [argument('-a'), argument('-d')])).toEqual(
      NAMES.map((name) => [name, COMMANDS[name]?.summary]),
    );
  });

  it.each(Object.entries(COMMANDS))('has the options of "%s"', (name, row) => {
    const condition =
      name === ''
        ? `not __fish_seen_subcommand_from ${NAMES.join(' ')}`
        : `__fish_seen_subcommand_from ${name}`;
    const own = found.filter(({ when }) => when === condition);
    const options = own.filter(({ has }) => has('-l'));
    expect(options.map(({ argument }) => argument('-l'))).toEqual(
      Object.keys({ ...row.options, ...GLOBAL_OPTIONS }),
    );
    for (const { argument, has } of options) {
      const [, option] = optionsOf(row).find(([name]) => name === argument('-l')) ?? [];
      const { type, values, text, completes } = option ?? {};
      expect(argument('-d')).toBe(text);
      expect(has('-x') || has('-r')).toBe(type === 'string');
      expect(has('-F')).toBe(completes === 'files');
      expect(values === undefined || argument('-a') === values.join(' ')).toBe(true);
    }
    const words = wordsOf(row, COMMANDS);
    const taken = own.filter(({ has }) => !has('-l')).map(({ argument }) => argument('-a'));
    expect(taken).toEqual(words === undefined ? [] : [words.join(' ')]);
  });
});

describe('zsh', () => {
  it('has the quotes and brackets of a script', async () => {
    // What is used of zsh here is also syntax of bash.
    const run = await runProcess('bash', ['-n'], { input: SCRIPTS.zsh });
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.each(Object.entries(COMMANDS))('has the specifications of "%s"', async (name, row) => {
    // The script is run by bash, with functions in place of those of zsh that print their arguments.
    const words = ['flow-role-wizard', name === '' ? 'x.json' : name, ''];
    const script = `compdef() { :; }
shift() { printf 'shift %s\\n' "$1"; }
_describe() { :; }
_arguments() { printf '%s\\n' "$@"; }
funcstack=(none none)
words=('' ${words.map((word) => `'${word}'`).join(' ')})
CURRENT=3
${SCRIPTS.zsh}
_flow_role_wizard
printf 'CURRENT=%s\\n' "$CURRENT"
`;
    const { code, stdout, stderr } = await runProcess('bash', ['-c', script]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n').filter((line) => line !== '');
    const specs = lines.filter((line) => !/^(?:shift|CURRENT=)/.test(line));
    const options = optionsOf(row);
    expect(specs).toHaveLength(options.length + 1);
    for (const [at, [option, one]] of options.entries()) {
      const { type, multiple, values, completes, text } = one;
      const [spec = ''] = specs.slice(at, at + 1);
      // Colons and brackets that have a meaning have no backslash before them.
      const [, star, flag, said = '', rest = ''] =
        /^(\*?)--([a-z-]+=?)\[((?:[^\\[\]]|\\.)*)\](.*)$/.exec(spec) ?? [];
      expect([star, flag]).toEqual([
        multiple ? '*' : '',
        type === 'string' ? `${option}=` : option,
      ]);
      expect(said.replace(/\\(.)/g, '$1')).toBe(text);
      const action =
        values === undefined
          ? { files: '_files', directories: '_files -/', none: ' ' }[completes ?? 'none']
          : `(${values.join(' ')})`;
      expect(type === 'boolean' ? rest === '' : rest.endsWith(`:${action}`), spec).toBe(true);
    }
    const taken = wordsOf(row, COMMANDS);
    expect(specs.at(-1)).toBe(
      taken === undefined
        ? '*:file:_files'
        : `1:${row.takes.name.toLowerCase()}:(${taken.join(' ')})`,
    );
    expect(lines.includes('shift words')).toBe(name !== '');
    expect(lines.at(-1)).toBe(`CURRENT=${name === '' ? 3 : 2}`);
  });
});
