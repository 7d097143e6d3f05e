import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { nodeOf, readOne, refusal } from './reading.ts';

const IN = '{ name: In, type: Input }';

/** Runs something and says how many milliseconds it took. */
async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

describe('size', () => {
  it('refuses a file of 10 MB at once', async () => {
    const text = `{"nodes":[{"name":"In","type":"Input"}],"connections":["${'x'.repeat(10_000_000)}"]}`;
    const ms = await timed(async () => {
      const { at, found, expected } = await refusal('flow.json', text);
      expect(at).toBe('flow.json:1:1');
      expect(found).toBe(`a file of ${text.length} characters`);
      expect(expected).toBe('at most 5000000');
    });
    expect(ms).toBeLessThan(500);
  });

  it('reads a prompt of 4 MB', async () => {
    const text = JSON.stringify({
      nodes: [
        {
          name: 'Ask',
          type: 'Prompt',
          configuration: {
            prompt: { sourceConfiguration: { inline: { templateType: 'x'.repeat(4_000_000) } } },
          },
        },
      ],
    });
    expect(nodeOf(await readOne('flow.json', text), 'Ask').kind).toBe('Prompt');
  });

  it.each([
    ['template.json', (text: string) => JSON.stringify(text)],
    ['template.yaml', (text: string) => `'${text}'`],
    ['template.yaml', (text: string) => `|\n    ${text.replaceAll('},', '},\n    ')}`],
  ])('reads a long DefinitionString in time, %s', async (file, write) => {
    const conditions = Array.from({ length: 8 }, (_, at) => ({
      name: `c${at}`,
      expression: `words > ${at}`,
    }));
    const nodes = Array.from({ length: 400 }, (_, at) => ({
      name: `n${at}`,
      type: 'Condition',
      configuration: { condition: { conditions } },
    }));
    const value = write(JSON.stringify({ nodes }));
    const text = `{"Resources": {"Flow": {"Type": "AWS::Bedrock::Flow", "Properties": {"DefinitionString": ${value} } } } }`;
    const template = value.startsWith('|')
      ? `Resources:\n Flow:\n  Type: AWS::Bedrock::Flow\n  Properties:\n   DefinitionString: ${value}\n`
      : text;
    const ms = await timed(() => readOne(file, template));
    expect(ms).toBeLessThan(1500);
  });
});

describe('depth', () => {
  const TOO_DEEP = 'values nested more than 100 levels deep';

  it.each([150, 10_000, 1_000_000])('refuses JSON of %i levels', async (levels) => {
    const text = `{"nodes":[${'['.repeat(levels)}${']'.repeat(levels)}]}`;
    expect((await refusal('flow.json', text)).found).toBe(TOO_DEEP);
  });

  it.each([
    ['flow collections', `nodes: ${'['.repeat(150)}${']'.repeat(150)}`],
    ['many flow collections', `nodes: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['sequences', `nodes:\n${'- '.repeat(20_000)}x`],
    ['maps', Array.from({ length: 2000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
  ])('refuses YAML of %s', async (_name, text) => {
    expect((await refusal('flow.yaml', text)).found).toBe(TOO_DEEP);
  });

  it('refuses loops in loops in loops', async () => {
    let definition: unknown = { nodes: [{ name: 'In', type: 'Input' }] };
    for (let level = 0; level < 40; level += 1) {
      definition = {
        nodes: [{ name: 'l', type: 'Loop', configuration: { loop: { definition } } }],
      };
    }
    expect((await refusal('flow.json', JSON.stringify(definition))).found).toBe(TOO_DEEP);
  });
});

describe('YAML aliases', () => {
  it('refuses those that expand without end', async () => {
    const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, at, all) => {
      const inside = at === 0 ? 'x' : `*${all[at - 1]}`;
      return `${name}: &${name} [${Array(9).fill(inside).join(', ')}]`;
    });
    const { found } = await refusal('flow.yaml', `${levels.join('\n')}\nnodes: *h\n`);
    expect(found).toContain('more than 500000 values');
  });

  it('refuses one that holds itself', async () => {
    const { at, found } = await refusal('flow.yaml', 'nodes: &all\n  - *all\n');
    expect(at).toBe('flow.yaml:2:5');
    expect(found).toBe('the alias *all');
  });

  it('refuses those that nest without end', async () => {
    const nested = (inside: string) => `${'['.repeat(90)}${inside}${']'.repeat(90)}`;
    const levels = Array.from({ length: 60 }, (_, at) =>
      at === 0 ? `a0: &a0 ${nested('x')}` : `a${at}: &a${at} ${nested(`*a${at - 1}`)}`,
    );
    const { found } = await refusal('flow.yaml', `${levels.join('\n')}\nnodes: *a59\n`);
    expect(found).toBe('values nested more than 100 levels deep');
  });

  it('reads many of one anchor in time', async () => {
    const aliases = Array(4000).fill('*step').join(', ');
    const text = `nodes: [${IN}]\nconnections: [&step { a: b }, ${aliases}]\n`;
    const ms = await timed(() => readOne('flow.yaml', text));
    expect(ms).toBeLessThan(1000);
  });

  it('reads as many anchors in time', async () => {
    const anchors = Array.from({ length: 2000 }, (_, at) => `&x${at} a`).join(', ');
    const aliases = Array.from({ length: 2000 }, (_, at) => `*x${at}`).join(', ');
    const text = `nodes: [${IN}]\nconnections: [${anchors}, ${aliases}]\n`;
    const ms = await timed(() => readOne('flow.yaml', text));
    expect(ms).toBeLessThan(1000);
  });
});
