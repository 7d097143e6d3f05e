// biome-ignore-all lint/suspicious/noTemplateCurlyInString: definitions name what is put into them so.
import { describe, expect, it } from 'vitest';
import { fieldOf, marked, readOne, refusal, shown } from './reading.ts';

const KB = 'knowledgeBaseId';

/** A template in JSON whose flow has this DefinitionString and these substitutions. */
function template(definition: unknown, substitutions?: unknown): string {
  const properties = {
    Name: 'ask',
    DefinitionString: definition,
    ...(substitutions !== undefined && { DefinitionSubstitutions: substitutions }),
  };
  return JSON.stringify({
    Parameters: { Docs: { Type: 'String' }, Model: { Type: 'String' } },
    Resources: { Flow: { Type: 'AWS::Bedrock::Flow', Properties: properties } },
  });
}

const definition = (id: string, more = '') =>
  `{"nodes":[{"name":"Look","type":"KnowledgeBase","configuration":{"knowledgeBase":{"knowledgeBaseId":"${id}"${more}}}}]}`;

const pascal = (id: string) =>
  `{"Nodes":[{"Name":"Look","Type":"KnowledgeBase","Configuration":{"KnowledgeBase":{"KnowledgeBaseId":"${id}"}}}]}`;

describe('a DefinitionString', () => {
  it.each([
    ['in the case of the API', definition('KBDOCS0001')],
    ['in the case of CloudFormation', pascal('KBDOCS0001')],
    ['wrapped as the API has it', `{"definition":${definition('KBDOCS0001')},"name":"x"}`],
    ['with line breaks and escapes', `\n\t${definition('KBDOCS0001')}\r\n`],
    ['with Unicode escapes', definition('\\u004bBDOCS0001')],
  ])('%s', async (_name, text) => {
    const flow = await readOne('template.json', template(text));
    expect(shown(fieldOf(flow, 'Look', KB))).toBe('KBDOCS0001');
  });

  it.each([
    ['of Fn::Sub', { 'Fn::Sub': definition('${Docs}') }],
    ['of Fn::Sub as a list', { 'Fn::Sub': [definition('${Docs}')] }],
    ['of Fn::Sub with a map', { 'Fn::Sub': [definition('${Id}'), { Id: { Ref: 'Docs' } }] }],
    [
      'of Fn::Sub with a map of Fn::Join',
      { 'Fn::Sub': [definition('${Id}'), { Id: { 'Fn::Join': ['', [{ Ref: 'Docs' }]] } }] },
    ],
    [
      'of Fn::Join',
      { 'Fn::Join': ['', [definition('#').split('#')[0], { Ref: 'Docs' }, '"}}}]}']] },
    ],
    [
      'of Fn::Join with a delimiter',
      { 'Fn::Join': ['"', [definition('#').split('"#')[0], { 'Fn::Sub': '${Docs}' }, '}}}]}']] },
    ],
  ])('keeps references %s', async (_name, value) => {
    const flow = await readOne('template.json', template(value));
    expect(shown(fieldOf(flow, 'Look', KB))).toBe('${Docs}');
  });

  it('takes several references in one string', async () => {
    const id = 'a-${AWS::AccountId}-${Docs}-z';
    const bySub = await readOne('template.json', template({ 'Fn::Sub': definition(id) }));
    expect(shown(fieldOf(bySub, 'Look', KB))).toBe('a-${account}-${Docs}-z');
    const [head, tail] = definition('#').split('#');
    const pieces = [`${head}a-`, { Ref: 'AWS::AccountId' }, '-', { Ref: 'Docs' }, `-z${tail}`];
    const byJoin = await readOne('template.json', template({ 'Fn::Join': ['', pieces] }));
    expect(shown(fieldOf(byJoin, 'Look', KB))).toBe('a-${account}-${Docs}-z');
  });

  it.each([
    ['Fn::Sub', { 'Fn::Sub': definition('KBDOCS0001', ',"numberOfResults":${Results}') }],
    [
      'Fn::Join',
      {
        'Fn::Join': [
          '',
          [
            `${definition('KBDOCS0001').slice(0, -5)},"numberOfResults":`,
            { Ref: 'Results' },
            '}}}]}',
          ],
        ],
      },
    ],
  ])('takes a number by reference, %s', async (_name, value) => {
    const flow = await readOne('template.json', template(value));
    expect(shown(fieldOf(flow, 'Look', KB))).toBe('KBDOCS0001');
  });

  it('takes pieces of Fn::Join that are made by Fn::Sub', async () => {
    const [head, tail] = definition('#').split('"Look"');
    const middle = { 'Fn::Sub': `"Look"${tail?.replace('#', '${Docs}')}` };
    const flow = await readOne('template.json', template({ 'Fn::Join': ['', [head, middle]] }));
    expect(shown(fieldOf(flow, 'Look', KB))).toBe('${Docs}');
  });

  it('does not take characters of a file for its own marks', async () => {
    const [head, tail] = definition('#').replace('Look', 'Look \ue0000\ue001').split('#');
    const value = { 'Fn::Join': ['', [head, { Ref: 'Docs' }, tail]] };
    const { nodes } = await readOne('template.json', template(value));
    expect(nodes.map(({ name }) => name)).toEqual(['Look ?0?']);
  });
});

