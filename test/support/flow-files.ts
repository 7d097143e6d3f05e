/** Models that nodes of these files ask; each is granted by a line of its own. */
export const LITE = 'amazon.nova-lite-v1:0';
export const PRO = 'amazon.nova-pro-v1:0';
export const MICRO = 'amazon.nova-micro-v1:0';

/** What stands in the files of a flow and its role. */
export interface FlowFiles {
  /** The models that its nodes ask: one node each. */
  readonly asks: readonly string[];
  /** The models that its role may invoke. */
  readonly grants: readonly string[];
  /** Text beside the policy: another one brings the policy into the diff. */
  readonly note?: string;
}

/** A way to keep a flow and its role in files. */
export interface Kind {
  readonly name: string;
  /** The file of the flow, and of the policy. */
  readonly flow: string;
  readonly policy: string;
  /** The configuration that it takes, if any. */
  readonly settings: Readonly<Record<string, string>>;
  readonly files: (content: FlowFiles) => Readonly<Record<string, string>>;
  /** The same flow, whose role is in no file. */
  readonly homeless: (asks: readonly string[]) => Readonly<Record<string, string>>;
}

/** A flow and its role in a CloudFormation template in YAML. */
export function template({ asks, grants, note = 'as needed' }: FlowFiles): string {
  return `Resources:
${yamlFlow(asks, '!GetAtt Role.Arn')}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: bedrock.amazonaws.com
            Action: sts:AssumeRole
            Condition:
              StringEquals:
                aws:SourceAccount: !Ref AWS::AccountId
              ArnLike:
                aws:SourceArn: !Sub arn:\${AWS::Partition}:bedrock:\${AWS::Region}:\${AWS::AccountId}:flow/*
      Policies:
        - PolicyName: Permissions
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: bedrock:InvokeModel
                Resource: # ${note}
${grants.map((model) => `                  - !Sub ${CLOUDFORMATION}${model}\n`).join('')}`;
}

/** The template of a flow with one node, whose role may invoke Nova Lite alone. */
export function answersTemplate(model: string): string {
  return template({ asks: [model], grants: [LITE] });
}

const CLOUDFORMATION =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation writes it so
  'arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/';

function yamlFlow(asks: readonly string[], role: string): string {
  const nodes = asks.map(
    (model, at) => `          - Name: Ask${at + 1}
            Type: Prompt
            Configuration:
              Prompt:
                SourceConfiguration:
                  Inline:
                    ModelId: ${model}`,
  );
  return `  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: answers
      ExecutionRoleArn: ${role}
      Definition:
        Nodes:
${nodes.join('\n')}`;
}

