import { describe, expect, it } from 'vitest';
import { marked, refusal } from './reading.ts';

interface Row {
  readonly name: string;
  readonly file: string;
  /** The text, with `▮` before the character whose place the message must give. */
  readonly text: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy?: string;
}

const KINDS =
  'Agent, Collector, Condition, InlineCode, Input, Iterator, KnowledgeBase, LambdaFunction, Lex, Loop, LoopController, LoopInput, Output, Prompt, Retrieval, Storage';
const PROPERTIES =
  'Name, Description, ExecutionRoleArn, CustomerEncryptionKeyArn, Definition, DefinitionString, DefinitionS3Location, DefinitionSubstitutions, Tags, TestAliasTags';

const NO_FLOW: readonly Row[] = [
  {
    name: 'nothing',
    file: 'flow.json',
    text: '▮',
    found: 'an empty file',
    expected: 'a flow definition (JSON) or a CloudFormation template',
  },
  {
    name: 'blanks',
    file: 'flow.yaml',
    text: '▮ \n\t\n',
    found: 'an empty file',
    expected: 'a flow definition (JSON) or a CloudFormation template',
  },
  {
    name: 'a byte order mark and nothing else',
    file: 'flow.json',
    text: '▮\ufeff',
    found: 'an empty file',
    expected: 'a flow definition (JSON) or a CloudFormation template',
  },
  {
    name: 'only comments',
    file: 'flow.yaml',
    text: '▮# to be written\n',
    found: 'null',
    expected: 'a CloudFormation template, a Terraform plan or a flow definition',
  },
  {
    name: 'a list',
    file: 'flows.json',
    text: '\n▮[{ "nodes": [] }]',
    found: 'a list',
    expected: 'a CloudFormation template, a Terraform plan or a flow definition',
  },
  {
    name: 'a string',
    file: 'flow.json',
    text: '▮"nodes"',
    found: 'a string',
    expected: 'a CloudFormation template, a Terraform plan or a flow definition',
  },
  {
    name: 'a number',
    file: 'flow.yaml',
    text: '▮7\n',
    found: 'a number',
    expected: 'a CloudFormation template, a Terraform plan or a flow definition',
  },
  {
    name: 'an empty object',
    file: 'flow.json',
    text: ' ▮{}',
    found: 'an empty object',
    expected: 'a CloudFormation template, a Terraform plan or a flow definition',
  },
  {
    name: 'the input of InvokeFlow',
    file: 'events.json',
    text: '▮{"inputs":[{"content":{"document":"hi"},"nodeName":"FlowInputNode"}],"flowIdentifier":"F"}',
    found: 'a file with the keys "inputs", "flowIdentifier"',
    expected: 'a CloudFormation template, a Terraform plan or a flow definition',
    remedy: 'has "nodes"',
  },
  {
    name: 'a state machine',
    file: 'state.asl.json',
    text: '▮{"StartAt":"A","States":{},"Comment":"","Version":"","TimeoutSeconds":1,"QueryLanguage":""}',
    found: 'a file with the keys "StartAt", "States", "Comment", "Version", "TimeoutSeconds", …',
    expected: 'a CloudFormation template, a Terraform plan or a flow definition',
  },
  {
    name: 'a template without flows',
    file: 'template.yaml',
    text: 'Resources:\n  ▮Bucket:\n    Type: AWS::S3::Bucket\n',
    found: 'a template without a resource of type AWS::Bedrock::Flow',
    expected: 'at least one flow',
  },
  {
    name: 'a template with only the version of a flow',
    file: 'template.json',
    text: '{"Resources":▮{"V":{"Type":"AWS::Bedrock::FlowVersion","Properties":{}}}}',
    found: 'a template without a resource of type AWS::Bedrock::Flow',
    expected: 'at least one flow',
  },
];

