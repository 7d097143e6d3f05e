import type { StatementHome } from '../explain/differences.ts';
import type { Certainty } from '../flow/need.ts';
import type { PlannedRole } from '../plan/plan-roles.ts';
import { renderStatement, type Statement } from '../policy/document.ts';
import { printable } from '../printable.ts';
import { display } from '../template/template.ts';

/** A statement of a role, with the policy in which it stands. */
export interface ShownStatement {
  readonly home: StatementHome;
  readonly policy: string;
  readonly statement: Statement;
}

/** All statements of roles, in the order in which they are reviewed. */
export function statementsOf(roles: readonly PlannedRole[]): readonly ShownStatement[] {
  return roles.flatMap((role) =>
    statementsOfRole(role).map((shown) => ({
      ...shown,
      policy: roles.length > 1 ? `${role.plan.roleName}: ${shown.policy}` : shown.policy,
    })),
  );
}

function statementsOfRole({ plan }: PlannedRole): readonly ShownStatement[] {
  const named = (home: StatementHome, policy: string, statements: readonly Statement[]) =>
    statements.map((statement) => ({ home, policy, statement }));
  return [
    ...named('trust', 'trust policy', plan.trust.statements),
    ...plan.identity.flatMap(({ name, document }) =>
      named('identity', `permissions ${name}`, document.statements),
    ),
    ...plan.resourcePolicies.flatMap(({ service, resource, document }) =>
      named(service, `policy of ${display(resource)}`, document.statements),
    ),
  ];
}

/** A statement as lines of JSON, fit for a terminal. */
export function statementLines(statement: Statement): readonly string[] {
  return JSON.stringify(renderStatement(statement, display), undefined, 2)
    .split('\n')
    .map((line) => printable(line, 400));
}

/** How sure it is that a statement is needed, and the page that says so with the day of its reading. */
export function certaintyLines(certainty: Certainty): readonly string[] {
  const { page, read } = certainty.source;
  const text =
    certainty.kind === 'certain'
      ? 'Certain: a call fails without it.'
      : `Precaution, optional: ${certainty.why}`;
  return [printable(text, 600), printable(`Source: ${page}, read ${read}`, 400)];
}
