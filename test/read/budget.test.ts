// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import { describe, expect, it } from 'vitest';
import { readFlows } from '../../src/core/read/read.ts';
import { newRun } from '../../src/core/read/run.ts';
import { refusal } from './reading.ts';

const FLOW = (nodes: string) =>
  `resource "awscc_bedrock_flow" "f" {\n  name = "f"\n  definition = { nodes = ${nodes} }\n}\n`;

const chain = (levels: number, value: (next: string) => string, last: string) =>
  Array.from({ length: levels }, (_, at) => `a${at} = ${value(`local.a${at + 1}`)}\n`)
    .concat(`a${levels} = ${last}\n`)
    .join('');

describe('the budget of a run', () => {
  it.each([
    ['a list that holds itself twice', 'a0 = [local.a0, local.a0]\n', 'local.a0'],
    ['lists that double', chain(60, (next) => `[${next}, ${next}]`, '"x"'), 'local.a0'],
    ['objects that double', chain(60, (next) => `{ a = ${next}, b = ${next} }`, '"x"'), 'local.a0'],
    [
      'texts that multiply',
      chain(11, (next) => `"${`\${${next}}`.repeat(30)}"`, '"x"'),
      '[{ name = "n", type = local.a0 }]',
    ],
    [
      'a long default, often',
      `a0 = "${'${local.b}'.repeat(3000)}"\nb = "${'x'.repeat(20_000)}"\n`,
      '[{ name = "n", type = local.a0 }]',
    ],
  ])('ends with the place: %s', async (_name, locals, nodes) => {
    const { at, found } = await refusal('main.tf', `locals {\n${locals}}\n${FLOW(nodes)}`);
    expect(at).toMatch(/^main\.tf:\d+:\d+$/);
    expect(found).toMatch(/^more than \d+ /);
  });

  it('is one for all files', async () => {
    const run = newRun({ characters: 150 });
    const text = '{"nodes":[{"name":"In","type":"Input"}],"connections":[]}';
    const read = (path: string) =>
      readFlows(
        { path, text },
        () => undefined,
        () => [],
        run,
      );
    await read('a.json');
    await read('a.json');
    await read('b.json');
    await expect(read('c.json')).rejects.toThrow(/^c\.json:1:1: found more than 150 characters/);
  });

  it('counts what aliases repeat', async () => {
    const text = `a: &a "${'x'.repeat(20_000)}"\nb: [${'*a, '.repeat(300)}*a]\nnodes: []\n`;
    expect((await refusal('flow.yaml', text)).found).toContain('more than 5000000 characters');
  });

  it.each([
    ['Fn::Sub', { 'Fn::Sub': ['${a}'.repeat(2000), { a: 'x'.repeat(2000) }] }],
    ['Fn::Join', { 'Fn::Join': ['x'.repeat(2000), Array(2000).fill('a')] }],
  ])('bounds texts made by %s', async (_name, Name) => {
    const Properties = { Name, Definition: { Nodes: [{ Name: 'a', Type: 'Input' }] } };
    const text = JSON.stringify({ Resources: { F: { Type: 'AWS::Bedrock::Flow', Properties } } });
    expect((await refusal('t.json', text)).found).toContain('more than 1500000 characters');
  });

  it('reads nested interpolations once on each level', async () => {
    const nested = `${'"${'.repeat(40)}x${'}"'.repeat(40)}`;
    const text = FLOW(`[{ name = "n", type = "Input", inputs = ${nested} }]`);
    await readFlows({ path: 'main.tf', text }, () => undefined);
  });
});