const BROKEN: readonly Row[] = [
  {
    name: 'JSON that ends too early',
    file: 'flow.json',
    text: '{\n  "nodes": [\n▮',
    found: 'the end of the text',
    expected: 'JSON (close bracket expected)',
  },
  {
    name: 'JSON with a trailing comma',
    file: 'flow.json',
    text: '{\n  "nodes": [],\n▮}',
    found: '"}"',
    expected: 'JSON (property name expected)',
  },
  {
    name: 'JSON without a comma',
    file: 'flow.json',
    text: '{\n  "nodes": []\n  ▮"connections": []\n}',
    found: '"connections"',
    expected: 'JSON (comma expected)',
  },
  {
    name: 'JSON with a comment',
    file: 'flow.json',
    text: '{\n  ▮// the nodes\n  "nodes": []\n}',
    found: '// the nodes',
    expected: 'JSON (invalid comment token)',
    remedy: 'JSON has no comments',
  },
  {
    name: 'JSON in single quotes',
    file: 'flow.json',
    text: "{▮'nodes': []}",
    found: "'nodes'",
    expected: 'JSON (invalid symbol)',
  },
  {
    name: 'two JSON documents',
    file: 'flow.json',
    text: '{"nodes":[]}\n▮{"nodes":[]}',
    found: '"{"',
    expected: 'JSON (end of file expected)',
  },
  {
    name: 'YAML with an open quote',
    file: 'flow.yaml',
    text: 'nodes:\n  - name: "In\n    type: Input\n▮',
    found: 'Missing closing "quote',
    expected: 'YAML',
  },
  {
    name: 'YAML indented with a tab',
    file: 'template.yaml',
    text: 'Resources:\n▮\tFlow:\n',
    found: 'Tabs are not allowed as indentation',
    expected: 'YAML',
  },
  {
    name: 'YAML with an alias of nothing',
    file: 'flow.yaml',
    text: 'nodes: ▮*prompts\n',
    found: 'the alias *prompts',
    expected: 'an anchor of that name above it',
  },
  {
    name: 'YAML with a map as a key',
    file: 'flow.yaml',
    text: '▮{ a: b }: c\nnodes: []\n',
    found: 'a key that is no text',
    expected: 'text',
  },
  {
    name: 'a second YAML document',
    file: 'flow.yaml',
    text: 'nodes:\n  - { name: In, type: Input }\n▮---\nnodes:\n  - { name: Plan, type: Agent }\n',
    found: 'document',
    expected: '',
  },
  {
    name: 'a duplicate key in JSON',
    file: 'flow.json',
    text: '{"nodes":[{"name":"In","type":"Input",▮"name":"Out"}]}',
    found: 'the key "name" a second time',
    expected: 'each key once',
  },
  {
    name: 'a duplicate key in YAML',
    file: 'flow.yaml',
    text: 'nodes:\n  - name: In\n    type: Input\n    ▮name: Out\n',
    found: 'the key "name" a second time',
    expected: 'each key once',
  },
  {
    name: 'a duplicate key that differs in its first letter only',
    file: 'flow.json',
    text: '{"nodes":[{"name":"Plan","type":"Agent"}],▮"Nodes":[{"name":"In","type":"Input"}]}',
    found: 'the key "Nodes" a second time',
    expected: 'each key once',
  },
];

const inFlow = (properties: string) =>
  `Resources:\n  Flow:\n    Type: AWS::Bedrock::Flow\n    Properties:\n      Name: ask\n${properties}`;

