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
import { sourceOf } from '../hcl/make.ts';
import type { HclCall, HclExpression, HclOther, HclTraversal } from '../hcl/syntax.ts';
import { steppedThrough } from './bind.ts';
import { elementsOf, follow, waysOf } from './follow.ts';
import { isText } from './functions.ts';
import {
  ANY_INSTANCE,
  addressOf,
  hasInstances,
  insideModules,
  isPlain,
  namedIn,
  type TerraformModule,
} from './module.ts';
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
    case 'other': {
      const target = hops > MOST_HOPS ? expression : follow(module, expression);
      return target === undefined || target.kind === 'call' || target.kind === 'other'
        ? made(module, target ?? expression, hops)
        : evaluate(module, target, hops + 1);
    }
    case 'object':
    case 'tuple':
      return undefined;
  }
}

/** What is made of what is not known: text around it, or a name of its own. */
function made(module: TerraformModule, expression: HclExpression, hops: number): Template {
  switch (expression.kind) {
    case 'call':
      return call(module, expression, hops) ?? template(referenceTo(expression.source));
    case 'other':
      return (
        partAfter(module, expression, hops) ??
        template(referenceTo(expression.source, choiceOf(module, expression)))
      );
    default:
      return template(referenceTo(sourceOf(expression)));
  }
}

/** What is known of an instance whose key is not, and of a choice between texts. */
function choiceOf(module: TerraformModule, expression: HclOther): Likeness | undefined {
  const steps = stepsThrough(expression);
  if (steps !== undefined) {
    return typeOf(module, steps);
  }
  const texts = waysOf(module, expression).map((way) => (isText(way) ? way.text : undefined));
  const values = texts.flatMap((text) => text ?? []);
  const [text] = values;
  return text !== undefined && values.length > 1 && values.length === texts.length
    ? { text, of: 'values', values: [...new Set(values)] }
    : undefined;
}

/** The steps of a name behind which stand keys that are not known. */
export function stepsThrough(expression: HclExpression): readonly string[] | undefined {
  if (expression.kind === 'traversal') {
    return expression.steps;
  }
  const get = expression.kind === 'other' ? expression.operation : undefined;
  const before = get?.kind === 'get' ? stepsThrough(get.from) : undefined;
  return get?.kind === 'get' && before !== undefined
    ? [...before, isText(get.key) ? get.key.text : ANY_INSTANCE]
    : undefined;
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
    const preset = module.variables.get(name);
    const inside = preset && follow(module, steppedThrough(preset, steps.slice(2)));
    const example = inside && evaluate(module, inside, hops + 1);
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
  const named = namedIn(module, steps);
  if (named !== undefined) {
    return evaluate(module, steppedThrough(named.value, named.rest), hops + 1);
  }
  const found = addressOf(module, steps);
  const [attribute, ...deeper] = found?.rest ?? [];
  if (found === undefined || attribute === undefined || deeper.length > 0) {
    return undefined;
  }
  const { type, body } = found.resource;
  if (hasInstances(found.resource)) {
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
  const [root, type, , attribute, ...deeper] = insideModules(steps).own;
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
  const { own } = insideModules(steps);
  const isData = own[0] === 'data';
  const [type = '', , ...rest] = isData ? own.slice(1) : own;
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
  if (name === 'join' && first && second) {
    const elements = elementsOf(module, second);
    const delimiter = evaluate(module, first, hops);
    const between = (literal(delimiter ?? []) ?? '').length;
    module.budget.spend('text', between * (elements?.length ?? 0), place);
    const items = elements?.map(({ value }) => evaluate(module, value, hops));
    return delimiter === undefined || items === undefined || items.includes(undefined)
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
