import { describe, expect, it } from 'vitest';
import { checkedOf, projectOf, rolesOf, type Tree } from './in-memory.ts';

const POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'bedrock:*', Resource: '*' },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::desk/*' },
  ],
};

function trust(service: string): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
  };
}

const OF_BEDROCK = trust('bedrock.amazonaws.com');
const OF_ANOTHER = trust('ec2.amazonaws.com');

const template = (document: object) =>
  JSON.stringify({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: document,
          Policies: [{ PolicyName: 'p', PolicyDocument: POLICY }],
        },
      },
      Flow: {
        Type: 'AWS::Bedrock::Flow',
        Properties: { Name: 'desk', ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
      },
    },
  });

const terraform = (document: object, type = 'aws_bedrockagent_flow') => `
resource "aws_iam_role" "desk" {
  assume_role_policy = jsonencode(${JSON.stringify(document).replaceAll('":', '" =')})
  inline_policy {
    name   = "p"
    policy = jsonencode(${JSON.stringify(POLICY).replaceAll('":', '" =')})
  }
}
resource "${type}" "desk" {
  name               = "desk"
  execution_role_arn = aws_iam_role.desk.arn
}
`;

const FLOW = {
  name: 'desk',
  id: 'FLOWDESK01',
  arn: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOWDESK01',
  executionRoleArn: 'arn:aws:iam::111122223333:role/desk',
  status: 'NotPrepared',
};

const beside = (document: object, flow: object = FLOW) => ({
  'desk.json': JSON.stringify(flow),
  'desk.trust-policy.json': JSON.stringify(document),
  'desk.FlowPermissions.json': JSON.stringify(POLICY),
});

const WAYS: readonly (readonly [string, (document: object) => Tree])[] = [
  ['what GetFlow prints', (document) => beside(document)],
  ['a definition that is null', (document) => beside(document, { ...FLOW, definition: null })],
  ['a template', (document) => ({ 'template.json': template(document) })],
  ['a module', (document) => ({ 'main.tf': terraform(document) })],
  ['a module of awscc', (document) => ({ 'main.tf': terraform(document, 'awscc_bedrock_flow') })],
];

const PLAN = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.12.0',
  resource_changes: [
    {
      address: 'aws_bedrockagent_flow.desk',
      type: 'aws_bedrockagent_flow',
      change: {
        after: { name: 'desk', execution_role_arn: FLOW.executionRoleArn, definition: [] },
        after_unknown: { arn: true, id: true },
      },
    },
  ],
});

const ALL: readonly (readonly [string, Tree])[] = [
  ...WAYS.map(([name, treeWith]) => [name, treeWith(OF_BEDROCK)] as const),
  ['a plan', { 'plan.json': PLAN }],
];

describe('a flow without a definition', () => {
  it.each(ALL)('has a role with its trust policy only: %s', async (_, tree) => {
    const [role, ...others] = rolesOf(await projectOf(tree));
    expect(others).toEqual([]);
    expect(role?.plan.trust.statements).toHaveLength(1);
    expect(role?.plan.identity).toEqual([]);
    expect(role?.plan.warnings.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('Flow "desk" has no definition here'),
    );
  });

  it.each(WAYS)('is compared by its trust policy, in %s', async (_, treeWith) => {
    const rulesOf = async (document: object) => {
      const { roles, problems } = await checkedOf(treeWith(document));
      expect(problems).toEqual([]);
      return roles.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    };
    expect(await rulesOf(OF_ANOTHER)).toContain('missing-trust');
    const good = await rulesOf(OF_BEDROCK);
    expect(good).toContain('no-definition');
    expect(good).not.toContain('missing-trust');
    expect(good.filter((rule) => /-permission$/.test(rule))).toEqual([]);
  });

  it('keeps what its role has from being judged for the other flows of the role', async () => {
    const other = {
      Name: 'other',
      ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Definition: { Connections: [], Nodes: [{ Name: 'Arrive', Type: 'Input' }] },
    };
    const { Resources } = JSON.parse(template(OF_BEDROCK));
    const rulesWith = async (resources: object) => {
      const { roles } = await checkedOf({
        'template.json': JSON.stringify({ Resources: resources }),
      });
      return roles.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    };
    const both = { ...Resources, Other: { Type: 'AWS::Bedrock::Flow', Properties: other } };
    const { Flow: _, ...alone } = both;
    expect(await rulesWith(alone)).toContain('excess-permission');
    expect(await rulesWith(both)).not.toContain('excess-permission');
  });
});
