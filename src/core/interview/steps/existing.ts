import { callsForChange } from '../../compare/finding-kinds.ts';
import { showProblem } from '../../problem.ts';
import { countsText } from '../../report/counts.ts';
import type { Screen } from '../screen.ts';
import { answered, type Session } from '../session.ts';
import {
  chosenFlows,
  isExisting,
  plannedRoles,
  type SessionReview,
  sessionReview,
} from '../session-roles.ts';
import { isByHand } from './flow.ts';
import { ask, text } from './step.ts';

/** Not asked where a template, the configuration or files beside the flow have the role's policies. */
export function askExisting(session: Session): Screen | undefined {
  const isElsewhere = chosenFlows(session).some(({ origin }) => origin !== undefined);
  if (answered(session, 'existing') !== undefined || isElsewhere || isByHand(session)) {
    return undefined;
  }
  const found = sessionReview(session);
  // One policy says nothing of several roles.
  const isOne = plannedRoles(session).length === 1;
  return !isOne || (found !== undefined && isExisting(found))
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

/** What `check` finds, where there is a role to look at. */
export function showDifferences(session: Session): Screen | undefined {
  if (answered(session, 'differences') !== undefined) {
    return undefined;
  }
  const review = sessionReview(session);
  if (review === undefined || !isExisting(review)) {
    return undefined;
  }
  const { findings, problems } = review;
  // Where the role itself is in none of the files, there is nothing that it could be compared with.
  const isCompared = findings.some(({ rule }) => rule !== 'unknown-role');
  return problems.length === 0 && findings.length > 0 && !isCompared
    ? undefined
    : ask(session, 'differences', (id) => ({
        kind: 'findings',
        id,
        title: titleOf(review),
        why: 'What is saved at the end has none of this; flow-role-wizard fix mends the file itself.',
        notes: problems.map(showProblem),
        findings,
      }));
}

function titleOf({ findings, problems }: SessionReview): string {
  if (findings.some(({ kind }) => callsForChange(kind))) {
    return `The role as it is: ${countsText(findings)}`;
  }
  return problems.length > 0
    ? 'Not everything about the role could be read'
    : 'The role has what its flows need, and nothing else';
}
