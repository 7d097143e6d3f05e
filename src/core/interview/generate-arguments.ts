import type { Session } from './session.ts';
import { answered } from './session.ts';
import { answersOf, chosenFlows, plannedRoles, vocabulary } from './wizard.ts';

/**
 * The arguments of `generate` that write the same files without questions. A flow that was put
 * together by hand stands in no file: undefined.
 */
export function generateArguments(session: Session): readonly string[] | undefined {
  if (answered(session, 'nodes') !== undefined) {
    return undefined;
  }
  const files = [...new Set(chosenFlows(session).map(({ place }) => place.file))];
  const [role] = plannedRoles(session);
  const [out] = answered(session, 'out') ?? [];
  const answers = [...answersOf(session)].filter(([key]) => !['account', 'region'].includes(key));
  return [
    ...files,
    ...(role?.facts.account ? ['--account', role.facts.account.value] : []),
    ...(role?.facts.region ? ['--region', role.facts.region.value] : []),
    ...answers.flatMap(([key, value]) => ['--answer', `${key}=${value}`]),
    '--format',
    vocabulary(session),
    ...(out === undefined ? [] : ['--out', out]),
  ];
}
