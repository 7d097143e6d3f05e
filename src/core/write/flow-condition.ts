import type { Flow } from '../flow/flow.ts';

/**
 * The condition under which a template makes all of the flows: what they refer to may exist under it
 * only, and so their role must.
 */
export function conditionOf(flows: readonly Flow[]): string | undefined {
  const [name, ...others] = new Set(
    flows.map(({ origin }) => (origin?.kind === 'cloudformation' ? origin.condition : undefined)),
  );
  return others.length > 0 ? undefined : name;
}
