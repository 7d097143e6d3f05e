import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import { compareRoles, findingsOf } from '../../src/core/compare/compare.ts';
import { kindRow } from '../../src/core/compare/finding-kinds.ts';
import { FLOW_REGIONS } from '../../src/core/data/flow-regions.ts';
import { MODEL_ENDS, MODEL_LIFECYCLE_SOURCE } from '../../src/core/data/model-lifecycle.ts';
import { MODEL_IDS } from '../../src/core/data/models.generated.ts';
import { PROVIDERS } from '../../src/core/data/providers.ts';
import { NOTE_TOPICS, type NoteTopic } from '../../src/core/flow/need.ts';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { NOTE_RULES, withNotes } from '../../src/core/project/notes.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { fails } from '../../src/core/report/fail-on.ts';
import { REPORT_FORMATS } from '../../src/core/report/index.ts';
import { PLAIN_STYLE } from '../../src/core/report/terminal-style.ts';

const model = (modelId: string) => ({
  type: 'Prompt',
  configuration: { prompt: { sourceConfiguration: { inline: { modelId } } } },
});
const AGENT = {
  type: 'Agent',
  configuration: {
    agent: {
      agentAliasArn: 'arn:aws:bedrock:us-east-1:123456789012:agent-alias/AGENT12345/ALIAS12345',
    },
  },
};
const CUSTOM =
  'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0/abcdefghijkl';

async function flowsOf(nodes: readonly object[], path = 'flow.json') {
  const text = JSON.stringify({
    name: path,
    definition: { nodes: nodes.map((node, at) => ({ name: `N${at}`, ...node })), connections: [] },
  });
  return await readFlows(
    { path, text },
    () => undefined,
    () => [],
  );
}

function knowledgeIn(region: string) {
  const given = [
    { part: 'account', value: '123456789012', origin: { kind: 'flag', name: 'account' } },
    { part: 'region', value: region, origin: { kind: 'flag', name: 'region' } },
  ] as const;
  return { given, answers: new Map<string, string>() };
}

async function notesIn(region: string, ...nodes: readonly object[]) {
  const planned = planRoles(await flowsOf(nodes), {
    ...knowledgeIn(region),
    keeps: () => false,
    pinRegions: false,
  });
  return planned.flatMap(({ plan }) => plan.notes);
}

const topicsIn = async (region: string, ...nodes: readonly object[]) =>
  (await notesIn(region, ...nodes)).map(({ topic }) => topic);

const SCP: NoteTopic = 'service-control-policies';

test.each<[string, object, readonly NoteTopic[]]>([
  ['us-east-1', model('amazon.nova-lite-v1:0'), []],
  [
    'us-east-1',
    model('arn:aws:bedrock:us-east-1::foundation-model/mistral.pixtral-large-2502-v1:0'),
    [],
  ],
  ['us-east-1', model('us.amazon.nova-lite-v1:0'), [SCP]],
  ['us-west-1', model('us.amazon.nova-lite-v1:0'), ['region-without-flows', SCP]],
  ['ap-southeast-4', model('amazon.nova-lite-v1:0'), ['region-without-flows']],
  ['eu-west-1', model('eu.anthropic.claude-sonnet-5-5'), ['marketplace-subscription', SCP]],
  ['eu-west-1', model('global.anthropic.claude-opus-5'), ['marketplace-subscription', SCP]],
  ['us-east-1', model('eu.amazon.nova-lite-v1:0'), ['geography-of-profile', SCP]],
  ['eu-central-1', model('us.amazon.nova-lite-v1:0'), ['geography-of-profile', SCP]],
  ['eu-central-1', model('jp.amazon.nova-lite-v1:0'), ['geography-of-profile', SCP]],
  ['us-gov-west-1', model('global.amazon.nova-lite-v1:0'), ['geography-of-profile', SCP]],
  ['us-east-1', model('xy.amazon.nova-lite-v1:0'), [SCP]],
  [
    'us-east-1',
    model('anthropic.claude-3-haiku-20240307-v1:0'),
    ['model-end-of-life', 'marketplace-subscription'],
  ],
  ['us-east-1', model('anthropic.claude-v2:1'), ['model-end-of-life', 'marketplace-subscription']],
  ['us-east-1', model('amazon.nova-liet-v1:0'), ['unknown-model']],
  ['us-east-1', model('anthropic.claude-sonnet-9-9'), ['marketplace-subscription']],
  ['us-east-1', model('google.gemma-9'), ['marketplace-subscription']],
  ['us-east-1', model(CUSTOM), ['custom-model-by-arn']],
  ['us-east-1', model('$$MODEL'), []],
  ['us-east-1', AGENT, ['agents-closed']],
  ['us-east-1', { type: 'Output' }, []],
])('in %s a node %j has the notes %j', async (region, node, topics) => {
  expect(await topicsIn(region, node)).toEqual(topics);
  expect(await topicsIn(region, node, node, node), 'once, not per node').toEqual(topics);
});