const NOT_AS_AWS_HAS_IT: readonly Row[] = [
  {
    name: 'a flow without properties',
    file: 'template.yaml',
    text: 'Resources:\n  Flow:\n    ▮Type: AWS::Bedrock::Flow\n',
    found: 'the flow Flow without "Properties"',
    expected: 'its properties, with a definition',
  },
  {
    name: 'an unknown property of the flow',
    file: 'template.yaml',
    text: inFlow('      ▮RoleArn: arn:aws:iam::111122223333:role/x\n      Definition: {}\n'),
    found: 'the property "RoleArn" of AWS::Bedrock::Flow',
    expected: PROPERTIES,
    remedy: 'CloudFormation would refuse this template',
  },
  {
    name: 'a property in the case of the API',
    file: 'template.yaml',
    text: inFlow('      ▮definition: { nodes: [] }\n'),
    found: 'the property "definition" of AWS::Bedrock::Flow',
    expected: PROPERTIES,
  },
  {
    name: 'StartAt',
    file: 'template.yaml',
    text: inFlow(
      '      Definition:\n        ▮StartAt: Classify\n        Nodes:\n          Classify: { Type: Classifier }\n',
    ),
    found: 'the key "StartAt"',
    expected: 'a flow definition, which has nodes, connections',
    remedy: 'AWS would refuse this file',
  },
  {
    name: 'nodes as a map',
    file: 'template.yaml',
    text: inFlow(
      '      Definition:\n        Nodes:\n          ▮Classify: { Type: Classifier, Transitions: [] }\n',
    ),
    found: 'a map',
    expected: '"nodes", a list of flow nodes',
  },
  {
    name: 'entities',
    file: 'template.yaml',
    text: inFlow(
      '      Definition:\n        ▮entities:\n          - { Name: Support, Type: Agent }\n',
    ),
    found: 'the key "entities"',
    expected: 'a flow definition, which has nodes, connections',
  },
  {
    name: 'flowNodes',
    file: 'flow.json',
    text: '{ "name": "story", "definition": { ▮"flowNodes": [] } }',
    found: 'the key "flowNodes"',
    expected: 'a flow definition, which has nodes, connections',
  },
  {
    name: 'a key of another program beside the nodes',
    file: 'flow.yaml',
    text: '▮inputs: {}\nnodes:\n  - name: echo\n    type: python\n',
    found: 'the key "inputs"',
    expected: 'a flow definition, which has nodes, connections',
  },
  {
    name: 'a definition that is a list',
    file: 'flow.json',
    text: '{ "definition": ▮[] }',
    found: 'a list',
    expected: 'a flow definition with "nodes" and "connections"',
  },
  {
    name: 'a definition that is null',
    file: 'flow.json',
    text: '{ ▮"definition": null }',
    found: 'the key "definition"',
    expected: 'a flow definition, which has nodes, connections',
  },
  {
    name: 'a definition without nodes',
    file: 'flow.json',
    text: '{ "definition": ▮{ "connections": [] } }',
    found: 'a flow definition without "nodes"',
    expected: '"nodes", a list of flow nodes',
  },
  {
    name: 'an empty list of nodes',
    file: 'flow.json',
    text: '{ "nodes": ▮[], "connections": [] }',
    found: 'a flow without nodes',
    expected: 'at least one node',
  },
  {
    name: 'nodes made by a function',
    file: 'template.yaml',
    text: inFlow('      Definition:\n        Nodes: !Ref ▮Nodes\n'),
    found: 'an intrinsic function',
    expected: '"nodes", a list of flow nodes',
  },
  {
    name: 'a definition made by a function',
    file: 'template.yaml',
    text: inFlow('      Definition: !Ref ▮Definition\n'),
    found: 'an intrinsic function',
    expected: 'a flow definition with "nodes" and "connections"',
  },
  {
    name: 'a node that is a string',
    file: 'flow.json',
    text: '{ "nodes": [▮"FlowInputNode"] }',
    found: 'a string',
    expected: 'a flow node',
  },
  {
    name: 'a node without a name',
    file: 'flow.json',
    text: '{ "nodes": [▮{ "type": "Input" }] }',
    found: 'a flow node without "name"',
    expected: '"name", a text',
  },
  {
    name: 'a node without a type',
    file: 'flow.yaml',
    text: 'nodes:\n  - ▮name: In\n',
    found: 'a flow node without "type"',
    expected: '"type", a text',
  },
  {
    name: 'a type that is null',
    file: 'flow.json',
    text: '{ "nodes": [{ "name": "In", "type": ▮null }] }',
    found: 'null as "type"',
    expected: '"type", a text',
  },
  {
    name: 'a name that is a list',
    file: 'flow.json',
    text: '{ "nodes": [{ "name": ▮[], "type": "Input" }] }',
    found: 'a list as "name"',
    expected: '"name", a text',
  },
  {
    name: 'types that AWS does not have, with keys of their own',
    file: 'template.yaml',
    text: inFlow(`      Definition:
        Nodes:
          - Name: Sort
            Type: ▮Classifier
            ClassifierConfiguration: { Classes: [a, b] }
          - Name: In
            Type: Input
`),
    found: 'a node of type "Classifier"',
    expected: `a type that Amazon Bedrock Flows has: ${KINDS}`,
    remedy: 'update',
  },
  {
    name: 'no type that AWS has',
    file: 'flow.json',
    text: '{"nodes":[▮{"name":"a","type":"ConditionNode"},{"name":"b","type":"RetrievalNode"}]}',
    found: 'a node of type "ConditionNode"',
    expected: `a type that Amazon Bedrock Flows has: ${KINDS}`,
  },
  {
    name: 'a type in lower case',
    file: 'flow.json',
    text: '{"nodes":[{"name":"a","type":"Input"},{"name":"b","type":▮"prompt","configuration":{"prompt":{}}}]}',
    found: 'a node of type "prompt"',
    expected: `a type that Amazon Bedrock Flows has: ${KINDS}`,
    remedy: 'Types are written exactly so',
  },
  {
    name: 'the configuration of another kind',
    file: 'flow.json',
    text: '{"nodes":[{"name":"Keep","type":"Storage","configuration":{▮"retrieval":{}}}]}',
    found: 'the configuration "retrieval" in a node of type "Storage"',
    expected: '"storage"',
  },
  {
    name: 'a configuration without the name of its kind',
    file: 'flow.json',
    text: '{"nodes":[{"name":"Look","type":"KnowledgeBase","configuration":{▮"knowledgeBaseId":"KBDOCS0001"}}]}',
    found: 'the configuration "knowledgeBaseId" in a node of type "KnowledgeBase"',
    expected: '"knowledgeBase"',
  },
  {
    name: 'two configurations in one node',
    file: 'flow.json',
    text: '{"nodes":[{"name":"a","type":"Prompt","configuration":{"prompt":{"sourceConfiguration":{}},▮"knowledgeBase":{"knowledgeBaseId":"KBDOCS0001"}}}]}',
    found: 'the configuration "knowledgeBase" in a node of type "Prompt"',
    expected: '"prompt"',
  },
  {
    name: 'a configuration that is a list',
    file: 'flow.json',
    text: '{"nodes":[{"name":"a","type":"Prompt","configuration":▮[]}]}',
    found: 'a list',
    expected: 'the configuration of a Prompt node',
  },
  {
    name: 'a prompt with nothing but an invented field',
    file: 'flow.json',
    text: '{"nodes":[{"name":"a","type":"Prompt","configuration":{"prompt":{▮"template":"Hello"}}}]}',
    found: 'the field "template" in a node of type Prompt',
    expected: 'sourceConfiguration, guardrailConfiguration',
    remedy: 'it has no "sourceConfiguration"',
  },
  {
    name: 'a loop without nodes',
    file: 'flow.json',
    text: '{"nodes":[{"name":"a","type":"Loop","configuration":{"loop":{"definition":{"nodes":▮[]}}}}]}',
    found: 'a flow without nodes',
    expected: 'at least one node',
  },
  {
    name: 'a definition in S3 whose file is not there',
    file: 'stacks/template.yaml',
    text: inFlow('      DefinitionS3Location: ▮{ Bucket: code, Key: flows/ask.json }\n'),
    found: 'flows/ask.json',
    expected: 'the file in the directory of the template',
    remedy: 'Put the definition file beside the template',
  },
];

