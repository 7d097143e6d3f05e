// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates write references so.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { findingsIn } from '../support/compare.ts';
import { Evaluator } from '../support/evaluator.ts';

vi.setConfig({ testTimeout: 600_000 });

/** FORMS_RUNS tries more ways of writing a grant than each change is tried with, FC_SEED others. */
const RUNS = {
  seed: Number(process.env['FC_SEED'] ?? 1),
  numRuns: Number(process.env['FORMS_RUNS'] ?? 200),
};

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';
const OWN = (service: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:`;

/** A node that uses a resource of its template, with what the template's references turn out to be. */
interface Subject {
  readonly type: string;
  readonly configuration: unknown;
  readonly action: string;
  /** What it calls: all of it must be allowed. */
  readonly called: readonly string[];
  /** Every way in which the template can name the resource or its relatives. */
  readonly values: Readonly<Record<string, string>>;
}

const RESOURCES = {
  Greeting: { Type: 'AWS::Bedrock::Prompt', Properties: { Name: 'greeting' } },
  First: { Type: 'AWS::Bedrock::PromptVersion', Properties: { PromptArn: { Ref: 'Greeting' } } },
  Porter: { Type: 'AWS::Bedrock::Agent', Properties: { AgentName: 'porter' } },
  Live: {
    Type: 'AWS::Bedrock::AgentAlias',
    Properties: { AgentAliasName: 'live', AgentId: { Ref: 'Porter' } },
  },
  Find: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'find-room' } },
  Stable: {
    Type: 'AWS::Lambda::Alias',
    Properties: { Name: 'stable', FunctionName: { Ref: 'Find' }, FunctionVersion: '1' },
  },
  Menus: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'menus' } },
  Docs: { Type: 'AWS::Bedrock::KnowledgeBase', Properties: { Name: 'docs' } },
};

const PROMPT = `${OWN('bedrock')}prompt/PROMPT0001`;
const FUNCTION = `${OWN('lambda')}function:find-room`;

const SUBJECTS: readonly Subject[] = [
  {
    type: 'Prompt',
    configuration: {
      Prompt: { SourceConfiguration: { Resource: { PromptArn: { 'Fn::GetAtt': 'First.Arn' } } } },
    },
    action: 'bedrock:RenderPrompt',
    called: [`${PROMPT}:1`],
    values: {
      Greeting: PROMPT,
      'Greeting.Arn': PROMPT,
      First: `${PROMPT}:1`,
      'First.Arn': `${PROMPT}:1`,
    },
  },
  {
    type: 'Agent',
    configuration: { Agent: { AgentAliasArn: { 'Fn::GetAtt': 'Live.AgentAliasArn' } } },
    action: 'bedrock:InvokeAgent',
    called: [`${OWN('bedrock')}agent-alias/AGENT00001/ALIAS00001`],
    values: {
      'Live.AgentAliasArn': `${OWN('bedrock')}agent-alias/AGENT00001/ALIAS00001`,
      'Live.AgentAliasId': 'ALIAS00001',
      'Porter.AgentArn': `${OWN('bedrock')}agent/AGENT00001`,
    },
  },
  {
    type: 'LambdaFunction',
    configuration: { LambdaFunction: { LambdaArn: { Ref: 'Stable' } } },
    action: 'lambda:InvokeFunction',
    called: [`${FUNCTION}:stable`],
    values: { Stable: `${FUNCTION}:stable`, 'Find.Arn': FUNCTION, Find: 'find-room' },
  },
  {
    type: 'Retrieval',
    configuration: {
      Retrieval: { ServiceConfiguration: { S3: { BucketName: { Ref: 'Menus' } } } },
    },
    action: 's3:GetObject',
    called: ['arn:aws:s3:::menus/monday.json', 'arn:aws:s3:::menus/a/b'],
    values: { Menus: 'menus', 'Menus.Arn': 'arn:aws:s3:::menus' },
  },
  {
    type: 'KnowledgeBase',
    configuration: { KnowledgeBase: { KnowledgeBaseId: { Ref: 'Docs' } } },
    action: 'bedrock:Retrieve',
    called: [`${OWN('bedrock')}knowledge-base/KBDOCS0001`],
    values: {
      Docs: 'KBDOCS0001',
      'Docs.KnowledgeBaseArn': `${OWN('bedrock')}knowledge-base/KBDOCS0001`,
    },
  },
];

const TYPES = ['prompt/', 'agent-alias/', 'knowledge-base/', 'function:', 'guardrail/', ''];
const TAILS = ['', ':*', '/*', '*', ':1', ':stable', '/monday.json', '/*.json'];

/** Ways of writing a resource of a statement, as `Fn::Sub` has them. */
const patternFor = ({ values }: Subject) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...Object.keys(values)), fc.constantFrom(...TAILS))
      .map(([name, tail]) => `\${${name}}${tail}`),
    fc
      .tuple(
        fc.constantFrom('bedrock', 'lambda', 's3', '*'),
        fc.constantFrom('*', REGION, '${AWS::Region}', ''),
        fc.constantFrom('*', ACCOUNT, '${AWS::AccountId}', ''),
        fc.constantFrom(...TYPES),
        fc.constantFrom(
          ...Object.keys(values).map((name) => `\${${name}}`),
          '*',
          'menus',
          'find-*',
        ),
        fc.constantFrom(...TAILS),
      )
      .map(
        ([service, region, account, type, id, tail]) =>
          `arn:\${AWS::Partition}:${service}:${region}:${account}:${type}${id}${tail}`,
      ),
    fc.constantFrom('*', 'arn:aws:bedrock:*', 'arn:aws:lambda:*', 'arn:aws:s3:::*'),
  );

const situation = fc.constantFrom(...SUBJECTS).chain((subject) =>
  fc.record({
    subject: fc.constant(subject),
    patterns: fc.array(patternFor(subject), { minLength: 1, maxLength: 2 }),
    isList: fc.boolean(),
  }),
);

test('what references grant is what an evaluator says once they are resolved', async () => {
  const told = { missing: 0, unknown: 0, granted: 0 };
  await fc.assert(
    fc.asyncProperty(situation, async ({ subject, patterns, isList }) => {
      const shown = patterns.map((pattern) =>
        pattern.includes('${') ? { 'Fn::Sub': pattern } : pattern,
      );
      const findings = await findingsIn(
        { 'template.json': templateOf(subject, isList ? shown : shown.slice(0, 1)) },
        { account: ACCOUNT, region: REGION },
      );
      const about = findings.filter(
        ({ rule, action }) =>
          action === subject.action && /^(?:missing|undecided)-permission$/.test(rule),
      );
      const resolved = patterns
        .slice(0, isList ? patterns.length : 1)
        .map((pattern) => resolve(pattern, subject))
        // AWS refuses a policy with anything else, which the evaluator takes as it comes.
        .filter((resource) => /^(?:\*$|arn:)/.test(resource));
      const evaluator = evaluatorOf(subject.action, resolved);
      const isAllowed =
        resolved.length > 0 &&
        subject.called.every((resource) =>
          evaluator.allows({ principal: 'role', action: subject.action, resource, context: {} }),
        );
      // The unversioned prompt is asked for as well: only what the node calls counts here.
      const isCalled = ({ resource }: (typeof about)[number]) => !/^\$\{Greeting\}$/.test(resource);
      const own = about.filter(isCalled);
      const [first] = own;
      told[first === undefined ? 'granted' : first.kind === 'missing' ? 'missing' : 'unknown'] += 1;
      if (first?.kind !== 'unknown') {
        expect(first === undefined, `${patterns} → ${resolved}: ${first?.why}`).toBe(isAllowed);
      }
    }),
    RUNS,
  );
  expect(told.granted, JSON.stringify(told)).toBeGreaterThan(RUNS.numRuns / 20);
  expect(told.unknown, JSON.stringify(told)).toBeLessThan(RUNS.numRuns / 10);
});

function templateOf({ type, configuration, action }: Subject, resources: readonly unknown[]) {
  const statement = { Effect: 'Allow', Action: action, Resource: resources };
  return JSON.stringify({
    Resources: {
      ...RESOURCES,
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
          Policies: [
            {
              PolicyName: 'p',
              PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
            },
          ],
        },
      },
      Flow: {
        Type: 'AWS::Bedrock::Flow',
        Properties: {
          Name: 'desk',
          ExecutionRoleArn: { 'Fn::GetAtt': 'Role.Arn' },
          Definition: {
            Connections: [],
            Nodes: [{ Name: 'N', Type: type, Configuration: configuration }],
          },
        },
      },
    },
  });
}

function resolve(pattern: string, { values }: Subject): string {
  const known: Readonly<Record<string, string>> = {
    ...values,
    'AWS::Partition': 'aws',
    'AWS::Region': REGION,
    'AWS::AccountId': ACCOUNT,
  };
  return pattern.replace(/\$\{([\w:.]+)\}/g, (whole, name: string) => known[name] ?? whole);
}

function evaluatorOf(action: string, resources: readonly string[]): Evaluator {
  const statement = { Sid: 'S', Effect: 'Allow', Action: [action], Resource: resources };
  return new Evaluator(
    {
      roleName: 'flow-role',
      account: ACCOUNT,
      region: REGION,
      partition: 'aws',
      trustPolicy: { Version: '2012-10-17', Statement: [] },
      identityPolicies: [
        {
          name: 'p',
          kind: 'inline',
          document: { Version: '2012-10-17', Statement: [statement] },
        },
      ],
      resourcePolicies: [],
      questions: [],
      assumptions: [],
      warnings: [],
    },
    `arn:aws:iam::${ACCOUNT}:role/flow-role`,
  );
}
