import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/root.ts';
import { byText, type Table } from './table.ts';

interface PartitionData {
  readonly id: string;
  readonly regionRegex: string;
  readonly regions: Readonly<Record<string, { readonly description?: string }>>;
}

const FILE = '@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';

/** The partitions and their Regions, as the AWS SDK finds endpoints by them. */
export const partitions: Table = {
  name: 'partitions',
  title: 'Partitions and Regions',
  package: '@aws-sdk/core',
  async make() {
    const entries = (await readPartitions())
      .toSorted((one, other) => byText(one.id, other.id))
      .map(({ id, regionRegex, regions }) => {
        const names = Object.keys(regions)
          .filter((region) => new RegExp(regionRegex).test(region))
          .sort(byText)
          .map((region) => `      '${region}': '${regions[region]?.description ?? region}',\n`);
        return `  '${id}': {\n    pattern: /${regionRegex}/,\n    regions: {\n${names.join('')}    },\n  },\n`;
      });
    return `/** For each partition: the form of the names of its Regions, and those there are. */
export const PARTITIONS: Readonly<
  Record<string, { readonly pattern: RegExp; readonly regions: Readonly<Record<string, string>> }>
> = {
${entries.join('')}};
`;
  },
};

/** The SDK exports a look-up by Region, but not the list; it is data in a file of its own. */
async function readPartitions(): Promise<readonly PartitionData[]> {
  const text = await readFile(join(root, 'node_modules', FILE), 'utf8');
  const module = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return module.partitionsInfo.partitions;
}
