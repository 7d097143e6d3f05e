import { matches } from '../support/calls.ts';
import type { GeneratedRole, Policy } from '../support/evaluator.ts';

/** One action on one resource under conditions: what policies allow, however they are divided. */
export interface Grant {
  /** Whom it is granted to: nobody where it stands in a policy of the role. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Operator and key, with the values of which one must match. */
  readonly conditions: Readonly<Record<string, readonly string[]>>;
}

/** All that the identity policies of a role allow. */
export function identityGrants(role: GeneratedRole): readonly Grant[] {
  return role.identityPolicies.flatMap(({ document }) => grantsIn(document));
}

/** All that the policies of other resources allow for a role's flows. */
export function resourceGrants(role: GeneratedRole): readonly Grant[] {
  return role.resourcePolicies.flatMap(({ resource, document }) =>
    grantsIn(document).map((grant) => ({ ...grant, principal: `${grant.principal} ${resource}` })),
  );
}

function grantsIn({ Statement }: Policy): readonly Grant[] {
  return Statement.flatMap(({ Principal = {}, Action, Resource = ['-'], Condition = {} }) => {
    const conditions = Object.fromEntries(
      Object.entries(Condition).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => [`${operator} ${key}`, [values].flat()]),
      ),
    );
    const principal = JSON.stringify(Principal);
    return Action.flatMap((action) =>
      Resource.map((resource) => ({ principal, action, resource, conditions })),
    );
  });
}

/** The grants that none of the others includes. */
export function notIncluded(grants: readonly Grant[], others: readonly Grant[]): readonly Grant[] {
  return grants.filter((grant) => !others.some((other) => includes(other, grant)));
}

function includes(wide: Grant, narrow: Grant): boolean {
  return (
    wide.principal === narrow.principal &&
    wide.action === narrow.action &&
    matches(wide.resource, narrow.resource) &&
    Object.entries(wide.conditions).every(([key, values]) =>
      narrow.conditions[key]?.every((value) => values.includes(value)),
    )
  );
}
