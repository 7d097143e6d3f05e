import type { Certainty } from '../flow/need.ts';

/** How sure it is that something is needed, for other programs. */
export function certaintyJson(certainty: Certainty): { readonly [key: string]: string } {
  const { kind, source } = certainty;
  return {
    certainty: kind,
    ...(kind === 'precaution' && { precaution: certainty.why }),
    source: source.page,
    read: source.read,
  };
}
