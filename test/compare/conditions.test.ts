import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/compare/finding.ts';
import { findingsIn } from '../support/compare.ts';

const OPTIONS = { account: '123456789012', region: 'us-east-1' };
const PROFILE = 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0';
const MODELS = 'arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0';

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

function flowOf(node: object): string {
  return JSON.stringify({ name: 'flow', definition: { nodes: [node], connections: [] } });
}

const PROFILE_FLOW = flowOf({
  name: 'Ask',
  type: 'Prompt',
  configuration: {
    prompt: { sourceConfiguration: { inline: { modelId: 'us.amazon.nova-lite-v1:0' } } },
  },
});

async function findingsFor(
  flow: string,
  ...statements: readonly object[]
): Promise<readonly Finding[]> {
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 1);
  const findings = await findingsIn({ 'flow.json': flow, 'policy.json': policy }, OPTIONS);
  return findings.filter(({ subject }) => subject === 'identity');
}

/** What is said of the models behind a profile, when a statement for them has these conditions. */
function onModels(Condition: Conditions) {
  return findingsFor(
    PROFILE_FLOW,
    {
      Effect: 'Allow',
      Action: ['bedrock:InvokeModel', 'bedrock:GetInferenceProfile'],
      Resource: PROFILE,
    },
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: MODELS, Condition },
  );
}

const KEY = 'bedrock:InferenceProfileArn';

describe('a condition that a need has', () => {
  it.each<readonly [string, Conditions]>([
    ['as it is', { StringEquals: { [KEY]: PROFILE } }],
    ['with a pattern that is narrower', { ArnLike: { [KEY]: PROFILE } }],
    ['of any value', { 'ForAnyValue:StringEquals': { [KEY]: PROFILE } }],
    [
      'if it exists, and it must',
      { StringEqualsIfExists: { [KEY]: PROFILE }, Null: { [KEY]: 'false' } },
    ],
    [
      'beside one of a key that every request carries',
      {
        StringEquals: { [KEY]: PROFILE },
        StringEqualsIfExists: { 'aws:PrincipalAccount': '123456789012' },
      },
    ],
  ])('is met by the same: %s', async (_, conditions) => {
    expect(await onModels(conditions)).toEqual([]);
  });

  it.each<readonly [string, Conditions]>([
    ['StringEqualsIfExists', { StringEqualsIfExists: { [KEY]: PROFILE } }],
    ['ArnLikeIfExists', { ArnLikeIfExists: { [KEY]: PROFILE } }],
    ['ForAllValues:StringEquals', { 'ForAllValues:StringEquals': { [KEY]: PROFILE } }],
  ])('is got past by calls without the key: %s', async (operator, conditions) => {
    const [finding, ...others] = await onModels(conditions);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'broad', repair: { do: 'narrow' } });
    expect(finding?.why).toContain(
      `is also allowed without ${KEY}: ${operator} lets calls through that lack the key`,
    );
  });

  it.each<readonly [string, Conditions]>([
    ['none', {}],
    ['StringNotEquals', { StringNotEquals: { [KEY]: 'arn:aws:bedrock:::other' } }],
    ['Null', { Null: { [KEY]: 'false' } }],
  ])('is not met by another: %s', async (_, conditions) => {
    const [finding, ...others] = await onModels(conditions);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'broad' });
    expect(finding?.why).toContain(`lacks the condition ${KEY}`);
  });
});

describe('a condition on a key', () => {
  const MODEL_FLOW = flowOf({
    name: 'Ask',
    type: 'Prompt',
    configuration: {
      prompt: { sourceConfiguration: { inline: { modelId: 'amazon.nova-lite-v1:0' } } },
    },
  });
  const kindsWith = async (Condition: Conditions) => {
    const Resource = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
    const statement = { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource, Condition };
    return (await findingsFor(MODEL_FLOW, statement)).map(({ kind }) => kind);
  };

  it.each<readonly [string, Conditions]>([
    ['every request has', { StringEquals: { 'aws:PrincipalAccount': '123456789012' } }],
    ['no call of a role has, if it exists', { StringEqualsIfExists: { 'aws:SourceArn': 'arn' } }],
    ['no call of a role has, and it must not', { Null: { 'aws:SourceAccount': 'true' } }],
    ['only calls through a profile have, negated', { StringNotLike: { [KEY]: '*' } }],
    ['that does not exist, if it exists', { StringEqualsIfExists: { 'aws:Nothing': 'x' } }],
  ])('leaves nothing missing: %s', async (_, conditions) => {
    expect(await kindsWith(conditions)).toEqual([]);
  });

  it.each<readonly [string, Conditions]>([
    ['only users have', { StringEquals: { 'aws:username': 'alice' } }],
    ['only calls of services have', { StringEquals: { 'aws:SourceAccount': '123456789012' } }],
    ['of another value', { StringNotEquals: { 'aws:PrincipalAccount': '123456789012' } }],
    ['only calls through a profile have', { StringLike: { [KEY]: '*' } }],
  ])('keeps the call out: %s', async (_, conditions) => {
    expect(await kindsWith(conditions)).toContain('missing');
  });

  it.each<readonly [string, Conditions]>([
    ['a call may have', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }],
    [
      'with a value that nobody knows',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } },
    ],
    ['of a date', { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }],
  ])('is undecided: %s', async (_, conditions) => {
    expect(await kindsWith(conditions)).toEqual(['unknown']);
  });
});

