import type { Budget } from '../../document/budget.ts';
import type { SourceFile } from '../../file.ts';
import type { Place } from '../../place.ts';
import { InputError } from '../../problem.ts';
import { readHcl } from '../hcl/hcl.ts';
import { isIdentifier } from '../hcl/identifier.ts';
import { literalOf, sourceOf, withSource } from '../hcl/make.ts';
import type { HclBlock, HclBody, HclExpression, HclLiteral } from '../hcl/syntax.ts';
import type { ReadingRun } from '../run.ts';
import { bindBody } from './bind.ts';

/** A Terraform module: the files of one directory, with look-ups by address. */
export interface TerraformModule {
  /** What may still be spent on following the names of the module. */
  readonly budget: Budget;
  readonly directory: string;
  /** Resources and data sources by address: `aws_lambda_function.f`, `data.aws_region.current`. */
  readonly resources: ReadonlyMap<string, TerraformResource>;
  readonly locals: ReadonlyMap<string, HclExpression>;
  /** The defaults of variables; undefined for a variable without one. */
  readonly variables: ReadonlyMap<string, HclExpression | undefined>;
  /** The types of variables as they are written, where they are. */
  readonly types: ReadonlyMap<string, string>;
  /** Instances of resources that were named, by address: each is made once. */
  readonly instances: Map<string, TerraformResource>;
  /** All that names of locals can stand for: each is worked out once. */
  readonly ways: Map<string, readonly HclExpression[]>;
}

export interface TerraformResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly body: HclBody;
  readonly file: string;
  readonly place: Place;
}

/**
 * Reads the files of a module.
 *
 * @throws InputError for a file that is not HCL, and for a label that no resource can have.
 */
export async function readModule(
  directory: string,
  files: readonly SourceFile[],
  run: ReadingRun,
): Promise<TerraformModule> {
  const resources = new Map<string, TerraformResource>();
  const locals = new Map<string, HclExpression>();
  const variables = new Map<string, HclExpression | undefined>();
  const types = new Map<string, string>();
  for (const { path, text } of files) {
    const body = await bodyOf(path, text, run);
    for (const block of body.blocks) {
      const resource = resourceOf(block, path);
      if (resource !== undefined) {
        resources.set(resource.address, resource);
      } else if (block.type === 'locals') {
        for (const [name, { expression }] of block.body.attributes) {
          locals.set(name, expression);
        }
      } else if (block.type === 'variable') {
        checkLabels(block);
        const [name = ''] = block.labels;
        const type = block.body.attributes.get('type')?.expression;
        variables.set(name, block.body.attributes.get('default')?.expression);
        if (type !== undefined) {
          types.set(name, sourceOf(type));
        }
      }
    }
  }
  const { budget } = run;
  return {
    budget,
    directory,
    resources,
    locals,
    variables,
    types,
    instances: new Map(),
    ways: new Map(),
  };
}

async function bodyOf(path: string, text: string, { bodies }: ReadingRun): Promise<HclBody> {
  const known = bodies.get(path);
  if (known?.text === text) {
    return known.body;
  }
  const body = await readHcl(path, text);
  bodies.set(path, { text, body });
  return body;
}

function resourceOf(block: HclBlock, file: string): TerraformResource | undefined {
  const [type, name] = block.labels;
  if (type === undefined || name === undefined) {
    return undefined;
  }
  const prefix = block.type === 'resource' ? '' : block.type === 'data' ? 'data.' : undefined;
  if (prefix === undefined) {
    return undefined;
  }
  checkLabels(block);
  return {
    address: `${prefix}${type}.${name}`,
    type,
    name,
    body: block.body,
    file,
    place: block.place,
  };
}

/**
 * Labels are part of addresses, which are written as they are wherever something is referred to.
 *
 * https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
 */
