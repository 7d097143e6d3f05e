import { deployedType, fillForm, formsOfType, likenessOfPart } from '../../arn/resource-forms.ts';
import { GENERATED_NAMES, PROPERTIES_OF_PARTS } from '../../data/resource-forms.ts';
import { get, stringTemplate } from '../../document/value.ts';
import type { CloudFormationReference, Intrinsic } from '../../template/reference.ts';
import { type Segment, type Template, template, templateOf } from '../../template/template.ts';
import type { Stack } from './stack.ts';

/** Follows at most this many references from resource to resource; a cycle ends here. */
const MOST_HOPS = 8;

/**
 * Brings every reference in a value to one spelling for the thing it means: the form that it has,
 * with what the template says of its parts.
 */
export function canonicalIn(stack: Stack): (value: Template) => Template {
  return (value) => canonical(value, stack, 0);
}

function canonical(value: Template, stack: Stack, hops: number): Template {
  return templateOf(value.map((segment) => canonicalSegment(segment, stack, hops)));
}

function canonicalSegment(segment: Segment, stack: Stack, hops: number): Segment | Template {
  if (segment.kind !== 'reference' || segment.reference.kind !== 'cloudformation') {
    return segment;
  }
  const target = targetOf(segment.reference.intrinsic);
  const type = target && stack.resources.get(target.logicalId)?.type;
  if (target === undefined || type === undefined || hops > MOST_HOPS) {
    return segment;
  }
  const { logicalId, attribute } = target;
  const forms = formsOfType(type) ?? {};
  const form = Object.hasOwn(forms, attribute) ? forms[attribute] : undefined;
  return form === undefined
    ? template(segment)
    : fillForm(form, (part) => partOf(logicalId, type, part, stack, hops));
}

function targetOf(intrinsic: Intrinsic) {
  switch (intrinsic.fn) {
    case 'Ref': {
      // AWS SAM has `Ref` for attributes of its own.
      const [logicalId = '', attribute = 'Ref'] = intrinsic.target.split('.');
      return { logicalId, attribute };
    }
    case 'GetAtt':
      return { logicalId: intrinsic.resource, attribute: intrinsic.attribute };
    case 'other':
      return undefined;
  }
}

/** A part of a form: what a property says, or else what only the deployed resource tells. */
function partOf(
  logicalId: string,
  type: string,
  part: string,
  stack: Stack,
  hops: number,
): Template | undefined {
  if (part === 'Partition' || part === 'Region' || part === 'Account') {
    return undefined;
  }
  const deployed = deployedType(type);
  const property = PROPERTIES_OF_PARTS[deployed]?.[part] ?? part;
  const given = stringTemplate(get(stack.properties(logicalId), property));
  if (given !== undefined && given.length > 0) {
    return canonical(given, stack, hops + 1);
  }
  const identity = template(identityOf(logicalId, part));
  const made = GENERATED_NAMES[deployed];
  return made?.part === part
    ? template(STACK_NAME, `-${made.lowerCase ? logicalId.toLowerCase() : logicalId}-`, identity)
    : identity;
}

const STACK_NAME: CloudFormationReference = {
  kind: 'cloudformation',
  intrinsic: { fn: 'Ref', target: 'AWS::StackName' },
};

function identityOf(logicalId: string, part: string): CloudFormationReference {
  return {
    kind: 'cloudformation',
    intrinsic: { fn: 'GetAtt', resource: logicalId, attribute: part },
    ...likenessOfPart(part),
  };
}
