import type { Facts } from './facts.ts';
import type { Session } from './session.ts';
import { answered } from './session.ts';
import { answersOf, chosenFlows, plannedRoles, vocabulary } from './session-roles.ts';

/**
 * The arguments of `generate` that write the same files without questions. A flow that was put
 * together by hand stands in no file: undefined.
 */
export function generateArguments(session: Session): readonly string[] | undefined {
  if (answered(session, 'nodes') !== undefined) {
    return undefined;
  }
  const flows = chosenFlows(session);
  const facts = plannedRoles(session).map((role) => role.facts);
  const [out] = answered(session, 'out') ?? [];
  const answers = [...answersOf(session)].filter(([key]) => !['account', 'region'].includes(key));
  return [
    // A file whose name looks like an option.
    ...flows.map(({ source }) => (source.startsWith('-') ? `./${source}` : source)),
    ...deploymentFlag('account', facts),
    ...deploymentFlag('region', facts),
    ...answers.flatMap(([key, value]) => ['--answer', `${key}=${value}`]),
    '--format',
    vocabulary(session),
    ...(out === undefined ? [] : ['--out', out]),
  ];
}

/** What the files say themselves needs no flag, and may differ from flow to flow. */
function deploymentFlag(part: 'account' | 'region', facts: readonly Facts[]): readonly string[] {
  const [fact] = facts.flatMap((each) => each[part] ?? []);
  return fact === undefined || fact.origin.kind === 'file' ? [] : [`--${part}`, fact.value];
}
