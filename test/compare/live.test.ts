import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ComparedRole } from '../../src/core/compare/compare.ts';
import type { Finding } from '../../src/core/compare/finding.ts';
import { compareLiveRole, type LiveKnowledge } from '../../src/core/compare/live.ts';
import { findingsAtFlow } from '../../src/core/compare/tell-at-flow.ts';
import { correctLiveRole } from '../../src/core/edit/live.ts';
import type { ResourceService } from '../../src/core/granted/granted.ts';
import { type LiveRole, livePolicies } from '../../src/core/granted/live.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import { type ApiNode, callsOfNodes } from '../support/calls.ts';
import { findingsIn } from '../support/compare.ts';
import { damagedRole, roleFiles } from '../support/damaged-role.ts';
import { Evaluator, type GeneratedRole, generateRoles } from '../support/evaluator.ts';
import { share } from '../support/share.ts';

vi.setConfig({ testTimeout: 120_000 });

const ANSWERS = { ...WORLD_ANSWERS, 'flow-id': 'FLOW123456' };
const DEPLOYMENT = { account: WORLD.account, region: WORLD.region, answers: ANSWERS };
const RUNS = share(12);

const KNOWLEDGE: LiveKnowledge = {
  given: [
    { part: 'account', value: WORLD.account, origin: { kind: 'flag', name: '--account' } },
    { part: 'region', value: WORLD.region, origin: { kind: 'flag', name: '--region' } },
  ],
  answers: new Map(Object.entries(ANSWERS)),
};

/** How people keep documents in AWS. */
const layout = fc.constantFrom(undefined, 2, 4, '\t');

type Layout = string | number | undefined;

