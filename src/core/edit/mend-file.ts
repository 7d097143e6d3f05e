import type { Finding, TextEdit } from '../compare/finding.ts';
import type { SourceFile } from '../file.ts';
import { showPlace } from '../place.ts';
import { policyEdits } from './policy-edits.ts';
import { planPolicies } from './policy-plan.ts';
import {
  planNewPolicies,
  planRemoval,
  type RolePoliciesPlans,
  rolePolicyEdits,
} from './role-policies.ts';
import { permissionEdits } from './statement-edits.ts';
import { isOwn, nodeAt } from './syntax-tree.ts';
import type { Task } from './task.ts';
import { type Workspace, withoutMark, workspaceOf } from './workspace.ts';

export { united } from './new-statements.ts';
export type { Workspace } from './workspace.ts';

/** The edits of a file, which do not overlap, and the findings that they do not mend. */
export interface MendedFile {
  readonly edits: readonly TextEdit[];
  readonly left: readonly Finding[];
}

/** Makes the edits of one file in JSON or YAML; undefined for a text that cannot be edited. */
export function mendFile(file: SourceFile, tasks: readonly Task[]): MendedFile | undefined {
  const workspace = /\.(?:tf|hcl)$/i.test(file.path) ? undefined : workspaceOf(file);
  if (workspace === undefined) {
    return undefined;
  }
  const shift = file.text.length - withoutMark(file.text).length;
  const { edits, left } = mendAll(workspace, tasks);
  return {
    edits: edits.map((edit) => ({ ...edit, start: edit.start + shift, end: edit.end + shift })),
    left,
  };
}

/** Makes the edits of the policies in a workspace: all that is to happen is planned, then written once. */
export function mendAll(workspace: Workspace, tasks: readonly Task[]): MendedFile {
  const planned = planPolicies(workspace, tasks);
  const edits: TextEdit[] = [];
  const left: Finding[] = planned.left.map(beyond);
  const roles: RolePoliciesPlans = new Map();
  left.push(...planNewPolicies(workspace, roles, tasks).map(beyond));
  const take = (made: readonly TextEdit[] | undefined, own: readonly Task[]) => {
    edits.push(...(made ?? []));
    left.push(...(made === undefined ? own.map(beyond) : []));
  };
  for (const { place, conditions, tasks: own } of planned.permissions) {
    const found = nodeAt(workspace.root, workspace.offsetOf(place), 'map');
    const properties = found !== undefined && isOwn(found) ? found.node : undefined;
    take(
      properties?.kind === 'map' ? permissionEdits(workspace, properties, conditions) : undefined,
      own,
    );
  }
  for (const plan of planned.policies) {
    const made = policyEdits(workspace, plan);
    if (made !== 'empty') {
      take(made === 'unsafe' ? undefined : made, plan.tasks);
    } else if (!planRemoval(roles, plan.list, plan.tasks)) {
      left.push(...plan.tasks.map(emptied));
    }
  }
  for (const plan of roles.values()) {
    take(rolePolicyEdits(workspace, plan), plan.tasks);
  }
  return { edits, left };
}

/** A policy must have a statement. */
function emptied({ finding }: Task): Finding {
  return {
    ...finding,
    remedy: 'Nothing would be left of the policy: delete it, and detach it from the role.',
  };
}

/** Why a finding is left as it is. */
function beyond({ finding }: Task): Finding {
  return {
    ...finding,
    remedy: `The text at ${showPlace(finding.place)} is made in a way that cannot be edited safely (an alias, a function, or a line of its own kind): change it by hand.`,
  };
}
