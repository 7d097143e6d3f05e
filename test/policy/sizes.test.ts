import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { PAGES } from '../../src/core/data/pages.ts';
import { LIMITS } from '../../src/core/data/quotas.ts';
import type { PolicyDocument, Statement } from '../../src/core/policy/document.ts';
import { sizeOf as sizeOfDocument, splitDocument } from '../../src/core/policy/size.ts';
import { template } from '../../src/core/template/template.ts';
import { knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import { type ApiNode, callsOfNodes, showCall } from '../support/calls.ts';
import { Evaluator, type GeneratedRole, generateRoles, type Policy } from '../support/evaluator.ts';
import { identityGrants, notIncluded } from './grants.ts';

/* The sizes that IAM allows, in characters without white space; see its quotas. */
const INLINE = 10_240;
const MANAGED = 6_144;
const TRUST = 2_048;
const MANAGED_OF_ROLE = 20;

vi.setConfig({ testTimeout: 30_000 });

const ROLE_ARN = 'arn:aws:iam::123456789012:role/flow-role';

describe('the permissions', () => {
  test.each([
    { size: 1_000, kind: 'inline' },
    { size: MANAGED, kind: 'inline' },
    { size: MANAGED + 1, kind: 'inline' },
    { size: INLINE - 1, kind: 'inline' },
    { size: INLINE, kind: 'inline' },
    { size: INLINE + 1, kind: 'managed' },
    { size: 11_500, kind: 'managed' },
    { size: 30_000, kind: 'managed' },
    { size: 62_000, kind: 'managed' },
  ])('of $size characters stand in $kind policies', async ({ size, kind }) => {
    const buckets = await bucketsFor(size);
    const role = await roleFor(buckets.map(reading));
    expect(new Set(role.identityPolicies.map((policy) => policy.kind))).toEqual(new Set([kind]));
    expect(role.identityPolicies.length === 1).toBe(kind === 'inline');
    expect(role.identityPolicies.length).toBeLessThanOrEqual(Math.ceil(size / MANAGED) + 1);
    expectSizes(role);
    expect(resourcesOf(role)).toEqual(buckets.map((name) => `arn:aws:s3:::${name}/*`).sort());
    expect(warningsAbout(role, `${INLINE}`)).toHaveLength(kind === 'managed' ? 1 : 0);
    expect(warningsAbout(role, 'quota')).toHaveLength(
      role.identityPolicies.length > MANAGED_OF_ROLE ? 1 : 0,
    );
  });

  test('of many nodes are divided into few policies, named apart, with Sids of letters and digits', async () => {
    const { identityPolicies } = await roleFor((await bucketsFor(20_000)).map(reading));
    const sizes = identityPolicies.map(({ document }) => sizeOf(document));
    const frame = sizeOf({ Version: '2012-10-17', Statement: [] });
    for (const [index, size] of sizes.slice(1).entries()) {
      expect((sizes[index] ?? 0) + size - frame + 1).toBeGreaterThan(MANAGED);
    }
    expect(new Set(identityPolicies.map(({ name }) => name)).size).toBe(sizes.length);
    for (const { document } of identityPolicies) {
      const sids = document.Statement.map(({ Sid }) => Sid);
      expect(new Set(sids).size).toBe(sids.length);
      expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
    }
  });

  test('of many nodes of all kinds lose nothing when they are divided', async () => {
    const nodes = fc.sample(knownNodes, { numRuns: 120, seed: 7 }).flat();
    const role = await roleFor(nodes);
    expect(role.identityPolicies.length).toBeGreaterThan(3);
    expectSizes(role);
    const alone = await Promise.all(
      nodes.map(async (node) => identityGrants(await roleFor([node]))),
    );
    expect(notIncluded(alone.flat(), identityGrants(role))).toEqual([]);
    const evaluator = new Evaluator(role, ROLE_ARN);
    const calls = callsOfNodes(nodes, WORLD).filter((_, index) => index % 10 === 0);
    expect(calls.filter((call) => !evaluator.allows(call)).map(showCall)).toEqual([]);
  });

  test('fill a policy to its last character, and no further', () => {
    const statements = [statement('A', 10), statement('B', 10)];
    const size = sizeOfDocument({ statements });
    expect(sidsOf(splitDocument({ statements }, size))).toEqual([['A', 'B']]);
    expect(sidsOf(splitDocument({ statements }, size - 1))).toEqual([['A'], ['B']]);
  });

  test('that cannot be divided stay whole', () => {
    const statements = [statement('A', 10), statement('B', MANAGED), statement('C', 10)];
    expect(sidsOf(splitDocument({ statements }, MANAGED))).toEqual([['A'], ['B'], ['C']]);
  });
});

test('the limits are those of IAM', () => {
  expect(LIMITS).toEqual({
    inlinePoliciesOfRole: INLINE,
    managedPolicy: MANAGED,
    managedPoliciesOfRole: MANAGED_OF_ROLE,
    trustPolicy: TRUST,
  });
});

describe('the trust policy', () => {
  test.each([1, 25, 26, 27, 28, 29, 30, 31, 32, 33, 60])(
    'of %i flows comes with a warning when it has over 2,048 characters',
    async (count) => {
      const [role, ...others] = await generateRoles(sharing(count), {});
      expect(others).toEqual([]);
      const size = sizeOf(role?.trustPolicy ?? { Version: '', Statement: [] });
      const warnings = role === undefined ? [] : warningsAbout(role, 'The trust policy has');
      expect(warnings).toHaveLength(size > TRUST ? 1 : 0);
      expect(warnings.filter((text) => !text.includes(`${size} characters`))).toEqual([]);
    },
  );

  test('is just small enough for some number of flows', async () => {
    const sizes = await Promise.all(
      [25, 33].map(async (count) => {
        const [role] = await generateRoles(sharing(count), {});
        return role === undefined ? 0 : sizeOf(role.trustPolicy);
      }),
    );
    expect(sizes[0]).toBeLessThanOrEqual(TRUST);
    expect(sizes[1]).toBeGreaterThan(TRUST);
  });
});

/** A statement about one bucket with a name of some length. */
function statement(sid: string, length: number): Statement {
  const place = { file: 'flow.json', line: 1, column: 1 };
  return {
    sid,
    actions: ['s3:GetObject'],
    resources: [template(`arn:aws:s3:::${'x'.repeat(length)}`)],
    conditions: [],
    certainty: { kind: 'certain', source: PAGES.role },
    reasons: [{ flow: 'f', field: 'x', place, why: 'is needed', documentation: '' }],
  };
}

function sidsOf(documents: readonly PolicyDocument[]): readonly (readonly string[])[] {
  return documents.map(({ statements }) => statements.map(({ sid }) => sid));
}

/** Files of flows that exist and name one role. */
function sharing(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const id = `FLOW${String(index).padStart(6, '0')}`;
    const flow = {
      name: `flow-${index}`,
      arn: `arn:aws:bedrock:us-east-1:123456789012:flow/${id}`,
      executionRoleArn: ROLE_ARN,
      definition: { nodes: [{ name: 'In', type: 'Input' }] },
    };
    return { path: `${id}.json`, text: JSON.stringify(flow) };
  });
}

