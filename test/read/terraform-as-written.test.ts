// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes references so
import { describe, expect, it } from 'vitest';
import { findingsIn } from '../support/compare.ts';

const TRUST = `jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "bedrock.amazonaws.com" } }]
  })`;

const ROLE = `resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = ${TRUST}
}
`;

function flow(nodes: string, role = 'aws_iam_role.r.arn', more = ''): string {
  return `resource "aws_bedrockagent_flow" "f" {
  ${more}
  name               = "f"
  execution_role_arn = ${role}
  definition {
    ${nodes}
  }
}
`;
}

const inline = (name: string, model: string) => `
      name = ${name}
      type = "Prompt"
      configuration {
        prompt {
          source_configuration {
            inline {
              model_id      = ${model}
              template_type = "TEXT"
            }
          }
        }
      }`;

const prompt = (name: string, arn: string) => `node {
      name = "${name}"
      type = "Prompt"
      configuration {
        prompt {
          source_configuration {
            resource { prompt_arn = ${arn} }
          }
        }
      }
    }
`;

const call = (name: string, arn: string) => `node {
      name = "${name}"
      type = "LambdaFunction"
      configuration {
        lambda_function { lambda_arn = ${arn} }
      }
    }
`;

/** What is said of a module, a line for each finding. */
async function said(text: string, kinds: readonly string[]): Promise<readonly string[]> {
  const findings = await findingsIn({ 'main.tf': text }, {});
  return [
    ...new Set(
      findings
        .filter(({ kind, subject }) => kinds.includes(kind) && subject !== 'trust')
        .map(({ kind, action, resource }) => `${kind} ${action} ${resource}`),
    ),
  ].sort();
}

const LITE = 'amazon.nova-lite-v1:0';
const PRO = 'us.amazon.nova-pro-v1:0';
const MODELS = `{ a = "${LITE}", b = "${PRO}" }`;
const PROMPT = (more: string, model: string) => `resource "aws_bedrockagent_prompt" "p" {
  ${more}
  name            = "p"
  default_variant = "v"
  variant {
    name          = "v"
    template_type = "TEXT"
    model_id      = ${model}
  }
}
`;
const node = (model: string) => `node {${inline('"A"', model)}\n}`;
const dynamic = (forEach: string, value: string, more = '') =>
  `dynamic "node" {\n for_each = ${forEach}\n ${more}\n content {${inline('"A"', value)}\n}\n}`;

