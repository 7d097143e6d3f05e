import { parseArn } from '../arn/arn.ts';
import type { GrantedStatement } from '../granted/granted.ts';
import { type Reference, referenceName } from '../template/reference.ts';
import { literal, soleReference, type Template } from '../template/template.ts';
import { allOf, type Verdict } from './verdict.ts';

/** One of the Regions that a profile sends requests to, and whether a model may be invoked there. */
export interface InRegion {
  readonly resource: Template;
  readonly verdict: Verdict;
}

/**
 * Whether a model may be invoked in all Regions behind a profile, from what is said of each. A
 * reference to a Region is one Region, whichever: where more are lacking than there are references,
 * one is lacking for sure. The Region of the flow is among those of the profile.
 */
export function inAllRegions(
  regions: readonly InRegion[],
  statements: readonly GrantedStatement[],
): Verdict {
  const named = regions.filter(({ resource }) => regionNameOf(resource) !== undefined);
  const own = regions.filter((each) => !named.includes(each));
  const isOwnUncertain = allOf(own.map(({ verdict }) => verdict)) === 'perhaps';
  if (named.length > 0 && named.every(({ verdict }) => verdict === 'yes') && isOwnUncertain) {
    return 'yes';
  }
  const all = allOf(regions.map(({ verdict }) => verdict));
  const lacking = named.filter(({ verdict }) => verdict !== 'yes').length;
  return all === 'perhaps' && lacking > regionReferences(statements) ? 'no' : all;
}

function regionNameOf(arn: Template): string | undefined {
  const name = literal(parseArn(arn)?.region ?? []);
  return name === '' || name === '*' ? undefined : name;
}

/**
 * How many Regions the references in the place of a Region can be; endless where one of the values
 * is not followed.
 */
function regionReferences(statements: readonly GrantedStatement[]): number {
  const names = new Set<string>();
  for (const { actions, resources, mayNameMore } of statements) {
    if (mayNameMore === true || actions.length === 0) {
      return Number.POSITIVE_INFINITY;
    }
    for (const { template } of resources) {
      const arn = parseArn(template);
      const reference = soleReference(arn?.region ?? []);
      const isPlain = literal(arn?.region ?? template) !== undefined;
      if (reference !== undefined && isOneRegion(reference)) {
        names.add(referenceName(reference));
      } else if (!isPlain) {
        return Number.POSITIVE_INFINITY;
      }
    }
  }
  return names.size;
}

/** Whether a reference in the place of a Region is one Region, and not another for each instance. */
export function isOneRegion(reference: Reference): boolean {
  switch (reference.kind) {
    case 'deployment':
      return true;
    case 'cloudformation':
      return reference.intrinsic.fn === 'Ref';
    case 'terraform':
      return /^(?:var|local|module|data\.aws_region)\.[\w.[\]-]+$/.test(reference.expression);
  }
}
