import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits } from '../../src/core/template/fits.ts';
import { FORMS, type FormName, hasForm } from '../../src/core/template/forms.ts';
import { type Segment, template } from '../../src/core/template/template.ts';

const NAMES = Object.keys(FORMS) as readonly FormName[];

/** Characters with which a value could reach more than one resource, or leave its place. */
const WIDE = ['*', '?', '${', '"', "'", ' ', '\n', '\u0000'];

const RIGHT: Readonly<Record<string, readonly string[]>> = {
  account: ['012345678901'],
  region: ['us-gov-west-1', 'cn-northwest-1', 'us-isob-east-1', 'eusc-de-east-1', 'ap-southeast-7'],
  partition: ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b', 'aws-eusc'],
  'flow-id': ['ABCDEFGHIJ', '0123456789', 'AbCdE12345'],
  'knowledge-base-id': ['K', 'KBDOCS0001'],
  'prompt-arn': [
    'arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ',
    'arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:prompt/ABCDEFGHIJ:12345',
  ],
  'agent-alias-arn': [
    'arn:aws-cn:bedrock:cn-north-1:123456789012:agent-alias/ABCDEFGHIJ/TSTALIASID',
  ],
  'function-arn': [
    'arn:aws:lambda:us-east-1:123456789012:function:my-function_1',
    'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
    'arn:aws:lambda:us-east-1:123456789012:function:f:live',
    'arn:aws:lambda:us-east-1:123456789012:function:f:42',
  ],
  'bot-alias-arn': ['arn:aws:lex:us-east-1:123456789012:bot-alias/ABCDEFGHIJ/TSTALIASID'],
  'bucket-name': ['abc', 'my.letters-2', '0-bucket'],
  guardrail: ['abcdefgh1234', 'arn:aws:bedrock:us-east-1:123456789012:guardrail/abcdefgh1234'],
  model: [
    'zai.glm-4.7-flash',
    'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'amazon.titan-text-express-v1:0:8k',
    'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan-text-express-v1:0:8k/abcdef123456',
    'arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/anthropic.claude:1',
    'arn:aws:sagemaker:us-east-1:123456789012:endpoint/my-endpoint',
  ],
  models: ['a.b', 'a.b,us.a.b,arn:aws:bedrock:us-east-1::foundation-model/a.b'],
  key: [
    '1234abcd-12ab-34cd-56ef-1234567890ab',
    'mrk-0123456789abcdef0123456789abcdef',
    'alias/my/key',
    'arn:aws:kms:us-east-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef',
    'arn:aws:kms:us-east-1:123456789012:alias/my-key',
  ],
  'key-arn-or-none': ['none', 'arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd'],
  'role-name': ['AmazonBedrockExecutionRoleForFlows_4QX7M', 'a.b+c=d,e@f-g'],
};

const WRONG: Readonly<Record<string, readonly string[]>> = {
  account: [
    '12345678901',
    '1234567890123',
    '12345678901a',
    '1234-5678-9012',
    '１２３４５６７８９０１２',
  ],
  region: ['us-east', 'US-EAST-1', 'us_east_1', 'us-east-1a', '-east-1'],
  partition: ['aws-', 'AWS', 'gcp'],
  'flow-id': ['ABCDEFGHI', 'ABCDEFGHIJK', 'ABCDE-1234', 'flow/ABCDEFGHIJ'],
  'knowledge-base-id': [
    '',
    'KBDOCS00012',
    'KB-1',
    'arn:aws:bedrock:us-east-1:123456789012:knowledge-base/KB',
  ],
  'prompt-arn': [
    'ABCDEFGHIJ',
    'arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:DRAFT',
    'arn:aws:bedrock:us-east-1:123456789012:prompt/ABC',
    'arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:123456',
  ],
  'agent-alias-arn': [
    'arn:aws:bedrock:us-east-1:123456789012:agent/ABCDEFGHIJ',
    'arn:aws:bedrock:us-east-1:123456789012:agent-alias/ABCDEFGHIJ',
    'ABCDEFGHIJ|TSTALIASID',
  ],
  'function-arn': [
    'my-function',
    'arn:aws:lambda:us-east-1:123456789012:function:f:$OLDEST',
    'arn:aws:lambda:us-east-1:123456789012:layer:f',
  ],
  'bot-alias-arn': ['arn:aws:lex:us-east-1:123456789012:bot/ABCDEFGHIJ', 'TSTALIASID|ABCDEFGHIJ'],
  'bucket-name': [
    'ab',
    'My-Bucket',
    'under_score',
    'arn:aws:s3:::bucket',
    's3://bucket',
    '-bucket',
  ],
  guardrail: [
    'ABC',
    'abc-def',
    'abcdefgh1234|1',
    'arn:aws:bedrock:us-east-1:123456789012:guardrail/abc:1',
  ],
  model: ['', 'claude sonnet', '-x'],
  models: ['', 'a.b,', ',a.b', 'a.b, c.d'],
  key: ['', 'alias/', 'arn:aws:kms:us-east-1:123456789012:grant/x'],
  'key-arn-or-none': ['', 'None', 'arn:aws:kms:us-east-1:123456789012:alias/x', '1234abcd'],
  'role-name': ['', 'a b', 'a/b', 'x'.repeat(65)],
};

