import { describe, expect, test } from 'vitest';
import { MEND_ALL } from '../../src/core/edit/mend.ts';
import { statementText } from '../../src/core/edit/statement-text.ts';
import type { MendOptions } from '../../src/core/edit/task.ts';
import { type Files, mendFiles, withChanges } from '../support/compare.ts';
import { evaluateModule } from '../support/terraform-evaluated.ts';

const OPTIONS = { account: '111122223333', region: 'us-east-1' };
const PLAIN: MendOptions = { prune: false, narrow: false };

/** A flow with one function and one model. */
function flow({ role = 'aws_iam_role.desk.arn', more = '' } = {}): string {
  return `resource "aws_bedrockagent_flow" "desk" {
  name               = "desk"
  execution_role_arn = ${role}
${more}
  definition {
    node {
      name = "Find"
      type = "LambdaFunction"
      configuration {
        lambda_function {
          lambda_arn = aws_lambda_function.desk["find-room"].arn
        }
      }
    }
  }
}

resource "aws_lambda_function" "desk" {
  for_each      = toset(["find-room"])
  function_name = each.key
}
`;
}

const TRUST = `jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "bedrock.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = "111122223333" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:bedrock:us-east-1:111122223333:flow/*" }
      }
    }]
  })`;

function role({ trust = TRUST, more = '' } = {}): string {
  return `
resource "aws_iam_role" "desk" {${more}
  name               = "desk"
  assume_role_policy = ${trust}
}
`;
}

function policy(document: string): string {
  return `
resource "aws_iam_role_policy" "desk" {
  role   = aws_iam_role.desk.id
  policy = ${document}
}
`;
}

/** The files after a fix, and what is left to people, with the statement that they are given. */
async function fixed(files: Files, options: MendOptions = PLAIN) {
  const { changes, left, faults } = await mendFiles(files, OPTIONS, options);
  expect(faults).toEqual([]);
  const after = withChanges(files, changes);
  const again = await mendFiles(after, OPTIONS, options);
  expect([...again.changes, ...again.faults]).toEqual([]);
  return { after, left: left.map((finding) => ({ ...finding, text: statementText(finding) })) };
}

const KNOWN = new Map<string, string>([
  ['aws_lambda_function.desk["find-room"].arn', 'FUNCTION'],
  ['aws_lambda_function.other.arn', 'OTHER'],
]);

async function statementsAfter(document: string, options?: MendOptions, before = '') {
  const { after, left } = await fixed(
    { 'main.tf': flow() + role() + before + policy(document) },
    options,
  );
  const { identity, faults } = await evaluateModule(after, KNOWN);
  expect(faults).toEqual([]);
  return {
    text: after['main.tf'] ?? '',
    left,
    statements: identity.flatMap((one) => one.Statement),
  };
}

const NEEDED = {
  Sid: 'InvokeFunctions',
  Effect: 'Allow',
  Action: ['lambda:InvokeFunction'],
  Resource: ['FUNCTION'],
};

