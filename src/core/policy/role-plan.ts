import type { Flow } from '../flow/flow.ts';
import type { Assumption, RoleNeed, RoleNote, Warning } from '../flow/need.ts';
import type { Question } from '../template/question.ts';
import type { Settlement } from '../template/resolve.ts';
import type { PolicyDocument } from './document.ts';
import type { ResourcePolicy } from './resource-policies.ts';

/** Everything about one role: its policies, and what is still open about them. */
export interface RolePlan {
  readonly flows: readonly Flow[];
  readonly roleName: string;
  /** The path of the role's name, where it is not `/`. */
  readonly rolePath?: string;
  readonly deployment: Settlement['deployment'];
  /** Each permission that the role must have, as far as it is known, with its reason. */
  readonly needs: readonly RoleNeed[];
  /** Permissions that the role may have beside them. */
  readonly tolerated: readonly RoleNeed[];
  readonly trust: PolicyDocument;
  readonly identity: readonly IdentityPolicy[];
  readonly resourcePolicies: readonly ResourcePolicy[];
  /** What must be answered before the policies are complete. */
  readonly questions: readonly Question[];
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly Warning[];
  /** What matters beside the policies: the account, the Region, the models. */
  readonly notes: readonly RoleNote[];
}

export interface IdentityPolicy {
  readonly name: string;
  readonly kind: 'inline' | 'managed';
  readonly document: PolicyDocument;
}
