import { PACKAGE_SOURCES } from '../core/data/sources.generated.ts';
import { PAGE_SOURCES } from '../core/data/sources.ts';

/** Where what is known about AWS comes from and how old it is, for `--version --verbose`. */
export function dataSources(): string {
  const packages = PACKAGE_SOURCES.map(
    ({ title, package: name, version, published }) =>
      `  ${title}: ${name} ${version}, published ${published}`,
  );
  const pages = PAGE_SOURCES.map(({ title, page, read }) => `  ${title}: read ${read}, ${page}`);
  return `
AWS data generated from packages:
${packages.join('\n')}

AWS data kept by hand, from pages of the AWS documentation:
${pages.join('\n')}
`;
}
