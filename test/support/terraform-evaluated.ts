import { parse } from '@cdktn/hcl2json';
import type { Files } from './compare.ts';
import type { Policy } from './evaluator.ts';

type Tree = Readonly<Record<string, unknown>>;

/** The policies of the role of a module, as HashiCorp's parser reads them. */
export interface EvaluatedModule {
  readonly trust: Policy;
  readonly identity: readonly Policy[];
  /** What Terraform would refuse: an address twice, a Sid twice, a name of nothing. */
  readonly faults: readonly string[];
}

/**
 * Reads a module with a parser that nobody here wrote, and works out its policies.
 *
 * @param known what expressions stand for.
 */
export async function evaluateModule(
  files: Files,
  known: ReadonlyMap<string, string | readonly string[]>,
): Promise<EvaluatedModule> {
  const text = Object.values(files).join('\n');
  const tree = (await parse('all.tf', text)) as Tree;
  const faults: string[] = [];
  const all = ['resource', 'data'].flatMap((kind) =>
    Object.entries((tree[kind] ?? {}) as Record<string, Record<string, readonly Tree[]>>).flatMap(
      ([type, named]) =>
        Object.entries(named).map(([name, bodies]) => {
          const address = `${kind === 'data' ? 'data.' : ''}${type}.${name}`;
          if (bodies.length > 1) {
            faults.push(`${address} stands twice`);
          }
          return { type, name, address, body: bodies[0] ?? {} };
        }),
    ),
  );
  const addresses = new Set(all.map(({ address }) => address));
  for (const [address] of text.matchAll(/(?:data\.)?\bawscc?_\w+\.\w+/g)) {
    if (!addresses.has(address)) {
      faults.push(`${address} does not exist`);
    }
  }
  const resolve = (value: unknown): unknown => resolved(value, known);
  const documentAt = async (value: unknown): Promise<Policy> => {
    const source = String(value);
    const data = /^\$\{data\.aws_iam_policy_document\.(\w+)(?:\[0\])?\.json\}$/.exec(source)?.[1];
    const object = /^\$\{jsonencode\(([\s\S]*)\)\}$/.exec(source)?.[1];
    const found: unknown =
      data !== undefined
        ? { Statement: await blocksOf(data) }
        : object !== undefined
          ? resolve(((await parse('d.tf', `d = ${object}\n`)) as Tree)['d'])
          : JSON.parse(resolvedText(source, known));
    const statements = [(found as Tree)['Statement']].flat() as readonly Tree[];
    const sids = statements.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
    if (new Set(sids).size < sids.length) {
      faults.push(`a Sid stands twice: ${sids}`);
    }
    return { Version: '2012-10-17', Statement: statements } as unknown as Policy;
  };
  const blocksOf = async (name: string): Promise<readonly unknown[]> => {
    const body = all.find(
      ({ address }) => address === `data.aws_iam_policy_document.${name}`,
    )?.body;
    const sources = ((body?.['source_policy_documents'] ?? []) as readonly string[]).map(
      documentAt,
    );
    const taken = (await Promise.all(sources)).flatMap(({ Statement }) => Statement);
    return [...taken, ...list(body?.['statement']).map((block) => statementOf(block, resolve))];
  };
  const bodies = (type: string) => all.filter((each) => each.type === type).map(({ body }) => body);
  const [role = {}] = bodies('aws_iam_role');
  const identity = [
    ...list(role['inline_policy']),
    ...bodies('aws_iam_role_policy'),
    ...bodies('aws_iam_policy'),
  ].map(({ policy }) => documentAt(policy));
  const result = {
    trust: await documentAt(role['assume_role_policy']),
    identity: await Promise.all(identity),
    faults,
  };
  for (const { Statement } of [result.trust, ...result.identity]) {
    for (const statement of Statement) {
      if ([statement.Action ?? [], statement.Resource ?? []].some(isNested)) {
        faults.push(`a list in a list: ${JSON.stringify(statement)}`);
      }
    }
  }
  return result;
}

function isNested(value: unknown): boolean {
  return Array.isArray(value) && value.some((item) => Array.isArray(item));
}

function list(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value : [];
}

function statementOf(block: Tree, resolve: (value: unknown) => unknown): unknown {
  const conditions: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of list(block['condition'])) {
    conditions[String(test)] = { ...conditions[String(test)], [String(variable)]: resolve(values) };
  }
  const [principal] = list(block['principals']);
  const { sid, effect, actions, resources } = block;
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect ?? 'Allow',
    ...(principal && { Principal: { [String(principal['type'])]: principal['identifiers'] } }),
    ...(actions !== undefined && { Action: resolve(actions) }),
    ...(resources !== undefined && { Resource: resolve(resources) }),
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
}

function resolved(value: unknown, known: ReadonlyMap<string, string | readonly string[]>): unknown {
  if (typeof value === 'string') {
    const whole = /^\$\{([\s\S]*)\}$/.exec(value)?.[1];
    const found = whole === undefined ? undefined : known.get(whole);
    return found ?? resolvedText(value, known);
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolved(item, known));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, known)]))
    : value;
}

function resolvedText(text: string, known: ReadonlyMap<string, string | readonly string[]>) {
  let done = text;
  for (const [expression, value] of known) {
    if (typeof value === 'string') {
      done = done.replaceAll(`\${${expression}}`, value);
    }
  }
  return done.replaceAll('$${', '${').replaceAll('%%{', '%{');
}
