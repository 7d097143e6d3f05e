import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { Finding } from '../../src/core/compare/finding.ts';
import { knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import { type ApiNode, type Call, callsOfNodes, showCall } from '../support/calls.ts';
import { type Files, findingsIn, mendFiles, withChanges } from '../support/compare.ts';
import { damagedRole } from '../support/damaged-role.ts';
import { Evaluator, type GeneratedRole, generateRoles } from '../support/evaluator.ts';
import { type Data, loosely, type Roll, withReferences } from '../support/written-policy.ts';
import { YamlWriter } from '../support/yaml-writer.ts';

/*
 * What fix does to policies, in whatever way they are written: a few cases with each change of this
 * repository, and as many as EDIT_CASES says now and then.
 */
const CASES = Number(process.env['EDIT_CASES'] ?? 50);
const RUNS = { seed: Number(process.env['FC_SEED'] ?? 1), numRuns: CASES, endOnFailure: true };

vi.setConfig({ testTimeout: Math.max(120_000, CASES * 500) });

const OPTIONS = {
  account: WORLD.account,
  region: WORLD.region,
  answers: { ...WORLD_ANSWERS, 'flow-id': 'FLOW123456' },
};
const ROLE_ARN = 'arn:aws:iam::123456789012:role/flow-role';

const few = knownNodes.map((nodes) => nodes.slice(0, 4) as unknown as typeof nodes);

describe('fix', () => {
  test('keeps its laws in JSON and YAML, however a policy is written', async () => {
    await fc.assert(
      fc.asyncProperty(
        few,
        fc.infiniteStream(fc.nat()),
        fc.boolean(),
        fc.boolean(),
        async (nodes, dice, prune, narrow) => {
          const roll: Roll = (sides) => Number(dice.next().value) % sides;
          const role = damagedRole(await generated(nodes), dice, { denies: false });
          const files = written(nodes, role, roll);
          const options = { prune, narrow };
          const about = JSON.stringify({ options, files }, undefined, 1);
          const { changes, left, faults } = await mendFiles(files, OPTIONS, options);
          expect(faults, about).toEqual([]);
          const once = withChanges(files, changes);
          for (const { path, before, after } of changes) {
            expectSound(path, after, about);
            expectUntouched(before, after, about);
          }
          const after = await findingsIn(once, OPTIONS);
          expect(remaining(after, left, options).map(shown), JSON.stringify(once)).toEqual([]);
          const again = await mendFiles(once, OPTIONS, options);
          expect(again.changes, about).toEqual([]);
          if (!after.some(({ kind }) => kind === 'missing' || kind === 'unknown')) {
            const evaluator = new Evaluator({ ...role, ...policiesIn(once) }, ROLE_ARN);
            const denied = callsOfNodes(nodes, WORLD).filter((call) => !allows(evaluator, call));
            expect(denied.map(showCall), about).toEqual([]);
          }
        },
      ),
      RUNS,
    );
  });
});

/** Every request to AWS says which Region it is for. */
function allows(evaluator: Evaluator, call: Call): boolean {
  const region = call.resource.split(':')[3] || WORLD.region;
  return evaluator.allows({ ...call, context: { 'aws:RequestedRegion': region, ...call.context } });
}

/** What was to be mended, is there still, and was not left to people. */
function remaining(
  after: readonly Finding[],
  left: readonly Finding[],
  { prune, narrow }: { readonly prune: boolean; readonly narrow: boolean },
): readonly Finding[] {
  const stays = new Set(left.map(named));
  return after
    .filter(
      ({ kind }) =>
        kind === 'missing' ||
        kind === 'invalid' ||
        (kind === 'excess' && prune) ||
        (kind === 'broad' && narrow),
    )
    .filter((finding) => !stays.has(named(finding)));
}

function named({ rule, action, resource, subject }: Finding): string {
  return JSON.stringify([rule, subject, action, resource]);
}

/** The text is what its name says, also for parsers that are stricter than the product. */
function expectSound(path: string, text: string, about: string): void {
  const body = text.replace(/^\ufeff/, '');
  if (path.endsWith('.json')) {
    expect(() => JSON.parse(body), about).not.toThrow();
    return;
  }
  const problems = parseAllDocuments(body, { logLevel: 'silent' }).flatMap((document) => [
    ...document.errors,
    ...document.warnings.filter(({ code }) => code !== 'TAG_RESOLVE_FAILED'),
  ]);
  expect(problems, `${text}\n${about}`).toEqual([]);
}

/** Nothing beside policies has changed, and no comment is lost that stands in no statement. */
function expectUntouched(before: string, after: string, about: string): void {
  const head = before.search(/Properties|Statement/);
  expect(after.slice(0, head), about).toBe(before.slice(0, head));
  expect(after.includes('what comes behind'), about).toBe(before.includes('what comes behind'));
  const tail = before.indexOf('AWS::Bedrock::Flow');
  if (tail >= 0) {
    expect(after.slice(after.indexOf('AWS::Bedrock::Flow')), about).toBe(before.slice(tail));
  }
  const comments = before.match(/outside-\d+/g) ?? [];
  const kept = new Set(after.match(/outside-\d+/g) ?? []);
  expect(
    comments.filter((comment) => !kept.has(comment)),
    `${after}\n${about}`,
  ).toEqual([]);
  if (before.includes('\r\n')) {
    expect(/[^\r]\n/.test(after), about).toBe(false);
  }
}

function written(nodes: readonly ApiNode[], role: GeneratedRole, roll: Roll): Files {
  const { trust, policies } = loosely(role, roll);
  const definition = JSON.stringify({ nodes, connections: [] });
  const place = roll(3);
  if (place === 0) {
    const documents = [trust, ...policies].map((document, at): [string, string] => [
      at === 0 ? 'flow.trust-policy.json' : `flow.Policy${at}.json`,
      finished(json(document, roll), roll),
    ]);
    return {
      'flow.json': JSON.stringify({ name: 'flow', definition: { nodes, connections: [] } }),
      ...Object.fromEntries(documents),
    };
  }
  const template = {
    Resources: {
      FlowRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          ...(roll(12) > 0 && { AssumeRolePolicyDocument: withReferences(trust, roll) }),
          ...(policies.length > 0 && {
            Policies: policies.map((document, at) => ({
              PolicyName: `Policy${at}`,
              PolicyDocument: withReferences(document, roll),
            })),
          }),
          Description: 'what comes behind the policies',
        },
      },
      Flow: {
        Type: 'AWS::Bedrock::Flow',
        Properties: {
          Name: 'flow',
          ExecutionRoleArn: { 'Fn::GetAtt': ['FlowRole', 'Arn'] },
          DefinitionString: definition,
        },
      },
    },
  };
  if (place === 1) {
    return { 'template.json': finished(json(template, roll), roll) };
  }
  const { FlowRole, Flow } = template.Resources;
  const writer = new YamlWriter(roll);
  const text = [
    ...(roll(3) === 0 ? ['---'] : []),
    '# outside-0',
    'Resources:',
    '  FlowRole:',
    '    Type: AWS::IAM::Role',
    '    Properties:',
    writer.map(FlowRole.Properties, 6, 'out'),
    '  # outside-99999',
    '  Flow:',
    '    Type: AWS::Bedrock::Flow',
    '    Properties:',
    '      Name: flow',
    '      ExecutionRoleArn: !GetAtt FlowRole.Arn',
    `      DefinitionString: '${Flow.Properties.DefinitionString.replaceAll("'", "''")}'`,
  ].join('\n');
  return { 'template.yaml': finished(`${text}\n`, roll) };
}

