import type { TerraformOrigin } from '../../flow/flow.ts';
import type { PlannedRole } from '../../plan/plan-roles.ts';
import type { DeploymentPart } from '../../template/reference.ts';
import type { DataSources } from './expression.ts';
import { terraformName } from './hcl.ts';

/** The module that makes a flow; a flow of any other source needs a module of its own. */
export function terraformOrigin({ plan }: PlannedRole): TerraformOrigin | undefined {
  const origin = plan.flows[0]?.origin;
  return origin?.kind === 'terraform' ? origin : undefined;
}

/** Gives out addresses that nothing else in the module has. */
export class Addresses {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** The name of a new resource of a type (`data.aws_x` for a data source), numbered if it must be. */
  take(type: string, base: string): string {
    let name = base;
    for (let count = 2; this.#taken.has(`${type}.${name}`); count += 1) {
      name = `${base}_${count}`;
    }
    this.#taken.add(`${type}.${name}`);
    return name;
  }
}

const DATA_TYPES: Readonly<Record<DeploymentPart, string>> = {
  account: 'data.aws_caller_identity',
  region: 'data.aws_region',
  partition: 'data.aws_partition',
};

/**
 * The data sources of a deployment: those that the module has, else new ones.
 *
 * @param present the addresses of those that tell of the deployment itself.
 * @param addresses gives out the names of new ones.
 * @returns the sources; the addresses of those that the module lacks; and which of all were written
 *   so far. That is noted when it happens: in the text, a name of a stranger could look like one.
 */
export function dataSources(
  present: readonly string[],
  addresses: Addresses,
): {
  readonly data: DataSources;
  readonly missing: readonly string[];
  readonly isUsed: (address: string) => boolean;
} {
  const own = (part: DeploymentPart) =>
    present.find((address) => address.startsWith(`${DATA_TYPES[part]}.`));
  const address = (part: DeploymentPart) =>
    own(part) ?? `${DATA_TYPES[part]}.${addresses.take(DATA_TYPES[part], 'current')}`;
  const parts = ['account', 'partition', 'region'] as const;
  const known = {
    account: address('account'),
    partition: address('partition'),
    region: address('region'),
  };
  const used = new Set<string>();
  return {
    data: (part) => {
      used.add(known[part]);
      return known[part];
    },
    missing: parts.filter((part) => own(part) === undefined).map((part) => known[part]),
    isUsed: (found) => used.has(found),
  };
}

/** What the resources of a role are called: as the role is in its module, or after the flow. */
export function baseName(role: PlannedRole): string {
  const origin = terraformOrigin(role);
  const address = origin?.role?.address ?? origin?.address;
  if (address === undefined) {
    return terraformName(role.plan.flows[0]?.name ?? 'flow');
  }
  // The key of an instance is no part of a label: `f["a"]` becomes `f_a`.
  const [block = '', ...keys] = address.split('[');
  const label = block.slice(block.lastIndexOf('.') + 1);
  return keys.length === 0 ? label : terraformName(`${label}_${keys.join('_')}`);
}