describe('what nodes need', () => {
  it.each([
    ['a dynamic block over a map', dynamic(MODELS, 'node.value'), ''],
    ['over a list', dynamic(`["${LITE}", "${PRO}"]`, 'node.value'), ''],
    ['over a set', dynamic(`toset(["${LITE}", "${PRO}"])`, 'node.key'), ''],
    [
      'over a local of objects',
      dynamic('local.m', 'node.value.model'),
      `locals {\n m = { a = { model = "${LITE}" }, b = { model = "${PRO}" } }\n}\n`,
    ],
    ['with an iterator', dynamic(MODELS, 'it.value', 'iterator = it'), ''],
    ['over a choice of lists', dynamic(`var.x ? ["${LITE}", "${PRO}"] : []`, 'node.value'), ''],
    [
      'over a loop',
      dynamic('{ for k, v in local.m : k => v }', 'node.value'),
      `locals {\n m = ${MODELS}\n}\n`,
    ],
    ['over merged maps', dynamic(`merge({ a = "${LITE}" }, { b = "${PRO}" })`, 'node.value'), ''],
    ['a choice of models', node(`var.x ? "${LITE}" : "${PRO}"`), ''],
    ['a choice in a text', node(`"\${var.x ? "${LITE}" : "${PRO}"}"`), ''],
    [
      'a choice behind a local',
      node('local.m'),
      `locals {\n m = var.x ? "${LITE}" : "${PRO}"\n}\n`,
    ],
    [
      'an element by a key that is not known',
      node('local.m[var.env]'),
      `locals {\n m = ${MODELS}\n}\n`,
    ],
    ['lookup', node(`lookup(${MODELS}, var.env)`), ''],
    ['lookup with a default', node(`lookup({ a = "${LITE}" }, var.env, "${PRO}")`), ''],
    ['element', node(`element(["${LITE}", "${PRO}"], var.n)`), ''],
    [
      'coalesce, try, one and text',
      node(
        `var.x ? coalesce(null, "${LITE}") : try(local.m.none, one(["${PRO.toUpperCase()}"])) == "" ? "${LITE}" : replace(lower("${PRO.toUpperCase()}"), "x", "x")`,
      ),
      'locals {\n m = {}\n}\n',
    ],
    [
      'split and join',
      node(
        `var.x ? join(".", ["amazon", "nova-lite-v1:0"]) : join(".", split("/", "us/amazon/nova-pro-v1:0"))`,
      ),
      '',
    ],
  ])('does not depend on how they are written: %s', async (_, nodes, beside) => {
    const wanted = await said(
      `${ROLE}${flow(`node {${inline('"A"', `"${LITE}"`)}\n}\nnode {${inline('"B"', `"${PRO}"`)}\n}`)}`,
      ['missing', 'unknown'],
    );
    expect(wanted.length).toBeGreaterThan(2);
    expect(await said(`${beside}${ROLE}${flow(nodes)}`, ['missing', 'unknown'])).toEqual(wanted);
  });

  it.each([
    ['for_each over a map', PROMPT(`for_each = ${MODELS}`, 'each.value'), '["a"]', '["b"]'],
    [
      'for_each over a set',
      PROMPT(`for_each = toset(["${LITE}", "${PRO}"])`, 'each.key'),
      `["${LITE}"]`,
      `["${PRO}"]`,
    ],
    ['count', PROMPT('count = 2', `["${LITE}", "${PRO}"][count.index]`), '[0]', '[1]'],
  ])('follows the instances of prompts by %s', async (_, made, one, other) => {
    const nodes =
      prompt('A', `aws_bedrockagent_prompt.p${one}.arn`) +
      prompt('B', `aws_bedrockagent_prompt.p${other}.arn`);
    const found = await said(`${made}${ROLE}${flow(nodes)}`, ['missing', 'unknown']);
    expect(found).toContain(
      'missing bedrock:InvokeModel arn:${partition}:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0',
    );
    expect(found.join()).toContain(`inference-profile/${PRO}`);
    expect(found.join()).not.toContain('unknown');
  });
});

const FUNCTIONS = `resource "aws_lambda_function" "a" {
  function_name = "a"
}
resource "aws_lambda_function" "b" {
  function_name = "b"
}
resource "aws_lambda_function" "many" {
  for_each      = toset(["a", "b"])
  function_name = "m-\${each.key}"
}
`;
const ONE = 'aws_lambda_function.a.arn';
const TWO = 'aws_lambda_function.b.arn';
const policy = (document: string, more = '') => `resource "aws_iam_role_policy" "p" {
  ${more}
  role   = aws_iam_role.r.id
  policy = ${document}
}
`;
const onResource = (resource: string) =>
  policy(
    `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = ${resource} }] })`,
  );
const statement = (resource: string) =>
  `{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = ${resource} }`;
const DOCUMENT = (inside: string) => `data "aws_iam_policy_document" "d" {\n${inside}\n}
${policy('data.aws_iam_policy_document.d.json')}`;
const BOTH = call('A', ONE) + call('B', TWO);