function json(data: unknown, roll: Roll): string {
  const indent = [undefined, 2, 4, '\t', 1][roll(5)];
  return `${JSON.stringify(data, undefined, indent)}\n`;
}

/** Line breaks of Windows, a byte order mark, no break at the end: what editors do to files. */
function finished(text: string, roll: Roll): string {
  const ended = roll(4) === 0 ? text.trimEnd() : text;
  const lines = roll(4) === 0 ? ended.replaceAll('\n', '\r\n') : ended;
  return lines;
}

const DEPLOYED: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': WORLD.region,
  'AWS::AccountId': WORLD.account,
};

/** A parsed template with its references to the deployment resolved. */
function deployed(data: Data): Data {
  if (typeof data !== 'object' || data === null) {
    return data;
  }
  if (Array.isArray(data)) {
    return data.map(deployed);
  }
  const map = data as { readonly [key: string]: Data };
  const text = map['Fn::Sub'] ?? map['Ref'];
  return typeof text === 'string'
    ? (DEPLOYED[text] ?? text.replace(/\$\{([^}]+)\}/g, (_, name) => DEPLOYED[name] ?? name))
    : Object.fromEntries(Object.entries(map).map(([key, value]) => [key, deployed(value)]));
}

const TAGS = ['Sub', 'Ref', 'GetAtt'].map((name) => ({
  tag: `!${name}`,
  resolve: (text: string) => ({ [name === 'Ref' ? name : `Fn::${name}`]: text }),
}));

/** The identity-based policies that stand in files, as the evaluator takes them. */
function policiesIn(files: Files): Pick<GeneratedRole, 'identityPolicies'> {
  const identityPolicies = Object.entries(files).flatMap(([path, text]) => {
    const data = deployed(parse(text.replace(/^\ufeff/, ''), { customTags: TAGS })) as {
      readonly Statement?: Data;
      readonly Resources?: { readonly FlowRole: { readonly Properties: Record<string, Data> } };
    };
    const inline = (data.Resources?.FlowRole.Properties['Policies'] ?? []) as unknown as readonly {
      readonly PolicyName: string;
      readonly PolicyDocument: Data;
    }[];
    const isIdentity =
      data.Statement !== undefined && !JSON.stringify(data).includes('"Principal"');
    return [
      ...(isIdentity ? [{ name: path, kind: 'inline', document: data }] : []),
      ...inline.map(({ PolicyName: name, PolicyDocument: document }) => ({
        name,
        kind: 'inline',
        document,
      })),
    ];
  });
  return { identityPolicies } as unknown as Pick<GeneratedRole, 'identityPolicies'>;
}

async function generated(nodes: readonly ApiNode[]): Promise<GeneratedRole> {
  const text = JSON.stringify({ name: 'flow', definition: { nodes, connections: [] } });
  const [role] = await generateRoles([{ path: 'flow.json', text }], OPTIONS);
  if (role === undefined) {
    throw new Error('no role');
  }
  return role;
}

function shown({ kind, place, action, resource, why }: Finding): string {
  return `${place.file}:${place.line} ${kind} ${action} on ${resource}: ${why}`;
}
