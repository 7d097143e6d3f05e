import { REGION } from '../../arn/arn.ts';
import type { Source } from '../../data/source.ts';
import type { Certainty, Condition, Purpose, RoleNeed } from '../../flow/need.ts';
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
    /** What says that it is needed. */
    readonly source: Source;
    /** Set for what is not certain: who asks for it, and why a role may do without. */
    readonly precaution?: string;
  },
): RoleNeed {
  const { why, source, precaution, conditions = [], ...rest } = need;
  return {
    kind: 'role',
    ...rest,
    conditions,
    certainty: certaintyOf(source, precaution),
    reason: reasonOf(context, field, why, source.page),
  };
}

/** Certain, unless there is something to say of it as a precaution. */
export function certaintyOf(source: Source, precaution: string | undefined): Certainty {
  return precaution === undefined
    ? { kind: 'certain', source }
    : { kind: 'precaution', source, why: precaution };
}

/** `StringEquals` of one condition key with any of the values. */
export function equals(key: string, ...values: readonly Template[]): Condition {
  return { operator: 'StringEquals', key, values };
}

/** Allows the use of a key only through Amazon Bedrock in the flow's Region. */
export function viaBedrock(): Condition {
  return equals('kms:ViaService', template('bedrock.', REGION, '.amazonaws.com'));
}

/** Allows a call only when it was made in the flow's own Region. */
export function inOwnRegion(): Condition {
  return equals('aws:RequestedRegion', template(REGION));
}