test('every Region with flows has none of its own, every known model is known', async () => {
  for (const region of FLOW_REGIONS) {
    expect(await topicsIn(region, model('amazon.nova-lite-v1:0'))).toEqual([]);
  }
  const nodes = MODEL_IDS.trim().split(/\s+/).map(model);
  const found = await notesIn('us-east-1', ...nodes);
  expect(found.filter(({ topic }) => topic === 'unknown-model')).toEqual([]);
});

test('a model that ends says so with the day, and what is over is told as over', async () => {
  for (const [start, day] of Object.entries(MODEL_ENDS)) {
    const [note] = await notesIn('us-east-1', model(start.replace(/-$/, '-x')));
    expect(note?.topic).toBe('model-end-of-life');
    const word = day <= MODEL_LIFECYCLE_SOURCE.read ? 'reached' : 'reaches';
    expect(note?.text).toContain(`${word} its end of life on ${day}`);
  }
});

test('a subscription is told per provider', async () => {
  const nodes = Object.keys(PROVIDERS).map((provider) => model(`${provider}.some-model-v1:0`));
  const found = (await notesIn('us-east-1', ...nodes, ...nodes)).filter(
    ({ topic }) => topic === 'marketplace-subscription',
  );
  const names = Object.values(PROVIDERS).flatMap(({ marketplace, name }) =>
    marketplace ? [name] : [],
  );
  expect(found.map(({ text }) => text.replace(/ models .*/, ''))).toEqual([...new Set(names)]);
  expect(found.filter(({ text }) => text.includes('use case form'))).toHaveLength(1);
});

test('no note is long', async () => {
  const found = await notesIn(
    'us-west-1',
    AGENT,
    model(CUSTOM),
    model('eu.anthropic.claude-3-haiku-20240307-v1:0'),
    model('amazon.nova-liet-v1:0'),
  );
  expect([...new Set(found.map(({ topic }) => topic))]).toEqual(NOTE_TOPICS);
  for (const { text, documentation } of found) {
    expect(text.length).toBeLessThan(260);
    expect(documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  }
});

describe('in reports', () => {
  const findingsFor = async (...files: readonly (readonly object[])[]) => {
    const flows = await Promise.all(files.map((nodes, at) => flowsOf(nodes, `${at}.json`)));
    return findingsOf(compareRoles(flows.flat(), knowledgeIn('us-east-1')).map(withNotes));
  };
  const letters = (text: string) => text.replace(/&#\d+;/g, '').replace(/[^a-z]/gi, '');
  const ids = NOTE_RULES.map(({ id }) => id);

  test('what matters to several roles is said once, behind all findings', async () => {
    const claude = model('anthropic.claude-opus-5');
    const findings = await findingsFor([claude, AGENT], [claude], [AGENT]);
    const notes = findings.filter(({ kind }) => kind === 'note');
    expect(notes.map(({ rule }) => rule)).toEqual(['marketplace-subscription', 'agents-closed']);
    expect(findings.slice(-notes.length)).toEqual(notes);
    expect(fails(notes, 'any')).toBe(false);
  });

  test('a profile that cannot be called fails the check, in each role', async () => {
    const wrong = model('eu.amazon.nova-lite-v1:0');
    const findings = (await findingsFor([wrong, wrong], [wrong])).filter(
      ({ rule }) => rule === 'geography-of-profile',
    );
    expect(findings.map(({ kind, reasons }) => [kind, reasons.map(({ node }) => node)])).toEqual([
      ['failing', ['N0', 'N1']],
      ['failing', ['N0']],
    ]);
    expect(fails(findings, 'missing')).toBe(true);
  });

  test('every format shows them', async () => {
    const findings = (await findingsFor([AGENT, model('eu.amazon.nova-liet-v1:0')])).filter(
      ({ rule }) => ids.includes(rule),
    );
    expect(findings).toHaveLength(4);
    for (const report of Object.values(REPORT_FORMATS)) {
      const text = report(
        { findings, rules: NOTE_RULES, files: [], version: '1' },
        { ...PLAIN_STYLE, columns: 10_000 },
      );
      for (const { why } of findings) {
        expect(letters(text)).toContain(letters(why));
      }
    }
    expect(NOTE_RULES.map(({ kind }) => kindRow(kind).fix)).not.toContain('always');
  });
});

test('examples have notes that are true of every flow of their kind alone', async () => {
  const usual = ['marketplace-subscription', 'agents-closed', SCP];
  const names = ['json', 'cloudformation'].flatMap((folder) =>
    readdirSync(join(root, 'examples', folder)).map((name) => join(root, 'examples', folder, name)),
  );
  expect(names.length).toBeGreaterThan(4);
  for (const path of names) {
    const text = readFileSync(path, 'utf8');
    const flows = await readFlows(
      { path, text },
      () => undefined,
      () => [],
    );
    const planned = planRoles(flows, {
      given: [],
      answers: new Map(),
      keeps: () => true,
      pinRegions: false,
    });
    const topics = planned.flatMap(({ plan }) => plan.notes).map(({ topic }) => topic);
    expect(topics.filter((topic) => !usual.includes(topic))).toEqual([]);
  }
});
