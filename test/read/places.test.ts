import { describe, expect, it } from 'vitest';
import { showPlace } from '../../src/core/place.ts';
import { fieldOf, marked, nodeOf, readOne, shown } from './reading.ts';

const MODEL = 'sourceConfiguration.inline.modelId';

describe('places in API JSON', () => {
  it.each([
    [
      'indented',
      `{
  "nodes": [
    {
      "name": "Ask",
      "type": "Prompt",
      "configuration": {
        "prompt": { "sourceConfiguration": { "inline": { "modelId": ▮"amazon.nova-lite-v1:0" } } }
      }
    }
  ]
}
`,
    ],
    [
      'on one line',
      '{"nodes":[{"name":"Ask","type":"Prompt","configuration":{"prompt":{"sourceConfiguration":{"inline":{"modelId":▮"amazon.nova-lite-v1:0"}}}}}]}',
    ],
    [
      'with CRLF',
      '{\r\n  "nodes": [\r\n    { "type": "Prompt", "name": "Ask", "configuration": {\r\n      "prompt": { "sourceConfiguration": { "inline": {\r\n\t\t"modelId" :▮"amazon.nova-lite-v1:0"\r\n } } } } } ] }\r\n',
    ],
    [
      'after characters outside the Basic Multilingual Plane',
      '{"nodes":[{"name":"Ask","type":"Prompt","configuration":{"prompt":{"sourceConfiguration":{"inline":{"templateConfiguration":{"text":{"text":"🦉 é"}},"modelId":▮"amazon.nova-lite-v1:0"}}}}}]}',
    ],
  ])('%s', async (_name, source) => {
    const { text, at } = marked('flow.json', source);
    const value = fieldOf(await readOne('flow.json', text), 'Ask', MODEL);
    expect(showPlace(value.place)).toBe(at);
    expect(shown(value)).toBe('amazon.nova-lite-v1:0');
  });

  it('does not count a byte order mark', async () => {
    const flow = await readOne('flow.json', '\ufeff{"nodes":[{"name":"In","type":"Input"}]}');
    expect(showPlace(nodeOf(flow, 'In').place)).toBe('flow.json:1:11');
  });

  it.each(['arn', 'executionRoleArn', 'customerEncryptionKeyArn'] as const)(
    'knows where %s stands',
    async (key) => {
      const { text, at } = marked(
        'get-flow.json',
        `{\n  "definition": { "nodes": [{ "name": "In", "type": "Input" }] },\n  "${key}": ▮"arn:aws:x"\n}`,
      );
      const { arn, executionRole, encryptionKey } = await readOne('get-flow.json', text);
      const found = {
        arn,
        executionRoleArn: executionRole,
        customerEncryptionKeyArn: encryptionKey,
      };
      expect(found[key] && showPlace(found[key].place)).toBe(at);
    },
  );
});

describe('places in YAML', () => {
  it.each([
    ['plain', '▮amazon.nova-lite-v1:0'],
    ['single-quoted', "▮'amazon.nova-lite-v1:0'"],
    ['double-quoted', '▮"amazon.nova-lite-v1:0"'],
    ['after a comment line', '# the cheap one\n              ▮amazon.nova-lite-v1:0'],
    ['in flow style', '▮"amazon.nova-lite-v1:0" # }'],
  ])('%s', async (_name, value) => {
    const { text, at } = marked(
      'flow.yaml',
      `# one comment
nodes:
  - name: Ask
    type: Prompt
    configuration:
      prompt:
        sourceConfiguration:
          inline:
            modelId: ${value}
`,
    );
    const found = fieldOf(await readOne('flow.yaml', text), 'Ask', MODEL);
    expect(showPlace(found.place)).toBe(at);
    expect(shown(found)).toBe('amazon.nova-lite-v1:0');
  });

  it.each([
    ['!Ref ', '▮Model'],
    ['!GetAtt ', '▮Profile.InferenceProfileArn'],
    ['!Sub ', `▮"\${Model}"`],
    ['!Join ', '▮["", [us., !Ref Model]]'],
    ['', '▮{ Ref: Model }'],
  ])('of an intrinsic function, %s', async (tag, argument) => {
    const { text, at } = marked('template.yaml', promptTemplate(`${tag}${argument}`));
    const { place } = fieldOf(await readOne('template.yaml', text), 'Ask', MODEL);
    expect(showPlace(place)).toBe(at);
  });

  it('of the flow itself', async () => {
    const { text, at } = marked(
      'template.yaml',
      promptTemplate('x').replace('Type: AWS::Bedrock::Flow', '▮Type: AWS::Bedrock::Flow'),
    );
    expect(showPlace((await readOne('template.yaml', text)).place)).toBe(at);
  });
});

function promptTemplate(model: string): string {
  return `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: ask
      Definition:
        Nodes:
          - Name: Ask
            Type: Prompt
            Configuration:
              Prompt:
                SourceConfiguration:
                  Inline:
                    ModelId: ${model}
`;
}

const TEXT = `{"nodes":[{"name":"Ask","type":"Prompt","configuration":{"prompt":{"sourceConfiguration":{"inline":{"modelId":▮"amazon.nova-lite-v1:0"}}}}}]}`;

const PRETTY = `{
  "nodes": [
    {
      "name": "Ask", "type": "Prompt",
      "configuration": {
        "prompt": { "sourceConfiguration": { "inline": {
          "modelId": ▮"amazon.nova-lite-v1:0"
        } } }
      }
    }
  ]
}`;

const UNMARKED = PRETTY.replace('▮', '');

