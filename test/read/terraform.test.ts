// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes references so
import { describe, expect, it } from 'vitest';
import type { Flow } from '../../src/core/flow/flow.ts';
import { showPlace } from '../../src/core/place.ts';
import { InputError, showProblem } from '../../src/core/problem.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { display } from '../../src/core/template/template.ts';
import { fieldOf, shown } from './reading.ts';

/** A flow with one prompt node, and what stands beside it in the module. */
function withModel(model: string, beside = ''): string {
  return `${beside}
resource "aws_bedrockagent_flow" "f" {
  definition {
    node {
      name = "Ask"
      type = "Prompt"
      configuration {
        prompt {
          source_configuration {
            inline {
              model_id = ${model}
            }
          }
        }
      }
    }
  }
}
`;
}

type Files = Readonly<Record<string, string>>;

async function read(text: string, beside: Files = {}): Promise<readonly Flow[]> {
  const open = (path: string) => {
    const found = Object.hasOwn(beside, path) ? beside[path] : undefined;
    return found === undefined ? undefined : { path, text: found };
  };
  return await readFlows(
    { path: 'main.tf', text },
    (_from, path) => open(path),
    () =>
      Object.keys(beside)
        .filter((path) => path.endsWith('.tf'))
        .flatMap((path) => open(path) ?? []),
  );
}

async function readOne(text: string, beside: Files = {}): Promise<Flow> {
  const [flow, ...others] = await read(text, beside);
  if (flow === undefined || others.length > 0) {
    throw new Error('one flow was expected');
  }
  return flow;
}

async function refusal(text: string, beside: Files = {}): Promise<string> {
  try {
    await read(text, beside);
    return 'nothing';
  } catch (error) {
    if (error instanceof InputError) {
      return error.problems.map(showProblem).join('\n');
    }
    throw error;
  }
}

const MODEL = 'sourceConfiguration.inline.modelId';

/** What outputs that keep no reference know of a value. */
function known(flow: Flow): string | undefined {
  const field = fieldOf(flow, 'Ask', MODEL);
  const [segment] = field.kind === 'scalar' ? field.template : [];
  return segment?.kind === 'reference' && segment.reference.kind === 'terraform'
    ? segment.reference.value && display(segment.reference.value)
    : undefined;
}

describe('a value of a Terraform module', () => {
  it.each([
    ['text', '"amazon.nova-lite-v1:0"', '', 'amazon.nova-lite-v1:0', undefined],
    ['a variable', 'var.m', 'variable "m" { default = "x.y" }', '${var.m}', undefined],
    ['a local', 'local.m', 'locals { m = "x.y" }', '${local.m}', 'x.y'],
    [
      'a local in an object',
      'local.m.a["b"]',
      'locals { m = { a = { b = "x.y" } } }',
      '${local.m.a["b"]}',
      'x.y',
    ],
    ['a local in a list', 'local.m[1]', 'locals { m = ["a.b", "x.y"] }', '${local.m[1]}', 'x.y'],
    [
      'a local of a local',
      'local.m',
      'locals {\n m = local.n\n n = "x.y"\n}',
      '${local.m}',
      '${local.n}',
    ],
    [
      'a cycle of locals',
      'local.m',
      'locals {\n m = local.n\n n = local.m\n}',
      '${local.m}',
      '${local.n}',
    ],
    ['a template', '"eu.${var.a}-v1"', '', 'eu.${var.a}-v1', undefined],
    ['escapes', '"a\\"\\\\\\u0041$${b}%%{c}"', '', 'a"\\A${b}%{c}', undefined],
    ['a heredoc', '<<-EOT\n    x.y${var.a}\n  EOT\n', '', 'x.y${var.a}\n', undefined],
    ['join', 'join(".", ["x", var.y])', '', 'x.${var.y}', undefined],
    ['format', 'format("%s.y", var.x)', '', '${var.x}.y', undefined],
    ['another function', 'lower(var.x)', '', '${lower(var.x)}', undefined],
    ['a conditional', 'var.x ? var.y : "b"', '', '${var.y}', undefined],
    ['another operation', 'var.x && var.y', '', '${var.x && var.y}', undefined],
    ['a comment inside', 'lower(\n var.x # note\n)', '', '${lower( var.x )}', undefined],
    ['a loop variable', 'each.value.m', '', '${each.value.m}', undefined],
    ['a module', 'module.a.b', '', '${module.a.b}', undefined],
    ['the account', 'data.aws_caller_identity.x.account_id', '', '${account}', undefined],
    ['the Region', 'data.aws_region.x.name', '', '${region}', undefined],
    ['the Region, in version 6', 'data.aws_region.x.region', '', '${region}', undefined],
    ['the partition', 'data.aws_partition.x.partition', '', '${partition}', undefined],
    [
      'an argument of a resource',
      'data.aws_bedrock_foundation_model.m.model_id',
      'data "aws_bedrock_foundation_model" "m" { model_id = "x.y" }',
      '${data.aws_bedrock_foundation_model.m.model_id}',
      'x.y',
    ],
    [
      'an argument of one of several resources',
      'aws_s3_bucket.b[0].bucket',
      'resource "aws_s3_bucket" "b" {\n count = 2\n bucket = "x"\n}',
      '${aws_s3_bucket.b[0].bucket}',
      'x',
    ],
  ])('is read: %s', async (_, model, beside, expected, value) => {
    const flow = await readOne(withModel(model, beside));
    expect(shown(fieldOf(flow, 'Ask', MODEL))).toBe(expected);
    expect(known(flow)).toBe(value);
  });

  it('has its place, also when it stands in another file of the module', async () => {
    const flow = await readOne(withModel('local.m'), { 'locals.tf': 'locals { m = "x.y" }' });
    expect(showPlace(fieldOf(flow, 'Ask', MODEL).place)).toBe('main.tf:11:26');
    expect(known(flow)).toBe('x.y');
  });
});

