import type { DeploymentPart, Reference, TerraformReference } from './reference.ts';
import { referenceName } from './reference.ts';
import { likenessOf } from './shape.ts';
import { literal, type Segment, type Template, template, templateOf } from './template.ts';

/** What is known, and which references the output can keep. */
export interface Settlement {
  /** Answers by question key. */
  readonly answers: ReadonlyMap<string, string>;
  /** The account, Region and partition, as far as they are known. */
  readonly deployment: Readonly<Partial<Record<DeploymentPart, string>>>;
  /** Says whether the output has a way to write a reference. */
  readonly keeps: (reference: Reference) => boolean;
}

/**
 * Puts into a template what is known: answers for open questions, and literal values for
 * references that the output cannot keep. A reference that is kept takes its answer as likeness.
 */
export function settle(value: Template, settlement: Settlement): Template {
  return templateOf(value.map((segment) => settleSegment(segment, settlement)));
}

function settleSegment(segment: Segment, settlement: Settlement): Segment | Template {
  switch (segment.kind) {
    case 'text':
      return segment;
    case 'open': {
      const answer = settlement.answers.get(segment.question.key);
      return answer === undefined ? segment : template(answer);
    }
    case 'reference':
      return settleReference(segment.reference, settlement);
    case 'after': {
      const whole = literal(settleReference(segment.reference, settlement));
      const at = whole?.indexOf(segment.mark) ?? -1;
      return whole === undefined || at < 0
        ? segment
        : template(whole.slice(at + segment.mark.length));
    }
  }
}

function settleReference(reference: Reference, settlement: Settlement): Template {
  const known = knownValue(reference, settlement);
  if (known === undefined) {
    return reference.kind === 'terraform' && reference.value
      ? settleNamed(reference, reference.value, settlement)
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
): Template {
  const settled = settle(value, settlement);
  if (!settlement.keeps(reference)) {
    return settled;
  }
  const { likeness: known, ...rest } = reference;
  const likeness = known?.of === 'type' ? known : likenessOf(settled);
  return template({ ...rest, value: settled, ...(likeness && { likeness }) });
}

function knownValue(reference: Reference, { answers, deployment }: Settlement): string | undefined {
  return reference.kind === 'deployment'
    ? deployment[reference.part]
    : answers.get(referenceName(reference));
}
