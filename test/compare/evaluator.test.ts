import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  comparisonOf,
  denialOf,
  isAllowed,
  type Permission,
} from '../../src/core/compare/comparison.ts';
import { allOf, not, type Verdict } from '../../src/core/compare/verdict.ts';
import { readJson } from '../../src/core/document/json.ts';
import { grantedInFiles } from '../../src/core/granted/policy-files.ts';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { display } from '../../src/core/template/template.ts';
import { WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import { type AnyStatement, anyStatement } from '../support/arbitrary-statement.ts';
import { type Call, showCall } from '../support/calls.ts';
import { Evaluator } from '../support/evaluator.ts';
import { worldsOf } from '../support/worlds.ts';

vi.setConfig({ testTimeout: 600_000 });

/** JUDGE_RUNS tries more statements than each change is tried with, and FC_SEED others. */
const RUNS = {
  seed: Number(process.env['FC_SEED'] ?? 1),
  numRuns: Number(process.env['JUDGE_RUNS'] ?? 400),
};

const OWN = `arn:aws:bedrock:${WORLD.region}:${WORLD.account}:`;
const guardrailConfiguration = { guardrailIdentifier: 'guarded00001', guardrailVersion: '1' };

/** A flow that uses one of nearly everything, so that its role has conditions of all kinds. */
const FLOW = {
  name: 'flow',
  definition: {
    nodes: [
      inline('Direct', 'amazon.nova-pro-v1:0'),
      inline('Profile', 'us.amazon.nova-lite-v1:0'),
      inline('Global', 'global.amazon.nova-lite-v1:0'),
      inline('Router', `${OWN}prompt-router/ofmodels0001`),
      inline('Market', 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/market'),
      node('Saved', 'Prompt', {
        prompt: { sourceConfiguration: { resource: { promptArn: `${OWN}prompt/PROMPT0001:2` } } },
      }),
      node('Knowledge', 'KnowledgeBase', {
        knowledgeBase: {
          knowledgeBaseId: 'KB00000001',
          modelId: 'amazon.nova-lite-v1:0',
          guardrailConfiguration,
        },
      }),
      node('Function', 'LambdaFunction', {
        lambdaFunction: {
          lambdaArn: 'arn:aws:lambda:us-east-1:123456789012:function:compute:live',
        },
      }),
      node('Read', 'Retrieval', {
        retrieval: { serviceConfiguration: { s3: { bucketName: 'documents' } } },
      }),
    ],
    connections: [],
  },
};

function node(name: string, type: string, configuration: unknown) {
  return { name, type, configuration };
}

function inline(name: string, modelId: string) {
  return node(name, 'Prompt', { prompt: { sourceConfiguration: { inline: { modelId } } } });
}

const flows = await readFlows({ path: 'flow.json', text: JSON.stringify(FLOW) }, () => undefined);
const [planned] = planRoles(flows, {
  given: [
    { part: 'account', value: WORLD.account, origin: { kind: 'flag', name: '--account' } },
    { part: 'region', value: WORLD.region, origin: { kind: 'flag', name: '--region' } },
  ],
  answers: new Map(Object.entries({ ...WORLD_ANSWERS, 'flow-id': 'FLOW123456' })),
  keeps: () => false,
  pinRegions: false,
});
if (planned === undefined) {
  throw new Error('no role');
}
const { plan } = planned;
const PERMISSIONS = comparisonFor([]).permissions;

function comparisonFor(statements: readonly AnyStatement[]) {
  const document = readJson('policy.json', policyText(statements));
  return comparisonOf(plan, plan, grantedInFiles([{ path: 'policy.json', document }]));
}

function policyText(statements: readonly AnyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const SAMPLES = [
  { region: 'us-east-1', rest: 'some/object' },
  { region: 'sa-north-7', rest: '~' },
];

/** What no statement names, so that only one for everything allows it. */
const UNNAMED = { region: 'il-west-9', rest: '!' };

/** Calls that a permission is for. */
function callsFor(
  { action, resource, conditions }: Permission,
  samples = SAMPLES,
): readonly Call[] {
  const contexts = conditions.reduce<readonly Record<string, string>[]>(
    (all, { key, values }) =>
      all.flatMap((one) => values.map((value) => ({ ...one, [key]: display(value) }))),
    [{}],
  );
  return samples.flatMap(({ region, rest }) =>
    contexts.map((context) => ({
      principal: 'role',
      action,
      resource: display(resource).replace(':*:', `:${region}:`).replace('/*', `/${rest}`),
      context,
    })),
  );
}

/** A request on no resource is, for the evaluator, on something that no ARN in a policy matches. */
function onSomething(call: Call): Call {
  return call.resource === '*' ? { ...call, resource: 'arn:none:none:none:none:none' } : call;
}

function verdictOf(statements: readonly AnyStatement[], permission: Permission): Verdict {
  const comparison = comparisonFor(statements);
  const denied = denialOf(comparison, permission)?.verdict ?? 'no';
  return allOf([isAllowed(comparison, permission, comparison.identity), not(denied)]);
}

function evaluatorOf(statements: readonly AnyStatement[]): Evaluator {
  const { Version, Statement } = JSON.parse(policyText(statements));
  const document = { Version, Statement };
  return new Evaluator(
    {
      roleName: 'flow-role',
      account: WORLD.account,
      region: WORLD.region,
      partition: 'aws',
      trustPolicy: { Version, Statement: [] },
      identityPolicies: [{ name: 'policy', kind: 'inline', document }],
      resourcePolicies: [],
      questions: [],
      assumptions: [],
      warnings: [],
    },
    'arn:aws:iam::123456789012:role/flow-role',
  );
}

function keysIn(statements: readonly AnyStatement[]): readonly string[] {
  const inConditions = statements.flatMap(({ Condition }) =>
    Object.values(Object(Condition)).flatMap((keys) => Object.keys(Object(keys))),
  );
  const inValues = [...JSON.stringify(statements).matchAll(/\$\{(aws:\w+)\}/g)].map(
    ([, key = '']) => key,
  );
  return [...inConditions, ...inValues];
}

const situation = fc.constantFrom(...PERMISSIONS).chain((permission) =>
  fc.record({
    permission: fc.constant(permission),
    statements: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: anyStatement(callsFor(permission)) },
        { weight: 1, arbitrary: anyStatement(PERMISSIONS.flatMap((each) => callsFor(each))) },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

describe('what is said of a permission', () => {
  test('is what an evaluator says in every context in which the call can come', () => {
    const told: Record<Verdict, number> = { yes: 0, no: 0, perhaps: 0 };
    fc.assert(
      fc.property(situation, ({ permission, statements }) => {
        const verdict = verdictOf(statements, permission);
        told[verdict] += 1;
        const evaluator = evaluatorOf(statements);
        const calls = callsFor(permission, [...SAMPLES, UNNAMED]).flatMap((call) =>
          worldsOf(call, keysIn(statements)),
        );
        const [allowed, denied] = [
          calls.filter((call) => evaluator.allows(onSomething(call))),
          calls.filter((call) => !evaluator.allows(onSomething(call))),
        ];
        if (verdict === 'yes') {
          expect(denied.map(showCall)).toEqual([]);
        }
        if (verdict === 'no') {
          // Of what is needed everywhere, something fails.
          expect(denied.length, allowed.map(showCall).join('\n')).toBeGreaterThan(0);
        }
      }),
      RUNS,
    );
    // It must not get by with "perhaps": most situations have one answer.
    expect(told.yes, JSON.stringify(told)).toBeGreaterThan(RUNS.numRuns / 20);
    expect(told.perhaps, JSON.stringify(told)).toBeLessThan(RUNS.numRuns / 2);
  });
});
