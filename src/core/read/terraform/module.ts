import type { Budget } from '../../document/budget.ts';
import type { SourceFile } from '../../file.ts';
import type { Place } from '../../place.ts';
import { isUnprintable } from '../../printable.ts';
import { InputError } from '../../problem.ts';
import { readHcl } from '../hcl/hcl.ts';
import type { HclBlock, HclBody, HclExpression } from '../hcl/syntax.ts';
import type { ReadingRun } from '../run.ts';

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
        variables.set(block.labels[0] ?? '', block.body.attributes.get('default')?.expression);
      }
    }
  }
  return { budget: run.budget, directory, resources, locals, variables };
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

/** Whether text is a name of Terraform, in which nothing is hidden. */
export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(text) && !isUnprintable(text);
}

/**
 * Whether a data source tells of the deployment itself: one with a provider, a Region or instances
 * of its own may tell of another account or Region.
 */
export function isPlain({ attributes }: HclBody): boolean {
  return attributes.size === 0;
}

/** The address of the resource that steps begin with, and the steps after it. */
export function addressOf(
  module: TerraformModule,
  steps: readonly string[],
): { readonly resource: TerraformResource; readonly rest: readonly string[] } | undefined {
  const length = steps[0] === 'data' ? 3 : 2;
  const resource = module.resources.get(steps.slice(0, length).join('.'));
  // An index between the name and the attribute names one of several instances.
  const rest = steps.slice(length);
  return resource === undefined ? undefined : { resource, rest };
}
