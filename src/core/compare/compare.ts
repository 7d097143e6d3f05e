import type { Flow } from '../flow/flow.ts';
import { type Granted, type GrantedPolicy, NOTHING_GRANTED } from '../granted/granted.ts';
import { joinGranted } from '../granted/policy-files.ts';
import { showPlace } from '../place.ts';
import { type Knowledge, type PlannedRole, planRoles } from '../plan/plan-roles.ts';
import { groupBy } from '../policy/merge.ts';
import { comparisonOf } from './comparison.ts';
import type { Finding } from './finding.ts';
import { kindRow } from './finding-kinds.ts';
import { RULES } from './rules/index.ts';

/** A role with all that is wrong with it. */
export interface ComparedRole {
  readonly role: PlannedRole;
  readonly granted: Granted;
  readonly findings: readonly Finding[];
}

/** All that is wrong with some roles; what matters to several is last, and once. */
export function findingsOf(roles: readonly Pick<ComparedRole, 'findings'>[]): readonly Finding[] {
  const findings = roles.flatMap((role) => role.findings);
  const general = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.why}`;
    if (finding.isGeneral && !general.has(key)) {
      general.set(key, finding);
    }
  }
  return [...findings.filter(({ isGeneral }) => !isGeneral), ...general.values()];
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
  knowledge: Omit<Knowledge, 'keeps' | 'pinRegions' | 'strict'>,
  elsewhere: GrantedElsewhere = () => NOTHING_GRANTED,
): readonly ComparedRole[] {
  return [...groupBy(flows, ({ origin }) => origin?.kind ?? '').values()].flatMap((alike) =>
    compareAlike(alike, knowledge, elsewhere),
  );
}

/** Flows of one format: what is made by infrastructure code keeps its references. */
function compareAlike(
  flows: readonly Flow[],
  knowledge: Omit<Knowledge, 'keeps' | 'pinRegions' | 'strict'>,
  elsewhere: GrantedElsewhere,
): readonly ComparedRole[] {
  const isCode = flows.some(({ origin }) => origin !== undefined);
  const plan = (pinRegions: boolean) =>
    planRoles(flows, { ...knowledge, pinRegions, strict: false, keeps: () => isCode });
  const pinned = plan(true);
  return plan(false).map((role, index) => {
    const [own] = role.plan.flows;
    const granted = withoutRepeats(
      joinGranted([own?.granted?.() ?? NOTHING_GRANTED, elsewhere(role.plan.flows)]),
    );
    return compareRole(role, pinned[index] ?? role, granted);
  });
}

/**
 * Compares one role with what it is granted.
 *
 * @param pinned the same role, with the Regions named that a profile leads to.
 */
export function compareRole(
  role: PlannedRole,
  pinned: PlannedRole,
  granted: Granted,
): ComparedRole {
  const comparison = comparisonOf(role.plan, pinned.plan, granted);
  const findings = RULES.flatMap((rule) => [...rule.find(comparison)]);
  return { role, granted, findings: withoutDefinition(role, findings) };
}

/** While a flow has no definition, any permission of its role may be one that it needs. */
function withoutDefinition(
  { plan }: PlannedRole,
  findings: readonly Finding[],
): readonly Finding[] {
  return plan.flows.some(({ lacksDefinition }) => lacksDefinition)
    ? findings.filter(({ kind, subject }) => subject === 'trust' || !kindRow(kind).needsAllFlows)
    : findings;
}

/** A policy that is named twice is the same policy. */
function withoutRepeats(granted: Granted): Granted {
  const policies = new Map<string, GrantedPolicy>(
    granted.policies.map((policy) => [
      `${policy.subject} ${showPlace(policy.place)} ${policy.name}`,
      policy,
    ]),
  );
  return { ...granted, policies: [...policies.values()] };
}
