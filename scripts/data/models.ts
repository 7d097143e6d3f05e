import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FoundationModelIdentifier } from 'aws-cdk-lib/aws-bedrock';
import { byText, type Table, wordsLiteral } from './table.ts';

/** The ids of foundation models, and those that the CDK marks as deprecated. */
export const models: Table = {
  name: 'models',
  title: 'Model ids',
  package: 'aws-cdk-lib',
  async make() {
    const deprecated = await deprecatedNames();
    const known = Object.entries(FoundationModelIdentifier).flatMap(([name, value]) =>
      value instanceof FoundationModelIdentifier
        ? [{ id: value.modelId, isDeprecated: deprecated.has(name) }]
        : [],
    );
    const ids = (isDeprecated: boolean) =>
      wordsLiteral(
        [
          ...new Set(
            known.filter((model) => model.isDeprecated === isDeprecated).map(({ id }) => id),
          ),
        ].sort(byText),
      );
    return `/** The ids of foundation models. */
export const MODEL_IDS = ${ids(false)};

/** The ids that the CDK marks as deprecated. */
export const DEPRECATED_MODEL_IDS = ${ids(true)};
`;
  },
};

/** Only the comments of the types say which are deprecated. */
async function deprecatedNames(): Promise<ReadonlySet<string>> {
  const folder = dirname(createRequire(import.meta.url).resolve('aws-cdk-lib/aws-bedrock'));
  const text = await readFile(join(folder, 'lib/foundation-model.d.ts'), 'utf8');
  const members = text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*static readonly (\w+)/g);
  return new Set(
    [...members]
      .filter(([, comment]) => comment?.includes('@deprecated'))
      .map(([, , name = '']) => name),
  );
}
