import { ACCOUNT, foundationModelArn, ownArn, PARTITION, REGION } from '../../arn/arn.ts';
import { sampleOf } from '../../arn/resource-forms.ts';
import type {
  DeploymentReference,
  Likeness,
  TerraformReference,
} from '../../template/reference.ts';
import { likenessOf } from '../../template/shape.ts';
import {
  literal,
  type Part,
  type Template,
  template,
  templateOf,
} from '../../template/template.ts';
import type { HclCall, HclExpression, HclOther, HclTraversal } from '../hcl/syntax.ts';

import { addressOf, isPlain, type TerraformModule } from './module.ts';
import { formsOf } from './returns.ts';

/** Follows at most so many names from one to the next: a cycle ends here. */
const MOST_HOPS = 12;

/**
 * The value of an expression as a template. What Terraform knows only later stays a reference, and
 * a reference carries what the module says of it.
 *
 * @returns undefined for an object, a list and null, which are no text.
 */
export function evaluate(
  module: TerraformModule,
  expression: HclExpression,
  hops = 0,
): Template | undefined {
  module.budget.spend('values', 1, expression.place);
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'null' ? undefined : template(expression.text);
    case 'template':
      return templateOf(
        expression.parts.map(
          (part): Part =>
            typeof part === 'string'
              ? part
              : (evaluate(module, part, hops) ?? referenceTo(sourceOf(part))),
        ),
      );
    case 'traversal':
      return template(traversal(module, expression, hops));
    case 'call':
      return call(module, expression, hops) ?? template(referenceTo(expression.source));
    case 'other':
      return partAfter(module, expression, hops) ?? template(referenceTo(expression.source));
    case 'object':
    case 'tuple':
      return undefined;
  }
}

/** `split("us.", var.profile)[1]` is what follows `us.` in the value of a name. */
function partAfter(
  module: TerraformModule,
  { source, place, span }: HclOther,
  hops: number,
): Template | undefined {
  const [, mark, name] =
    /^split\(\s*"([^"\\$%]+)"\s*,\s*([A-Za-z_][\w.-]*)\s*\)\[1\]$/.exec(source) ?? [];
  if (mark === undefined || name === undefined) {
    return undefined;
  }
  const steps = name.split('.');
  const reference = traversal(
    module,
    { kind: 'traversal', steps, source: name, place, span },
    hops,
  );
  return template({ kind: 'after', mark, reference });
}

/** The expression behind the name of a local; any other expression is itself. */
export function follow(
  module: TerraformModule,
  expression: HclExpression,
  hops = 0,
): HclExpression | undefined {
  if (expression.kind !== 'traversal' || hops > MOST_HOPS) {
    return expression;
  }
  const [root, name, ...rest] = expression.steps;
  if (root !== 'local') {
    return expression;
  }
  const local = module.locals.get(name ?? '');
  module.budget.spend('references', 1, expression.place);
  const inside = local && step(local, rest);
  return inside === undefined ? undefined : follow(module, inside, hops + 1);
}

function step(expression: HclExpression, steps: readonly string[]): HclExpression | undefined {
  const [key, ...rest] = steps;
  if (key === undefined) {
    return expression;
  }
  const next =
    expression.kind === 'object'
      ? expression.entries.find((entry) => entry.key === key)?.value
      : expression.kind === 'tuple'
        ? expression.items[Number(key)]
        : undefined;
  return next && step(next, rest);
}

function traversal(
  module: TerraformModule,
  { steps, source, place }: HclTraversal,
  hops: number,
): TerraformReference | DeploymentReference {
  const deployment = deploymentPart(module, steps);
  if (deployment !== undefined) {
    return deployment;
  }
  const [root, name = ''] = steps;
  if (hops > MOST_HOPS) {
    return referenceTo(source);
  }
  if (root === 'var') {
    const preset = steps.length === 2 ? module.variables.get(name) : undefined;
    const example = preset && evaluate(module, preset, hops + 1);
    return referenceTo(source, exampleOf(example));
  }
  module.budget.spend('references', 1, place);
  const known = valueBehind(module, steps, hops);
  if (known === undefined) {
    return referenceTo(source, typeOf(module, steps));
  }
  const made = typeOf(module, steps) ?? likenessOf(known);
  module.budget.spend('text', made?.text.length ?? 0, place);
  return { ...referenceTo(source, made), value: known };
}

/** What the module itself says that a name is. */
function valueBehind(
  module: TerraformModule,
  steps: readonly string[],
  hops: number,
): Template | undefined {
  if (steps[0] === 'local') {
    const local = module.locals.get(steps[1] ?? '');
    const inside = local && step(local, steps.slice(2));
    return inside && evaluate(module, inside, hops + 1);
  }
  const found = addressOf(module, steps);
  const [attribute, ...deeper] = found?.rest ?? [];
  if (found === undefined || attribute === undefined || deeper.length > 0) {
    return undefined;
  }
  const { type, body } = found.resource;
  if (body.attributes.has('for_each') || body.attributes.has('count')) {
    return undefined;
  }
  const argument = body.attributes.get(ARGUMENTS[`${type}.${attribute}`] ?? attribute)?.expression;
  const value = argument && evaluate(module, argument, hops + 1);
  switch (value && `${type}.${attribute}`) {
    case 'aws_bedrock_foundation_model.model_arn':
      return value && foundationModelArn(REGION, value);
    case 'aws_bedrock_inference_profile.inference_profile_arn':
      return value && profileArn(value);
    default:
      return value;
  }
}