describe('NotResource and NotAction', () => {
  const KNOWLEDGE_FLOW = flowOf({
    name: 'Answer',
    type: 'KnowledgeBase',
    configuration: {
      knowledgeBase: { knowledgeBaseId: 'KB12345678', modelId: 'amazon.nova-lite-v1:0' },
    },
  });

  it('allow what they do not name, also an action that has no resources', async () => {
    const findings = await findingsFor(KNOWLEDGE_FLOW, {
      Effect: 'Allow',
      Action: 'bedrock:*',
      NotResource: ['arn:aws:s3:::secret/*', 'arn:aws:s3:::private/*'],
    });
    expect(findings.map(({ kind }) => kind)).toEqual(['broad']);
    const all = 'all resources except arn:aws:s3:::secret/*, arn:aws:s3:::private/*';
    expect(findings[0]).toMatchObject({ action: 'bedrock:*', resource: all });
    expect(findings[0]?.why).toContain(`NotResource allows ${all}`);
  });

  it('name the actions that they leave out as such', async () => {
    const [finding] = await findingsFor(KNOWLEDGE_FLOW, {
      Effect: 'Allow',
      NotAction: 'iam:*',
      Resource: '*',
    });
    expect(finding).toMatchObject({ kind: 'broad', action: 'all actions except iam:*' });
  });

  it.each([
    ['the resource', { Action: 'bedrock:*', NotResource: '*' }],
    ['the action', { NotAction: 'bedrock:Retrieve*', Resource: '*' }],
    ['a pattern of it', { Action: '*', NotResource: 'arn:aws:bedrock:*:*:knowledge-base/*' }],
  ])('allow nothing of what they name: %s', async (_, statement) => {
    const findings = await findingsFor(KNOWLEDGE_FLOW, { Effect: 'Allow', ...statement });
    expect(
      findings.some(({ kind, action }) => kind === 'missing' && action === 'bedrock:Retrieve'),
    ).toBe(true);
  });

  it('of a Deny keep out what they do not name', async () => {
    const findings = await findingsFor(
      KNOWLEDGE_FLOW,
      { Effect: 'Allow', Action: 'bedrock:*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: '*',
        NotResource: 'arn:aws:bedrock:us-east-1:123456789012:prompt/*',
      },
    );
    const denied = findings.filter(({ rule }) => rule === 'denied-permission');
    expect(new Set(denied.map(({ action }) => action))).toEqual(
      new Set(['bedrock:InvokeModel', 'bedrock:Retrieve', 'bedrock:RetrieveAndGenerate']),
    );
  });
});

describe('what stands twice in a statement', () => {
  it.each([
    ['actions', { Action: ['bedrock:InvokeModel', 'bedrock:GetAgent', 'bedrock:GetAgent'] }],
    ['actions that do not exist', { Action: ['bedrock:InvokeModel', 'bedrock:X', 'bedrock:X'] }],
  ])('is told once: %s', async (_, actions) => {
    const findings = await findingsFor(PROFILE_FLOW, {
      Effect: 'Allow',
      Resource: [PROFILE],
      ...actions,
    });
    const trims = findings.flatMap(({ repair }) => (repair?.do === 'trim' ? [repair] : []));
    expect(trims.map(({ items }) => items.length)).toEqual([2]);
  });
});

describe('a part that a function makes', () => {
  const template = (statement: object) =>
    JSON.stringify({
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: { Statement: [] },
            Policies: [
              {
                PolicyName: 'P',
                PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
              },
            ],
          },
        },
        Flow: {
          Type: 'AWS::Bedrock::Flow',
          Properties: {
            Name: 'flow',
            ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Definition: {
              Connections: [],
              Nodes: [
                {
                  Name: 'Ask',
                  Type: 'Prompt',
                  Configuration: {
                    Prompt: {
                      SourceConfiguration: { Inline: { ModelId: 'amazon.nova-lite-v1:0' } },
                    },
                  },
                },
              ],
            },
          },
        },
      },
    });
  const MADE = { 'Fn::FindInMap': ['Map', { Ref: 'Stage' }, 'value'] };
  const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';

  it.each<readonly [string, object]>([
    ['the conditions', { Action: 'bedrock:InvokeModel', Resource: MODEL, Condition: MADE }],
    [
      'the value of a condition',
      {
        Action: 'bedrock:InvokeModel',
        Resource: MODEL,
        Condition: { StringEquals: { 'aws:PrincipalAccount': [{ 'Fn::Split': [',', MADE] }] } },
      },
    ],
    ['what NotAction names', { NotAction: ['iam:*', { 'Fn::Split': [',', MADE] }], Resource: '*' }],
    [
      'one of the resources',
      { Action: 'bedrock:InvokeModel', Resource: ['arn:aws:s3:::x', { 'Fn::Split': [',', MADE] }] },
    ],
  ])('leaves it undecided: %s', async (_, statement) => {
    const findings = await findingsIn(
      { 'template.json': template({ Effect: 'Allow', ...statement }) },
      OPTIONS,
    );
    const kinds = findings
      .filter(({ action, subject }) => subject === 'identity' && action === 'bedrock:InvokeModel')
      .map(({ kind }) => kind);
    expect(kinds).toContain('unknown');
    expect(kinds).not.toContain('missing');
  });
});
