import { generateArguments } from '../core/interview/generate-arguments.ts';
import { nextSteps } from '../core/interview/next-steps.ts';
import type { Finished } from '../core/interview/ports.ts';
import { answered } from '../core/interview/session.ts';
import { plannedRoles, vocabulary } from '../core/interview/session-roles.ts';
import { printable } from '../core/printable.ts';
import { shellWord } from './shell-word.ts';

/** What is printed when an interview is done: the files, the next steps, and the command that repeats it. */
export function endText({ session, files }: Finished): string {
  const [out = '.'] = answered(session, 'out') ?? [];
  const command = generateArguments(session)?.map(shellWord).join(' ');
  return [
    ...files.map((path) => `wrote ${printable(path, 4096)}`),
    '',
    'What to do next:',
    ...nextSteps(plannedRoles(session), vocabulary(session), out).map(
      (step, index) => `  ${index + 1}. ${printable(step, 1000)}`,
    ),
    ...(command === undefined
      ? []
      : ['', 'The same without questions:', `  flow-role-wizard generate ${command}`]),
    '',
  ].join('\n');
}