/** The ARN of a profile by its id: those of AWS are named after their model, all others by chance. */
function profileArn(id: Template): Template | undefined {
  const text = literal(id);
  return text === undefined
    ? undefined
    : ownArn('bedrock', text.includes('.') ? '' : 'application-', 'inference-profile/', id);
}

/** Attributes that say the same as an argument of another name. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'aws_bedrock_foundation_model.id': 'model_id',
  'aws_bedrock_foundation_model.model_arn': 'model_id',
  'aws_bedrock_inference_profile.inference_profile_arn': 'inference_profile_id',
  'aws_s3_bucket.id': 'bucket',
};

/** Data sources that stand for the account, the Region and the partition of the deployment. */
function deploymentPart(
  module: TerraformModule,
  steps: readonly string[],
): DeploymentReference | undefined {
  const [root, type, , attribute, ...deeper] = steps;
  const declared = addressOf(module, steps)?.resource;
  const isOther = declared !== undefined && !isPlain(declared.body);
  if (root !== 'data' || deeper.length > 0 || isOther) {
    return undefined;
  }
  switch (`${type}.${attribute}`) {
    case 'aws_caller_identity.account_id':
    case 'aws_caller_identity.id':
      return ACCOUNT;
    case 'aws_region.name':
    case 'aws_region.region':
    case 'aws_region.id':
      return REGION;
    case 'aws_partition.partition':
    case 'aws_partition.id':
      return PARTITION;
    default:
      return undefined;
  }
}

function typeOf(module: TerraformModule, steps: readonly string[]): Likeness | undefined {
  const isData = steps[0] === 'data';
  const [type = '', , ...rest] = isData ? steps.slice(1) : steps;
  const attribute = rest.findLast((each) => !/^\d+$/.test(each)) ?? '';
  const declared = addressOf(module, steps)?.resource;
  const forms = formsOf(type, isData) ?? {};
  const form = Object.hasOwn(forms, attribute) ? forms[attribute] : undefined;
  if (declared === undefined) {
    return undefined;
  }
  // What the provider calls an ARN is one, in types that are not listed as well.
  const isArn = /^(?:.*_)?arn$/.test(attribute) && /^aws(?:cc)?_/.test(type);
  return form === undefined
    ? isArn
      ? { text: 'arn:?', of: 'pattern' }
      : undefined
    : { text: sampleOf(form), of: 'type' };
}

function exampleOf(value: Template | undefined): Likeness | undefined {
  const text = value && literal(value);
  return text === undefined ? undefined : { text, of: 'example' };
}

function referenceTo(expression: string, likeness?: Likeness): TerraformReference {
  return { kind: 'terraform', expression, ...(likeness && { likeness }) };
}

/** Functions whose result is text made of their arguments; all others are kept whole. */
function call(
  module: TerraformModule,
  { name, args, place }: HclCall,
  hops: number,
): Template | undefined {
  const [first, second] = args;
  if (name === 'join' && first && second?.kind === 'tuple') {
    const delimiter = evaluate(module, first, hops);
    module.budget.spend(
      'text',
      (literal(delimiter ?? []) ?? '').length * second.items.length,
      place,
    );
    const items = second.items.map((item) => evaluate(module, item, hops));
    return delimiter === undefined || items.includes(undefined)
      ? undefined
      : templateOf(
          items.flatMap((item, index): Part[] => [index === 0 ? '' : delimiter, item ?? '']),
        );
  }
  if (name === 'format' && first?.kind === 'literal') {
    const pieces = first.text.split('%s');
    const values = args.slice(1).map((arg) => evaluate(module, arg, hops));
    return pieces.length !== values.length + 1 ||
      pieces.some((piece) => piece.includes('%')) ||
      values.includes(undefined)
      ? undefined
      : templateOf(pieces.flatMap((piece, index): Part[] => [piece, values[index] ?? '']));
  }
  return undefined;
}

/** An expression as Terraform writes it. */
function sourceOf(expression: HclExpression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'string' ? JSON.stringify(expression.text) : expression.text;
    case 'traversal':
    case 'call':
    case 'other':
      return expression.source;
    case 'template':
      return `"${expression.parts
        .map((part) => (typeof part === 'string' ? part : `\${${sourceOf(part)}}`))
        .join('')}"`;
    case 'object':
      return '{…}';
    case 'tuple':
      return '[…]';
  }
}
