import type { ReadInput } from './outputs.ts';

const MODEL = 'amazon.nova-lite-v1:0';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';

const inlinePrompt = { prompt: { sourceConfiguration: { inline: { modelId: MODEL } } } };
const lambda = { lambdaFunction: { lambdaArn: FUNCTION } };

/** A flow as the API has it, each text in another of its places. */
function apiFlow(name: string, node: string, extra: object = {}): string {
  return JSON.stringify({
    name,
    definition: {
      nodes: [
        { name: node, type: 'Prompt', configuration: inlinePrompt },
        { name: `${node}2`, type: 'LambdaFunction', configuration: lambda },
      ],
      connections: [],
    },
    ...extra,
  });
}

/** Names in a template; the defaults are those of an ordinary one. */
interface TemplateNames {
  readonly flow?: string;
  readonly role?: string;
  readonly other?: string;
  readonly parameter?: string;
  readonly condition?: string;
  readonly attribute?: string;
  readonly name?: string;
  readonly node?: string;
  readonly sid?: string;
  readonly policy?: string;
  readonly description?: string;
  readonly imported?: string;
}

function template(names: TemplateNames): string {
  const {
    flow = 'Flow',
    role = 'Role',
    other = 'Fn',
    parameter = 'Bucket',
    condition = 'IsProd',
    attribute = 'Arn',
    name = 'flow',
    node = 'Ask',
    sid = 'Old',
    policy = 'p',
    description = 'd',
    imported = 'Shared',
  } = names;
  const entries: readonly (readonly [string, unknown])[] = [
    [
      flow,
      {
        Type: 'AWS::Bedrock::Flow',
        Condition: condition,
        Properties: {
          Name: name,
          Description: description,
          ExecutionRoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
          Definition: {
            Nodes: [
              {
                Name: node,
                Type: 'Prompt',
                Configuration: { Prompt: { SourceConfiguration: { Inline: { ModelId: MODEL } } } },
              },
              {
                Name: `${node}2`,
                Type: 'LambdaFunction',
                Configuration: {
                  LambdaFunction: { LambdaArn: { 'Fn::GetAtt': [other, attribute] } },
                },
              },
              {
                Name: `${node}3`,
                Type: 'Storage',
                Configuration: {
                  Storage: { ServiceConfiguration: { S3: { BucketName: { Ref: parameter } } } },
                },
              },
              {
                Name: `${node}4`,
                Type: 'Retrieval',
                Configuration: {
                  Retrieval: {
                    ServiceConfiguration: {
                      S3: { BucketName: { 'Fn::ImportValue': imported } },
                    },
                  },
                },
              },
            ],
            Connections: [],
          },
        },
      },
    ],
    [other, { Type: 'AWS::Lambda::Function', Properties: {} }],
    [
      role,
      {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
          Policies: [
            {
              PolicyName: policy,
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [{ Sid: sid, Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }],
              },
            },
          ],
        },
      },
    ],
  ];
  const object = (pairs: readonly (readonly [string, unknown])[]) =>
    `{${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n')}}`;
  return `{
"Parameters": ${object([[parameter, { Type: 'String' }]])},
"Conditions": ${object([[condition, { 'Fn::Equals': ['a', 'a'] }]])},
"Resources": ${object(entries)}
}`;
}

/** The same in YAML between brackets, with keys that have no quotes where they need none. */
function yamlTemplate(names: TemplateNames): string {
  return template(names).replaceAll(/"([A-Za-z]+)": ?/g, '$1: ');
}

/** Texts in a Terraform module; each is text of HCL as it stands. */
interface ModuleTexts {
  readonly flowLabel?: string;
  readonly roleLabel?: string;
  readonly otherLabel?: string;
  readonly name?: string;
  readonly node?: string;
  readonly key?: string;
  readonly sid?: string;
  readonly comment?: string;
}

