import { REGION } from '../../arn/arn.ts';
import type { Condition, Purpose, RoleNeed } from '../../flow/need.ts';
import { type Template, template } from '../../template/template.ts';
import type { Context } from '../context.ts';
import { type Field, reasonOf } from '../fields.ts';

/** A permission of the role that one field causes. */
export function roleNeed(
  context: Context,
  field: Field,
  need: {
    readonly purpose: Purpose;
    readonly actions: readonly string[];
    readonly resource: Template;
    readonly through?: Template;
    readonly conditions?: readonly Condition[];
    readonly why: string;
    readonly documentation: string;
  },
): RoleNeed {
  const { why, documentation, conditions = [], ...rest } = need;
  return {
    kind: 'role',
    ...rest,
    conditions,
    reason: reasonOf(context, field, why, documentation),
  };
}

/** `StringEquals` of one condition key with any of the values. */
export function equals(key: string, ...values: readonly Template[]): Condition {
  return { operator: 'StringEquals', key, values };
}

/** Allows a call only when it was made in the flow's own Region. */
export function inOwnRegion(): Condition {
  return equals('aws:RequestedRegion', template(REGION));
}
