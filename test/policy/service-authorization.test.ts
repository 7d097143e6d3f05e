import { beforeAll, describe, expect, test } from 'vitest';
import type { GeneratedRole, Statement } from '../support/evaluator.ts';
import { CASES, readCase } from './cases.ts';
import { cataloguedAction, typeOfKey } from './catalogue.ts';

/*
 * The service authorization reference of AWS says which actions exist, on which types of resource
 * each can be allowed, and which condition keys a request for it carries. What it does not have
 * can stand in a policy all the same, but never takes effect.
 */
describe.each(CASES)('$name: $about', ({ name }) => {
  let role: GeneratedRole;
  let statements: readonly Statement[];

  beforeAll(async () => {
    ({ role } = await readCase(name));
    statements = statementsOf(role);
  });

  test('every action exists', async () => {
    const actions = statements.flatMap(({ Action }) => Action);
    const unknown = await filterAsync(
      actions,
      async (action) => (await cataloguedAction(action)) === undefined,
    );
    expect(unknown).toEqual([]);
  });

  test('every action supports every resource beside it', async () => {
    const identity = role.identityPolicies.flatMap(({ document }) => document.Statement);
    const attached = role.resourcePolicies
      .filter(({ service }) => service !== 'kms')
      .flatMap(({ document }) => document.Statement);
    const pairs = [...identity, ...attached].flatMap(({ Action, Resource = [] }) =>
      Action.flatMap((action) => Resource.map((resource) => ({ action, resource }))),
    );
    const idle = await filterAsync(
      pairs,
      async (pair) => !(isTolerated(pair) || (await supports(pair))),
    );
    expect(idle).toEqual([]);
  });

  test('a key stands as * in its own policy only', () => {
    for (const { service, document } of role.resourcePolicies) {
      for (const { Resource } of document.Statement) {
        expect(Resource?.includes('*')).toBe(service === 'kms');
      }
    }
  });

  test('the trust policy has no resource', () => {
    for (const { Resource } of role.trustPolicy.Statement) {
      expect(Resource).toBeUndefined();
    }
  });

  test('every condition key is one that the requests carry', async () => {
    const unknown = await filterAsync(conditionsOf(statements), async ({ action, key }) => {
      const listed = (await cataloguedAction(action))?.keys.some((known) => known.test(key));
      const isGlobal = key.startsWith('aws:') && (await typeOfKey(key)) !== undefined;
      return !(listed || isGlobal);
    });
    expect(unknown).toEqual([]);
  });

  test('every operator suits the type of its key', async () => {
    const unsuited = await filterAsync(conditionsOf(statements), async ({ operator, key }) => {
      return !OPERATORS[operator]?.includes((await typeOfKey(key)) ?? '');
    });
    expect(unsuited).toEqual([]);
  });
});

test('the one exception is still one', async () => {
  const resource = 'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan/abcdef123456';
  const pair = { action: 'bedrock:InvokeModel', resource };
  expect(isTolerated(pair)).toBe(true);
  expect(await supports(pair)).toBe(false);
});

/** The types of key that an operator compares; ARNs may be compared as texts as well. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  StringEquals: ['String', 'ARN'],
  StringLike: ['String', 'ARN'],
  ArnLike: ['ARN'],
};

interface Pair {
  readonly action: string;
  readonly resource: string;
}

/**
 * InvokeModel has no resource type `custom-model` in the reference: a custom model is invoked
 * through Provisioned Throughput or a deployment. The AWS page on roles of flows allows it all the
 * same, and so does the role, with a warning. This is the only exception.
 */
function isTolerated({ action, resource }: Pair): boolean {
  return action === 'bedrock:InvokeModel' && /:custom-model\//.test(resource);
}

/** Whether a resource is of a type that the action can be allowed on; `*` only where it has none. */
async function supports({ action, resource }: Pair): Promise<boolean> {
  const { arns = [] } = (await cataloguedAction(action)) ?? {};
  return resource === '*' ? arns.length === 0 : arns.some((arn) => arn.test(resource));
}

function conditionsOf(statements: readonly Statement[]) {
  return statements.flatMap(({ Action, Condition = {} }) =>
    Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.keys(keys).flatMap((key) => Action.map((action) => ({ action, operator, key }))),
    ),
  );
}

function statementsOf(role: GeneratedRole): readonly Statement[] {
  return [
    ...role.trustPolicy.Statement,
    ...role.identityPolicies.flatMap(({ document }) => document.Statement),
    ...role.resourcePolicies.flatMap(({ document }) => document.Statement),
  ];
}

async function filterAsync<Item>(
  items: readonly Item[],
  keep: (item: Item) => Promise<boolean>,
): Promise<readonly Item[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, index) => kept[index]);
}