const indented = (text: string, by: number) => text.replaceAll('\n', `\n${' '.repeat(by)}`);

/** JSON text as a JSON string, with the mark where it was. */
const quoted = (text: string) => JSON.stringify(text);

describe('places in a DefinitionString', () => {
  it.each([
    ['YAML, double-quoted of !Sub', 'template.yaml', `DefinitionString: !Sub ${quoted(TEXT)}`],
    ['YAML, single-quoted', 'template.yaml', `DefinitionString: '${TEXT}'`],
    [
      'YAML, single-quoted with an escaped quote',
      'template.yaml',
      `DefinitionString: '${TEXT.replace('"nodes"', `"connections":[{"name":"it''s"}],"nodes"`)}'`,
    ],
    ['YAML, double-quoted', 'template.yaml', `DefinitionString: ${quoted(TEXT)}`],
    [
      'YAML, double-quoted with escapes',
      'template.yaml',
      `DefinitionString: ${quoted(TEXT.replace('{"nodes"', '{\n\t"nodes"'))}`,
    ],
    [
      'YAML, double-quoted with a hexadecimal escape',
      'template.yaml',
      `DefinitionString: ${quoted(TEXT).replace('Ask', 'As\\x6b')}`,
    ],
    ['YAML, block literal', 'template.yaml', `DefinitionString: |\n        ${indented(PRETTY, 8)}`],
    [
      'YAML, block literal without the final line break',
      'template.yaml',
      `DefinitionString: |-\n          ${indented(PRETTY, 10)}`,
    ],
    [
      'YAML, block literal after blank lines',
      'template.yaml',
      `DefinitionString: |\n\n\n        ${indented(PRETTY, 8)}\n\n`,
    ],
    [
      'YAML, block literal with an indentation indicator',
      'template.yaml',
      `DefinitionString: |2\n          ${indented(PRETTY, 10)}`,
    ],
    [
      'YAML, block literal of Fn::Sub',
      'template.yaml',
      `DefinitionString:\n        Fn::Sub: |\n          ${indented(PRETTY, 10)}`,
    ],
    [
      'YAML, block literal of !Sub with variables',
      'template.yaml',
      `DefinitionString: !Sub\n        - |\n          ${indented(PRETTY, 10)}\n        - { Unused: 1 }`,
    ],
    [
      'YAML, block literal with CRLF',
      'template.yaml',
      `DefinitionString: |\n        ${indented(PRETTY, 8)}`.replaceAll('\n', '\r\n'),
    ],
    [
      'YAML, Fn::Join',
      'template.yaml',
      `DefinitionString:\n        Fn::Join:\n          - ''\n          - - '{"nodes":[{"name":"Ask",'\n            - '${TEXT.slice(24)}'`,
    ],
    ['JSON', 'template.json', `"DefinitionString": ${quoted(TEXT)}`],
    ['JSON with line breaks in the text', 'template.json', `"DefinitionString": ${quoted(PRETTY)}`],
    [
      'JSON with Unicode escapes before it',
      'template.json',
      `"DefinitionString": ${quoted(TEXT).replace('Ask', '\\u0041sk')}`,
    ],
    ['JSON, Fn::Sub', 'template.json', `"DefinitionString": { "Fn::Sub": ${quoted(TEXT)} }`],
    [
      'JSON, Fn::Join as the CDK writes it',
      'template.json',
      `"DefinitionString": { "Fn::Join": [ "", [\n  ${quoted('{"connections":[{"name":"')},\n  { "Ref": "Letters" },\n  ${quoted(TEXT.replace('{', '"}],'))} ] ] }`,
    ],
  ])('%s', async (_name, file, property) => {
    const { text, at } = marked(file, file.endsWith('json') ? inJson(property) : inYaml(property));
    const found = fieldOf(await readOne(file, text), 'Ask', MODEL);
    expect(shown(found)).toBe('amazon.nova-lite-v1:0');
    expect(showPlace(found.place)).toBe(at);
  });

  it.each([
    ['folded', `▮>\n        ${indented(UNMARKED, 8)}`],
    ['single-quoted over several lines', `▮'${indented(UNMARKED, 10)}'`],
    ['double-quoted over several lines', `▮"${indented(UNMARKED.replaceAll('"', '\\"'), 10)}"`],
  ])('points at the string or into it where YAML joins lines, %s', async (_name, value) => {
    const { text, at } = marked('template.yaml', inYaml(`DefinitionString: ${value}`));
    const line = text.split('\n').findIndex((each) => each.includes('amazon')) + 1;
    const column = text.split('\n')[line - 1]?.search(/\\?"amazon/) ?? -1;
    const found = fieldOf(await readOne('template.yaml', text), 'Ask', MODEL);
    expect(shown(found)).toBe('amazon.nova-lite-v1:0');
    expect([at, `template.yaml:${line}:${column + 1}`]).toContain(showPlace(found.place));
  });

  it('of a file beside the template', async () => {
    const { text, at } = marked('definitions/ask.json', PRETTY);
    const template = inYaml(
      'DefinitionS3Location: { Bucket: code, Key: definitions/ask.json, Version: "3" }',
    );
    const flow = await readOne('template.yaml', template, { 'definitions/ask.json': text });
    expect(showPlace(fieldOf(flow, 'Ask', MODEL).place)).toBe(at);
  });
});

function inYaml(property: string): string {
  return `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: ask
      ${property}
`;
}

function inJson(property: string): string {
  return `{ "Resources": { "Flow": {
  "Type": "AWS::Bedrock::Flow",
  "Properties": {
    "Name": "ask",
    ${property}
} } } }`;
}
