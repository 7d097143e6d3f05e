import { describe, expect, it } from 'vitest';
import { mayHoldFlow } from '../../src/core/read/read.ts';
import { literal } from '../../src/core/template/template.ts';
import { fieldOf, readOne, shown } from './reading.ts';

const ARN = 'arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDE12345';
const ROLE = 'arn:aws:iam::111122223333:role/service-role/AmazonBedrockExecutionRoleForFlows_X1';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const DEFINITION = {
  nodes: [
    { name: 'In', type: 'Input' },
    { name: 'Plan', type: 'Agent', configuration: { agent: { agentAliasArn: 'the alias' } } },
  ],
  connections: [],
};

const PASCAL = {
  Connections: [],
  Nodes: [
    { Configuration: { Input: {} }, Name: 'In', Type: 'Input' },
    { Configuration: { Agent: { AgentAliasArn: 'the alias' } }, Name: 'Plan', Type: 'Agent' },
  ],
};

interface Row {
  readonly name: string;
  readonly document: unknown;
  /** What must be read of it besides the nodes. */
  readonly read?: { name?: string; arn?: string; id?: string; role?: string; key?: string };
}

const ROWS: readonly Row[] = [
  { name: 'bare', document: DEFINITION },
  { name: 'bare, connections first', document: { connections: [], nodes: DEFINITION.nodes } },
  { name: 'bare, without connections', document: { nodes: DEFINITION.nodes } },
  { name: 'bare, in the case of CloudFormation', document: PASCAL },
  { name: 'wrapped', document: { definition: DEFINITION } },
  { name: 'wrapped, in the case of CloudFormation', document: { Definition: PASCAL } },
  { name: 'wrapped, with the inside in the other case', document: { definition: PASCAL } },
  {
    name: 'the input of CreateFlow',
    document: {
      definition: DEFINITION,
      description: 'Plans',
      executionRoleArn: ROLE,
      name: 'planner',
      tags: { team: 'a' },
    },
    read: { name: 'planner', role: ROLE },
  },
  {
    name: 'the input of CreateFlow without a role',
    document: { name: 'planner', description: '', tags: {}, definition: DEFINITION },
    read: { name: 'planner' },
  },
  {
    name: 'the input of UpdateFlow',
    document: { flowIdentifier: 'ABCDE12345', name: 'planner', definition: DEFINITION },
    read: { name: 'planner', id: 'ABCDE12345' },
  },
  {
    name: 'the output of GetFlow',
    document: {
      ResponseMetadata: { HTTPStatusCode: 200 },
      arn: ARN,
      createdAt: '2025-01-02T03:04:05.123456789Z',
      customerEncryptionKeyArn: KEY,
      definition: DEFINITION,
      executionRoleArn: ROLE,
      id: 'ABCDE12345',
      name: 'planner',
      status: 'NotPrepared',
      updatedAt: '2025-01-02T03:04:05Z',
      validations: [{ message: 'x', severity: 'Warning' }],
      version: 'DRAFT',
    },
    read: { name: 'planner', arn: ARN, id: 'ABCDE12345', role: ROLE, key: KEY },
  },
  {
    name: 'the output of GetFlow, cut short',
    document: { arn: ARN, createdAt: 'x', definition: DEFINITION },
    read: { arn: ARN },
  },
  {
    name: 'the output of GetFlowVersion',
    document: { arn: `${ARN}`, definition: DEFINITION, id: 'ABCDE12345', name: 'p', version: '3' },
    read: { name: 'p', arn: ARN, id: 'ABCDE12345' },
  },
  {
    name: 'the definition as JSON text',
    document: { name: 'planner', definition: JSON.stringify(DEFINITION) },
    read: { name: 'planner' },
  },
  {
    name: 'the definition as JSON text over several lines',
    document: { definition: JSON.stringify(PASCAL, undefined, 2) },
  },
  {
    name: 'with null where nothing is set',
    document: { arn: null, name: null, executionRoleArn: null, definition: DEFINITION },
  },
  {
    name: 'with empty texts where nothing is set',
    document: { arn: '', name: '', customerEncryptionKeyArn: '', definition: DEFINITION },
  },
];

