import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type ManagedStatement, managedDocuments } from '../../scripts/data/managed-policies.ts';
import { judgeWith } from '../../src/core/compare/judge.ts';
import { allOf, anyOf, not } from '../../src/core/compare/verdict.ts';
import { RESOURCE_FORMS } from '../../src/core/data/actions.generated.ts';
import { FLOW_ACTIONS } from '../../src/core/data/flow-actions.ts';
import { MANAGED_POLICIES } from '../../src/core/data/managed-policies.generated.ts';
import { awsManagedPolicy, loadAwsManaged } from '../../src/core/granted/aws-managed.ts';
import type { GrantedPolicy } from '../../src/core/granted/granted.ts';
import { template } from '../../src/core/template/template.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

/*
 * The policies of AWS's own are kept reduced to what is about the actions that flows need. An
 * evaluator that knows nothing of the product says of the full documents and of the reduced ones
 * whether they allow a call: it must be the same of both, and what the product finds must agree.
 */

const ACCOUNT = '123456789012';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/flow-role`;
const KEY_POLICY = {
  __validated: true,
  metadata: { name: 'key' },
  errors: [],
  policyDocument: {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  },
};
/** Other calls with another seed, of those that a policy does not name. */
const SEED = Number(process.env['FC_SEED'] ?? 1);
const PLACE = { file: 'template.yaml', line: 1, column: 1 };

type Document = readonly ManagedStatement[];
type Context = Readonly<Record<string, string | string[]>>;

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

const reduced: Readonly<Record<string, Document>> = JSON.parse(MANAGED_POLICIES);

interface Judged {
  readonly name: string;
  readonly request: Request;
  readonly full: boolean;
  readonly kept: boolean;
  readonly found: 'allowed' | 'not allowed' | 'undecided';
}

let all: readonly Judged[];

beforeAll(async () => {
  await loadAwsManaged();
  const documents = await managedDocuments();
  all = [...documents].flatMap(([name, full], index) =>
    requestsFor(full, index + SEED).map((request) => ({
      name,
      request,
      full: allows(full, request),
      kept: allows(reduced[name] ?? [], request),
      found: foundOf(grantedBy(name), request),
    })),
  );
});

describe('each policy of AWS', () => {
  test('is tried with calls that it allows and calls that it does not', () => {
    const known = (wanted: boolean) => all.filter(({ full }) => full === wanted).length;
    expect(known(true)).toBeGreaterThan(1000);
    expect(known(false)).toBeGreaterThan(1000);
  });

  test('says in its reduced form what it says in full', () => {
    expect(all.filter(({ full, kept }) => full !== kept).map(shown)).toEqual([]);
  });

  test('is judged as the evaluator judges it, or cannot be decided', () => {
    const wrong = all.filter(
      ({ full, found }) => found !== 'undecided' && full !== (found === 'allowed'),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  test('is undecided only where it has conditions or variables', () => {
    const names = new Set(all.filter(({ found }) => found === 'undecided').map(({ name }) => name));
    const without = [...names].filter(
      // A wildcard beside the type of a resource may or may not reach past its separator.
      (name) => !/Condition|\$\{|:\*:\*?[Cc]anvas\*/.test(JSON.stringify(reduced[name])),
    );
    expect(without).toEqual([]);
  });
});

const judge = judgeWith((value) => value);

/** What the product says of a call about which it knows little more than its resource. */
function foundOf(
  { statements }: GrantedPolicy,
  { action, resource, context }: Request,
): Judged['found'] {
  // What way a call goes to its model, the need says.
  const known = Object.entries(context)
    .filter(([key]) => key.startsWith('bedrock:'))
    .map(([key, value]) => ({ key, values: [value].flat().map((text) => template(text)) }));
  const verdict = (effect: 'Allow' | 'Deny') =>
    anyOf(
      statements
        .filter((statement) => statement.effect === effect)
        .map((statement) =>
          judge.matches(statement, { action, resource: template(resource), context: known }),
        ),
    );
  switch (allOf([verdict('Allow'), not(verdict('Deny'))])) {
    case 'yes':
      return 'allowed';
    case 'no':
      return 'not allowed';
    case 'perhaps':
      return 'undecided';
  }
}

function shown({ name, request, ...verdicts }: Judged): string {
  return `${name}: ${JSON.stringify({ ...request, ...verdicts })}`;
}

function grantedBy(name: string): GrantedPolicy {
  const arn = template(`arn:aws:iam::aws:policy/${name}`);
  const policy = awsManagedPolicy(name, { template: arn, place: PLACE });
  if (policy === undefined) throw new Error(`${name} is not known`);
  return policy;
}

/**
 * Calls on what the policy itself names and on what it does not, with and without its conditions:
 * of all actions that it names, and of two others.
 */
function requestsFor(document: Document, dice: number): readonly Request[] {
  const contexts = distinctBy([{}, ...document.flatMap(contextOf)], JSON.stringify).slice(0, 3);
  const others = [dice, dice * 7].map((at) => FLOW_ACTIONS[at % FLOW_ACTIONS.length]);
  return FLOW_ACTIONS.flatMap((action) => {
    const about = document.filter((statement) => isAbout(statement, action));
    if (about.length === 0 && !others.includes(action)) return [];
    const named = about.flatMap(({ Resource, NotResource }) => listOf(Resource ?? NotResource));
    const service = `:${action.slice(0, action.indexOf(':'))}:`;
    const resources = distinct(
      [
        ...(RESOURCE_FORMS[action] ?? []).slice(-1),
        ...named.filter((resource) => resource.includes(service)).slice(0, 1),
      ].map(fill),
    );
    return resources.flatMap((resource) =>
      contexts.map((context) => ({ action, resource, context })),
    );
  });
}

function isAbout({ Action, NotAction }: ManagedStatement, action: string): boolean {
  const isNamed = listOf(Action ?? NotAction).some((pattern) =>
    new RegExp(
      `^${pattern
        .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
      'i',
    ).test(action),
  );
  return isNamed === (Action !== undefined);
}

/** What a call carries that meets the conditions of a statement. */
function contextOf({ Condition = {} }: ManagedStatement): readonly Context[] {
  const entries = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(
      ([key, values]) => [key, fill(String(listOf(values)[0] ?? ''))] as const,
    ),
  );
  return entries.length === 0 ? [] : [Object.fromEntries(entries)];
}

function allows(document: Document, { action, resource, context }: Request): boolean {
  const result = runUnsafeSimulation(
    {
      request: {
        principal: ROLE,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: [
        { name: 'policy', policy: { Version: '2012-10-17', Statement: [...document] } },
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      // What every key's policy has: the account's IAM policies count.
      ...(action.startsWith('kms:') && { resourcePolicy: KEY_POLICY }),
    },
    {},
  );
  return result === 'Allowed';
}

function fill(text: string): string {
  return text
    .replaceAll(/\$\{[^}]*\}/g, ACCOUNT)
    .replace(/^arn:\*:/, 'arn:aws:')
    .replace(/^(arn:aws:\w+):\*:\*:/, `$1:us-east-1:${ACCOUNT}:`)
    .replace(/^(arn:aws:\w+):\*:/, '$1:us-east-1:')
    .replaceAll('*', 'x1')
    .replaceAll('?', 'y');
}

function listOf(values: string | readonly string[] | undefined): readonly string[] {
  return values === undefined ? [] : typeof values === 'string' ? [values] : values;
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function distinctBy<Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
