import { partitionOf, regionName } from '../../arn/partition.ts';
import { FLOW_REGIONS } from '../../data/flow-regions.ts';
import type { Option } from '../screen.ts';

/** Regions that have flows, with their names and partitions; any other code may be typed. */
export const REGIONS: readonly Option[] = FLOW_REGIONS.map((region) => ({
  value: region,
  label: region,
  detail: `${regionName(region)}, partition ${partitionOf(region)}`,
}));
