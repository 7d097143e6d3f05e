// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates write references so
import { expect, it } from 'vitest';
import type { Intrinsic } from '../../src/core/template/reference.ts';
import { type Part, template } from '../../src/core/template/template.ts';
import { expression } from '../../src/core/write/cloudformation/expression.ts';
import { templateYaml } from '../../src/core/write/cloudformation/yaml.ts';

const to = (intrinsic: Intrinsic): Part => ({ kind: 'cloudformation', intrinsic });
const ref = (target: string) => to({ fn: 'Ref', target });
const shared = to({ fn: 'other', name: 'Fn::ImportValue', argument: 'Shared' });

it.each<[string, readonly Part[], unknown]>([
  ['a plain name', ['a/', ref('Bucket')], { 'Fn::Sub': 'a/${Bucket}' }],
  [
    'a name that would end the reference',
    ['a/', ref('x}${AWS::AccountId')],
    { 'Fn::Sub': ['a/${Value1}', { Value1: { Ref: 'x}${AWS::AccountId' } }] },
  ],
  [
    'a parameter with the name of a variable',
    [ref('Value1'), '/', shared],
    { 'Fn::Sub': ['${Value1}/${Value2}', { Value2: { 'Fn::ImportValue': 'Shared' } }] },
  ],
])('%s is one reference', (_, parts, expected) => {
  expect(expression(template(...parts))).toEqual(expected);
});

it('a comment is a comment, and a key is a key', () => {
  const body = JSON.parse('{"__proto__": "a", "x\\n": {"Fn::GetAtt": ["a.b", "Arn"]}}');
  expect(templateYaml(body, new Map(), ['one\nResources: {}'])).toBe(
    '# one\\nResources: {}\n\n__proto__: a\n"x\\n":\n  Fn::GetAtt:\n    - a.b\n    - Arn\n',
  );
});