describe('a role in AWS', () => {
  test('has nothing to mend as it is generated', async () => {
    await fc.assert(
      fc.asyncProperty(knownNodes, layout, async (nodes, indent) => {
        const { compared } = await compare(nodes, await generated(nodes), indent);
        expect(compared.findings.map(shown)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('is judged as the same policies in files are', async () => {
    await fc.assert(
      fc.asyncProperty(
        knownNodes,
        fc.infiniteStream(fc.nat()),
        layout,
        async (nodes, dice, indent) => {
          const role = damagedRole(await generated(nodes), dice);
          const { compared } = await compare(nodes, role, indent);
          const files = { 'flow.json': flowText(nodes), ...roleFiles(role) };
          const inFiles = await findingsIn(files, DEPLOYMENT);
          expect(compared.findings.map(judged).sort()).toEqual(inFiles.map(judged).sort());
        },
      ),
      RUNS,
    );
  });

  test('is right once the corrected documents are applied', async () => {
    await fc.assert(
      fc.asyncProperty(
        knownNodes,
        fc.infiniteStream(fc.nat()),
        layout,
        async (nodes, dice, indent) => {
          const role = damagedRole(await generated(nodes), dice, { denies: false });
          const { compared, live, documents } = await compare(nodes, role, indent);
          const corrected = await correctLiveRole(
            compared,
            documents,
            [],
            { prune: true, narrow: true },
            {
              before: compared.findings,
              recheck: async (changes) => {
                const texts = new Map(changes.map(({ path, after }) => [path, after]));
                const changed = await compareLive(nodes, withTexts(live, texts), role);
                return changed.compared.findings;
              },
            },
          );
          expect(corrected.faults).toEqual([]);
          const texts = new Map(corrected.live.map(({ path, after }) => [path, after]));
          const once = withTexts(live, texts);
          const again = await compareLive(nodes, once, role);
          // What stays is told: a policy of which nothing would be left is deleted by hand.
          const stays = new Set(corrected.left.map(judged));
          const found = again.compared.findings.filter(
            ({ kind, ...rest }) =>
              !['unknown', 'note'].includes(kind) && !stays.has(judged({ kind, ...rest })),
          );
          expect(found.map(shown)).toEqual([]);
        },
      ),
      RUNS,
    );
  });

  test('is kept by its boundary from exactly what an evaluator denies under it', async () => {
    await fc.assert(
      fc.asyncProperty(knownNodes, fc.infiniteStream(fc.nat()), async (nodes, dice) => {
        const role = await generated(nodes);
        const bounding = damagedRole(role, dice);
        const { live } = await compare(nodes, role);
        const statements = bounding.identityPolicies.flatMap(({ document }) => document.Statement);
        const boundary = {
          arn: `arn:aws:iam::${WORLD.account}:policy/Boundary`,
          text: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
          attachments: 1,
        };
        const { compared } = await compareLive(nodes, { ...live, boundary }, role);
        const kept = compared.findings.filter(({ subject }) => subject === 'boundary');
        const evaluator = new Evaluator(bounding, live.arn);
        const denied: string[] = [];
        for (const call of callsOfNodes(nodes, WORLD)) {
          const isAllowed =
            call.resource === '*' ? await evaluator.allowsChecked(call) : evaluator.allows(call);
          denied.push(...(isAllowed ? [] : [call.action]));
        }
        const missing = kept.filter(({ kind }) => kind === 'missing').map(({ action }) => action);
        expect([...new Set(missing)].sort(), kept.map(shown).join('\n')).toEqual(
          [...new Set(denied)].sort(),
        );
        expect(compared.findings.filter(({ subject }) => subject !== 'boundary')).toEqual([]);
      }),
      RUNS,
    );
  });

  test('is told at the flow, without an edit, where files are shown', async () => {
    await fc.assert(
      fc.asyncProperty(knownNodes, fc.infiniteStream(fc.nat()), async (nodes, dice) => {
        const { compared } = await compare(nodes, damagedRole(await generated(nodes), dice));
        for (const { place, repair, remedy = '' } of findingsAtFlow(compared)) {
          expect(place.file).toBe('flow.json');
          expect(repair).toBeUndefined();
          expect(remedy).toMatch(/AWS|--|by hand/);
        }
      }),
      RUNS,
    );
  });
});

function compare(nodes: readonly ApiNode[], role: GeneratedRole, indent?: Layout) {
  const text = (document: unknown) => JSON.stringify(document, undefined, indent);
  const live: LiveRole = {
    name: 'flow-role',
    arn: `arn:aws:iam::${WORLD.account}:role/${role.roleName}`,
    trust: text(role.trustPolicy),
    inline: role.identityPolicies.map(({ name, document }) => ({ name, text: text(document) })),
    attached: [],
  };
  return compareLive(nodes, live, role);
}

async function compareLive(nodes: readonly ApiNode[], live: LiveRole, role: GeneratedRole) {
  const flows = await readFlows(
    { path: 'flow.json', text: flowText(nodes) },
    () => undefined,
    () => [],
  );
  const { granted, documents } = livePolicies(
    live,
    role.resourcePolicies.map(({ service, resource, document }) => ({
      service: service as ResourceService,
      resource,
      text: JSON.stringify(document),
    })),
  );
  const compared = compareLiveRole(flows, KNOWLEDGE, { ...live, name: role.roleName }, granted);
  return { compared: compared as ComparedRole, live, documents };
}

function withTexts(live: LiveRole, texts: ReadonlyMap<string, string>): LiveRole {
  const at = (name: string) => `aws:role/flow-role/policy/${name}.json`;
  const named = new Set(live.inline.map(({ name }) => at(name)));
  const made = [...texts].filter(([path]) => path.includes('/policy/') && !named.has(path));
  return {
    ...live,
    trust: texts.get('aws:role/flow-role/trust-policy.json') ?? live.trust,
    inline: [
      ...live.inline.map(({ name, text }) => ({ name, text: texts.get(at(name)) ?? text })),
      ...made.map(([, text], index) => ({ name: `New${index}`, text })),
    ],
  };
}

async function generated(nodes: readonly ApiNode[]): Promise<GeneratedRole> {
  const [role] = await generateRoles([{ path: 'flow.json', text: flowText(nodes) }], {
    ...DEPLOYMENT,
    pinRegions: false,
  });
  return role as GeneratedRole;
}

function flowText(nodes: readonly ApiNode[]): string {
  return JSON.stringify({ name: 'flow', definition: { nodes, connections: [] } });
}

/** What a finding says, wherever it says that. */
function judged({ kind, rule, action, resource, condition = '', node = '' }: Finding): string {
  return [kind, rule, action, resource, condition, node].join(' | ');
}

function shown(finding: Finding): string {
  return `${finding.place.file}:${finding.place.line} ${judged(finding)}: ${finding.why}`;
}
