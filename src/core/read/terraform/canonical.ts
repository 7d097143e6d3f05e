import { fillForm, likenessOfPart } from '../../arn/resource-forms.ts';
import { PROVIDER_MADE_NAMES } from '../../data/terraform-forms.ts';
import type { TerraformReference } from '../../template/reference.ts';
import {
  literal,
  type Segment,
  type Template,
  template,
  templateOf,
} from '../../template/template.ts';
import type { HclExpression } from '../hcl/syntax.ts';
import { evaluate } from './evaluate.ts';
import { addressOf, stepsOf, type TerraformModule, type TerraformResource } from './module.ts';
import { formsOf } from './returns.ts';

/** Follows at most this many references from resource to resource; a cycle ends here. */
const MOST_HOPS = 16;

/**
 * Brings every reference in a value to one spelling for the thing it means: the form that it has,
 * with what the module says of its parts. What the module itself says of a name is put in its
 * place.
 */
export function canonicalIn(module: TerraformModule): (value: Template) => Template {
  return (value) => canonical(value, module, 0);
}

function canonical(value: Template, module: TerraformModule, hops: number): Template {
  return templateOf(value.map((segment) => canonicalSegment(segment, module, hops)));
}

function canonicalSegment(
  segment: Segment,
  module: TerraformModule,
  hops: number,
): Segment | Template {
  if (segment.kind === 'after') {
    const whole = literal(
      template(canonicalSegment({ ...segment, kind: 'reference' }, module, hops)),
    );
    const at = whole?.indexOf(segment.mark) ?? -1;
    return whole === undefined || at < 0
      ? segment
      : template(whole.slice(at + segment.mark.length));
  }
  if (segment.kind !== 'reference' || segment.reference.kind !== 'terraform') {
    return segment;
  }
  const { expression, value } = segment.reference;
  if (hops > MOST_HOPS) {
    return segment;
  }
  if (value !== undefined) {
    return canonical(value, module, hops + 1);
  }
  const found = attributeIn(expression, module);
  if (found === undefined) {
    return segment;
  }
  const forms = formsOf(found.resource.type, expression.startsWith('data.')) ?? {};
  const form = Object.hasOwn(forms, found.attribute) ? forms[found.attribute] : undefined;
  return form === undefined ? segment : fillForm(form, (part) => partOf(found, part, module, hops));
}

/** An attribute of a resource, or of one of its instances. */
interface Attribute {
  readonly resource: TerraformResource;
  /** The resource as the expression names it, with the index of an instance. */
  readonly instance: string;
  readonly attribute: string;
}

function attributeIn(expression: string, module: TerraformModule): Attribute | undefined {
  const found = addressOf(module, stepsOf(expression));
  const [attribute, ...deeper] = found?.rest ?? [];
  return found === undefined || attribute === undefined || deeper.length > 0
    ? undefined
    : {
        resource: found.resource,
        instance: expression.slice(0, -attribute.length - 1),
        attribute,
      };
}

/** A part of a form: what an argument says, or else what only the deployed resource tells. */
function partOf(
  { resource, instance }: Attribute,
  part: string,
  module: TerraformModule,
  hops: number,
): Template | undefined {
  const { attributes } = resource.body;
  switch (part) {
    case 'Partition':
      return undefined;
    case 'Region':
    case 'Account':
      return elsewhere(resource, part, module);
  }
  const given = attributes.get(part)?.expression;
  const isRepeated = attributes.has('for_each') || attributes.has('count');
  if (given !== undefined) {
    const known = isRepeated ? inInstance(given, instance) : evaluate(module, given);
    return canonical(known ?? template(nameOf(instance, part)), module, hops + 1);
  }
  const identity: TerraformReference = {
    ...nameOf(instance, part),
    ...likenessOfPart(part),
  };
  const made = PROVIDER_MADE_NAMES[`${resource.type}.${part}`];
  if (made === undefined) {
    return template(identity);
  }
  const prefix = attributes.get(made.prefix)?.expression;
  return template(
    valueOrName(prefix, module, nameOf(instance, made.prefix), made.otherwise),
    identity,
  );
}

/** What an argument says in one of several instances: its text, or the key of the instance. */
function inInstance(given: HclExpression, instance: string): Template | undefined {
  const key = /\["([^"\\$%]*)"\]$/.exec(instance)?.[1];
  return given.kind === 'literal'
    ? template(given.text)
    : given.kind === 'traversal' && given.source === 'each.key' && key !== undefined
      ? template(key)
      : undefined;
}

function valueOrName(
  expression: HclExpression | undefined,
  module: TerraformModule,
  name: TerraformReference,
  otherwise: string,
): Template {
  return expression === undefined
    ? template(otherwise)
    : (evaluate(module, expression) ?? template(name));
}

function nameOf(instance: string, part: string): TerraformReference {
  return { kind: 'terraform', expression: `${instance}.${part}` };
}

/** The Region or the account of a resource that is not where its module is by default. */
function elsewhere(
  { body: { attributes } }: TerraformResource,
  part: 'Region' | 'Account',
  module: TerraformModule,
): Template | undefined {
  const region = part === 'Region' ? attributes.get('region')?.expression : undefined;
  if (region !== undefined) {
    return evaluate(module, region);
  }
  const provider = attributes.get('provider')?.expression;
  return provider?.kind === 'traversal'
    ? template({ kind: 'terraform', expression: `${provider.source} ${part.toLowerCase()}` })
    : undefined;
}