describe.each([
  ['no flow', NO_FLOW],
  ['broken text', BROKEN],
  ['what AWS would refuse', NOT_AS_AWS_HAS_IT],
])('%s', (_name, rows) => {
  it.each(rows)('$name', async ({ file, text: source, found, expected, remedy }) => {
    const { text, at } = marked(file, source);
    const refused = await refusal(file, text);
    expect(refused.at).toBe(at);
    expect(refused.found).toContain(found);
    expect(refused.expected).toContain(expected);
    expect(refused.remedy ?? '').toContain(remedy ?? '');
    expect(refused.message).not.toMatch(/\n\s+at /);
    expect(refused.message).toMatch(
      /^[^\n]+:\d+:\d+: found [^\n]+; expected [^\n]+\.(\n {2}[^\n]+)?$/,
    );
  });
});

describe('text from a stranger', () => {
  const CONTROL =
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
  const NASTY = 'a\u001b[31m\u0007\u009b1m\u202e\u2028\u200b\r\n\ttype';

  it.each([
    ['a type', `{"nodes":[{"name":"a","type":${JSON.stringify(NASTY)}}]}`],
    ['a key', `{${JSON.stringify(NASTY)}:1}`],
    ['a key of a definition', `{"definition":{${JSON.stringify(NASTY)}:1}}`],
    [
      'a configuration',
      `{"nodes":[{"name":"a","type":"Prompt","configuration":{${JSON.stringify(NASTY)}:{}}}]}`,
    ],
    [
      'a field',
      `{"nodes":[{"name":"a","type":"Prompt","configuration":{"prompt":{${JSON.stringify(NASTY)}:{}}}}]}`,
    ],
    ['JSON', '{"nodes":\u001b[31m\u0007 []}'],
    ['a file name', '{}'],
  ])('in %s is shown harmlessly', async (what, text) => {
    const file = what === 'a file name' ? `${NASTY}.json` : 'flow.json';
    const { message } = await refusal(file, text);
    expect(message).not.toMatch(CONTROL);
    expect(message).toContain('\\u001b');
  });

  it.each([
    ['YAML', 'nodes: [\u001b[31m\u0007x: {\n'],
    ['an alias', 'nodes: *\u0007\u001b\n'],
    ['a logical id', 'Resources:\n  "a\\e[31m":\n    Type: AWS::Bedrock::Flow\n'],
    [
      'a property',
      'Resources:\n  A:\n    Type: AWS::Bedrock::Flow\n    Properties: { "a\\e[31m": 1 }\n',
    ],
    [
      'the name of an S3 object',
      'Resources:\n  A:\n    Type: AWS::Bedrock::Flow\n    Properties: { DefinitionS3Location: { Key: "a\\e[31m" } }\n',
    ],
    [
      'a reference',
      'Resources:\n  A:\n    Type: AWS::Bedrock::Flow\n    Properties: { Definition: { Nodes: [ { Name: a, Type: Agent, Configuration: { Agent: { AgentAliasArn: !Ref "a\\e[31m" } } } ] } }\n',
    ],
  ])('in %s of a template is shown harmlessly', async (_what, text) => {
    const { message } = await refusal('template.yaml', text);
    expect(message).not.toMatch(CONTROL);
  });

  it.each(['name', 'type'])('a %s of any length does not flood the terminal', async (key) => {
    const node = { name: 'a', type: 'Nothing', x: 1, [key]: 'x'.repeat(100_000) };
    const { message } = await refusal('flow.json', JSON.stringify({ nodes: [node] }));
    expect(message.length).toBeLessThan(1000);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
    '%s is no kind and no key',
    async (key) => {
      const stray = await refusal('flow.json', `{"nodes":[],"${key}":{"nodes":[]}}`);
      expect(stray.found).toBe(`the key "${key}"`);
      const kind = await refusal('flow.json', `{"nodes":[{"name":"a","type":"${key}"}]}`);
      expect(kind.found).toBe(`a node of type "${key}"`);
      const member = await refusal(
        'flow.json',
        `{"nodes":[{"name":"a","type":"Input","configuration":{"${key}":{}}}]}`,
      );
      expect(member.found).toContain(`the configuration "${key}"`);
      const field = await refusal(
        'flow.json',
        `{"nodes":[{"name":"a","type":"Agent","configuration":{"agent":{"${key}":"x"}}}]}`,
      );
      expect(field.found).toContain(`the field "${key}"`);
    },
  );
});
