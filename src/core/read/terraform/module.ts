import type { Budget } from '../../document/budget.ts';
import type { SourceFile } from '../../file.ts';
import type { Place } from '../../place.ts';
import { InputError } from '../../problem.ts';
import type { ListRelated } from '../format.ts';
import { readHcl } from '../hcl/hcl.ts';
import { isIdentifier } from '../hcl/identifier.ts';
import { literalOf, sourceOf, withSource } from '../hcl/make.ts';
import type { HclBlock, HclBody, HclExpression, HclLiteral, HclTraversal } from '../hcl/syntax.ts';
import type { ReadingRun } from '../run.ts';
import { type Bindings, bind, bindBody, namesFor, steppedThrough } from './bind.ts';

/** A Terraform module: the files of one directory, with look-ups by address. */
export interface TerraformModule {
  /** What may still be spent on following the names of the module. */
  readonly budget: Budget;
  readonly directory: string;
  /** Resources and data sources by address: `aws_lambda_function.f`, `data.aws_region.current`. */
  readonly resources: ReadonlyMap<string, TerraformResource>;
  readonly locals: ReadonlyMap<string, HclExpression>;
  readonly outputs: ReadonlyMap<string, HclExpression>;
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
  listRelated: ListRelated = () => [],
  calls: readonly string[] = [],
): Promise<TerraformModule> {
  const { budget } = run;
  const module = {
    budget,
    directory,
    resources: new Map<string, TerraformResource>(),
    locals: new Map<string, HclExpression>(),
    outputs: new Map<string, HclExpression>(),
    variables: new Map<string, HclExpression | undefined>(),
    types: new Map<string, string>(),
    instances: new Map<string, TerraformResource>(),
    ways: new Map<string, readonly HclExpression[]>(),
  };
  for (const { path, text } of files) {
    const body = await bodyOf(path, text, run);
    for (const block of body.blocks) {
      takeIn(module, block, path);
      const [name = ''] = block.labels;
      const called = block.type === 'module' && calls.length < MOST_CALLS && localSource(block);
      const others = called && listRelated(path, called);
      if (!others || others.length === 0) {
        continue;
      }
      checkLabels(block);
      const inner = await readModule(called, others, run, listRelated, [...calls, name]);
      joinModule(module, inner, name, block);
    }
  }
  return module;
}

/** Modules call one another up to so deep: a cycle ends here. */
const MOST_CALLS = 5;

/** A module that is made once, and whose files lie near. */
function localSource({ body: { attributes } }: HclBlock): string | undefined {
  const source = attributes.get('source')?.expression;
  return source?.kind === 'literal' &&
    /^\.\.?\//.test(source.text) &&
    !attributes.has('for_each') &&
    !attributes.has('count')
    ? source.text
    : undefined;
}

/** A module while it is read. */
interface Reading extends TerraformModule {
  readonly resources: Map<string, TerraformResource>;
  readonly locals: Map<string, HclExpression>;
  readonly outputs: Map<string, HclExpression>;
  readonly variables: Map<string, HclExpression | undefined>;
  readonly types: Map<string, string>;
}

function takeIn(module: Reading, block: HclBlock, path: string): void {
  const resource = resourceOf(block, path);
  const [name = ''] = block.labels;
  const { attributes } = block.body;
  if (resource !== undefined) {
    module.resources.set(resource.address, resource);
  } else if (block.type === 'locals') {
    for (const [local, { expression }] of attributes) {
      module.locals.set(local, expression);
    }
  } else if (block.type === 'output') {
    const value = attributes.get('value')?.expression;
    if (value !== undefined) {
      module.outputs.set(name, value);
    }
  } else if (block.type === 'variable') {
    checkLabels(block);
    const type = attributes.get('type')?.expression;
    module.variables.set(name, attributes.get('default')?.expression);
    if (type !== undefined) {
      module.types.set(name, sourceOf(type));
    }
  }
}

/**
 * Takes the things of a module that is called into the one that calls it, under the names that they
 * have from there: what it is given stands in the place of its variables.
 */
function joinModule(module: Reading, inner: TerraformModule, name: string, call: HclBlock): void {
  const prefix = ['module', name];
  const place = (steps: HclTraversal, extra: readonly string[] = []): HclTraversal => ({
    ...steps,
    steps: [...prefix, ...extra, ...steps.steps],
    source: `${prefix.join('.')}.${steps.source}`,
  });
  const bindings: Bindings = (expression) => {
    const [root = '', variable = '', ...rest] = expression.steps;
    if (root === 'var') {
      const given = call.body.attributes.get(variable)?.expression;
      const preset = given === undefined ? inner.variables.get(variable) : undefined;
      const value = given ?? (preset && bind(preset, bindings, module.budget));
      return value === undefined ? place(expression) : steppedThrough(value, rest);
    }
    return ['local', 'data', 'module'].includes(root) || root.includes('_')
      ? place(expression)
      : undefined;
  };
  const key = (address: string) => [...prefix, address].join('.');
  for (const resource of inner.resources.values()) {
    module.resources.set(key(resource.address), {
      ...resource,
      address: key(resource.address),
      body: bindBody(resource.body, bindings, module.budget),
    });
  }
  for (const [local, value] of inner.locals) {
    module.locals.set(key(local), bind(value, bindings, module.budget));
  }
  for (const [output, value] of inner.outputs) {
    module.outputs.set(key(output), bind(value, bindings, module.budget));
  }
}

/** The steps of a name without the modules that it leads through, and those. */
export function insideModules(steps: readonly string[]): {
  readonly modules: readonly string[];
  readonly own: readonly string[];
} {
  let at = 0;
  while (steps[at] === 'module' && steps.length > at + 2) {
    at += 2;
  }
  return { modules: steps.slice(0, at), own: steps.slice(at) };
}

/** What the module says that the name of a local or of an output begins with, and the steps after it. */
export function namedIn(
  module: TerraformModule,
  steps: readonly string[],
): { readonly value: HclExpression; readonly rest: readonly string[] } | undefined {
  const { modules, own } = insideModules(steps);
  const [first = '', second = '', ...rest] = own;
  const local = first === 'local' ? module.locals.get([...modules, second].join('.')) : undefined;
  if (local !== undefined) {
    return { value: local, rest };
  }
  const output = modules.length > 0 ? module.outputs.get([...modules, first].join('.')) : undefined;
  return output && { value: output, rest: own.slice(1) };
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
  const { modules, own } = insideModules(steps);
  const length = modules.length + (own[0] === 'data' ? 3 : 2);
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
  const body = bindBody({ ...resource.body, attributes: left }, namesFor(bindings), module.budget);
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