/** Text in quotes as a stranger can write it in HCL. */
function hclQuoted(text: string): string {
  return JSON.stringify(
    text.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll(/[$%](?=\{)/g, '$&$&'),
  )
    .replaceAll('\\b', '\\u0008')
    .replaceAll('\\f', '\\u000c');
}

function module(texts: ModuleTexts): string {
  const {
    flowLabel = 'flow',
    roleLabel = 'role',
    otherLabel = 'fn',
    name = 'flow',
    node = 'Ask',
    key = 'a',
    sid = 'Old',
    comment = 'c',
  } = texts;
  const own = (label: string) => (/^[A-Za-z_][\w-]*$/.test(label) ? label : 'role');
  return `# ${comment.replaceAll(/[\r\n]/g, ' ')}
resource "aws_iam_role" ${hclQuoted(roleLabel)} {
  name               = "r"
  assume_role_policy = "{}"
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.${own(roleLabel)}.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Sid = ${hclQuoted(sid)}, Effect = "Allow", Action = "s3:ListBucket", Resource = "*" }]
  })
}
resource "aws_lambda_function" ${hclQuoted(otherLabel)} {
  for_each = { a = 1 }
}
resource "aws_bedrockagent_flow" ${hclQuoted(flowLabel)} {
  name               = ${hclQuoted(name)}
  execution_role_arn = aws_iam_role.${own(roleLabel)}.arn
  definition {
    node {
      name = ${hclQuoted(node)}
      type = "Prompt"
      configuration {
        prompt {
          source_configuration {
            inline {
              model_id = "${MODEL}"
            }
          }
        }
      }
    }
    node {
      name = ${hclQuoted(`${node}2`)}
      type = "LambdaFunction"
      configuration {
        lambda_function {
          lambda_arn = aws_lambda_function.fn[${hclQuoted(key)}].arn
        }
      }
    }
    node {
      name = ${hclQuoted(`${node}3`)}
      type = "Storage"
      configuration {
        storage {
          service_configuration {
            s3 {
              bucket_name = var.buckets[${hclQuoted(key)}]
            }
          }
        }
      }
    }
  }
}
`;
}

/** Texts in a plan of Terraform. */
interface PlanTexts {
  readonly address?: string;
  readonly reference?: string;
  readonly name?: string;
  readonly node?: string;
}

function plan({
  address = 'aws_bedrockagent_flow.flow',
  reference = 'aws_lambda_function.fn.arn',
  name = 'flow',
  node = 'Ask',
}: PlanTexts): string {
  return JSON.stringify({
    format_version: '1.2',
    resource_changes: [
      {
        address,
        type: 'aws_bedrockagent_flow',
        mode: 'managed',
        change: {
          after: {
            name,
            definition: [
              {
                node: [
                  {
                    name: node,
                    type: 'LambdaFunction',
                    configuration: [{ lambda_function: [{}] }],
                  },
                ],
              },
            ],
          },
          after_unknown: {
            definition: [
              { node: [{ configuration: [{ lambda_function: [{ lambda_arn: true }] }] }] },
            ],
          },
        },
      },
    ],
    configuration: {
      root_module: {
        resources: [
          {
            address,
            expressions: {
              definition: [
                {
                  node: [
                    {
                      configuration: [
                        { lambda_function: [{ lambda_arn: { references: [reference] } }] },
                      ],
                    },
                  ],
                },
              ],
            },
          },
        ],
      },
    },
  });
}

const one = (path: string, text: string): ReadInput => ({ files: { [path]: text } });

/** A policy beside a flow, so that there are findings of all kinds. */
function policy(sid: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: sid, Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: '*' },
      { Sid: `${sid}2`, Effect: 'Allow', Action: 's3:ListBucket', Resource: sid },
    ],
  });
}

/** Every place where a stranger can put text, with an input that has the text there. */
export const PLACES: Readonly<Record<string, (text: string) => ReadInput>> = {
  'the name of a flow': (text) => one('f.json', apiFlow(text, 'Ask')),
  'the name of a node': (text) => one('f.json', apiFlow('flow', text)),
  'a key of a flow': (text) => one('f.json', apiFlow('flow', 'Ask', { [text]: 1 })),
  'a Sid': (text) => ({
    files: { 'f.json': apiFlow('flow', 'Ask'), 'policy.json': policy(text) },
  }),
  'the logical id of a flow': (text) => one('t.json', template({ flow: text })),
  'the logical id of a role': (text) => one('t.json', template({ role: text })),
  'the logical id of a function': (text) => one('t.json', template({ other: text })),
  'the name of a parameter': (text) => one('t.json', template({ parameter: text })),
  'the name of a condition': (text) => one('t.json', template({ condition: text })),
  'the name of an attribute': (text) => one('t.json', template({ attribute: text })),
  'the name of an export': (text) => one('t.json', template({ imported: text })),
  'the name of an export in YAML': (text) => one('t.yaml', template({ imported: text })),
  'names in a template on one line': (text) =>
    one('t.yaml', yamlTemplate({ parameter: text, other: text })),
  'texts of a template': (text) =>
    one('t.json', template({ name: text, node: text, sid: text, policy: text, description: text })),
  'the label of a flow': (text) => one('m/main.tf', module({ flowLabel: text })),
  'the label of a role': (text) => one('m/main.tf', module({ roleLabel: text })),
  'the label of a resource': (text) => one('m/main.tf', module({ otherLabel: text })),
  'the key of an index': (text) => one('m/main.tf', module({ key: text })),
  'texts of a module': (text) =>
    one('m/main.tf', module({ name: text, node: text, sid: text, comment: text })),
  'the address of a plan': (text) => one('p.json', plan({ address: text })),
  'a reference of a plan': (text) => one('p.json', plan({ reference: text })),
  'texts of a plan': (text) => one('p.json', plan({ name: text, node: text })),
};

/**
 * What else a stranger may harmlessly write in a place: what is no reference of a plan, or no name of
 * the template's, is asked for.
 */
export const ALSO: Readonly<Record<string, readonly string[]>> = {
  'the address of a plan': ['not an address'],
  'a reference of a plan': ['no reference'],
};

/** The same for names of files. */
export const NAMED: Readonly<Record<string, (name: string) => ReadInput>> = {
  'a flow': (name) => one(`${name}.json`, apiFlow('flow', 'Ask')),
  'a template': (name) => one(`${name}.json`, template({})),
  'a module': (name) => one(`${name}/${name}.tf`, module({})),
  'a policy': (name) => ({
    files: { 'f.json': apiFlow('flow', 'Ask'), [`${name}.json`]: policy('Old') },
  }),
};