function jsonTemplate({ asks, grants, note = 'as needed' }: FlowFiles): string {
  const arn = (rest: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:bedrock:\${AWS::Region}:${rest}`,
  });
  const template = {
    Resources: {
      Flow: jsonFlow(asks, { 'Fn::GetAtt': ['Role', 'Arn'] }),
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'bedrock.amazonaws.com' },
                Action: 'sts:AssumeRole',
                Condition: {
                  StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
                  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation writes it so
                  ArnLike: { 'aws:SourceArn': arn('${AWS::AccountId}:flow/*') },
                },
              },
            ],
          },
          Policies: [
            {
              PolicyName: 'Permissions',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: 'bedrock:InvokeModel',
                    Sid: sidOf(note),
                    Resource: grants.map((model) => arn(`:foundation-model/${model}`)),
                  },
                ],
              },
            },
          ],
        },
      },
    },
  };
  const text = JSON.stringify(template, undefined, 2);
  return `${text.replace(/\{\s+("Fn::Sub": "[^"]*")\s+\}/g, '{ $1 }')}\n`;
}

function jsonFlow(asks: readonly string[], role: object) {
  return {
    Type: 'AWS::Bedrock::Flow',
    Properties: {
      Name: 'answers',
      ExecutionRoleArn: role,
      Definition: {
        Nodes: asks.map((ModelId, at) => ({
          Name: `Ask${at + 1}`,
          Type: 'Prompt',
          Configuration: { Prompt: { SourceConfiguration: { Inline: { ModelId } } } },
        })),
      },
    },
  };
}

function terraformFlow(asks: readonly string[], role: string): string {
  const nodes = asks.map(
    (model, at) => `    node {
      name = "Ask${at + 1}"
      type = "Prompt"

      configuration {
        prompt {
          source_configuration {
            inline {
              model_id = "${model}"
            }
          }
        }
      }
    }
`,
  );
  return `resource "aws_bedrockagent_flow" "answers" {
  name               = "answers"
  execution_role_arn = ${role}

  definition {
${nodes.join('\n')}  }
}
`;
}

const TERRAFORM =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform writes it so
  'arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}::foundation-model/';

function terraformRole({ grants, note = 'as needed' }: FlowFiles): string {
  return `data "aws_caller_identity" "this" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

resource "aws_iam_role" "flow" {
  name = "answers-flow"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "bedrock.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:aws:bedrock:us-east-1:\${data.aws_caller_identity.this.account_id}:flow/*" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "flow" {
  name = "permissions"
  role = aws_iam_role.flow.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = "bedrock:InvokeModel"
      # ${note}
      Resource = [
${grants.map((model) => `        "${TERRAFORM}${model}",\n`).join('')}      ]
    }]
  })
}
`;
}

/** The definition of a flow, as the API has it. */
export function definition(asks: readonly string[]): string {
  const nodes = asks.map((modelId, at) => ({
    name: `Ask${at + 1}`,
    type: 'Prompt',
    configuration: { prompt: { sourceConfiguration: { inline: { modelId } } } },
  }));
  return `${JSON.stringify({ nodes, connections: [] }, undefined, 2)}\n`;
}

/** A policy that lets a role invoke these models. */
export function policy(grants: readonly string[], note = 'as needed'): string {
  const Resource = grants.map((model) => `arn:aws:bedrock:us-east-1::foundation-model/${model}`);
  const Statement = [
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Sid: sidOf(note), Resource },
  ];
  return `${JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 2)}\n`;
}

function sidOf(note: string): string {
  return note.replace(/\W/g, '');
}

/** The trust policy that flows of one account need. */
export function trust(): string {
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { Service: 'bedrock.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:bedrock:us-east-1:123456789012:flow/*' },
      },
    },
  ];
  return `${JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 2)}\n`;
}

/** A configuration with one role, whose policies are in these files. */
export function config(policies: readonly string[], flows = 'flows/*.json'): string {
  return `roles:
  - name: AnswersRole
    flows:
      - ${flows}
    policies:
${policies.map((path) => `      - ${path}\n`).join('')}    trust: policies/trust.json
`;
}

/** All ways to keep a flow and its role. */
export const KINDS: readonly Kind[] = [
  {
    name: 'CloudFormation in YAML',
    flow: 'app.yaml',
    policy: 'app.yaml',
    settings: {},
    files: (content) => ({ 'app.yaml': template(content) }),
    homeless: (asks) => ({
      'app.yaml': `Parameters:
  RoleArn:
    Type: String
Resources:
${yamlFlow(asks, '!Ref RoleArn')}
`,
    }),
  },
  {
    name: 'CloudFormation in JSON',
    flow: 'app.json',
    policy: 'app.json',
    settings: {},
    files: (content) => ({ 'app.json': jsonTemplate(content) }),
    homeless: (asks) => ({
      'app.json': `${JSON.stringify(
        {
          Parameters: { RoleArn: { Type: 'String' } },
          Resources: { Flow: jsonFlow(asks, { Ref: 'RoleArn' }) },
        },
        undefined,
        2,
      )}\n`,
    }),
  },
  {
    name: 'Terraform',
    flow: 'answers/flow.tf',
    policy: 'answers/role.tf',
    settings: {},
    files: (content) => ({
      'answers/flow.tf': terraformFlow(content.asks, 'aws_iam_role.flow.arn'),
      'answers/role.tf': terraformRole(content),
    }),
    homeless: (asks) => ({
      'answers/flow.tf': `variable "role_arn" {
  type = string
}

${terraformFlow(asks, 'var.role_arn')}`,
    }),
  },
  {
    name: 'a definition and policies in JSON',
    flow: 'flows/answers.json',
    policy: 'policies/answers.json',
    settings: { '.flow-role.yml': config(['policies/answers.json']) },
    files: ({ asks, grants, note }) => ({
      '.flow-role.yml': config(['policies/answers.json']),
      'flows/answers.json': definition(asks),
      'policies/answers.json': policy(grants, note),
      'policies/trust.json': trust(),
    }),
    homeless: (asks) => ({ 'flows/answers.json': definition(asks) }),
  },
];

/** The number of the line with this text, from 1. */
export function lineOf(text: string, part: string): number {
  const at = text.split('\n').findIndex((line) => line.includes(part));
  if (at < 0) {
    throw new Error(`No line has "${part}".`);
  }
  return at + 1;
}
