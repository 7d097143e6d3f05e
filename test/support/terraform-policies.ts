import { parse } from '@cdktn/hcl2json';

/** A deployment whose data sources are known. */
export interface Deployment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

type Tree = Readonly<Record<string, unknown>>;

/** The policies that Terraform code makes, told by a parser that nobody here wrote. */
export interface TerraformPolicies {
  readonly trust: readonly unknown[];
  readonly identity: readonly (readonly unknown[])[];
  readonly documents: ReadonlyMap<string, readonly unknown[]>;
  readonly permissions: readonly Tree[];
}

/** Reads what the writer of Terraform wrote, its data sources filled in. */
export async function terraformPolicies(
  text: string,
  deployment: Deployment,
): Promise<TerraformPolicies> {
  const tree = filled(await parse('role.tf', text), deployment) as Tree;
  const documents = new Map(
    Object.entries(at(tree, 'data', 'aws_iam_policy_document')).map(([name, [body]]) => [
      name,
      list((body as Tree)['statement']).map(statementOf),
    ]),
  );
  const document = (reference: unknown) =>
    documents.get(/aws_iam_policy_document\.(\w+)\.json/.exec(String(reference))?.[1] ?? '') ?? [];
  const bodies = (type: string) =>
    Object.values(at(tree, 'resource', type)).map(([body]) => body as Tree);
  return {
    trust: bodies('aws_iam_role').flatMap((role) => document(role['assume_role_policy'])),
    identity: [...bodies('aws_iam_role_policy'), ...bodies('aws_iam_policy')].map(({ policy }) =>
      document(policy),
    ),
    documents,
    permissions: bodies('aws_lambda_permission'),
  };
}

function at(tree: Tree, ...path: readonly string[]): Readonly<Record<string, readonly unknown[]>> {
  let found: unknown = tree;
  for (const key of path) {
    found = (found as Tree | undefined)?.[key];
  }
  return (found ?? {}) as Readonly<Record<string, readonly unknown[]>>;
}

function list(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value : [];
}

/** A statement as IAM reads it. */
function statementOf(statement: Tree): unknown {
  const [principal] = list(statement['principals']);
  const conditions: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of list(statement['condition'])) {
    const [first, ...rest] = values as readonly string[];
    conditions[String(test)] = {
      ...conditions[String(test)],
      [String(variable)]: rest.length === 0 ? first : values,
    };
  }
  const [identifier] = (principal?.['identifiers'] ?? []) as readonly string[];
  return {
    Sid: statement['sid'],
    Effect: statement['effect'],
    ...(principal && { Principal: { [String(principal['type'])]: identifier } }),
    Action: statement['actions'],
    ...(statement['resources'] !== undefined && { Resource: statement['resources'] }),
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
}

const reference = (address: string) => `\${${address}}`;

function filled(value: unknown, deployment: Deployment): unknown {
  if (typeof value === 'string') {
    return value
      .replaceAll(reference('data.aws_caller_identity.current.account_id'), deployment.account)
      .replaceAll(reference('data.aws_region.current.id'), deployment.region)
      .replaceAll(reference('data.aws_partition.current.partition'), deployment.partition)
      .replaceAll('$${', '${')
      .replaceAll('%%{', '%{');
  }
  if (Array.isArray(value)) {
    return value.map((item) => filled(item, deployment));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, filled(item, deployment)]),
    );
  }
  return value;
}

/**
 * What statements say, one grant for each action and resource, in sorted order: Sids, the order of
 * lists and how statements are spread over policies make no difference to it. A grant under a
 * condition is left out where the same is granted without one: whether a policy says it as well
 * depends on whether a written Region and that of the deployment are known to be the same.
 */
export function grants(statements: readonly unknown[]): string[] {
  const said = statements.flatMap((statement) => {
    const { Sid: _, Action, Resource, ...rest } = statement as Tree;
    return [Action].flat().flatMap((action) =>
      [Resource].flat().map((resource) => ({
        open: JSON.stringify(sorted({ Effect: rest['Effect'], action, resource })),
        whole: JSON.stringify(sorted({ ...rest, action, resource })),
      })),
    );
  });
  const open = new Set(said.filter(({ open, whole }) => open === whole).map(({ open }) => open));
  const left = said.filter((grant) => grant.open === grant.whole || !open.has(grant.open));
  return [...new Set(left.map(({ whole }) => whole))].sort();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const [first, ...others] = [...new Set(value.map(sorted))].sort();
    return others.length === 0 ? first : [first, ...others];
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .map(([key, item]) => [key, sorted(item)] as const)
          .sort(([one], [other]) => (one < other ? -1 : 1)),
      )
    : value;
}
