import { posix } from 'node:path';
import { FAIL_ON, type FailOn } from '../core/compare/finding-kinds.ts';
import { CONFIG_NAME } from '../core/config/config.ts';
import type { Fact } from '../core/plan/facts.ts';
import { FORMS, type FormName, hasForm } from '../core/template/forms.ts';

export const COMMENT = ['review', 'summary', 'none'] as const;

/** What the workflow wants, checked. */
export interface Inputs {
  readonly token: string;
  readonly given: readonly Fact[];
  /** The path of the configuration, as git has it. */
  readonly config: string;
  readonly paths: readonly string[];
  readonly failOn: FailOn;
  readonly comment: (typeof COMMENT)[number];
  readonly commands: boolean;
  /** Whether roles are read from AWS. */
  readonly live: boolean;
  readonly answers: ReadonlyMap<string, string>;
}

/** Something wrong with the workflow file; the message says what to write instead. */
export class InputsError extends Error {
  override readonly name = 'InputsError';
}

/**
 * Reads the inputs of the Action.
 *
 * @param input gives the text of an input, or ''.
 * @throws InputsError with everything that is wrong.
 */
export function readInputs(input: (name: string) => string): Inputs {
  const wrong: string[] = [];
  const choice = <T extends string>(name: string, choices: readonly T[], otherwise: T): T => {
    const given = input(name).trim() || otherwise;
    const found = choices.find((one) => one === given);
    if (found === undefined) {
      wrong.push(`Input "${name}" is "${given}", but must be one of: ${choices.join(', ')}.`);
    }
    return found ?? otherwise;
  };
  const fact = (name: string, part: FormName & Fact['part']): readonly Fact[] => {
    const value = input(name).trim();
    if (value !== '' && !hasForm(value, part)) {
      const { description, example } = FORMS[part];
      wrong.push(`Input "${name}" is "${value}", but must be ${description}, such as ${example}.`);
    }
    return value === '' ? [] : [{ part, value, origin: { kind: 'flag', name: `input ${name}` } }];
  };
  const answers = new Map<string, string>();
  for (const line of lines(input('answers'))) {
    const at = line.indexOf('=');
    if (at < 1) {
      wrong.push(`Input "answers" has one KEY=VALUE on each line, not "${line}".`);
    }
    answers.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const token = input('github-token').trim();
  if (token === '') {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: workflows write it so
    wrong.push('Input "github-token" is empty. Leave it out, or give ${{ github.token }}.');
  }
  const inputs: Inputs = {
    token,
    given: [...fact('account-id', 'account'), ...fact('region', 'region')],
    config: posix.normalize(input('config').trim() || CONFIG_NAME),
    paths: lines(input('paths')),
    failOn: choice('fail-on', FAIL_ON, 'missing'),
    comment: choice('comment', COMMENT, 'review'),
    commands: choice('commands', ['true', 'false'], 'true') === 'true',
    live: choice('live', ['true', 'false'], 'false') === 'true',
    answers,
  };
  if (wrong.length > 0) {
    throw new InputsError(wrong.join(' '));
  }
  return inputs;
}

/** Lines that are not empty. */
function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
