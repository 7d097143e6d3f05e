import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../src/core/compare/finding.ts';
import { knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import type { ApiNode, Call } from '../support/calls.ts';
import { callsOfNodes } from '../support/calls.ts';
import { type Files, findingsIn } from '../support/compare.ts';
import { damagedRole, roleFiles } from '../support/damaged-role.ts';
import { Evaluator, type GeneratedRole, generateRoles } from '../support/evaluator.ts';

vi.setConfig({ testTimeout: 120_000 });

const OPTIONS = {
  account: WORLD.account,
  region: WORLD.region,
  answers: { ...WORLD_ANSWERS, 'flow-id': 'FLOW123456' },
};
const ROLE_ARN = 'arn:aws:iam::123456789012:role/flow-role';

/** The same runs every time, so that a failure is a change's fault; FC_SEED gives others. */
const RUNS = { seed: Number(process.env['FC_SEED'] ?? 1), numRuns: 60 };

describe('a role as it is generated', () => {
  test('has nothing missing, left over, too broad or without effect', async () => {
    await fc.assert(
      fc.asyncProperty(knownNodes, fc.boolean(), async (nodes, pinRegions) => {
        const role = await generated(nodes, pinRegions);
        const findings = await findingsIn({ ...flowFile(nodes), ...roleFiles(role) }, OPTIONS);
        expect(findings.map(shown)).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('a role that was damaged', () => {
  test('misses exactly what an evaluator denies', async () => {
    await fc.assert(
      fc.asyncProperty(knownNodes, fc.infiniteStream(fc.nat()), async (nodes, dice) => {
        const role = damagedRole(await generated(nodes), dice);
        const findings = await findingsIn({ ...flowFile(nodes), ...roleFiles(role) }, OPTIONS);
        const missing = findings.filter(
          ({ kind, subject }) => kind === 'missing' && subject === 'identity',
        );
        const evaluator = new Evaluator(role, ROLE_ARN);
        const denied: Call[] = [];
        for (const call of callsOfNodes(nodes, WORLD)) {
          // Unchecked, the evaluator takes a request for "*" as one for any resource.
          const isAllowed =
            call.resource === '*' ? await evaluator.allowsChecked(call) : evaluator.allows(call);
          if (!isAllowed) {
            denied.push(call);
          }
        }
        expect(
          [...new Set(missing.map(({ action }) => action))].sort(),
          missing.map(shown).join('\n'),
        ).toEqual([...new Set(denied.map(({ action }) => action))].sort());
      }),
      RUNS,
    );
  });
});

async function generated(nodes: readonly ApiNode[], pinRegions = false): Promise<GeneratedRole> {
  const [role] = await generateRoles(
    Object.entries(flowFile(nodes)).map(([path, text]) => ({ path, text })),
    { ...OPTIONS, pinRegions },
  );
  if (role === undefined) {
    throw new Error('no role');
  }
  return role;
}

function flowFile(nodes: readonly ApiNode[]): Files {
  return { 'flow.json': JSON.stringify({ name: 'flow', definition: { nodes, connections: [] } }) };
}

function shown({ kind, place, action, resource, why }: Finding): string {
  return `${place.file}:${place.line} ${kind} ${action} on ${resource}: ${why}`;
}