describe('what a role grants', () => {
  it.each([
    ['concat', onResource(`concat([${ONE}], [${TWO}])`)],
    ['flatten', onResource(`flatten([${ONE}, [[${TWO}]]])`)],
    ['compact', onResource(`compact([${ONE}, "", ${TWO}, null])`)],
    ['distinct', onResource(`distinct([${ONE}, ${TWO}, ${ONE}])`)],
    ['tolist and toset', onResource(`tolist(toset([${ONE}, ${TWO}]))`)],
    ['values', onResource(`values({ a = ${ONE}, b = ${TWO} })`)],
    ['a loop', onResource(`[for f in [${ONE}, ${TWO}] : f]`)],
    [
      'a loop with a test',
      onResource(`[for k, v in { a = ${ONE}, b = ${TWO}, c = "x" } : v if k != "c"]`),
    ],
    ['a splat of objects', onResource(`[{ arn = ${ONE} }, { arn = ${TWO} }][*].arn`)],
    ['choices in a list', onResource(`[var.x ? ${ONE} : null, var.y ? ${TWO} : ${ONE}]`)],
    ['a choice of lists', onResource(`var.x ? [${ONE}, ${TWO}] : []`)],
    ['a local', `locals {\n all = [${ONE}, ${TWO}]\n}\n${onResource('local.all')}`],
    ['merged maps', onResource(`values(merge({ a = ${ONE} }, { b = ${TWO} }))`)],
    [
      'statements of a loop',
      policy(
        `jsonencode({ Version = "2012-10-17", Statement = [for f in [${ONE}, ${TWO}] : ${statement('f')}] })`,
      ),
    ],
    [
      'statements put together',
      policy(
        `jsonencode({ Version = "2012-10-17", Statement = concat([${statement(ONE)}], [${statement(TWO)}]) })`,
      ),
    ],
    [
      'a choice of statements',
      policy(
        `jsonencode({ Version = "2012-10-17", Statement = [${statement(ONE)}, var.x ? ${statement(TWO)} : ${statement(TWO)}] })`,
      ),
    ],
    [
      'a choice of documents',
      policy(
        `var.x ? jsonencode({ Statement = [${statement(`[${ONE}, ${TWO}]`)}] }) : jsonencode({ Statement = [${statement(`[${TWO}, ${ONE}]`)}] })`,
      ),
    ],
    [
      'a data source',
      DOCUMENT(
        `statement {\n actions = ["lambda:InvokeFunction"]\n resources = concat([${ONE}], [${TWO}])\n}`,
      ),
    ],
    [
      'dynamic statements',
      DOCUMENT(
        `dynamic "statement" {\n for_each = [${ONE}, ${TWO}]\n content {\n actions = ["lambda:InvokeFunction"]\n resources = [statement.value]\n}\n}`,
      ),
    ],
    [
      'policies by for_each',
      policy(
        `jsonencode({ Statement = [${statement('each.value')}] })`,
        `for_each = { a = ${ONE}, b = ${TWO} }`,
      ),
    ],
    [
      'policies by count',
      policy(
        `jsonencode({ Statement = [${statement(`[${ONE}, ${TWO}][count.index]`)}] })`,
        'count = 2',
      ),
    ],
    [
      'attachments by for_each',
      `resource "aws_iam_policy" "m" {\n for_each = { a = ${ONE}, b = ${TWO} }\n policy = jsonencode({ Statement = [${statement('each.value')}] })\n}\nresource "aws_iam_role_policy_attachment" "m" {\n for_each = aws_iam_policy.m\n role = aws_iam_role.r.name\n policy_arn = each.value.arn\n}\n`,
    ],
  ])('does not depend on how it is written: %s', async (_, granted) => {
    const found = await said(`${FUNCTIONS}${ROLE}${granted}${flow(BOTH)}`, [
      'missing',
      'unknown',
      'excess',
    ]);
    expect(found).toEqual([]);
    const without = await said(
      `${FUNCTIONS}${ROLE}${granted}${flow(BOTH + call('C', 'aws_lambda_function.many["a"].arn'))}`,
      ['missing'],
    );
    expect(without).toEqual(['missing lambda:InvokeFunction ${aws_lambda_function.many["a"].arn}']);
  });

  it.each([
    ['a splat', 'values(aws_lambda_function.many)[*].arn'],
    ['a loop', '[for f in aws_lambda_function.many : f.arn]'],
    [
      'a loop over the keys',
      '[for k in keys(aws_lambda_function.many) : aws_lambda_function.many[k].arn]',
    ],
  ])('holds every instance: %s', async (_, resource) => {
    const nodes = call('A', 'aws_lambda_function.many["a"].arn');
    expect(
      await said(`${FUNCTIONS}${ROLE}${onResource(resource)}${flow(nodes)}`, [
        'missing',
        'unknown',
        'excess',
      ]),
    ).toEqual([]);
  });

  it.each([
    ['a list variable', 'var.arns', 'variable "arns" { type = list(string) }\n'],
    ['one among others', 'concat(["x"], var.arns)', 'variable "arns" { type = list(string) }\n'],
    [
      'a splat over what is not known',
      'values(aws_lambda_function.some)[*].arn',
      'resource "aws_lambda_function" "some" {\n for_each = var.some\n}\n',
    ],
    ['an untold function', 'setproduct(var.a, var.b)', ''],
  ])('is not told to be missing where nobody can tell: %s', async (_, resource, beside) => {
    const found = await said(
      `${beside}${FUNCTIONS}${ROLE}${onResource(resource)}${flow(call('A', ONE))}`,
      ['missing', 'unknown', 'excess'],
    );
    expect(found.filter((line) => !line.startsWith('unknown'))).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
    const inBlocks = DOCUMENT(
      `statement {\n actions = ["lambda:InvokeFunction"]\n resources = ${resource}\n}`,
    );
    const same = await said(`${beside}${FUNCTIONS}${ROLE}${inBlocks}${flow(call('A', ONE))}`, [
      'missing',
      'unknown',
      'excess',
    ]);
    expect(same.filter((line) => !line.startsWith('unknown'))).toEqual([]);
  });
});

