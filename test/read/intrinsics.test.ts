// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes references so.
import { describe, expect, it } from 'vitest';
import { get, stringTemplate } from '../../src/core/document/value.ts';
import { display } from '../../src/core/template/template.ts';
import { fieldOf, readOne, shown } from './reading.ts';
import { type Data, resourcesOf, writtenTemplate } from './written.ts';

/** One way to write a function's ARN: in YAML, in JSON, and as the policy has it. */
interface Row {
  readonly name: string;
  readonly short: string;
  readonly long: Data;
  /** As the policy must say it; the long form when left out. */
  readonly written?: Data;
}

const ROWS: readonly Row[] = [
  { name: 'Ref', short: '!Ref SendArn', long: { Ref: 'SendArn' } },
  { name: 'Ref of a SAM alias', short: '!Ref Send.Alias', long: { Ref: 'Send.Alias' } },
  { name: 'GetAtt', short: '!GetAtt Send.Arn', long: { 'Fn::GetAtt': ['Send', 'Arn'] } },
  {
    name: 'GetAtt as a list',
    short: '!GetAtt [Send, Arn]',
    long: { 'Fn::GetAtt': ['Send', 'Arn'] },
  },
  {
    name: 'GetAtt as text in the long form',
    short: '{ Fn::GetAtt: Send.Arn }',
    long: { 'Fn::GetAtt': 'Send.Arn' },
    written: { 'Fn::GetAtt': ['Send', 'Arn'] },
  },
  {
    name: 'GetAtt with dots in the attribute',
    short: '!GetAtt Nested.Outputs.SendArn',
    long: { 'Fn::GetAtt': ['Nested', 'Outputs.SendArn'] },
  },
  {
    name: 'GetAtt with an attribute by reference',
    short: '{ Fn::GetAtt: [Send, !Ref Attribute] }',
    long: { 'Fn::GetAtt': ['Send', { Ref: 'Attribute' }] },
  },
  {
    name: 'Sub of one reference',
    short: '!Sub "${Send.Arn}"',
    long: { 'Fn::Sub': '${Send.Arn}' },
    written: { 'Fn::GetAtt': ['Send', 'Arn'] },
  },
  {
    name: 'Sub with text',
    short: '!Sub ${Send.Arn}:live',
    long: { 'Fn::Sub': '${Send.Arn}:live' },
  },
  {
    name: 'Sub with pseudo parameters',
    short:
      "!Sub 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${SendName}'",
    long: {
      'Fn::Sub':
        'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${SendName}',
    },
  },
  {
    name: 'Sub with the stack name',
    short: '!Sub arn:aws:lambda:us-east-1:111122223333:function:${AWS::StackName}-send',
    long: { 'Fn::Sub': 'arn:aws:lambda:us-east-1:111122223333:function:${AWS::StackName}-send' },
  },
  {
    name: 'Sub with a map',
    short: '!Sub ["${Function}:${Stage}", { Function: !GetAtt Send.Arn, Stage: live }]',
    long: {
      'Fn::Sub': [
        '${Function}:${Stage}',
        { Function: { 'Fn::GetAtt': ['Send', 'Arn'] }, Stage: 'live' },
      ],
    },
    written: { 'Fn::Sub': '${Send.Arn}:live' },
  },
  {
    name: 'Sub with a map of other functions',
    short: '!Sub ["${Function}:live", { Function: !ImportValue send }]',
    long: { 'Fn::Sub': ['${Function}:live', { Function: { 'Fn::ImportValue': 'send' } }] },
    written: { 'Fn::Sub': ['${Value1}:live', { Value1: { 'Fn::ImportValue': 'send' } }] },
  },
  {
    name: 'Sub with a map of a list',
    short: '!Sub ["${Function}", { Function: [1] }]',
    long: { 'Fn::Sub': ['${Function}', { Function: [1] }] },
  },
  {
    name: 'Sub without anything to substitute',
    short: '!Sub arn:aws:lambda:us-east-1:111122223333:function:send',
    long: { 'Fn::Sub': 'arn:aws:lambda:us-east-1:111122223333:function:send' },
    written: 'arn:aws:lambda:us-east-1:111122223333:function:send',
  },
  {
    name: 'Join',
    short: '!Join [":", [!GetAtt Send.Arn, live]]',
    long: { 'Fn::Join': [':', [{ 'Fn::GetAtt': ['Send', 'Arn'] }, 'live']] },
    written: { 'Fn::Sub': '${Send.Arn}:live' },
  },
  {
    name: 'Join as the CDK writes it',
    short:
      '!Join ["", ["arn:", !Ref AWS::Partition, ":lambda:us-east-1:", !Ref AWS::AccountId, ":function:", !Ref Send]]',
    long: {
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':lambda:us-east-1:',
          { Ref: 'AWS::AccountId' },
          ':function:',
          { Ref: 'Send' },
        ],
      ],
    },
    written: {
      'Fn::Sub': 'arn:${AWS::Partition}:lambda:us-east-1:${AWS::AccountId}:function:${Send}',
    },
  },
  {
    name: 'Join of Join and Sub',
    short:
      '!Join [":", ["arn:aws:lambda", !Ref AWS::Region, !Sub "${AWS::AccountId}:function", !Join ["-", [send, !Ref Stage]]]]',
    long: {
      'Fn::Join': [
        ':',
        [
          'arn:aws:lambda',
          { Ref: 'AWS::Region' },
          { 'Fn::Sub': '${AWS::AccountId}:function' },
          { 'Fn::Join': ['-', ['send', { Ref: 'Stage' }]] },
        ],
      ],
    },
    written: {
      'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:send-${Stage}',
    },
  },
  {
    name: 'Join of a list by reference',
    short: '!Join [":", !Ref Parts]',
    long: { 'Fn::Join': [':', { Ref: 'Parts' }] },
  },
  {
    name: 'Select and Split',
    short: '!Select [1, !Split [",", !Ref Functions]]',
    long: { 'Fn::Select': [1, { 'Fn::Split': [',', { Ref: 'Functions' }] }] },
  },
  {
    name: 'Select with an index in quotes',
    short: '!Select ["1", !Ref Functions]',
    long: { 'Fn::Select': ['1', { Ref: 'Functions' }] },
  },
  {
    name: 'FindInMap',
    short: '!FindInMap [Functions, !Ref AWS::Region, Send]',
    long: { 'Fn::FindInMap': ['Functions', { Ref: 'AWS::Region' }, 'Send'] },
  },
  {
    name: 'FindInMap with a default and an account id as key',
    short: '!FindInMap [Functions, "012345678901", Send, { DefaultValue: !Ref SendArn }]',
    long: {
      'Fn::FindInMap': ['Functions', '012345678901', 'Send', { DefaultValue: { Ref: 'SendArn' } }],
    },
  },
  { name: 'ImportValue', short: '!ImportValue send-arn', long: { 'Fn::ImportValue': 'send-arn' } },
  {
    name: 'ImportValue of Sub',
    short: '{ Fn::ImportValue: !Sub "${Network}-send" }',
    long: { 'Fn::ImportValue': { 'Fn::Sub': '${Network}-send' } },
  },
  {
    name: 'Transform',
    short: '{ Fn::Transform: { Name: Lookup, Parameters: { Key: !Ref Stage } } }',
    long: { 'Fn::Transform': { Name: 'Lookup', Parameters: { Key: { Ref: 'Stage' } } } },
  },
  {
    name: 'a function that came later',
    short: '{ Fn::GetStackOutput: { StackName: net, OutputName: Send } }',
    long: { 'Fn::GetStackOutput': { StackName: 'net', OutputName: 'Send' } },
  },
];

