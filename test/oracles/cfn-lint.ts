import { join } from 'node:path';
import type { Files } from '../support/compare.ts';
import { directoryOf, run } from './programs.ts';

/** What cfn-lint says of a template, one text for each finding, without its line. */
export type Said = ReadonlyMap<string, readonly string[]>;

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

/** Warnings that say nothing against what is written. */
const ACCEPTED: Readonly<Record<string, string>> = {
  W1028: 'a value of the flow is taken over with its Fn::If, also where its condition holds anyway',
  W2001: 'a parameter for the ARN of a role is no longer used once the template makes the role',
};

/** Lints templates, all in one process. */
export async function cfnLint(templates: Files): Promise<Said> {
  const directory = directoryOf(templates);
  const paths = Object.keys(templates);
  const { code, stdout, stderr } = await run('cfn-lint', ['--format', 'json', '--', ...paths], {
    cwd: directory,
  });
  // It exits with the kinds of findings as bits; 1 is a failure of its own.
  if (stderr.trim() !== '' || code === 1) {
    throw new Error(stderr || stdout);
  }
  const matches: readonly Match[] = JSON.parse(stdout);
  return new Map(
    paths.map((path) => [
      path,
      matches
        .filter(({ Filename, Rule }) => join(Filename) === join(path) && !(Rule.Id in ACCEPTED))
        .map(
          ({ Rule, Message, Location }) =>
            `${Rule.Id} ${Location.Path?.join('/') ?? ''}: ${Message}`,
        ),
    ]),
  );
}
