// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes it so.
import { parse } from '@cdktn/hcl2json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOneExpression } from '../../src/core/write/terraform/one-expression.ts';

describe('one expression', () => {
  it.each([
    'var.x',
    'aws_lambda_function.f["a, b"].arn',
    'local.models[0].id',
    'a == b ? c : d',
    'a >= 1 && b != 2',
    'merge({ a = 1, b = 2 }, var.c)["a"]',
    '{ for k, v in var.m : k => v }',
    '[for x in var.list : "${x}-${upper("a}b")}"]',
    '"$${not} %%{this} \\" ${var.x}"',
    'element(split("/", var.arn), 1)',
    'ärn.x',
  ])('is %s', async (text) => {
    expect(isOneExpression(text)).toBe(true);
    await parse('x.tf', `a = [${text}]\n`);
  });

  it.each([
    '',
    ' ',
    'a\nb = 1',
    'a # b',
    'a // b',
    'a /* b */',
    '<<EOF',
    'a, "*"',
    'a]',
    '(a',
    '"a',
    '"${a"',
    'a } b {',
    'b = 1',
    '{ a = 1 b = 2 }',
    'f({ a = { b = 1 c = 2 } })',
    '{…}',
    "'a'",
    'a; b',
    'a\u202eb',
    '"\u200b"',
    'a\u3164',
    'a\u2028b',
  ])('is not %j', (text) => {
    expect(isOneExpression(text)).toBe(false);
  });

  it('leaves what stands around it as it is', { timeout: 60_000 }, async () => {
    const pieces = fc.constantFrom(
      ...[
        'a',
        '.b',
        '"',
        '\\',
        '${',
        '$${',
        '%{',
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        ',',
        ' = ',
        ' == ',
      ],
      ...['#', '//', '/*', '*/', '<<E\n', '\n', ' ? ', ' : ', '1', ' ', '-', '!', '@', '|', '&&'],
    );
    const shapeOf = async (value: string) => {
      const { resource } = (await parse('x.tf', around(value))) as { resource?: object };
      return Object.values(resource ?? {}).map((byName) => Object.keys(byName));
    };
    const around = (value: string) =>
      `resource "a" "b" {\n  list = [${value}, 1]\n  c    = 2\n}\nresource "d" "e" {}\n`;
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), async (parts) => {
        const text = parts.join('');
        fc.pre(isOneExpression(text));
        // What is no HCL at all does no harm: Terraform refuses the file.
        const shape = await shapeOf(text).catch(() => undefined);
        expect(shape ?? [['b'], ['e']]).toEqual([['b'], ['e']]);
      }),
      { numRuns: 500, seed: Number(process.env['FC_SEED'] ?? 1) },
    );
  });
});
