import type { Fact } from '../core/plan/facts.ts';
import { planRoles } from '../core/plan/plan-roles.ts';
import { printable } from '../core/printable.ts';
import { messageOf } from '../core/problem.ts';
import { flowsNamed } from './find-flows.ts';
import { paint } from './paint.ts';
import { openQuestions } from './report.ts';
import { shellWord } from './shell-word.ts';

const NO_TERMINAL = `The wizard needs a terminal. Without one, give everything as arguments:

  flow-role-wizard generate FLOW_FILE --account 123456789012 --region us-east-1

It names every answer that is missing. See flow-role-wizard --help.
`;

/**
 * What the wizard says where nobody can be asked: the command that does the same, and for files
 * that can be read each answer that is missing, with its flag.
 */
export async function noTerminalText(
  files: readonly string[],
  facts: readonly Fact[],
): Promise<string> {
  if (files.length === 0) {
    return NO_TERMINAL;
  }
  try {
    const { flows } = await flowsNamed(files);
    const knowledge = { given: facts, answers: new Map(), keeps: () => false, pinRegions: false };
    const roles = planRoles(flows, knowledge);
    const flags = facts.flatMap(({ part, value, origin }) =>
      origin.kind === 'flag' ? [`--${part}`, value] : [],
    );
    const args = [...flags, ...files];
    return roles.some(({ plan }) => plan.questions.length > 0)
      ? `The wizard needs a terminal. ${openQuestions(roles, args, paint({ color: false }))}`
      : `The wizard needs a terminal. Nothing is open, so this does the same without one:\n\n  flow-role-wizard generate ${args.map(shellWord).join(' ')}\n`;
  } catch (error) {
    const text = messageOf(error);
    return `${NO_TERMINAL}\n${printable(text, 2000)}\n`;
  }
}
