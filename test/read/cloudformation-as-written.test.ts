// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes references so
import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/compare.ts';

/** A template with a flow of these nodes and a role of these statements. */
function stack(nodes: string, statements: string, more = ''): string {
  return `${more}
Resources:
  One: { Type: AWS::Lambda::Function, Properties: {} }
  Two: { Type: AWS::Lambda::Function, Properties: {} }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: bedrock.amazonaws.com }, Action: sts:AssumeRole }]
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement: ${statements}
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: f
      ExecutionRoleArn: !GetAtt Role.Arn
      Definition:
        Connections: []
        Nodes: ${nodes}
`;
}

const KINDS = ['missing', 'unknown', 'excess'];

async function said(text: string): Promise<readonly string[]> {
  const findings = await findingsIn({ 'template.yaml': text }, {});
  return [
    ...new Set(
      findings
        .filter(({ kind, subject }) => KINDS.includes(kind) && subject !== 'trust')
        .map(({ kind, action, resource }) => `${kind} ${action} ${resource}`),
    ),
  ].sort();
}

const LITE = 'amazon.nova-lite-v1:0';
const PRO = 'us.amazon.nova-pro-v1:0';
const ask = (model: string, name = 'A') =>
  `{ Name: ${name}, Type: Prompt, Configuration: { Prompt: { SourceConfiguration: { Inline: { ModelId: ${model} } } } } }`;
const call = (name: string, arn: string) =>
  `{ Name: ${name}, Type: LambdaFunction, Configuration: { LambdaFunction: { LambdaArn: ${arn} } } }`;
const allow = (resource: string) =>
  `{ Effect: Allow, Action: lambda:InvokeFunction, Resource: ${resource} }`;
const MAPS = `Mappings:
  Models:
    us-east-1: { Id: ${PRO}, Other: x }
    eu-central-1: { Id: ${LITE}, Other: y }
`;

describe('what nodes of a template need', () => {
  it.each([
    ['Fn::If', `[${ask(`!If [Big, "${PRO}", "${LITE}"]`)}]`, ''],
    ['Fn::If within Fn::If', `[${ask(`!If [Big, "${PRO}", !If [A, "${LITE}", "${PRO}"]]`)}]`, ''],
    [
      'Fn::If in Fn::Sub',
      `[${ask(`!Sub ["\${M}:0", { M: !If [Big, us.amazon.nova-pro-v1, amazon.nova-lite-v1] }]`)}]`,
      '',
    ],
    [
      'Fn::If around a configuration',
      `[{ Name: A, Type: Prompt, Configuration: !If [Big, { Prompt: { SourceConfiguration: { Inline: { ModelId: "${PRO}" } } } }, { Prompt: { SourceConfiguration: { Inline: { ModelId: "${LITE}" } } } }] }]`,
      '',
    ],
    ['Fn::If around nodes', `!If [Big, [${ask(`"${PRO}"`)}], [${ask(`"${LITE}"`)}]]`, ''],
    ['Fn::FindInMap', `[${ask('!FindInMap [Models, !Ref AWS::Region, Id]')}]`, MAPS],
    ['Fn::Select', `[${ask(`!Select [!Ref At, ["${PRO}", "${LITE}"]]`)}]`, ''],
    [
      'Fn::Select of Fn::Split',
      `[${ask(`!Select [0, !Split [",", "${PRO},x"]]`)}, ${ask(`!Select [1, !Split [",", "x,${LITE}"]]`, 'B')}]`,
      '',
    ],
  ])('is all that a value can be: %s', async (_, nodes, more) => {
    const wanted = await said(stack(`[${ask(`"${LITE}"`)}, ${ask(`"${PRO}"`, 'B')}]`, '[]'));
    expect(wanted.length).toBeGreaterThan(2);
    expect(await said(stack(nodes, '[]', more))).toEqual(wanted);
  });

  it('is that of every flow that a loop makes', async () => {
    const looped = stack('[]', '[]').replace(
      /\n {2}Flow:\n[\s\S]*$/,
      `
  Fn::ForEach::Flows:
    - Model
    - ["${LITE}", "${PRO}"]
    - Flow&{Model}:
        Type: AWS::Bedrock::Flow
        Properties:
          Name: !Sub "f-\${Model}"
          ExecutionRoleArn: !GetAtt Role.Arn
          Definition: { Connections: [], Nodes: [${ask('!Ref Model')}] }
`,
    );
    const wanted = await said(stack(`[${ask(`"${LITE}"`)}, ${ask(`"${PRO}"`, 'B')}]`, '[]'));
    expect(await said(looped)).toEqual(wanted);
  });
});

describe('what a role of a template grants', () => {
  const nodes = `[${call('A', '!GetAtt One.Arn')}, ${call('B', '!GetAtt Two.Arn')}]`;
  it.each([
    [
      'Fn::If in a list',
      `[${allow('[!If [A, !GetAtt One.Arn, !GetAtt Two.Arn], !GetAtt Two.Arn]')}]`,
    ],
    [
      'Fn::If of lists',
      `[${allow('!If [A, [!GetAtt One.Arn, !GetAtt Two.Arn], [!GetAtt Two.Arn]]')}]`,
    ],
    [
      'Fn::If of statements',
      `[!If [A, ${allow('!GetAtt One.Arn')}, !Ref AWS::NoValue], ${allow('!GetAtt Two.Arn')}]`,
    ],
    [
      'Fn::If of all statements',
      `!If [A, [${allow('!GetAtt One.Arn')}, ${allow('!GetAtt Two.Arn')}], [${allow('!GetAtt Two.Arn')}]]`,
    ],
    [
      'Fn::Select',
      `[${allow('[!Select [0, [!GetAtt One.Arn]], !Select [1, [x, !GetAtt Two.Arn]]]')}]`,
    ],
  ])('is all that a value can be: %s', async (_, statements) => {
    expect(await said(stack(nodes, statements))).toEqual([]);
  });

  it.each([
    ['a list parameter', '!Ref Arns'],
    ['one within a list', '!Split [",", !Ref Text]'],
  ])('is not told to be missing where nobody can tell: %s', async (_, resource) => {
    const parameters =
      'Parameters:\n  Arns: { Type: CommaDelimitedList }\n  Text: { Type: String }';
    const found = await said(stack(nodes, `[${allow(resource)}]`, parameters));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((line) => !line.startsWith('unknown'))).toEqual([]);
  });
});
