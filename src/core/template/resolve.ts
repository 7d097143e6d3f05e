import { type Answers, NO_ANSWERS } from './answers.ts';
import type { FormName } from './forms.ts';
import type { DeploymentPart, Reference, TerraformReference } from './reference.ts';
import { referenceName } from './reference.ts';
import { likenessOf } from './shape.ts';
import { literal, type Segment, type Template, template, templateOf } from './template.ts';

/** What is known, and which references the output can keep. */
export interface Settlement {
  readonly answers: Answers;
  /** The account, Region and partition, as far as they are known. */
  readonly deployment: Readonly<Partial<Record<DeploymentPart, string>>>;
  /** Says whether the output has a way to write a reference. */
  readonly keeps: (reference: Reference) => boolean;
}

/** The form of text that is only a part of a value. */
export const PART_FORM = 'name' satisfies FormName;

/**
 * Puts into a template what is known: answers for open questions, and literal values for
 * references that the output cannot keep. A reference that is kept takes its answer as likeness.
 *
 * @param form the form of the whole value, which the answer for a reference must have.
 */
export function settle(value: Template, settlement: Settlement, form: FormName): Template {
  const own = value.length === 1 ? form : PART_FORM;
  return templateOf(value.map((segment) => settleSegment(segment, settlement, own)));
}

/** The same with what is known of the deployment alone, for values whose answers are in them. */
export function settleDeployment(value: Template, settlement: Settlement): Template {
  return settle(value, { ...settlement, answers: NO_ANSWERS }, PART_FORM);
}

/**
 * Whether a settled value is one name that has an answer of another form: it stands in several
 * places, and was answered for another of them.
 */
export function isAnsweredElsewhere(
  [segment, ...others]: Template,
  { answers, keeps }: Settlement,
  form: FormName,
): boolean {
  if (others.length > 0) {
    return false;
  }
  switch (segment?.kind) {
    case 'open':
      return answers.isUnfit(segment.question.key, segment.question.form);
    case 'reference':
      return (
        segment.reference.kind !== 'deployment' &&
        !keeps(segment.reference) &&
        answers.isUnfit(referenceName(segment.reference), form)
      );
    case 'text':
    case 'after':
    case undefined:
      return false;
  }
}

function settleSegment(
  segment: Segment,
  settlement: Settlement,
  form: FormName,
): Segment | Template {
  switch (segment.kind) {
    case 'text':
      return segment;
    case 'open': {
      const answer = settlement.answers.get(segment.question.key, segment.question.form);
      return answer === undefined ? segment : template(answer);
    }
    case 'reference':
      return settleReference(segment.reference, settlement, form);
    case 'after': {
      const whole = literal(settleReference(segment.reference, settlement, PART_FORM));
      const at = whole?.indexOf(segment.mark) ?? -1;
      return whole === undefined || at < 0
        ? segment
        : template(whole.slice(at + segment.mark.length));
    }
  }
}

function settleReference(reference: Reference, settlement: Settlement, form: FormName): Template {
  const known = knownValue(reference, settlement, form);
  if (known === undefined) {
    return reference.kind === 'terraform' && reference.value
      ? settleNamed(reference, reference.value, settlement, form)
      : template(reference);
  }
  if (!settlement.keeps(reference)) {
    return template(known);
  }
  return template(
    reference.kind === 'deployment'
      ? reference
      : { ...reference, likeness: { text: known, of: 'type' } },
  );
}

/** What a name of a module stands for may hold names that are answered. */
function settleNamed(
  reference: TerraformReference,
  value: Template,
  settlement: Settlement,
  form: FormName,
): Template {
  const settled = settle(value, settlement, form);
  if (!settlement.keeps(reference)) {
    return settled;
  }
  const { likeness: known, ...rest } = reference;
  const likeness = known?.of === 'type' ? known : likenessOf(settled);
  return template({ ...rest, value: settled, ...(likeness && { likeness }) });
}

function knownValue(
  reference: Reference,
  { answers, deployment }: Settlement,
  form: FormName,
): string | undefined {
  return reference.kind === 'deployment'
    ? deployment[reference.part]
    : answers.get(referenceName(reference), form);
}
