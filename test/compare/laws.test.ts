import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import type { Finding } from '../../src/core/compare/finding.ts';
import { nearMisses } from '../policy/near-misses.ts';
import { knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import type { ApiNode, Call } from '../support/calls.ts';
import { callsOfNodes, showCall } from '../support/calls.ts';
import { type Files, findingsIn, mended } from '../support/compare.ts';
import { damagedRole, roleFiles } from '../support/damaged-role.ts';
import { Evaluator, type GeneratedRole, generateRoles } from '../support/evaluator.ts';
import { share } from '../support/share.ts';
import { templateFile } from '../support/template-file.ts';

vi.setConfig({ testTimeout: 120_000 });

const OPTIONS = {
  account: WORLD.account,
  region: WORLD.region,
  answers: { ...WORLD_ANSWERS, 'flow-id': 'FLOW123456' },
};
const ROLE_ARN = 'arn:aws:iam::123456789012:role/flow-role';

const RUNS = share(12);

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

/** A file in one of the ways in which people write them. */
const manner = fc.constantFrom(
  'plain',
  'plain, 4 blanks',
  'plain, tabs, CRLF',
  'plain, one line',
  'template.json',
  'template.yaml',
  'template.yaml, CRLF',
);

describe('fix', () => {
  test('leaves nothing missing or without effect, and nothing to do a second time', async () => {
    await fc.assert(
      fc.asyncProperty(
        knownNodes,
        fc.infiniteStream(fc.nat()),
        manner,
        async (nodes, dice, how) => {
          const what = { prune: false, narrow: false };
          const role = damagedRole(await generated(nodes), dice, { denies: false });
          const once = await mended(filesOf(nodes, role, how), OPTIONS, what);
          const left = (await findingsIn(once, OPTIONS)).filter(({ kind }) =>
            ['missing', 'invalid'].includes(kind),
          );
          expect(left.map(shown), JSON.stringify(once)).toEqual([]);
          expect(await mended(once, OPTIONS, what)).toEqual(once);
        },
      ),
      RUNS,
    );
  });

  test('narrows calls by way of a prompt router on every resource', async () => {
    const ROUTER = 'arn:aws:bedrock:us-east-1:123456789012:prompt-router/ofapplication';
    const prompt = { sourceConfiguration: { inline: { modelId: ROUTER } } };
    const nodes = [{ name: 'a', type: 'Prompt', configuration: { prompt } }] as const;
    const wanted = await generated(nodes);
    const before = roleFiles(wanted);
    const wide = Object.fromEntries(
      Object.entries(before).map(([path, text]) => [path, withWideRouter(text)]),
    );
    expect(wide).not.toEqual(before);
    const once = await mended({ ...flowFile(nodes), ...wide }, OPTIONS, {
      prune: true,
      narrow: true,
    });
    const left = (await findingsIn(once, OPTIONS)).filter(({ kind }) => kind !== 'unknown');
    expect(left.map(shown), JSON.stringify(once)).toEqual([]);
  });

  test('with --prune and --narrow leaves what is generated', async () => {
    await fc.assert(
      fc.asyncProperty(
        knownNodes,
        fc.infiniteStream(fc.nat()),
        manner,
        async (nodes, dice, how) => {
          const what = { prune: true, narrow: true };
          const wanted = await generated(nodes);
          const role = damagedRole(wanted, dice, { denies: false });
          const once = await mended(filesOf(nodes, role, how), OPTIONS, what);
          // What is told to be looked at by hand, with the reason, stays.
          const left = (await findingsIn(once, OPTIONS)).filter(
            ({ kind, remedy }) => !['unknown', 'note'].includes(kind) && remedy === undefined,
          );
          expect(left.map(shown), JSON.stringify(once)).toEqual([]);
          const fixed = { ...wanted, identityPolicies: identityIn(once) };
          const [has, needs] = [new Evaluator(fixed, ROLE_ARN), new Evaluator(wanted, ROLE_ARN)];
          // Fixing adds no precaution, and takes none away.
          const least = new Evaluator(withoutPrecautions(wanted), ROLE_ARN);
          const calls = callsOfNodes(nodes, WORLD);
          // Keys may be used as AWS's page has it, which is wider than what is written.
          const misses = (await Promise.all(calls.map(nearMisses)))
            .flat()
            .filter(({ action }) => !action.startsWith('kms:'));
          const differing = [...calls, ...misses].filter(
            (call) =>
              has.allows(call) !== needs.allows(call) && has.allows(call) !== least.allows(call),
          );
          expect(differing.map(showCall), JSON.stringify(once)).toEqual([]);
        },
      ),
      RUNS,
    );
  });
});

describe('fix', () => {
  test('touches no line outside the statements that findings are about', async () => {
    await fc.assert(
      fc.asyncProperty(
        knownNodes,
        fc.infiniteStream(fc.nat()),
        manner,
        fc.boolean(),
        async (nodes, dice, how, all) => {
          const role = damagedRole(await generated(nodes), dice, { denies: false });
          const files = filesOf(nodes, role, how);
          const findings = await findingsIn(files, OPTIONS);
          const what = { prune: all, narrow: all };
          const after = await mended(files, OPTIONS, what);
          const named = new Set(
            findings.flatMap(({ granted }) =>
              granted === undefined ? [] : [sidAt(files, granted)],
            ),
          );
          for (const [path, text] of Object.entries(files)) {
            const left = after[path] ?? '';
            const blocks = statementsIn(text).filter(({ sid }) => !named.has(sid));
            for (const { sid, block } of blocks) {
              // A statement that is like a new one may get its resources, and keeps all of its own.
              const now = statementsIn(left).filter((statement) => statement.sid === sid);
              const lines = new Set(now.flatMap((statement) => linesOf(statement.block)));
              expect(linesOf(block).filter((line) => !lines.has(line))).toEqual([]);
            }
            const head = text.indexOf('Statement');
            expect(left.slice(0, head)).toBe(text.slice(0, head));
            expect(left.includes('what comes behind')).toBe(text.includes('what comes behind'));
            expect(left.includes('\r\n') && /[^\r]\n/.test(left)).toBe(false);
          }
        },
      ),
      RUNS,
    );
  });
});

/** The Sid of the statement that begins at a place: statements begin with theirs. */
function sidAt(files: Files, { file, line }: Finding['place']): string | undefined {
  const lines = (files[file] ?? '').split('\n').slice(line - 1, line + 2);
  return lines.flatMap((text) => SID.exec(text)?.[1] ?? [])[0];
}

const SID = /"?Sid"?: ?"?(\w+)/;

function linesOf(block: string): readonly string[] {
  return block.split(/\r?\n/).map((line) => line.replace(/,$/, ''));
}

/** The statements of a file from their Sid to their end, where each has lines of its own. */
function statementsIn(text: string) {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const sid = SID.exec(line)?.[1];
    const indent = line.search(/"?Sid/);
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((next) => next.search(/\S/) < indent);
    const block = [line, ...rest.slice(0, Math.max(end, 0))].map((each, index) =>
      index === 0 ? each.slice(indent) : each,
    );
    return sid === undefined || lines.length < 3
      ? []
      : [{ sid, block: block.join('\n').replace(/\r$/, '') }];
  });
}