describe('forms', () => {
  it.each(NAMES)('%s has an example of itself', (name) => {
    expect(hasForm(FORMS[name].example, name)).toBe(true);
    expect(FORMS[name].description).toMatch(/^(?:an?|the|one|text)\b.*[^.]$/);
  });

  it.each(rows(RIGHT))('%s: %j', (name, text) => {
    expect(hasForm(text, name)).toBe(true);
  });

  it.each(rows(WRONG))('not %s: %j', (name, text) => {
    expect(hasForm(text, name)).toBe(false);
  });

  it.each(NAMES)('%s never takes characters that widen a policy', (name) => {
    const { example } = FORMS[name];
    fc.assert(
      fc.property(fc.nat(example.length), fc.constantFrom(...WIDE), (at, wide) => {
        expect(hasForm(example.slice(0, at) + wide + example.slice(at), name)).toBe(false);
      }),
    );
  });

  it.each(NAMES)('%s is told in time', (name) => {
    const start = performance.now();
    for (const unit of ['a', '0', '-', 'a-', 'a/', 'arn:aws:', ':', ',']) {
      hasForm(`${unit.repeat(50_000)} `, name);
      hasForm(`arn:aws${unit.repeat(50_000)} `, name);
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('a value with unknown pieces', () => {
  const unknown: Segment = {
    kind: 'reference',
    reference: { kind: 'cloudformation', intrinsic: { fn: 'Ref', target: 'X' } },
  };
  const region: Segment = { kind: 'reference', reference: { kind: 'deployment', part: 'region' } };
  const account: Segment = {
    kind: 'reference',
    reference: { kind: 'deployment', part: 'account' },
  };
  const partition: Segment = {
    kind: 'reference',
    reference: { kind: 'deployment', part: 'partition' },
  };

  it.each<[string, FormName, ReturnType<typeof template>]>([
    ['a reference', 'knowledge-base-id', template(unknown)],
    ['a part of an id', 'bucket-name', template('letters-', account, '-', region)],
    [
      'an ARN of references',
      'agent-alias-arn',
      template(
        'arn:',
        partition,
        ':bedrock:',
        region,
        ':',
        account,
        ':agent-alias/',
        unknown,
        '/',
        unknown,
      ),
    ],
    [
      'an id and alias in one',
      'agent-alias-arn',
      template('arn:aws:bedrock:us-east-1:', account, ':agent-alias/', unknown),
    ],
    ['a version by reference', 'prompt-arn', template(unknown, ':', unknown)],
    ['a qualifier after an ARN', 'function-arn', template(unknown, ':$LATEST')],
    [
      'nothing but references',
      'function-arn',
      template(unknown, unknown, unknown, unknown, unknown, unknown),
    ],
  ])('can have the form: %s', (_name, form, value) => {
    expect(fits(value, form)).toBe(true);
  });

  it.each<[string, FormName, ReturnType<typeof template>]>([
    [
      'another service',
      'agent-alias-arn',
      template('arn:', partition, ':lambda:', region, ':', account, ':function:', unknown),
    ],
    ['upper case in a bucket', 'bucket-name', template('Letters-', unknown)],
    ['too long an id', 'knowledge-base-id', template('KBDOCS00012', unknown)],
    [
      'a star',
      'agent-alias-arn',
      template('arn:aws:bedrock:us-east-1:', account, ':agent-alias/', unknown, '/*'),
    ],
    [
      'what its type says',
      'function-arn',
      template({
        ...unknown,
        reference: {
          kind: 'cloudformation',
          intrinsic: { fn: 'Ref', target: 'Fn' },
          likeness: { text: 'my_function', of: 'type' },
        },
      }),
    ],
  ])('cannot have the form: %s', (_name, form, value) => {
    expect(fits(value, form)).toBe(false);
  });

  it('never has a form with characters that widen a policy, however much is unknown', () => {
    const piece = fc.constantFrom<Segment>(unknown, region, account, partition);
    const text = fc.constantFrom('a', ':', '/', '-', 'arn:aws:bedrock:');
    const pieces = fc.array(
      fc.oneof(
        piece,
        text.map((each): Segment => ({ kind: 'text', text: each })),
      ),
      { maxLength: 9 },
    );
    fc.assert(
      fc.property(
        pieces,
        pieces,
        fc.constantFrom(...WIDE),
        fc.constantFrom(...NAMES),
        (before, after, wide, form) => {
          expect(fits(template(before, wide, after), form)).toBe(false);
        },
      ),
      { numRuns: 50 },
    );
  });
});

function rows(table: Readonly<Record<string, readonly string[]>>): [FormName, string][] {
  return NAMES.flatMap((name) =>
    (table[name] ?? []).map((text): [FormName, string] => [name, text]),
  );
}