function checkLabels({ type, labels, place }: HclBlock): void {
  const wrong = labels.find((label) => !isIdentifier(label));
  if (wrong !== undefined) {
    throw new InputError({
      place,
      found: `the label "${wrong}" of a ${type} block`,
      expected: 'a name of letters, digits, _ and -, which does not begin with a digit or -',
      remedy: 'Terraform refuses this file too: see terraform validate.',
    });
  }
}

/**
 * Whether a data source tells of the deployment itself: one with a provider, a Region or instances
 * of its own may tell of another account or Region.
 */
export function isPlain({ attributes }: HclBody): boolean {
  return attributes.size === 0;
}

/** The resource that steps begin with, or the instance of it that they name, and the steps after it. */
export function addressOf(
  module: TerraformModule,
  steps: readonly string[],
): { readonly resource: TerraformResource; readonly rest: readonly string[] } | undefined {
  const length = steps[0] === 'data' ? 3 : 2;
  const resource = module.resources.get(steps.slice(0, length).join('.'));
  const [key, ...behind] = steps.slice(length);
  if (resource === undefined || key === undefined) {
    return resource && { resource, rest: [] };
  }
  if (key === ANY_INSTANCE || (!hasInstances(resource) && /^\d+$/.test(key))) {
    return { resource, rest: behind };
  }
  return hasInstances(resource)
    ? { resource: instanceAt(module, resource, key), rest: behind }
    : { resource, rest: [key, ...behind] };
}

/** Stands among steps for a key that is not known. */
export const ANY_INSTANCE = '*';

/** The steps of an expression as Terraform writes it. */
export function stepsOf(source: string): readonly string[] {
  return [...source.matchAll(/\.?([^.[\]"\s]+)|\[(?:(\d+)|("(?:[^"\\]|\\.)*")|[^\]]*)\]/gy)].map(
    ([, name, number, text]) =>
      name ?? number ?? (text === undefined ? ANY_INSTANCE : text.slice(1, -1)),
  );
}

/** Whether one block makes several resources. */
export function hasInstances({ body }: TerraformResource): boolean {
  return body.attributes.has('for_each') || body.attributes.has('count');
}

/** One of the resources that a block makes, with what is said of it alone. */
function instanceAt(
  module: TerraformModule,
  resource: TerraformResource,
  key: string,
): TerraformResource {
  const { attributes } = resource.body;
  const forEach = attributes.get('for_each')?.expression;
  const index = forEach === undefined ? key : JSON.stringify(key);
  const address = `${resource.address}[${index}]`;
  const known = module.instances.get(address);
  if (known !== undefined) {
    return known;
  }
  const own = literalOf(key, { place: resource.place, span: NOWHERE });
  const left = new Map(attributes);
  left.delete('for_each');
  left.delete('count');
  const bindings = new Map<string, HclExpression>(
    forEach === undefined
      ? [['count', objectOf({ index: { ...own, type: 'number' } }, own)]]
      : [['each', objectOf({ key: own, value: elementOf(forEach, own) }, own)]],
  );
  const body = bindBody({ ...resource.body, attributes: left }, bindings, module.budget);
  const made = { ...resource, address, body };
  module.instances.set(address, made);
  return made;
}

/** The element of a collection by its key; what it is, is found out where somebody asks for it. */
function elementOf(from: HclExpression, key: HclLiteral): HclExpression {
  const { place, span } = from;
  const operation = { kind: 'get', from, key, isName: false } as const;
  return withSource({ kind: 'other', operation, place, span });
}

const NOWHERE = { start: 0, end: 0 };

/** An object of what stands for its keys. */
export function objectOf(
  values: Readonly<Record<string, HclExpression>>,
  { place, span }: Pick<HclExpression, 'place' | 'span'>,
): HclExpression {
  const entries = Object.entries(values).map(([key, value]) => ({
    key,
    keyPlace: place,
    keySpan: span,
    value,
  }));
  return { kind: 'object', entries, place, span };
}
