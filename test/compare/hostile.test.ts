import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { InputError } from '../../src/core/problem.ts';
import { promptNode } from '../cli/flows.ts';
import { findingsIn, mended } from '../support/compare.ts';
import { share } from '../support/share.ts';

vi.setConfig({ testTimeout: 60_000 });

const RUNS = share(60);
const DEPLOYMENT = { account: '123456789012', region: 'us-east-1' };

/** Values where policies have others: wrong kinds, functions, names that objects have themselves. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    '*',
    'bedrock:*',
    'arn:aws:bedrock:*:*:*/*',
    '__proto__',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
    '${aws:PrincipalAccount}',
    '\u001b[31m',
    { 'Fn::If': ['A', 'b', { Ref: 'AWS::NoValue' }] },
    { Ref: 'Nobody' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of a template
    { 'Fn::Sub': '${Nobody.Arn}/*' },
  ),
);
const strange = (keys: readonly string[]) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, anything])), { requiredKeys: [] });
const statement = fc.oneof(
  anything,
  strange(['Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition', 'Principal']),
);
const policy = strange(['Version']).chain((rest) =>
  fc.oneof(statement, fc.array(statement, { maxLength: 4 })).map((Statement) => ({
    ...rest,
    Statement,
  })),
);

test('whatever stands in a policy file, it is compared, mended or refused with a place', async () => {
  await fc.assert(
    fc.asyncProperty(policy, async (document) => {
      const files = {
        'flow.json': JSON.stringify({
          name: 'flow',
          definition: { nodes: [promptNode('amazon.nova-lite-v1:0')], connections: [] },
        }),
        'policy.json': JSON.stringify(document),
      };
      await survives(files);
    }),
    RUNS,
  );
});

test('whatever stands in the role of a template, it is compared, mended or refused', async () => {
  await fc.assert(
    fc.asyncProperty(policy, anything, anything, async (document, trust, arns) => {
      const files = {
        'template.json': JSON.stringify({
          Resources: {
            Role: {
              Type: 'AWS::IAM::Role',
              Properties: {
                AssumeRolePolicyDocument: trust,
                ManagedPolicyArns: arns,
                Policies: [{ PolicyName: 'p', PolicyDocument: document }, arns],
              },
            },
            Policy: {
              Type: 'AWS::IAM::Policy',
              Properties: { Roles: [{ Ref: 'Role' }, trust], PolicyDocument: document },
            },
            Flow: {
              Type: 'AWS::Bedrock::Flow',
              Properties: {
                ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
                DefinitionString: JSON.stringify({
                  nodes: [promptNode('amazon.nova-lite-v1:0')],
                  connections: [],
                }),
              },
            },
          },
        }),
      };
      await survives(files);
    }),
    RUNS,
  );
});

/** Nothing but an error with a place may come out, and what was mended is still JSON. */
async function survives(files: Readonly<Record<string, string>>): Promise<void> {
  try {
    await findingsIn(files, DEPLOYMENT);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return;
  }
  const after = await mended(files, DEPLOYMENT, { prune: true, narrow: true });
  for (const text of Object.values(after)) {
    expect(() => JSON.parse(text)).not.toThrow();
  }
}
