import { parseArn } from '../arn/arn.ts';
import { partitionOf } from '../arn/partition.ts';
import type { Flow } from '../flow/flow.ts';
import type { Warning } from '../flow/need.ts';
import { type Place, showLine } from '../place.ts';
import { hasForm } from '../template/forms.ts';
import type { DeploymentPart } from '../template/reference.ts';
import { literal, type PlacedTemplate } from '../template/template.ts';

/** Where a fact comes from. */
export type Origin =
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'answer'; readonly key: string }
  | { readonly kind: 'config'; readonly place: Place }
  | { readonly kind: 'file'; readonly field: string; readonly place: Place }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'aws'; readonly source: string }
  | { readonly kind: 'region'; readonly region: string };

/** The account, Region or partition that a flow is deployed to, and how that is known. */
export interface Fact {
  readonly part: DeploymentPart;
  readonly value: string;
  readonly origin: Origin;
}

export type Facts = Readonly<Partial<Record<DeploymentPart, Fact>>>;

/**
 * What people said outright counts most, then what they wrote down for this role; the flow's own
 * ARNs count more than the surroundings.
 */
const RANK: Readonly<Record<Origin['kind'], number>> = {
  flag: 0,
  answer: 1,
  config: 2,
  file: 3,
  environment: 4,
  aws: 5,
  region: 6,
};

/**
 * Puts together what is known of the deployment of flows that share a role: what was given, and
 * what the flows' own ARNs say; a fact that does not have the form of its part is none. The
 * partition follows from the Region where nobody gives it.
 */
export function factsOf(flows: readonly Flow[], given: readonly Fact[]): Facts {
  const formed = given.filter(({ part, value }) => hasForm(value, part));
  const known = [...formed, ...flows.flatMap(fileFacts)].sort(
    (one, other) => RANK[one.origin.kind] - RANK[other.origin.kind],
  );
  const pick = (part: DeploymentPart) => known.find((fact) => fact.part === part);
  const account = pick('account');
  const region = pick('region');
  const named = pick('partition');
  const derived = region && partitionFact(region.value);
  // A partition that the Region does not belong to is right only when somebody says so outright.
  const isSaid = named?.origin.kind === 'flag' || named?.origin.kind === 'answer';
  const isRight = isSaid || derived === undefined || named?.value === derived.value;
  const partition = isRight ? named : derived;
  return {
    ...(account && { account }),
    ...(region && { region }),
    ...(partition && { partition }),
  };
}

/** Warnings about facts in use that the flow's own ARNs, or the Region, contradict. */
export function contradictions(flow: Flow, facts: Facts): readonly Warning[] {
  const found = [...fileFacts(flow), ...(facts.region ? [partitionFact(facts.region.value)] : [])];
  return (['account', 'region', 'partition'] as const).flatMap((part) => {
    const used = facts[part];
    const other = found.find((fact) => fact.part === part && fact.value !== used?.value);
    return used === undefined || other === undefined
      ? []
      : [
          {
            kind: 'warning',
            text: `The ${partName(part)} ${used.value} ${showOrigin(used.origin)} is used, though ${originName(other.origin)} says ${other.value}.`,
            place: flow.place,
          },
        ];
  });
}

function partitionFact(region: string): Fact {
  return { part: 'partition', value: partitionOf(region), origin: { kind: 'region', region } };
}

function fileFacts(flow: Flow): readonly Fact[] {
  return [
    ...arnFacts('arn', flow.arn, ['account', 'region', 'partition']),
    ...arnFacts('executionRoleArn', flow.executionRole, ['account', 'partition']),
  ];
}

function arnFacts(
  field: string,
  found: PlacedTemplate | undefined,
  parts: readonly DeploymentPart[],
): readonly Fact[] {
  const arn = found && parseArn(found.template);
  return parts.flatMap((part) => {
    const value = literal(arn?.[part] ?? []);
    return found !== undefined && value && hasForm(value, part)
      ? [{ part, value, origin: { kind: 'file', field, place: found.place } }]
      : [];
  });
}

/** What people call a part of the deployment, within a sentence. */
export function partName(part: DeploymentPart): string {
  return part === 'region' ? 'Region' : part;
}

/** Says where a fact comes from: `from AWS_REGION`, `from arn (flow.json:3)`. */
export function showOrigin(origin: Origin): string {
  return `from ${originName(origin)}`;
}

function originName(origin: Origin): string {
  switch (origin.kind) {
    case 'flag':
    case 'environment':
      return origin.name;
    case 'answer':
      return `the answer to "${origin.key}"`;
    case 'config':
      return showLine(origin.place);
    case 'file':
      return `${origin.field} (${showLine(origin.place)})`;
    case 'aws':
      return origin.source;
    case 'region':
      return `the Region ${origin.region}`;
  }
}
