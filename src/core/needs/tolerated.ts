import type { Source } from '../data/source.ts';
import type { Condition, Purpose, ToleratedPermission } from '../flow/need.ts';
import type { Template } from '../template/template.ts';
import type { Context } from './context.ts';
import { type Field, reasonOf } from './fields.ts';

/** A permission that one field is reason enough to leave where it is. */
export function tolerated(
  context: Context,
  field: Field,
  permission: {
    readonly purpose: Purpose;
    readonly actions: readonly string[];
    readonly resource: Template;
    readonly conditions?: readonly Condition[];
    /** Who gives it, as what the node does. */
    readonly why: string;
    readonly source: Source;
  },
): ToleratedPermission {
  const { why, source, conditions = [], ...rest } = permission;
  return {
    kind: 'tolerated',
    ...rest,
    conditions,
    certainty: { kind: 'precaution', source, why: `The flow works without it: it ${why}.` },
    reason: reasonOf(context, field, why, source.page),
  };
}