describe('a missing permission', () => {
  const other = '"arn:aws:lambda:us-east-1:111122223333:function:other"';
  const present = `Effect = "Allow", Action = "lambda:InvokeFunction", Resource = ${other}`;

  test.each([
    ['an object', `jsonencode({ Statement = { ${present} } })`],
    [
      'an object over lines',
      `jsonencode({\n    Statement : {\n ${present.replaceAll(', ', '\n')}\n} })`,
    ],
    ['a list', `jsonencode({ Statement = [{ ${present} }] })`],
    ['a list with a comma', `jsonencode({ Statement = [{ ${present} }, ] })`],
    ['a list with commas first', `jsonencode({ Statement = [{ ${present} }\n , { ${present} }] })`],
    [
      'comments everywhere',
      `jsonencode({ Statement /* a */ = /* b */ [ # c, ]\n{ ${present} } // d ]\n /* e */ ] })`,
    ],
    ['keys in quotes', `jsonencode({ "Statement" : [{ ${present} }] })`],
    [
      'a heredoc',
      `<<EOF\n{"Statement":{"Effect":"Allow","Action":["lambda:InvokeFunction"],"Resource":${other}}}\nEOF`,
    ],
    [
      'an indented heredoc',
      `<<-EOF\n    {"Statement":[\n    {"Effect":"Allow","Action":["lambda:InvokeFunction"],"Resource":[${other}]}\n    ]}\n  EOF`,
    ],
  ])('is added to %s', async (_, document) => {
    const { statements, left } = await statementsAfter(document);
    const resources = statements.flatMap(({ Resource }) => [Resource].flat());
    expect(left).toEqual([]);
    expect(resources).toContain('FUNCTION');
    expect(resources).toContain(JSON.parse(other));
  });

  test.each([
    'var.arns',
    'local.arns',
    'concat(var.arns, [])',
    '[for f in aws_lambda_function.desk : f.arn if false]',
    'values(aws_lambda_function.desk)[*].role',
    'var.more ? var.arns : []',
    `"\${var.arns}"`,
    '(var.arns)',
  ])('stands apart from the expression %s', async (source) => {
    const { text } = await statementsAfter(
      `jsonencode({ Statement = { Effect = "Allow", Action = "lambda:InvokeFunction", Resource = ${source} } })`,
    );
    expect(text).toContain(`Resource = ${source} }`);
    expect(text).not.toMatch(/Resource = \[(?:var|local|concat|\[)/);
  });

  test.each([
    ['a list that is made', 'jsonencode({ Statement = concat(local.base, []) })'],
    ['a document in quotes', '"{\\"Statement\\":[]}"'],
    ['a directive', '<<EOF\n{"Statement":[%{ if true }{}%{ endif }]}\nEOF'],
    [
      'a value outside a text',
      '<<EOF\n{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":$' +
        '{jsonencode(var.arns)}}]}\nEOF',
    ],
  ])('is not written into %s', async (_, document) => {
    const main = flow() + role() + policy(document);
    const { after } = await fixed({ 'main.tf': main }, MEND_ALL);
    expect(after['main.tf']).toBe(main);
  });

  test('is left with its statement where the document is text in quotes', async () => {
    const { left } = await fixed({
      'main.tf':
        flow() +
        role() +
        policy(
          '"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"s3:GetObject\\",\\"Resource\\":\\"*\\"}]}"',
        ),
    });
    expect(left.map(({ text }) => text)).toEqual([
      expect.stringContaining('Resource = [aws_lambda_function.desk["find-room"].arn]'),
    ]);
  });

  test('gets another Sid where a document is taken in that has its own', async () => {
    const { text } = await statementsAfter(
      'data.aws_iam_policy_document.all.json',
      PLAIN,
      `
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "InvokeFunctions"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::b/*"]
  }
}

data "aws_iam_policy_document" "all" { source_policy_documents = [data.aws_iam_policy_document.base.json] }
`,
    );
    expect(text).toContain('InvokeFunctionsPart2');
  });
});

describe('an empty list of statements', () => {
  test.each(['[]', '[ ]', '[\n    ]', '[ # none yet\n    ]'])('%j gets one', async (list) => {
    const { statements, text } = await statementsAfter(`jsonencode({ Statement = ${list} })`);
    expect(statements).toEqual([NEEDED]);
    expect(text.includes('# none yet')).toBe(list.includes('#'));
  });
});

describe('items that go', () => {
  const actions = ['"lambda:InvokeFunctions"', '"lambda:InvokeFunction"', '"lambda:InvokeIt"'];
  test.each([
    ['on one line', `[${actions.join(', ')}]`],
    ['on one line with blanks', `[ ${actions.join(' , ')}, ]`],
    ['on lines', `[\n${actions.join(',\n')}\n]`],
    ['on lines with commas first', `[\n${actions.join('\n, ')}\n]`],
    ['on lines with comments', `[ # a\n${actions.join(', // b\n')} /* c */, # d\n]`],
    ['two a line', `[${actions.slice(0, 2).join(', ')},\n  ${actions[2]}]`],
  ])('%s leave the others', async (_, list) => {
    const { statements, left } = await statementsAfter(
      `jsonencode({ Statement = [{ Effect = "Allow", Action = ${list}, Resource = ["*"] }] })`,
    );
    expect(left).toEqual([]);
    expect(statements.map(({ Action }) => Action)).toEqual([['lambda:InvokeFunction']]);
  });

  test('in another file are left', async () => {
    const locals = 'locals {\n  actions = ["lambda:InvokeFunction", "lambda:InvokeFunctions"]\n}\n';
    const main =
      flow() +
      role() +
      policy(
        'jsonencode({ Statement = [{ Effect = "Allow", Action = local.actions, Resource = "*" }] })',
      );
    const { after, left } = await fixed({ 'a.tf': locals, 'main.tf': main });
    expect(after).toEqual({ 'a.tf': locals, 'main.tf': main });
    expect(left.map(({ kind }) => kind)).toEqual(['invalid']);
  });
});

describe('several edits of one policy', () => {
  test('are made together', async () => {
    const { statements, text, left } = await statementsAfter(
      `jsonencode({
    Version = "2012-10-17"
    Statement = {
      Sid    = "One" # stays
      Effect = "Allow"
      Action = [
        "lambda:InvokeFunction", // needed
        "lambda:InvokeFunctions",
        "lambda:DeleteFunction"  # not needed
      ]
      Resource = aws_lambda_function.other.arn
    }
  })`,
      PLAIN,
      '\nresource "aws_lambda_function" "other" {\n  function_name = "other"\n}\n',
    );
    expect(left).toEqual([]);
    expect(text).toContain('# stays');
    expect(text).toContain('// needed');
    expect(statements).toEqual([
      {
        Sid: 'One',
        Effect: 'Allow',
        Action: ['lambda:InvokeFunction', 'lambda:DeleteFunction'],
        Resource: 'OTHER',
      },
      NEEDED,
    ]);
  });

  test('leave nothing twice in the files of a module', async () => {
    const bedrock = flow()
      .replace('LambdaFunction', 'Prompt')
      .replace(
        /lambda_function \{[^}]*\}/,
        'prompt { source_configuration { inline { model_id = "amazon.nova-lite-v1:0" } } }',
      );
    const { after } = await fixed({
      'main.tf': bedrock.replace(
        'prompt { source_configuration { inline { model_id = "amazon.nova-lite-v1:0" } } }',
        'prompt {\n source_configuration {\n inline {\n model_id = "amazon.nova-lite-v1:0"\n }\n }\n }',
      ),
      'role.tf': role({ trust: TRUST.replace('111122223333', '999999999999') }),
      'policy.tf': policy(
        'jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::b/*" }] })',
      ),
    });
    expect((await evaluateModule(after, new Map())).faults).toEqual([]);
  });
});

describe('a role without a policy', () => {
  const roleOf = (text = '') => /aws_iam_role_policy"[\s\S]*?role\s*= (\S+)/.exec(text)?.[1];
  const countOf = (text = '') => /aws_iam_role_policy" "\w+" \{\s*(\w+ += [^\n]*)/.exec(text)?.[1];

  test.each([
    ['', 'aws_iam_role.desk.arn', '', 'aws_iam_role.desk.id', /^name/],
    ['count = 1', 'aws_iam_role.desk[0].arn', '', 'aws_iam_role.desk[0].id', /^name/],
    [
      'count = var.more ? 1 : 0',
      'aws_iam_role.desk[0].arn',
      'count = var.more ? 1 : 0',
      'aws_iam_role.desk[0].id',
      /^count += var\.more \? 1 : 0$/,
    ],
    [
      'count = var.many',
      'aws_iam_role.desk[1].arn',
      'count = var.more ? 1 : 0',
      'aws_iam_role.desk[1].id',
      /^count += length\(aws_iam_role\.desk\) > 1 \? 1 : 0$/,
    ],
    [
      'for_each = var.roles',
      'aws_iam_role.desk["a"].arn',
      '',
      'aws_iam_role.desk["a"].id',
      /^name/,
    ],
  ])('with "%s", named %s, gets one', async (more, arn, own, reference, first) => {
    const main = flow({ role: arn, more: `  ${own}` }) + role({ more: `\n  ${more}\n` });
    const { after, left } = await fixed({ 'main.tf': main });
    const text = after['main.tf'];
    expect(left).toEqual([]);
    expect((await evaluateModule({ 'main.tf': text ?? '' }, KNOWN)).faults).toEqual([]);
    expect(roleOf(text?.slice(main.indexOf('aws_iam_role" "desk')))).toBe(reference);
    expect(countOf(text)).toMatch(first);
  });

  test.each([
    ['count = var.many', 'aws_iam_role.desk[var.index].arn'],
    ['for_each = var.roles', 'aws_iam_role.desk[each.key].arn'],
    ['for_each = var.roles', 'aws_iam_role.desk[local.key].arn'],
  ])('with "%s", named %s, is left with its statement', async (more, arn) => {
    const main = flow({ role: arn }) + role({ more: `\n  ${more}\n` });
    const { after, left } = await fixed({ 'main.tf': main });
    expect(after['main.tf']).toBe(main);
    expect(left.every(({ text }) => text?.includes('lambda:InvokeFunction'))).toBe(true);
  });

  test('gets one under names that are free', async () => {
    const main = `${flow()}${role()}
data "aws_iam_policy_document" "desk_flow_permissions" {}

resource "aws_iam_role_policy" "desk_flow_permissions" {
  role   = "somebody-else"
  policy = jsonencode({})
}
`;
    const { after } = await fixed({ 'main.tf': main });
    expect(after['main.tf']).toContain('data.aws_iam_policy_document.desk_flow_permissions_2.json');
  });

  test('that is only looked up is not edited', async () => {
    const main = `${flow({ role: 'data.aws_iam_role.desk.arn' })}
data "aws_iam_role" "desk" {
  name = "desk"
}
`;
    const { after } = await fixed({ 'main.tf': main }, MEND_ALL);
    expect(after['main.tf']).toBe(main);
  });
});

describe('a policy of blocks', () => {
  test('gets conditions in a statement on one line', async () => {
    const main = `${flow()}${role({ trust: 'data.aws_iam_policy_document.trust.json' })}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type = "Service"
      identifiers = ["bedrock.amazonaws.com"]
    } # who
  }
}
`;
    const { after, left } = await fixed({ 'main.tf': main }, MEND_ALL);
    const { trust, faults } = await evaluateModule(after, KNOWN);
    expect(faults).toEqual([]);
    expect(left.filter(({ subject }) => subject === 'trust')).toEqual([]);
    expect(trust.Statement[0]?.Condition).toBeDefined();
    expect(after['main.tf']).toContain('# who');
  });

  test('keeps statements whose resources an expression makes', async () => {
    const { text } = await statementsAfter(
      'data.aws_iam_policy_document.desk.json',
      MEND_ALL,
      `
data "aws_iam_policy_document" "desk" {
  statement {
    actions   = ["lambda:*", "s3:GetObject"]
    resources = concat(var.arns, ["*"])
  }
}
`,
    );
    expect(text).toContain('resources = concat(var.arns, ["*"])');
    // What the resources are is not known, so nothing is taken out.
    expect(text).toContain('actions   = ["lambda:*", "s3:GetObject"]');
  });
});

describe('findings of several flows', () => {
  test('set an argument of a permission once', async () => {
    const permission = `
resource "aws_lambda_permission" "desk" {
  action        = "lambda:InvokeFunction"
  function_name = "find-room"
  principal     = "bedrock.amazonaws.com"
}
`;
    const second = flow()
      .split('resource "aws_lambda_function"')[0]
      ?.replaceAll('"desk"', '"other"')
      .replace('aws_iam_role.desk', 'aws_iam_role.other');
    const main = `${flow()}${second}${role()}${role().replaceAll('"desk"', '"other"')}${permission}`;
    const { after } = await fixed({ 'main.tf': main }, MEND_ALL);
    expect((await evaluateModule(after, KNOWN)).faults).toEqual([]);
  });
});
