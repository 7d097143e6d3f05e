import type { Fact } from '../plan/facts.ts';
import type { AssignedRole } from '../plan/plan-roles.ts';
import type { RoleConfig } from './config.ts';

/** What a configuration says of a role, as the interview takes it. */
export function assignedBy(role: RoleConfig): AssignedRole {
  return { name: role.name, given: factsIn(role), answers: role.answers };
}

function factsIn(role: RoleConfig): readonly Fact[] {
  return (['account', 'region'] as const).flatMap((part): readonly Fact[] => {
    const found = role[part];
    return found === undefined
      ? []
      : [{ part, value: found.text, origin: { kind: 'config', place: found.place } }];
  });
}

/** The files that hold the policies of a role, relative to the configuration file. */
export function policyFilesOf({ policies, trust }: RoleConfig): readonly string[] {
  return [...policies, ...(trust === undefined ? [] : [trust])];
}
