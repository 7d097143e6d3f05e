import { PACKAGE_SOURCES } from './sources.generated.ts';
import { PAGE_SOURCES } from './sources.ts';

/** How old what is known of AWS is: by table, the day of its package, or on which its page was read. */
export const DATA_DATES: Readonly<Record<string, string>> = Object.fromEntries([
  ...PACKAGE_SOURCES.map(({ title, published }) => [title, published] as const),
  ...PAGE_SOURCES.map(({ title, read }) => [title, read] as const),
]);