describe('the role of a flow', () => {
  const counted = (more: string) => ROLE.replace('{\n', `{\n  ${more}\n`);
  const granted = (role: string, more: string) =>
    policy(`jsonencode({ Statement = [${statement(ONE)}] })`, more).replace(
      'aws_iam_role.r.id',
      role,
    );
  it.each([
    [
      'counted',
      'count = var.x ? 1 : 0',
      'aws_iam_role.r[0]',
      'count = var.x ? 1 : 0',
      'count = var.x ? 1 : 0',
    ],
    [
      'by the count of the flow',
      'count = var.n',
      'aws_iam_role.r[count.index]',
      'count = var.n',
      'count = var.n',
    ],
    ['by key', 'for_each = toset(["a"])', 'aws_iam_role.r["a"]', '', ''],
    [
      'by the key of the flow',
      'for_each = var.all',
      'aws_iam_role.r[each.key]',
      'for_each = var.all',
      'for_each = var.all',
    ],
    ['one of two', '', '(var.x ? aws_iam_role.r : var.other)', '', ''],
  ])('is followed: %s', async (_, made, role, ofFlow, ofPolicy) => {
    const at = role.startsWith('(') ? 'aws_iam_role.r' : role;
    const arn = role.startsWith('(') ? 'var.x ? aws_iam_role.r.arn : var.other' : `${role}.arn`;
    const text = `${FUNCTIONS}${counted(made)}${granted(`${at}.id`, ofPolicy)}${flow(call('A', ONE), arn, ofFlow)}`;
    expect(await said(text, ['missing', 'unknown', 'excess'])).toEqual([]);
  });

  it('has what is attached to it where it is only looked up, and may have more', async () => {
    const looked = 'data "aws_iam_role" "r" {\n  name = "r"\n}\n';
    const nodes = flow(call('A', ONE) + call('B', TWO), 'data.aws_iam_role.r.arn');
    expect(await said(`${FUNCTIONS}${looked}${nodes}`, ['missing', 'unknown', 'excess'])).toEqual([
      'unknown * ${data.aws_iam_role.r.arn}',
    ]);
    const found = await said(
      `${FUNCTIONS}${looked}${granted('data.aws_iam_role.r.name', '')}${nodes}`,
      ['missing', 'excess', 'unknown'],
    );
    expect(found.filter((line) => line.includes('lambda'))).toEqual([
      'unknown lambda:InvokeFunction ${aws_lambda_function.b.arn}',
    ]);
  });
});
