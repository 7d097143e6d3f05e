import type { Flow } from '../flow/flow.ts';
import { type Granted, type GrantedPolicy, NOTHING_GRANTED } from '../granted/granted.ts';
import { joinGranted } from '../granted/plain.ts';
import { type Knowledge, type PlannedRole, planRoles } from '../interview/interview.ts';
import { showPlace } from '../place.ts';
import { comparisonOf } from './comparison.ts';
import type { Finding } from './finding.ts';
import { RULES } from './rules/index.ts';

/** A role with all that is wrong with it. */
export interface ComparedRole {
  readonly role: PlannedRole;
  readonly granted: Granted;
  readonly findings: readonly Finding[];
}

/** What policy files say that belong to the role of some flows. */
export type GrantedElsewhere = (flows: readonly Flow[]) => Granted;

/**
 * Compares what flows need with what their roles have, role by role.
 *
 * @param elsewhere policies that do not stand in the files of the flows.
 */
export function compareRoles(
  flows: readonly Flow[],
  knowledge: Knowledge,
  elsewhere: GrantedElsewhere = () => NOTHING_GRANTED,
): readonly ComparedRole[] {
  const pinned = planRoles(flows, { ...knowledge, pinRegions: true });
  return planRoles(flows, { ...knowledge, pinRegions: false }).map((role, index) => {
    const [own] = role.plan.flows;
    const granted = withoutRepeats(
      joinGranted([own?.granted?.() ?? NOTHING_GRANTED, elsewhere(role.plan.flows)]),
    );
    const comparison = comparisonOf(role.plan, pinned[index]?.plan ?? role.plan, granted);
    return { role, granted, findings: RULES.flatMap((rule) => [...rule.find(comparison)]) };
  });
}

/** A policy that is named twice is the same policy. */
function withoutRepeats(granted: Granted): Granted {
  const policies = new Map<string, GrantedPolicy>(
    granted.policies.map((policy) => [`${policy.subject} ${showPlace(policy.place)}`, policy]),
  );
  return { ...granted, policies: [...policies.values()] };
}