describe('an intrinsic function stays a reference', () => {
  it.each(ROWS)('$name, in YAML', async ({ short, long, written = long }) => {
    const template = await writtenTemplate('template.yaml', inYaml(short));
    expect(resourcesOf(template, 'InvokeFunctions')).toEqual([written]);
  });

  it.each(ROWS)('$name, in JSON', async ({ long, written = long }) => {
    const template = await writtenTemplate('template.json', inJson(long));
    expect(resourcesOf(template, 'InvokeFunctions')).toEqual([written]);
  });
});

describe('a choice gives all that it can be', () => {
  it.each<readonly [string, readonly Data[]]>([
    [
      '!If [IsProd, !GetAtt Send.Arn, !Ref SendArn]',
      [{ 'Fn::GetAtt': ['Send', 'Arn'] }, { Ref: 'SendArn' }],
    ],
    [
      '!If [A, !If [B, !Ref One, !Ref Two], !Sub "${Send.Arn}:live"]',
      [{ Ref: 'One' }, { Ref: 'Two' }, { 'Fn::Sub': '${Send.Arn}:live' }],
    ],
    ['!If [A, !Ref SendArn, !Ref AWS::NoValue]', [{ Ref: 'SendArn' }]],
    ['!Select [1, [!Ref One, !Ref Two]]', [{ Ref: 'Two' }]],
    ['!Select [!Ref At, [!Ref One, !Ref Two]]', [{ Ref: 'One' }, { Ref: 'Two' }]],
    [
      '!Join ["", [!If [A, !Ref One, !Ref Two], ":x"]]',
      [{ 'Fn::Sub': '${One}:x' }, { 'Fn::Sub': '${Two}:x' }],
    ],
    [
      '!Sub ["${F}:x", { F: !If [A, !Ref One, !Ref Two] }]',
      [{ 'Fn::Sub': '${One}:x' }, { 'Fn::Sub': '${Two}:x' }],
    ],
  ])('%s', async (short, all) => {
    const template = await writtenTemplate('template.yaml', inYaml(short));
    const found = resourcesOf(template, 'InvokeFunctions');
    expect(new Set(found)).toEqual(new Set(all));
  });
});