function filesOf(nodes: readonly ApiNode[], role: GeneratedRole, how: string): Files {
  const [path, ...rest] = how.split(', ');
  const lines = (files: Files): Files =>
    rest.includes('CRLF')
      ? Object.fromEntries(
          Object.entries(files).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]),
        )
      : files;
  if (path === 'plain') {
    const indent = rest.includes('one line') ? undefined : rest.includes('tabs') ? '\t' : 4;
    return {
      ...flowFile(nodes),
      ...lines(roleFiles(role, (policy) => JSON.stringify(policy, undefined, indent))),
    };
  }
  return lines(
    templateFile(path === 'template.json' ? 'json' : 'yaml', { nodes, connections: [] }, role),
  );
}

const DEPLOYED: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': WORLD.region,
  'AWS::AccountId': WORLD.account,
};

/** A parsed template with its references to the deployment resolved. */
// biome-ignore lint/suspicious/noExplicitAny: a parsed file can be anything
function deployed(data: any): any {
  if (Array.isArray(data)) {
    return data.map(deployed);
  }
  if (typeof data !== 'object' || data === null) {
    return data;
  }
  const text = data['Fn::Sub'] ?? data.Ref;
  return typeof text === 'string'
    ? (DEPLOYED[text] ?? text.replace(/\$\{([^}]+)\}/g, (_, name) => DEPLOYED[name] ?? name))
    : Object.fromEntries(Object.entries(data).map(([key, value]) => [key, deployed(value)]));
}

/** The identity-based policies that stand in files. */
function identityIn(files: Files): GeneratedRole['identityPolicies'] {
  return Object.entries(files).flatMap(([path, text]) => {
    const data = deployed(parse(text.replace(/!(?:Sub|Ref) (\S+)/g, '{ "Fn::Sub": "$1" }')));
    const inline = data.Resources?.FlowRole.Properties.Policies ?? [];
    const isIdentity = data.Statement?.every(
      ({ Principal }: { readonly Principal?: unknown }) => Principal === undefined,
    );
    return [
      ...(isIdentity === true ? [{ name: path, kind: 'inline' as const, document: data }] : []),
      ...inline.map(({ PolicyName, PolicyDocument }: Readonly<Record<string, unknown>>) => ({
        name: PolicyName,
        kind: 'inline',
        document: PolicyDocument,
      })),
    ];
  });
}

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

function withoutPrecautions(role: GeneratedRole): GeneratedRole {
  return {
    ...role,
    identityPolicies: role.identityPolicies.map((policy) => ({
      ...policy,
      document: {
        ...policy.document,
        Statement: policy.document.Statement.filter(({ Sid }) => !Sid.includes('Precaution')),
      },
    })),
  };
}

/** A policy whose statements about a prompt router are on every resource. */
function withWideRouter(text: string): string {
  return JSON.stringify(
    JSON.parse(text, (_key, value) =>
      value?.Condition?.StringEquals?.['bedrock:PromptRouterArn'] === undefined
        ? value
        : { ...value, Resource: ['*'] },
    ),
  );
}