describe('DefinitionSubstitutions', () => {
  it.each([
    ['a text', 'KBDOCS0001', 'KBDOCS0001'],
    ['a number', 123, '123'],
    ['a reference', { Ref: 'Docs' }, '${Docs}'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Docs', 'Id'] }, '${Docs.Id}'],
    ['Fn::Sub', { 'Fn::Sub': 'x${Docs}' }, 'x${Docs}'],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'docs' }, '${Fn::ImportValue("docs")}'],
  ])('put in %s', async (_name, value, expected) => {
    const text = template(definition('${KnowledgeBaseId}'), { KnowledgeBaseId: value });
    expect(shown(fieldOf(await readOne('template.json', text), 'Look', KB))).toBe(expected);
  });

  it('keep a leading zero in YAML', async () => {
    const flow = await readOne(
      'template.yaml',
      `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      DefinitionString: '${definition('${Id}')}'
      DefinitionSubstitutions:
        Id: 0123456789
`,
    );
    expect(shown(fieldOf(flow, 'Look', KB))).toBe('0123456789');
  });

  it('leave a name without a value as it is', async () => {
    const text = template(definition('${Docs}-${Other}'), { Other: 'x' });
    expect(shown(fieldOf(await readOne('template.json', text), 'Look', KB))).toBe('${Docs}-x');
  });

  it('come after Fn::Sub, which leaves them what it escapes', async () => {
    const value = { 'Fn::Sub': definition('${!Id}-${Docs}') };
    const text = template(value, { Id: { Ref: 'Model' }, Docs: 'never' });
    expect(shown(fieldOf(await readOne('template.json', text), 'Look', KB))).toBe(
      '${Model}-${Docs}',
    );
  });

  it('reach a definition beside the template, also in the case of CloudFormation', async () => {
    const flow = await readOne(
      'template.yaml',
      `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      DefinitionS3Location: { Bucket: !Ref Code, Key: ask.json }
      DefinitionSubstitutions: { KnowledgeBaseId: !GetAtt Docs.KnowledgeBaseId }
`,
      { 'ask.json': pascal('${KnowledgeBaseId}') },
    );
    expect(shown(fieldOf(flow, 'Look', KB))).toBe('${Docs.KnowledgeBaseId}');
  });
});

describe('a definition in S3', () => {
  it.each([
    ['under its key', 'flows/ask.json', 'flows/ask.json'],
    ['under the last part of its key', 'release/7/flows/ask.json', 'ask.json'],
    [
      'by the end of a key with a reference',
      { 'Fn::Sub': '${Path}/flows/ask.json' },
      'flows/ask.json',
    ],
    [
      'by the end of a joined key',
      { 'Fn::Join': ['/', [{ Ref: 'Path' }, 'flows', 'ask.json']] },
      'flows/ask.json',
    ],
  ])('is found beside the template, %s', async (_name, Key, path) => {
    const text = JSON.stringify({
      Resources: {
        Flow: {
          Type: 'AWS::Bedrock::Flow',
          Properties: { DefinitionS3Location: { Bucket: 'code', Key } },
        },
      },
    });
    const flow = await readOne('template.json', text, { [path]: definition('KBDOCS0001') });
    expect(shown(fieldOf(flow, 'Look', KB))).toBe('KBDOCS0001');
  });

  it('names its own file where it cannot be read', async () => {
    const { text, at } = marked('flows/ask.json', '{"nodes":[▮{"name":"a"}]}');
    const refused = await refusal(
      'template.yaml',
      'Resources:\n  Flow:\n    Type: AWS::Bedrock::Flow\n    Properties:\n      DefinitionS3Location: { Key: flows/ask.json }\n',
      { 'flows/ask.json': text },
    );
    expect(refused.at).toBe(at);
  });
});

describe('a DefinitionString that cannot be read', () => {
  it.each([
    ['broken JSON', '\'{"nodes":[▮}\'', '"}"', 'JSON'],
    ['empty text', '▮""', 'empty', ''],
    ['a number', '▮12', 'a number', 'a flow definition with "nodes" and "connections"'],
    ['a list', '▮[]', 'a definition that is no text', 'JSON text'],
    ['a reference', '!Ref ▮Definition', 'a definition made by Ref', 'JSON text'],
    ['another function', '▮{ Fn::Transform: { Name: X } }', 'Fn::Transform', 'JSON text'],
    ['Fn::Join of a list by reference', '!Join ▮["", !Ref Parts]', 'Fn::Join', 'JSON text'],
    ['an unknown key', '\'{▮"steps":[]}\'', 'the key "steps"', 'nodes, connections'],
  ])('%s', async (_name, value, found, expected) => {
    const { text, at } = marked(
      'template.yaml',
      `Resources:\n  Flow:\n    Type: AWS::Bedrock::Flow\n    Properties:\n      Name: ask\n      DefinitionString: ${value}\n`,
    );
    const refused = await refusal('template.yaml', text);
    expect(refused.at).toBe(at);
    expect(refused.found).toContain(found);
    expect(refused.expected).toContain(expected);
  });
});