describe('the long form in YAML', () => {
  it('takes keys without quotes and lists over several lines', async () => {
    const template = await writtenTemplate(
      'template.yaml',
      inYaml(`
                    Fn::Join:
                      - ':'
                      - - Fn::GetAtt: [Send, Arn]
                        - Fn::Sub: \${Stage}`),
    );
    expect(resourcesOf(template, 'InvokeFunctions')).toEqual([
      { 'Fn::Sub': '${Send.Arn}:${Stage}' },
    ]);
  });

  it('takes Sub over several lines', async () => {
    const template = await writtenTemplate(
      'template.yaml',
      inYaml(`!Sub >-
                    \${Send.Arn}:live`),
    );
    expect(resourcesOf(template, 'InvokeFunctions')).toEqual([{ 'Fn::Sub': '${Send.Arn}:live' }]);
  });
});

describe('a part of a value', () => {
  it.each<[string, Data]>([
    ['!Ref Docs', '${Docs}'],
    ['!GetAtt Docs.KnowledgeBaseId', '${Docs.KnowledgeBaseId}'],
  ])('%s stands in Fn::Sub', async (id, inside) => {
    expect(await knowledgeBase(id)).toEqual({
      'Fn::Sub': `arn:\${AWS::Partition}:bedrock:\${AWS::Region}:\${AWS::AccountId}:knowledge-base/${inside}`,
    });
  });

  it.each<[string, Data]>([
    ['!ImportValue docs', { 'Fn::ImportValue': 'docs' }],
    ['!Select [0, !Ref Ids]', { 'Fn::Select': [0, { Ref: 'Ids' }] }],
    ['!Select [0, !Ref Ids]', { 'Fn::Select': [0, { Ref: 'Ids' }] }],
    ['!FindInMap [Ids, a, b]', { 'Fn::FindInMap': ['Ids', 'a', 'b'] }],
  ])('%s becomes a variable of Fn::Sub', async (id, value) => {
    expect(await knowledgeBase(id)).toEqual({
      'Fn::Sub': [
        'arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:knowledge-base/${Value1}',
        { Value1: value },
      ],
    });
  });

  it('cannot leave its place in Fn::Sub', async () => {
    await expect(knowledgeBase('{ Ref: "x}*${Docs" }')).rejects.toThrow(
      'template.yaml:7:106: found a reference to "x}*${Docs"',
    );
  });

  async function knowledgeBase(id: string): Promise<Data | undefined> {
    const text = `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Definition:
        Nodes:
          - { Name: Look, Type: KnowledgeBase, Configuration: { KnowledgeBase: { KnowledgeBaseId: ${id} } } }
`;
    const template = await writtenTemplate('template.yaml', text);
    return resourcesOf(template, 'RetrieveFromKnowledgeBases')[0];
  }
});

