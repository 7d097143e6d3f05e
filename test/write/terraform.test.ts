import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@cdktn/hcl2json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { template } from '../../src/core/template/template.ts';
import { json } from '../../src/core/write/json.ts';
import { expression } from '../../src/core/write/terraform/expression.ts';
import { hclText, quoted } from '../../src/core/write/terraform/hcl.ts';
import { terraform } from '../../src/core/write/terraform/terraform.ts';
import { knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import type { GeneratedRole } from '../support/evaluator.ts';
import { goldenCases, outputOf } from '../support/golden.ts';
import { grants, terraformPolicies } from '../support/terraform-policies.ts';

const CASES = join(root, 'test/golden/cases');
const DEPLOYMENT = { account: '111122223333', region: 'us-east-1' };

/** Expects that Terraform code, read back by HashiCorp's own parser, has the statements of the roles. */
async function expectSame(text: string, roles: readonly GeneratedRole[]): Promise<void> {
  for (const role of roles) {
    const { account, region, partition } = role;
    const read = await terraformPolicies(text, {
      account: account ?? '',
      region: region ?? '',
      partition: partition ?? '',
    });
    expect(grants(read.trust)).toEqual(expect.arrayContaining(grants(role.trustPolicy.Statement)));
    expect(grants(read.identity.flat())).toEqual(
      expect.arrayContaining(
        grants(role.identityPolicies.flatMap(({ document }) => document.Statement)),
      ),
    );
    const permissions = role.resourcePolicies.flatMap(({ service, document }) =>
      service === 'lambda' && !JSON.stringify(document).includes('"AWS"')
        ? document.Statement.flatMap(({ Condition }) => Condition?.['ArnLike']?.['aws:SourceArn'])
        : [],
    );
    expect(read.permissions.map(({ source_arn: arn }) => arn)).toEqual(
      expect.arrayContaining(permissions.flat()),
    );
    const others = role.resourcePolicies.filter(({ service }) => service !== 'lambda');
    const documents = [...read.documents.values()].map((document) => ofRole(grants(document)));
    for (const { document } of others) {
      expect(documents).toContainEqual(ofRole(grants(document.Statement)));
    }
  }
  // Nothing is granted that no role needs.
  if (roles.length === 1) {
    const [role] = roles;
    const { account, region, partition } = { account: '', region: '', partition: '', ...role };
    const read = await terraformPolicies(text, {
      account: account ?? '',
      region: region ?? '',
      partition: partition ?? '',
    });
    expect(grants(read.identity.flat())).toEqual(
      grants((role?.identityPolicies ?? []).flatMap(({ document }) => document.Statement)),
    );
  }
}

/** The role has an address in a module and an ARN in JSON. */
function ofRole(statements: readonly string[]): readonly string[] {
  return statements.map((text) => text.replace(/"AWS":"[^"]*"/, '"AWS":"the role"'));
}

describe('what is written as Terraform and read back by another parser', () => {
  it.each(goldenCases(CASES).filter((name) => !name.startsWith('terraform-')))(
    'says the same as JSON: %s',
    async (name) => {
      const directory = join(CASES, name);
      const { roles } = JSON.parse(await outputOf(directory, 'json', DEPLOYMENT));
      await expectSame(await outputOf(directory, 'terraform', DEPLOYMENT), roles);
    },
  );

  it('says the same as JSON for any flow', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(knownNodes, async (nodes) => {
        const text = JSON.stringify({ name: 'any', definition: { nodes, connections: [] } });
        const flows = await readFlows({ path: 'flow.json', text }, () => undefined);
        const given = (['account', 'region'] as const).map((part) => ({
          part,
          value: WORLD[part],
          origin: { kind: 'flag' as const, name: part },
        }));
        const answers = new Map(Object.entries(WORLD_ANSWERS));
        const plan = (keeps: boolean) =>
          planRoles(flows, {
            given,
            answers,
            pinRegions: false,
            keeps: ({ kind }) => keeps && kind === 'deployment',
          });
        const { roles } = JSON.parse(json.print(plan(false)));
        await expectSame(terraform.print(plan(true)), roles);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a module', () => {
  /** The role of a flow, as Terraform, with more blocks in the file of the flow. */
  async function written(more: string, argument = ''): Promise<string> {
    const text = `resource "aws_bedrockagent_flow" "f" {
  name = "f"
  ${argument}
  definition {
    node {
      name = "Look"
      type = "LambdaFunction"
      configuration {
        lambda_function {
          lambda_arn = "arn:aws:lambda:us-east-1:123456789012:function:look"
        }
      }
    }
    node {
      name = "Ask"
      type = "Prompt"
      configuration {
        prompt {
          source_configuration {
            inline {
              model_id = "amazon.nova-lite-v1:0"
            }
          }
        }
      }
    }
  }
}
${more}`;
    const flows = await readFlows({ path: 'main.tf', text }, () => undefined);
    const roles = planRoles(flows, {
      given: [],
      answers: new Map(),
      pinRegions: false,
      keeps: ({ kind }) => kind !== 'cloudformation',
    });
    const out = terraform.print(roles);
    await parse('x.tf', out);
    return out;
  }

  it.each([
    ['a provider', 'provider = aws.peer'],
    ['a Region', 'region = "eu-west-1"'],
    ['instances', 'count = 1'],
  ])('whose data sources have %s of their own gets new ones', async (_, argument) => {
    const out = await written(
      ['aws_region', 'aws_caller_identity']
        .map((type) => `data "${type}" "current" {\n  ${argument}\n}`)
        .join('\n'),
    );
    expect(out).toContain('data "aws_region" "current_2" {}');
    expect(out).toContain('data "aws_caller_identity" "current_2" {}');
    expect(out).not.toMatch(/(?:aws_region|aws_caller_identity)\.current\./);
  });

  it('whose data sources tell of the deployment keeps them', async () => {
    const out = await written('data "aws_region" "here" {}');
    expect(out).toContain('data.aws_region.here.id');
    expect(out).not.toContain('data "aws_region"');
  });

  it('that makes several flows of one block names none of them', async () => {
    expect(await written('')).toContain('= aws_bedrockagent_flow.f.arn');
    expect(await written('', 'for_each = toset(["a", "b"])')).not.toContain(
      'aws_bedrockagent_flow.f.arn',
    );
  });
});

describe('an expression', () => {
  it('keeps a sign before a reference apart from it', () => {
    const data = () => 'data.aws_region.current';
    const value = template('cost$', { kind: 'terraform', expression: 'var.x' });
    const sign = '$';
    expect(expression(value, data)).toBe(`"cost\${"${sign}"}\${var.x}"`);
  });
});

describe('HCL', () => {
  it('keeps every text as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (text) => {
        const written = hclText([{ kind: 'argument', name: 'a', value: quoted(text) }]);
        // The parser hands templates on as they are written.
        const read = (await parse('x.tf', written)) as { a: string };
        // HCL brings text into the composed form of Unicode.
        expect(read.a.replaceAll('$${', '${').replaceAll('%%{', '%{')).toBe(text.normalize('NFC'));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
        expect(written.trimEnd()).not.toMatch(/[\u0000-\u001f\u202e]/);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a${b', '"a$${b"'],
    ['%{if x', '"%%{if x"'],
    ['"\\', '"\\"\\\\"'],
    ['\u{e0051}', '"\\U000e0051"'],
    ['\ud800', '"\ufffd"'],
    ['\u2028', '"\\u2028"'],
  ])('writes %j as text that is no template', async (text, written) => {
    expect(quoted(text)).toBe(written);
    await parse('x.tf', `a = ${quoted(text)}\n`);
  });

  it('is laid out as terraform fmt does', () => {
    const text = hclText([
      { kind: 'comment', text: 'A role.' },
      {
        kind: 'block',
        header: 'resource "aws_iam_role" "a"',
        items: [
          { kind: 'argument', name: 'name', value: '"a"' },
          { kind: 'argument', name: 'assume_role_policy', value: 'x.json' },
          { kind: 'argument', name: 'tags', value: ['"a"', '"b"'] },
          { kind: 'argument', name: 'path', value: '"/"' },
          { kind: 'block', header: 'inner', items: [] },
          { kind: 'comment', text: 'Why.' },
          {
            kind: 'block',
            header: 'inner',
            items: [{ kind: 'argument', name: 'b', value: ['"a"'] }],
          },
        ],
      },
    ]);
    expect(text).toBe(
      [
        '# A role.',
        'resource "aws_iam_role" "a" {',
        '  name               = "a"',
        '  assume_role_policy = x.json',
        '  tags = [',
        '    "a",',
        '    "b",',
        '  ]',
        '  path = "/"',
        '',
        '  inner {}',
        '',
        '  # Why.',
        '  inner {',
        '    b = ["a"]',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('has the signs of its examples aligned', () => {
    const text = readFileSync(join(CASES, 'terraform-module/expected.tf'), 'utf8');
    const runs = text.split('\n').reduce<string[][]>(
      (found, line) => {
        if (/^ *\w+ += (?!\[$)/.test(line)) {
          found.at(-1)?.push(line);
        } else if ((found.at(-1)?.length ?? 0) > 0) {
          found.push([]);
        }
        return found;
      },
      [[]],
    );
    expect(runs.length).toBeGreaterThan(10);
    for (const run of runs) {
      expect(new Set(run.map((line) => line.indexOf(' = '))).size).toBeLessThan(2);
    }
  });
});
