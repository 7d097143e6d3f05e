import { callsForChange } from '../../compare/finding-kinds.ts';
import { countsText } from '../../report/counts.ts';
import type { Screen } from '../screen.ts';
import { answered, type Session } from '../session.ts';
import { chosenFlows, plannedRoles, sessionFindings } from '../session-roles.ts';
import { isByHand } from './flow.ts';
import { ask, text } from './step.ts';

/** A template has its role beside it; for other flows its policy may stand in a file. */
export function askExisting(session: Session): Screen | undefined {
  const flows = chosenFlows(session);
  // One policy says nothing of several roles.
  const isOne = plannedRoles(session).length === 1;
  return flows.some(({ origin }) => origin !== undefined) || isByHand(session) || !isOne
    ? undefined
    : ask(session, 'existing', (id) =>
        text(session, id, {
          title: 'Has the role a policy already? Then give its file.',
          why: 'A policy in JSON, or a template with the role: the next page shows what it lacks and what no node needs.',
          form: 'path',
          empty: 'there is none',
        }),
      );
}

export function showDifferences(session: Session): Screen | undefined {
  if (answered(session, 'differences') !== undefined) {
    return undefined;
  }
  const findings = sessionFindings(session);
  return findings === undefined
    ? undefined
    : ask(session, 'differences', (id) => ({
        kind: 'findings',
        id,
        title: !findings.some(({ kind }) => callsForChange(kind))
          ? 'The role has what its flows need, and nothing else'
          : `The role as it is: ${countsText(findings)}`,
        why: 'What is saved at the end has none of this; flow-role-wizard fix mends the file itself.',
        findings,
      }));
}
