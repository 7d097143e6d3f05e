// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import { describe, expect, it } from 'vitest';
import { InputError, showProblem } from '../../src/core/problem.ts';
import { mayHoldFlow } from '../../src/core/read/read.ts';
import { display } from '../../src/core/template/template.ts';
import { readOne, readText } from './reading.ts';

const FLOW = (id: string, properties = `Name: ${id.toLowerCase()}`) => `  ${id}:
    Type: AWS::Bedrock::Flow
    Properties:
      ${properties}
      Definition: { Nodes: [ { Name: In, Type: Input } ] }
`;

describe('a template', () => {
  it('gives its flows in the order in which they stand, whatever else it holds', async () => {
    const flows = await readText(
      'stacks/all.yaml',
      `AWSTemplateFormatVersion: "2010-09-09"
Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions]
Metadata: { AWS::CloudFormation::Interface: {} }
Mappings: { Regions: { us-east-1: { Model: x } } }
Conditions: { Never: !Equals [a, b] }
Rules: {}
Resources:
${FLOW('Second')}
  Bucket: { Type: AWS::S3::Bucket }
  Odd:
  Worse: 7
  Untyped: { Properties: {} }
${FLOW('First', 'Name: !Sub "${AWS::StackName}-first"')}
  Version: { Type: AWS::Bedrock::FlowVersion, Properties: { FlowArn: !GetAtt First.Arn } }
${FLOW('Third', 'Description: nameless')}
Outputs: { Arn: { Value: !GetAtt First.Arn } }
`,
    );
    expect(flows.map(({ name, source }) => `${name} from ${source}`)).toEqual([
      'second from stacks/all.yaml#Second',
      'First from stacks/all.yaml#First',
      'Third from stacks/all.yaml#Third',
    ]);
  });

  it.each([
    ['!GetAtt Role.Arn', 'Role'],
    ['{ Fn::GetAtt: [Role, Arn] }', 'Role'],
    ['!Sub "${Role.Arn}"', 'Role'],
    ['!GetAtt Elsewhere.Arn', undefined],
    ['!Ref RoleArn', undefined],
    ['!ImportValue role', undefined],
    ['arn:aws:iam::111122223333:role/x', undefined],
  ])('knows its own role for ExecutionRoleArn: %s', async (arn, expected) => {
    const flow = await readOne(
      'template.yaml',
      `Resources:\n${FLOW('Flow', `ExecutionRoleArn: ${arn}`)}  Role: { Type: AWS::IAM::Role }\n`,
    );
    expect(flow.origin?.kind === 'cloudformation' && flow.origin.roleLogicalId).toBe(expected);
    expect(flow.executionRole).toBeDefined();
  });

  it('knows the condition and the key of a flow', async () => {
    const text = `Resources:\n${FLOW('Flow', 'CustomerEncryptionKeyArn: !GetAtt Key.Arn')}`;
    const flow = await readOne(
      'template.yaml',
      text.replace('    Properties', '    Condition: IsProd\n    DependsOn: Key\n    Properties'),
    );
    expect(flow.origin).toMatchObject({ logicalId: 'Flow', condition: 'IsProd' });
    expect(flow.encryptionKey && display(flow.encryptionKey.template)).toBe('${Key.Arn}');
  });

  it('may be a fragment without Resources', async () => {
    const flow = await readOne(
      'fragment.yaml',
      `\n${FLOW('Flow')}  Role: { Type: AWS::IAM::Role }\n`,
    );
    expect(flow.source).toBe('fragment.yaml#Flow');
  });

  it.each([
    [
      'Fn::Transform',
      "  'Fn::Transform': { Name: AWS::Include, Parameters: { Location: x.yaml } }",
    ],
    ['Fn::ForEach::Flows', '  Fn::ForEach::Flows: [Name, !Ref Names, { "Flow${Name}": {} }]'],
  ])('says that it cannot see what %s makes', async (name, made) => {
    const flow = await readOne('template.yaml', `Resources:\n${made}\n${FLOW('Flow')}`);
    expect(flow.notes.map(({ kind, text, place }) => [kind, text, place.line])).toEqual([
      ['warning', expect.stringContaining(`made by ${name} are not read`), 2],
    ]);
  });

  it('tells all that is wrong with its flows at once', async () => {
    const text = `Resources:
${FLOW('Good')}
  NoType: { Type: AWS::Bedrock::Flow, Properties: { Definition: { Nodes: [ { Name: a } ] } } }
  NoNodes: { Type: AWS::Bedrock::Flow, Properties: { Definition: { Nodes: [] } } }
`;
    const error = await readText('template.yaml', text).catch((thrown: unknown) => thrown);
    expect(error instanceof InputError && error.problems.map(showProblem)).toEqual([
      expect.stringMatching(/^template\.yaml:8:\d+: found a flow node without "type"/),
      expect.stringMatching(/^template\.yaml:9:\d+: found a flow without nodes/),
    ]);
  });

  it('may hold node names by reference, which are only shown', async () => {
    const text = `Resources:\n${FLOW('Flow')}`.replace('Name: In', 'Name: !Sub "${Prefix}In"');
    const flow = await readOne('template.yaml', text);
    expect(flow.nodes.map(({ name }) => name)).toEqual(['${Prefix}In']);
  });
});

describe('a search', () => {
  it.each([
    ['a template', `Resources:\n${FLOW('Flow')}`],
    ['a template in JSON', '{"Resources":{"Flow":{"Type":"AWS::Bedrock::Flow"}}}'],
    ['a fragment', FLOW('Flow')],
    ['a definition', '{"nodes":[{"type":"Input","name":"a"}]}'],
    ['a definition in YAML', 'nodes:\n- name: a\n  type: "Prompt"\n'],
    ['a definition in the case of CloudFormation', '{ "Nodes" : [ { "Type" : "Lex" } ] }'],
  ])('looks into %s', (_name, text) => {
    expect(mayHoldFlow(text)).toBe(true);
  });

  it.each([
    ['package.json', '{"name":"x","version":"1.0.0"}'],
    ['another template', 'Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n'],
    ['a workflow of another program', '{"nodes":[{"type":"n8n-nodes-base.start"}]}'],
    ['a cluster', 'kind: Cluster\nnodes:\n- role: control-plane\n'],
    ['nothing', ''],
  ])('passes over %s', (_name, text) => {
    expect(mayHoldFlow(text)).toBe(false);
  });
});