describe('what the API and the console give', () => {
  it.each(ROWS)('$name', async ({ document, read = {} }) => {
    const flow = await readOne('flows/the planner.v2.json', JSON.stringify(document));
    expect(flow.nodes.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'In: Input',
      'Plan: Agent',
    ]);
    expect(shown(fieldOf(flow, 'Plan', 'agentAliasArn'))).toBe('the alias');
    const text = (placed: typeof flow.arn) => placed && literal(placed.template);
    expect({
      name: flow.name,
      arn: text(flow.arn),
      id: text(flow.id),
      role: text(flow.executionRole),
      key: text(flow.encryptionKey),
    }).toEqual({
      name: read.name ?? 'the planner.v2',
      arn: read.arn,
      id: read.id,
      role: read.role,
      key: read.key,
    });
    expect(flow.source).toBe('flows/the planner.v2.json');
  });

  it.each(ROWS)('a search finds $name', ({ document }) => {
    expect(mayHoldFlow(JSON.stringify(document))).toBe(true);
    expect(mayHoldFlow(JSON.stringify(document, undefined, 2))).toBe(true);
  });

  it('the same in YAML', async () => {
    const flow = await readOne(
      'planner.yml',
      `definition:
  nodes:
    - name: Plan
      type: Agent
      configuration:
        agent:
          agentAliasArn: the alias
executionRoleArn: ${ROLE}
`,
    );
    expect(flow.name).toBe('planner');
    expect(shown(fieldOf(flow, 'Plan', 'agentAliasArn'))).toBe('the alias');
    expect(flow.executionRole && literal(flow.executionRole.template)).toBe(ROLE);
  });

  it('JSON in a file of another name', async () => {
    const text = `\n  ${JSON.stringify(DEFINITION)}`;
    expect((await readOne('flow.template', text)).nodes).toHaveLength(2);
    expect((await readOne('<stdin>', text)).nodes).toHaveLength(2);
    expect((await readOne('flow.yaml', text)).nodes).toHaveLength(2);
  });
});

describe('nodes', () => {
  it('inside loops hang below them, with the path of their names', async () => {
    const inner = { nodes: [{ name: 'Inner', type: 'Prompt' }], connections: [] };
    const outer = {
      nodes: [{ name: 'Mid', type: 'Loop', configuration: { loop: { definition: inner } } }],
    };
    const flow = await readOne(
      'flow.json',
      JSON.stringify({
        nodes: [{ name: 'Out', type: 'Loop', configuration: { loop: { definition: outer } } }],
      }),
    );
    const [loop] = flow.nodes;
    expect(loop?.inner.map(({ name }) => name)).toEqual(['Out/Mid']);
    expect(loop?.inner[0]?.inner.map(({ name }) => name)).toEqual(['Out/Mid/Inner']);
  });

  it.each([
    ['without configuration', {}],
    ['with null for configuration', { configuration: null }],
    ['with an empty configuration', { configuration: {} }],
  ])('%s are read', async (_name, more) => {
    const node = { name: 'Plan', type: 'Agent', ...more };
    const [read] = (await readOne('flow.json', JSON.stringify({ nodes: [node] }))).nodes;
    expect(read?.configuration).toBeUndefined();
  });

  it('keep what stands beside their own keys', async () => {
    const node = { name: 'If', type: 'Condition', conditions: [], outputs: [] };
    const [read] = (await readOne('flow.json', JSON.stringify({ nodes: [node] }))).nodes;
    expect(read?.strays.map(({ key }) => key)).toEqual(['conditions']);
  });

  it('do not depend on connections, which may be wrong', async () => {
    const text = JSON.stringify({
      nodes: DEFINITION.nodes,
      connections: [{ source: 'a', data: [1] }, 'x', null],
    });
    expect((await readOne('flow.json', text)).nodes).toHaveLength(2);
  });

  it.each(['__proto__', 'constructor', 'toString'])('may be called %s', async (name) => {
    const text = JSON.stringify({ nodes: [{ name, type: 'Prompt' }] });
    expect((await readOne('flow.json', text)).nodes.map((node) => node.name)).toEqual([name]);
  });
});
