import type { Flow } from '../flow/flow.ts';
import { roleNameOf } from '../policy/role-name.ts';
import { NO_ANSWERS } from '../template/answers.ts';
import type { AssignedRole } from './plan-roles.ts';
import { scopeOf } from './scope.ts';

/** The answer that gives all flows one role. */
export const ONE_ROLE = 'one role';

/**
 * Whether flows can have one role, and have not. Flows of different templates or modules cannot:
 * the role would refer to resources of each.
 */
export function canShare(flows: readonly Flow[]): boolean {
  return flows.length > 1 && new Set(flows.map(scopeOf)).size === 1;
}

/** The role that all flows share. */
export function sharedRole(flows: readonly Flow[]): AssignedRole {
  return { name: roleNameOf(flows, NO_ANSWERS), given: [], answers: new Map() };
}
