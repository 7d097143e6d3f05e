import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { anyFrame, anyNodes, knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import { type ApiNode, callsOfNodes, showCall } from '../support/calls.ts';
import { Evaluator, type GeneratedRole, generateRoles, type Policy } from '../support/evaluator.ts';
import { share } from '../support/share.ts';
import { identityGrants, notIncluded, resourceGrants } from './grants.ts';

vi.setConfig({ testTimeout: 60_000 });

const FLOW = 'FLOW123456';
const ROLE_ARN = 'arn:aws:iam::123456789012:role/flow-role';

const RUNS = share(40);

const pinned = fc.boolean();

describe('flows with values that Amazon Bedrock accepts', () => {
  test('leave no question open', async () => {
    await fc.assert(
      fc.asyncProperty(knownNodes, pinned, async (nodes, pinRegions) => {
        expect((await roleFor(nodes, { pinRegions })).questions).toEqual([]);
      }),
      RUNS,
    );
  });

  test('get a role that may make every call', async () => {
    await fc.assert(
      fc.asyncProperty(knownNodes, async (nodes) => {
        const evaluator = new Evaluator(await roleFor(nodes), ROLE_ARN);
        const refused = callsOfNodes(nodes, WORLD).filter((call) => !evaluator.allows(call));
        expect(refused.map(showCall)).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('whatever stands in a flow', () => {
  test('its role does not depend on the order of the nodes', async () => {
    const shuffles = anyNodes.chain((nodes) =>
      fc.tuple(fc.constant(nodes), fc.shuffledSubarray([...nodes], { minLength: nodes.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffles, async ([nodes, shuffled]) => {
        expect(withoutPlaces(await roleFor(shuffled))).toEqual(withoutPlaces(await roleFor(nodes)));
      }),
      RUNS,
    );
  });

  test('the same flow gets the same output', async () => {
    await fc.assert(
      fc.asyncProperty(anyNodes, pinned, async (nodes, pinRegions) => {
        expect(await roleFor(nodes, { pinRegions })).toEqual(await roleFor(nodes, { pinRegions }));
      }),
      RUNS,
    );
  });

  test('its role allows what its nodes alone would be allowed, no less and no more', async () => {
    await fc.assert(
      fc.asyncProperty(anyNodes, pinned, async (nodes, pinRegions) => {
        const together = await roleFor(nodes, { pinRegions });
        const alone = await Promise.all(nodes.map((node) => roleFor([node], { pinRegions })));
        for (const grantsOf of [identityGrants, resourceGrants]) {
          const parts = alone.flatMap(grantsOf);
          expect(notIncluded(parts, grantsOf(together))).toEqual([]);
          expect(notIncluded(grantsOf(together), parts)).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test('every statement has a Sid of its own, of letters and digits', async () => {
    await fc.assert(
      fc.asyncProperty(anyNodes, fc.string({ unit: 'binary' }), async (nodes, name) => {
        for (const { Statement } of policiesOf(await roleFor(nodes, { name }))) {
          const sids = Statement.map(({ Sid }) => Sid);
          expect(new Set(sids).size).toBe(sids.length);
          for (const sid of sids) {
            expect(sid).toMatch(/^[A-Za-z0-9]+$/);
          }
        }
      }),
      RUNS,
    );
  });

  test('no policy has a variable or a wildcard that comes from the flow', async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, anyNodes, fc.boolean(), async (frame, nodes, isGiven) => {
        const file = fileOf({ ...frame, definition: { nodes } });
        const { account, region } = WORLD;
        const roles = await generateRoles([file], isGiven ? { account, region } : {});
        const values = roles.flatMap(policiesOf).flatMap(valuesOf);
        expect(values.filter((value) => /[*?]|\$(?!LATEST$)/.test(withoutOurs(value)))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('only actions without resource types are allowed on everything', async () => {
    await fc.assert(
      fc.asyncProperty(anyNodes, async (nodes) => {
        const wide = identityGrants(await roleFor(nodes)).filter(
          ({ resource }) => resource === '*',
        );
        const actions = new Set(wide.map(({ action }) => action));
        actions.delete('bedrock:Rerank');
        actions.delete('bedrock:RetrieveAndGenerate');
        expect([...actions]).toEqual([]);
      }),
      RUNS,
    );
  });
});

interface RoleOptions {
  readonly name?: string;
  readonly pinRegions?: boolean;
}

/** The role of a flow with these nodes, in the account and Region of the world. */
async function roleFor(
  nodes: readonly ApiNode[],
  { name = 'flow', pinRegions = false }: RoleOptions = {},
): Promise<GeneratedRole> {
  const [role] = await generateRoles([fileOf({ name, definition: { nodes } })], {
    account: WORLD.account,
    region: WORLD.region,
    answers: { ...WORLD_ANSWERS, 'flow-id': FLOW },
    pinRegions,
  });
  if (role === undefined) {
    throw new Error('The flow has no role.');
  }
  return role;
}

function fileOf(flow: unknown) {
  return { path: 'flow.json', text: JSON.stringify(flow) };
}

function policiesOf(role: GeneratedRole): readonly Policy[] {
  return [
    role.trustPolicy,
    ...role.identityPolicies.map(({ document }) => document),
    ...role.resourcePolicies.map(({ document }) => document),
  ];
}

/** What of a role does not tell where in the file something stands. */
function withoutPlaces(role: GeneratedRole): unknown {
  const { trustPolicy, identityPolicies, resourcePolicies, questions, assumptions } = role;
  const keys = [...questions, ...assumptions].map(({ key }) => key).sort();
  return { trustPolicy, identityPolicies, resourcePolicies, keys };
}

function valuesOf({ Statement }: Policy): readonly string[] {
  return Statement.flatMap(({ Principal = {}, Resource = [], Condition = {} }) => [
    ...Object.values(Principal),
    ...Resource,
    ...Object.values(Condition).flatMap((keys) => Object.values(keys).flat()),
  ]);
}

/** A value without the wildcards that are meant: any Region, any object, any flow, everything. */
function withoutOurs(value: string): string {
  return value === '*'
    ? ''
    : value
        .replace(/^(arn:[^:]*:bedrock:)\*(?=::foundation-model\/|:[^:]*:guardrail-profile\/)/, '$1')
        .replace(/^(arn:[^:]*:s3:::.*\/)\*$/s, '$1')
        .replace(/^(arn:[^:]*:bedrock:[^:]*:[^:]*:flow\/)\*$/, '$1');
}
