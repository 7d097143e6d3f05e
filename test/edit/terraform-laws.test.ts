import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../src/core/compare/finding.ts';
import type { MendOptions } from '../../src/core/edit/task.ts';
import { nearMisses } from '../policy/near-misses.ts';
import { knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import { type ApiNode, type Call, callsOfNodes, showCall } from '../support/calls.ts';
import { type Files, findingsIn, mendFiles, withChanges } from '../support/compare.ts';
import { damagedRole } from '../support/damaged-role.ts';
import { Evaluator, type GeneratedRole, generateRoles } from '../support/evaluator.ts';
import { type EvaluatedModule, evaluateModule } from '../support/terraform-evaluated.ts';
import {
  type FunctionReference,
  OPAQUE,
  type Roll,
  type WrittenModule,
  writeModule,
} from '../support/terraform-role.ts';

vi.setConfig({ testTimeout: 3_600_000 });

/** The same runs every time; FC_SEED gives others, and TERRAFORM_LAWS more of them. */
const RUNS = {
  seed: Number(process.env['FC_SEED'] ?? 1),
  numRuns: Number(process.env['TERRAFORM_LAWS'] ?? 15),
  endOnFailure: true,
};

const OPTIONS = { account: WORLD.account, region: WORLD.region, answers: WORLD_ANSWERS };
const ROLE_ARN = 'arn:aws:iam::123456789012:role/flow-role';
const COMPUTE = 'arn:aws:lambda:us-east-1:123456789012:function:compute';

/** The function `compute` as text, as a resource, and as one of several. */
const FUNCTIONS: readonly (readonly FunctionReference[])[] = [
  [],
  [
    {
      arn: COMPUTE,
      expression: 'aws_lambda_function.compute.arn',
      block: 'resource "aws_lambda_function" "compute" {\n  function_name = "compute"\n}',
    },
  ],
  [
    {
      arn: COMPUTE,
      expression: 'aws_lambda_function.all["com-pute"].arn',
      block:
        'resource "aws_lambda_function" "all" {\n  for_each      = toset(["com-pute"])\n  function_name = each.key\n}',
    },
  ],
];

const EVERY_OPTION: readonly MendOptions[] = [
  { prune: false, narrow: false },
  { prune: true, narrow: false },
  { prune: false, narrow: true },
  { prune: true, narrow: true },
];

describe('fix in Terraform', () => {
  test('keeps its laws, however the policies are written', async () => {
    await fc.assert(
      fc.asyncProperty(
        knownNodes,
        fc.infiniteStream(fc.nat()),
        fc.constantFrom(...FUNCTIONS),
        fc.constantFrom(...EVERY_OPTION),
        async (nodes, dice, functions, options) => {
          const roll: Roll = (sides) => Number(dice.next().value) % sides;
          const wanted = await generated(nodes);
          const role = damagedRole(wanted, dice, { denies: false });
          const module = writeModule(nodes, role, damagedTrust(roll), functions, roll);
          await expectLaws(module, { nodes, wanted, functions, options });
        },
      ),
      RUNS,
    );
  });
});

interface Case {
  readonly nodes: readonly ApiNode[];
  readonly wanted: GeneratedRole;
  readonly functions: readonly FunctionReference[];
  readonly options: MendOptions;
}

async function expectLaws(module: WrittenModule, { nodes, wanted, functions, options }: Case) {
  const { files } = module;
  const known = knownExpressions(functions);
  const before = await findingsIn(files, OPTIONS);
  const { after, left } = await fixed(files, options);
  const about = `${JSON.stringify(options)}\n${show(files)}\n=== after\n${show(after)}`;
  // HashiCorp's parser and ours read it, and nothing in it is what Terraform refuses.
  const now = await evaluateModule(after, known);
  expect(now.faults, about).toEqual([]);
  const findings = await findingsIn(after, OPTIONS);
  const excused = new Set(left.map(keyOf));
  const open = findings.filter((one) => isToGo(one, options) && !excused.has(keyOf(one)));
  expect(open.map(shown), about).toEqual([]);
  const present = new Set(before.map(rules));
  const more = findings.filter((one) => one.kind !== 'unknown' && !present.has(rules(one)));
  expect(more.map(shown), about).toEqual([]);
  expect((await fixed(after, options)).after, about).toEqual(after);
  expectKept(module, after, now, about);
  await expectSameCalls({ nodes, wanted, options, now, findings, left, about });
}

/** What no edit touches: text outside the policies, comments, and expressions that may be lists. */
function expectKept(
  { outside, comments, opaque }: WrittenModule,
  after: Files,
  now: EvaluatedModule,
  about: string,
): void {
  for (const [path, chunks] of Object.entries(outside)) {
    let at = 0;
    for (const chunk of chunks) {
      const found = (after[path] ?? '').indexOf(chunk, at);
      expect(found, `${chunk}\n${about}`).toBeGreaterThanOrEqual(at);
      at = found + chunk.length;
    }
  }
  const text = Object.values(after).join('\n');
  for (const source of opaque) {
    expect(text, about).toContain(source);
  }
  const statements = [now.trust, ...now.identity].flatMap(({ Statement }) => Statement);
  const lost = comments.filter(({ text: comment, sid, item }) => {
    const own = statements.filter((statement) => statement.Sid === sid);
    const isThere =
      sid === undefined
        ? item === undefined
        : own.some(
            ({ Action, Resource = [] }) =>
              item === undefined || [Action, Resource].flat().includes(item),
          );
    return isThere && !text.includes(comment);
  });
  // A comment inside a value goes with it, as with the conditions of a trust policy.
  expect(
    lost.map(({ text: comment }) => comment),
    about,
  ).toEqual([]);
}

interface CallCase {
  readonly nodes: readonly ApiNode[];
  readonly wanted: GeneratedRole;
  readonly options: MendOptions;
  readonly now: EvaluatedModule;
  readonly findings: readonly Finding[];
  readonly left: readonly Finding[];
  readonly about: string;
}

/** The evaluator agrees: what is needed is allowed, and after all edits nothing else that is near. */
async function expectSameCalls({
  nodes,
  wanted,
  options,
  now,
  findings,
  left,
  about,
}: CallCase): Promise<void> {
  const fixedRole: GeneratedRole = {
    ...wanted,
    trustPolicy: now.trust,
    identityPolicies: now.identity.map((document, index) => ({
      name: `policy-${index}`,
      kind: 'inline',
      document,
    })),
  };
  const [has, needs] = [new Evaluator(fixedRole, ROLE_ARN), new Evaluator(wanted, ROLE_ARN)];
  const isUndecided = (call: Call) =>
    [...findings, ...left].some(
      ({ kind, action }) => kind !== 'excess' && kind !== 'broad' && action.includes(call.action),
    );
  const calls = callsOfNodes(nodes, WORLD);
  const denied = calls.filter(
    (call) => needs.allows(call) && !isUndecided(call) && !has.allows(call),
  );
  expect(denied.map(showCall), about).toEqual([]);
  if (!isUndecided(ASSUME) && !findings.some(({ subject }) => subject === 'trust')) {
    expect(has.allows(ASSUME), about).toBe(true);
  }
  if (options.prune && options.narrow && findings.length === 0 && left.length === 0) {
    const misses = (await Promise.all(calls.map(nearMisses))).flat();
    const wide = misses.filter((call) => has.allows(call) && !needs.allows(call));
    expect(wide.map(showCall), about).toEqual([]);
  }
}

const ASSUME: Call = {
  principal: 'bedrock',
  action: 'sts:AssumeRole',
  resource: ROLE_ARN,
  context: {
    'aws:SourceAccount': WORLD.account,
    'aws:SourceArn': `arn:aws:bedrock:${WORLD.region}:${WORLD.account}:flow/FLOW123456`,
  },
};

async function fixed(files: Files, options: MendOptions) {
  const { changes, left, faults } = await mendFiles(files, OPTIONS, options);
  expect(faults, show(files)).toEqual([]);
  return { after: withChanges(files, changes), left };
}

function isToGo({ kind }: Finding, { prune, narrow }: MendOptions): boolean {
  switch (kind) {
    case 'missing':
    case 'invalid':
      return true;
    case 'excess':
      return prune;
    case 'broad':
      return narrow;
    default:
      return false;
  }
}

function keyOf({ rule, action, subject }: Finding): string {
  return [rule, subject, action].join(' ');
}

function rules({ rule, subject }: Finding): string {
  return [rule, subject].join(' ');
}

function shown({ kind, place, action, resource, why }: Finding): string {
  return `${place.file}:${place.line} ${kind} ${action} on ${resource}: ${why}`;
}

function show(files: Files): string {
  return Object.entries(files)
    .map(([path, text]) => `--- ${path}\n${text}`)
    .join('\n');
}

function knownExpressions(functions: readonly FunctionReference[]) {
  return new Map<string, string | readonly string[]>([
    ...Object.entries(OPAQUE).filter(([source]) => !source.startsWith('"')),
    ...functions.map(({ arn, expression }) => [expression, arn] as const),
    ...['data.aws_caller_identity.current.account_id'].map(
      (name) => [name, WORLD.account] as const,
    ),
    ...['data.aws_region.current.id'].map((name) => [name, WORLD.region] as const),
    ...['data.aws_partition.current.partition'].map((name) => [name, 'aws'] as const),
    ['aws_iam_role.desk.id', 'flow-role'],
  ]);
}

/** Trust policies that are right, too wide, for another account, or for somebody else. */
function damagedTrust(roll: Roll) {
  const conditions = {
    StringEquals: { 'aws:SourceAccount': WORLD.account },
    ArnLike: { 'aws:SourceArn': `arn:aws:bedrock:${WORLD.region}:${WORLD.account}:flow/*` },
  };
  const right = {
    Sid: 'Trust',
    Effect: 'Allow',
    Principal: { Service: 'bedrock.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: conditions,
  };
  const { Condition: _, ...open } = right;
  const { Action: __, ...withoutAction } = right;
  const other = {
    Sid: 'Other',
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const foreign = {
    ...right,
    Condition: { StringEquals: { 'aws:SourceAccount': '999988887777' } },
  };
  const wrongAction = { ...right, Action: 'sts:GetCallerIdentity' };
  const shapes = [
    [right],
    [right],
    [open],
    [open, other],
    [foreign],
    [other],
    [withoutAction],
    [wrongAction, other],
    [right, other],
  ];
  return shapes[roll(shapes.length)] ?? [right];
}

async function generated(nodes: readonly ApiNode[]): Promise<GeneratedRole> {
  const text = JSON.stringify({ name: 'desk', definition: { nodes, connections: [] } });
  const [role] = await generateRoles([{ path: 'flow.json', text }], {
    ...OPTIONS,
    answers: { ...WORLD_ANSWERS, 'flow-id': 'FLOW123456' },
  });
  if (role === undefined) {
    throw new Error('no role');
  }
  return role;
}