function reading(bucketName: string): ApiNode {
  const configuration = { retrieval: { serviceConfiguration: { s3: { bucketName } } } };
  return { name: bucketName, type: 'Retrieval', configuration };
}

/** Names of buckets that are as many and as long as a policy about them needs for its exact size. */
async function bucketsFor(size: number): Promise<readonly string[]> {
  const typical = 40;
  const perBucket = typical + '"arn:aws:s3:::/*",'.length;
  const one = sizeOf(merged(await roleFor([reading('b'.repeat(typical))])));
  const count = 1 + Math.floor((size - one) / perBucket);
  const missing = size - one - (count - 1) * perBucket;
  return Array.from({ length: count }, (_, index) => {
    const more = Math.floor(missing / count) + (index < missing % count ? 1 : 0);
    return `b${index}-`.padEnd(typical + more, 'x');
  });
}

async function roleFor(nodes: readonly ApiNode[]): Promise<GeneratedRole> {
  const text = JSON.stringify({ name: 'large', definition: { nodes } });
  const [role] = await generateRoles([{ path: 'flow.json', text }], {
    account: WORLD.account,
    region: WORLD.region,
    answers: WORLD_ANSWERS,
  });
  if (role === undefined) {
    throw new Error('The flow has no role.');
  }
  return role;
}

/** The policies as one. */
function merged({ identityPolicies }: GeneratedRole): Policy {
  return {
    Version: '2012-10-17',
    Statement: identityPolicies.flatMap(({ document }) => document.Statement),
  };
}

function resourcesOf(role: GeneratedRole): readonly string[] {
  return merged(role)
    .Statement.flatMap(({ Resource = [] }) => Resource)
    .sort();
}

function expectSizes({ identityPolicies }: GeneratedRole): void {
  for (const { kind, document } of identityPolicies) {
    expect(sizeOf(document)).toBeLessThanOrEqual(kind === 'inline' ? INLINE : MANAGED);
  }
}

function warningsAbout({ warnings }: GeneratedRole, words: string): readonly string[] {
  return warnings.filter((text) => text.includes(words));
}

/** The size of a policy as IAM counts it. */
function sizeOf(policy: Policy): number {
  return JSON.stringify(policy).length;
}
