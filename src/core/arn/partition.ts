import { PARTITIONS } from '../data/partitions.generated.ts';

/** The partition that a Region belongs to: the one that lists it, or else has names of its form. */
export function partitionOf(region: string): string {
  const partitions = Object.entries(PARTITIONS);
  const found =
    partitions.find(([, { regions }]) => Object.hasOwn(regions, region)) ??
    partitions.find(([, { pattern }]) => pattern.test(region));
  return found?.[0] ?? 'aws';
}

/** How AWS calls a Region, `US East (N. Virginia)`; the code of one that is not known. */
export function regionName(region: string): string {
  const regions = PARTITIONS[partitionOf(region)]?.regions ?? {};
  return (Object.hasOwn(regions, region) ? regions[region] : undefined) ?? region;
}