describe('a flow of a Terraform module', () => {
  it('knows its role and what the module has', async () => {
    const text = withModel('"x.y"').replace(
      'definition {',
      'execution_role_arn = local.role\n  definition {',
    );
    const flow = await readOne(text, {
      'iam.tf':
        'locals { role = aws_iam_role.r.arn }\nresource "aws_iam_role" "r" { name = "flow" }',
    });
    expect(flow.source).toBe('main.tf#aws_bedrockagent_flow.f');
    expect(flow.origin).toMatchObject({
      kind: 'terraform',
      address: 'aws_bedrockagent_flow.f',
      role: { address: 'aws_iam_role.r' },
      addresses: ['aws_iam_role.r', 'aws_bedrockagent_flow.f'],
    });
  });

  it('is read once, from its own file', async () => {
    expect(
      await read(withModel('"x.y"'), { 'other.tf': withModel('"a.b"').replace('"f"', '"g"') }),
    ).toHaveLength(1);
  });

  it('may be made several times', async () => {
    const flow = await readOne(
      withModel('each.value', '').replace('definition {', 'for_each = var.all\n  definition {'),
    );
    expect(flow.notes).toMatchObject([{ place: { line: 3 } }]);
    expect(flow.notes[0]?.text).toContain('aws_bedrockagent_flow.f has for_each');
  });

  it('tells of dynamic blocks with their place', async () => {
    const dynamic = 'dynamic "node" {\n for_each = var.n\n content { name = node.value }\n }';
    const flow = await readOne(withModel('"x.y"').replace('    node {', `${dynamic}\n    node {`));
    expect(flow.notes).toMatchObject([{ place: { file: 'main.tf', line: 4 } }]);
    expect(flow.notes[0]?.text).toContain('Blocks "node" made by a dynamic block are not read');
  });

  it.each([
    [
      'only dynamic nodes',
      'resource "aws_bedrockagent_flow" "f" {\n definition {\n  dynamic "node" {\n for_each = var.n\n content {}\n }\n }\n}',
      'main.tf:3:3: found nodes made by a dynamic block',
    ],
    [
      'no flow',
      'resource "aws_s3_bucket" "b" {}',
      'main.tf:1:1: found a Terraform file without a flow',
    ],
    [
      'a definition made elsewhere',
      'resource "awscc_bedrock_flow" "f" {\n definition_string = var.d\n}',
      'main.tf:2:22: found the flow awscc_bedrock_flow.f without a definition that can be read',
    ],
    ['broken text', 'resource "a" "b" {\n x = = 1\n}', 'main.tf:2:'],
    ['an open block', 'resource "a" "b" {', 'main.tf:1:'],
    [
      'an argument twice',
      'locals {\n a = 1\n a = 2\n}',
      'main.tf:3:2: found the argument "a" a second time',
    ],
    ['an empty file', '', 'found an empty file'],
  ])('with %s is refused with its place', async (_, text, message) => {
    expect(await refusal(text)).toContain(message);
  });

  it.each([
    [
      'jsonencode',
      'jsonencode({ nodes = [{ name = "Ask", type = "Prompt", configuration = { prompt = { sourceConfiguration = { inline = { modelId = local.m } } } } }], connections = [] })',
    ],
    ['file', 'file("${path.module}/flow.json")'],
    ['templatefile', 'templatefile("flow.json", { m = local.m })'],
    ['a local of it', 'local.text'],
  ])('may have its definition by %s', async (_, text) => {
    const flow = await readOne(
      `locals {\n m = "x.y"\n text = file("flow.json")\n}\nresource "awscc_bedrock_flow" "f" {\n definition_string = ${text}\n}`,
      {
        'flow.json': JSON.stringify({
          nodes: [
            {
              name: 'Ask',
              type: 'Prompt',
              configuration: { prompt: { sourceConfiguration: { inline: { modelId: '${m}' } } } },
            },
          ],
          connections: [],
        }),
      },
    );
    expect(shown(fieldOf(flow, 'Ask', MODEL))).toMatch(/^\$\{(?:local\.)?m\}$/);
  });
});

describe('hostile Terraform', () => {
  it('nested without end is refused', async () => {
    const deep = `${'['.repeat(3000)}${']'.repeat(3000)}`;
    expect(await refusal(`locals { a = ${deep} }`)).toContain('nested more than');
  });

  it('of blocks without end is refused', async () => {
    expect(await refusal(`${'a {\n'.repeat(2000)}${'}\n'.repeat(2000)}`)).toContain(
      'nested more than',
    );
  });

  it('of 10 MB is refused', async () => {
    expect(await refusal(`# ${'x'.repeat(10_000_000)}\n`)).toContain(
      'a file of 10000003 characters',
    );
  });

  it('with names of a prototype stays data', async () => {
    const flow = await readOne(
      withModel('local.__proto__.x', 'locals {\n __proto__ = { x = "a.b" }\n constructor = 1\n}'),
    );
    expect(known(flow)).toBe('a.b');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('whose locals name each other in rings ends', async () => {
    const ring = Array.from(
      { length: 50 },
      (_, at) => `l${at} = "\${local.l${(at + 1) % 50}}\${local.l${(at + 2) % 50}}"`,
    );
    const flow = await readOne(withModel('local.l0', `locals {\n${ring.join('\n')}\n}`));
    expect(shown(fieldOf(flow, 'Ask', MODEL))).toBe('${local.l0}');
  });
});
