import { describe, expect, it } from 'vitest';
import { fieldOf, readOne, shown } from './reading.ts';

const JSON_FLOW =
  '{\n  "nodes": [\n    { "name": "Look", "type": "KnowledgeBase", "configuration": { "knowledgeBase": { "knowledgeBaseId": "KBDOCS0001" } } }\n  ]\n}\n';

const YAML_FLOW =
  'nodes:\n  - name: Look\n    type: KnowledgeBase\n    configuration:\n      knowledgeBase:\n        knowledgeBaseId: KBDOCS0001\n';

describe.each([
  ['flow.json', JSON_FLOW],
  ['flow.yaml', YAML_FLOW],
])('%s', (file, text) => {
  it.each([
    ['as it is', text],
    ['with a byte order mark', `\ufeff${text}`],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['with a byte order mark and CRLF', `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['without a final line break', text.trimEnd()],
    ['after blank lines', `\n  \n${text}`],
    ['before blanks', `${text}\n \n\n`],
    ['with trailing blanks', text.replaceAll('\n', '  \n')],
  ])('%s', async (_name, written) => {
    const flow = await readOne(file, written);
    expect(shown(fieldOf(flow, 'Look', 'knowledgeBaseId'))).toBe('KBDOCS0001');
    expect(flow.nodes).toHaveLength(1);
  });

  it('with text beyond ASCII', async () => {
    const flow = await readOne(file, text.replace('Look', 'Näch-🦉-検索'));
    expect(flow.nodes.map(({ name }) => name)).toEqual(['Näch-🦉-検索']);
  });
});

const template = (rest: string) => `AWSTemplateFormatVersion: 2010-09-09
Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
${rest}`;

describe('YAML values', () => {
  it.each([
    ['a number with leading zeros', '0123456789', '0123456789'],
    ['an octal number', '0o17', '0o17'],
    ['a hexadecimal number', '0x1F', '0x1F'],
    ['a number with an exponent', '12E4567890', '12E4567890'],
    ['a number beyond precision', '12345678901234567890', '12345678901234567890'],
    ['a decimal number', '1.50', '1.50'],
    ['a truth value', 'True', 'True'],
    ['a date', '2012-10-17', '2012-10-17'],
    ['yes', 'yes', 'yes'],
    ['a text in quotes', '"0123"', '0123'],
    [
      'a folded text',
      '>-\n                      KBDOCS\n\n                      0001',
      'KBDOCS\n0001',
    ],
    ['a literal text', '|-\n                      KBDOCS0001', 'KBDOCS0001'],
    ['a text over two lines', 'KB\n                      DOCS', 'KB DOCS'],
    ['a text with a tag of YAML', '!!str 0123', '0123'],
  ])('%s keeps its spelling', async (_name, written, expected) => {
    const flow = await readOne(
      'template.yaml',
      template(`      Definition:
        Nodes:
          - Name: Look
            Type: KnowledgeBase
            Configuration:
              KnowledgeBase:
                KnowledgeBaseId: ${written}
`),
    );
    expect(shown(fieldOf(flow, 'Look', 'knowledgeBaseId'))).toBe(expected);
  });

  it.each([
    ['Fn::Join', '!Join [":", [arn:aws:lambda:us-east-1, 012345678901, function, send]]'],
    [
      'Fn::Sub',
      '!Sub ["arn:aws:lambda:us-east-1:#{Account}:function:send", { Account: 012345678901 }]',
    ],
  ])('an account id without quotes keeps its leading zero in %s', async (_name, written) => {
    const flow = await readOne(
      'template.yaml',
      template(`      Definition:
        Nodes:
          - { Name: Send, Type: LambdaFunction, Configuration: { LambdaFunction: { LambdaArn: ${written.replace('#', '$')} } } }
`),
    );
    expect(shown(fieldOf(flow, 'Send', 'lambdaArn'))).toBe(
      'arn:aws:lambda:us-east-1:012345678901:function:send',
    );
  });

  it('null and ~ mean nothing', async () => {
    const flow = await readOne(
      'template.yaml',
      template(`      Definition:
        Nodes:
          - { Name: In, Type: Input, Configuration: ~ }
          - { Name: Out, Type: Output, Configuration: }
`),
    );
    expect(flow.nodes.map(({ configuration }) => configuration)).toEqual([undefined, undefined]);
  });
});

describe('YAML anchors', () => {
  it('stand for a value', async () => {
    const flow = await readOne(
      'template.yaml',
      template(`      Definition:
        Nodes:
          - Name: One
            Type: Prompt
            Configuration: &configuration
              Prompt: { SourceConfiguration: { Inline: { ModelId: &model amazon.nova-lite-v1:0 } } }
          - { Name: Two, Type: Prompt, Configuration: *configuration }
          - Name: Three
            Type: Prompt
            Configuration: { Prompt: { SourceConfiguration: { Inline: { ModelId: *model } } } }
`),
    );
    const models = ['One', 'Two', 'Three'].map((name) =>
      shown(fieldOf(flow, name, 'sourceConfiguration.inline.modelId')),
    );
    expect(models).toEqual(Array(3).fill('amazon.nova-lite-v1:0'));
  });

  it('stand for the last value above that has the name', async () => {
    const flow = await readOne(
      'template.yaml',
      template(`      Definition:
        Nodes:
          - { Name: One, Type: KnowledgeBase, Configuration: { KnowledgeBase: { KnowledgeBaseId: &id KBONE } } }
          - { Name: Two, Type: KnowledgeBase, Configuration: { KnowledgeBase: { KnowledgeBaseId: *id } } }
          - { Name: Three, Type: KnowledgeBase, Configuration: { KnowledgeBase: { KnowledgeBaseId: &id KBTWO } } }
          - { Name: Four, Type: KnowledgeBase, Configuration: { KnowledgeBase: { KnowledgeBaseId: *id } } }
`),
    );
    const ids = ['One', 'Two', 'Three', 'Four'].map((name) =>
      shown(fieldOf(flow, name, 'knowledgeBaseId')),
    );
    expect(ids).toEqual(['KBONE', 'KBONE', 'KBTWO', 'KBTWO']);
  });

  it('keep functions', async () => {
    const flow = await readOne(
      'template.yaml',
      template(`      ExecutionRoleArn: &role !GetAtt Role.Arn
      CustomerEncryptionKeyArn: *role
      Definition: { Nodes: [ { Name: In, Type: Input } ] }
`),
    );
    expect(flow.encryptionKey?.template).toEqual(flow.executionRole?.template);
  });

  it('are merged by <<, where own keys count more', async () => {
    const flow = await readOne(
      'template.yaml',
      `Common: &common { Type: KnowledgeBase, Name: Never }
More: &more { Configuration: { KnowledgeBase: { KnowledgeBaseId: KBDOCS0001 } }, Type: Prompt }
${template(`      Definition:
        Nodes:
          - <<: *common
            Name: One
            Configuration: { KnowledgeBase: { KnowledgeBaseId: KBDOCS0002 } }
          - Name: Two
            <<: [*common, *more]
`)}`,
    );
    expect(flow.nodes.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'One: KnowledgeBase',
      'Two: KnowledgeBase',
    ]);
    expect(shown(fieldOf(flow, 'One', 'knowledgeBaseId'))).toBe('KBDOCS0002');
    expect(shown(fieldOf(flow, 'Two', 'knowledgeBaseId'))).toBe('KBDOCS0001');
  });
});