describe('Fn::Sub', () => {
  it.each([
    ['${Name} is a reference', '${Name}'],
    ['${!Name} is text', '${Name}'],
    ['a lone $ and $Name are text', 'a lone $ and $Name are text'],
    ['${!A}${B}', '${A}${B}'],
  ])('%s', async (text, expected) => {
    const flow = await readOne('template.yaml', inYaml(`!Sub ${JSON.stringify(text)}`));
    expect(shown(fieldOf(flow, 'Send', 'lambdaArn'))).toContain(expected);
  });

  it('keeps text that looks like a reference apart from references', async () => {
    const flow = await readOne('template.yaml', inYaml('!Sub "${!Stage}:${Stage}"'));
    const value = fieldOf(flow, 'Send', 'lambdaArn');
    expect(value.kind === 'scalar' && value.template.map(({ kind }) => kind)).toEqual([
      'text',
      'reference',
    ]);
  });
});

describe('AWS::NoValue', () => {
  it('means that a property is not there', async () => {
    const flow = await readOne(
      'template.yaml',
      `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      CustomerEncryptionKeyArn: !Ref AWS::NoValue
      ExecutionRoleArn: { Ref: 'AWS::NoValue' }
      Definition:
        Nodes:
          - Name: Look
            Type: KnowledgeBase
            Inputs: !Ref AWS::NoValue
            Configuration:
              KnowledgeBase: { KnowledgeBaseId: KBDOCS0001, ModelId: !Ref AWS::NoValue }
`,
    );
    expect(flow.encryptionKey).toBeUndefined();
    expect(flow.executionRole).toBeUndefined();
    expect(() => fieldOf(flow, 'Look', 'modelId')).toThrow('has no modelId');
  });
});

function inYaml(lambdaArn: string): string {
  return `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: send
      ExecutionRoleArn: !GetAtt Role.Arn
      Definition:
        Nodes:
          - Name: Send
            Type: LambdaFunction
            Configuration:
              LambdaFunction:
                LambdaArn: ${lambdaArn}
        Connections: []
`;
}

function inJson(lambdaArn: Data): string {
  return JSON.stringify({
    Resources: {
      Flow: {
        Type: 'AWS::Bedrock::Flow',
        Properties: {
          Name: 'send',
          Definition: {
            Nodes: [
              {
                Name: 'Send',
                Type: 'LambdaFunction',
                Configuration: { LambdaFunction: { LambdaArn: lambdaArn } },
              },
            ],
          },
        },
      },
    },
  });
}

describe('Fn::If', () => {
  const flow = (nodes: string) => `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: f
      Definition:
        Nodes:
${nodes}
`;

  it('around nodes brings the nodes of both ways', async () => {
    const read = await readOne(
      'template.yaml',
      flow(`          - { Name: In, Type: Input }
          - !If [IsProd, { Name: A, Type: Output }, { Name: B, Type: Iterator }]
          - !If [IsProd, { Name: C, Type: Collector }, !Ref AWS::NoValue]`),
    );
    expect(read.nodes.map(({ name }) => name)).toEqual(['In', 'A', 'B', 'C']);
  });

  it('around a value brings the node with each', async () => {
    const read = await readOne(
      'template.yaml',
      flow(
        '          - { Name: Kb, Type: KnowledgeBase, Configuration: { KnowledgeBase: { KnowledgeBaseId: !If [IsProd, A, B] } } }',
      ),
    );
    const ids = read.nodes.map(({ configuration }) => get(configuration, 'knowledgeBaseId'));
    expect(ids.map((id) => display(stringTemplate(id) ?? []))).toEqual(['A', 'B']);
  });
});
