import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../scripts/lib/root.ts';
import { readConfig } from '../../src/core/config/read.ts';
import { suggestionFor } from '../../src/core/config/suggestion.ts';
import { configText, type WrittenRole } from '../../src/core/config/write.ts';
import { InputError } from '../../src/core/problem.ts';

const schema = JSON.parse(readFileSync(join(root, 'schema/flow-role.schema.json'), 'utf8'));
const accepts = new Ajv2020({ strict: true }).compile(schema);

/** What is wrong with a text, as users see it; undefined when nothing is. */
function refusal(text: string): string | undefined {
  try {
    readConfig('.flow-role.yml', text);
    return undefined;
  } catch (error) {
    if (error instanceof InputError) {
      return error.message;
    }
    throw error;
  }
}

const GOOD: readonly string[] = [
  'roles: [{ name: a, flows: [x.json] }]',
  'roles: [{ name: a, flows: ["flows/**/*.json", b.yaml], region: us-gov-west-1 }]',
  'roles: [{ name: a, flows: [x], policies: [p/a.json], trust: t.json, answers: { MODEL: m } }]',
  'roles: [{ name: a, flows: [x], account: "012345678901" }]',
  'roles: [{ name: a, flows: ["..x/y", "a..b"] }]',
];

const BAD: readonly (readonly [name: string, text: string, message: RegExp])[] = [
  ['no roles', '{}', /:1:1: found no "roles"/],
  ['an empty list', 'roles: []', /expected "roles", a list with at least one role/],
  [
    'a misspelt key',
    'roles:\n  - name: a\n    flow: [x]',
    /:3:5: found the key "flow"[\s\S]*mean "flows"/,
  ],
  ['an unknown key', 'rolls: []', /found the key "rolls"[\s\S]*Did you mean "roles"/],
  ['a role without flows', 'roles: [{ name: a }]', /a role without "flows"/],
  ['a role without a name', 'roles: [{ flows: [x] }]', /a role without "name"/],
  ['a short account', 'roles: [{ name: a, flows: [x], account: "123" }]', /"123" as "account"/],
  ['a Region that is none', 'roles: [{ name: a, flows: [x], region: mars }]', /"mars" as "region"/],
  ['a path upwards', 'roles: [{ name: a, flows: [a/../../x] }]', /the path "a\/..\/..\/x"/],
  ['an absolute path', 'roles: [{ name: a, flows: [/etc/passwd] }]', /the path "\/etc\/passwd"/],
  ['a path on a drive', 'roles: [{ name: a, flows: ["C:\\\\x"] }]', /the path "C:/],
  ['flows that are no list', 'roles: [{ name: a, flows: x }]', /a string as "flows"/],
  [
    'an answer that is a list',
    'roles: [{ name: a, flows: [x], answers: { k: [] } }]',
    /as the answer to "k"/,
  ],
  ['a prototype', 'roles: [{ name: a, flows: [x], __proto__: { b: c } }]', /the key "__proto__"/],
];

describe('.flow-role.yml', () => {
  it.each(GOOD)('is read, and its schema agrees: %s', (text) => {
    expect(refusal(text)).toBeUndefined();
    expect(accepts(parse(text))).toBe(true);
  });

  it.each(BAD)('with %s is refused with its place, and its schema agrees', (_, text, message) => {
    expect(refusal(text)).toMatch(message);
    const plain = JSON.parse(JSON.stringify(parse(text)));
    if (!text.includes('__proto__')) {
      expect(accepts(plain)).toBe(false);
    }
  });

  it('refuses a role that comes twice', () => {
    expect(refusal('roles: [{ name: a, flows: [x] }, { name: a, flows: [y] }]')).toContain(
      'the role "a" a second time',
    );
  });

  it('keeps the leading zeros of an account that has no quotes', () => {
    const { roles } = readConfig(
      'c.yml',
      'roles: [{ name: a, flows: [x], account: 012345678901 }]',
    );
    expect(roles[0]?.account).toMatchObject({ text: '012345678901', place: { line: 1 } });
  });
});

describe('a configuration that is written', () => {
  const path = fc.constantFrom('flows/*.json', 'template.yaml', 'a b/c#d.json', '[x].json');
  const role: fc.Arbitrary<WrittenRole> = fc.record(
    {
      name: fc.stringMatching(/^[\w+=,.@-]{1,64}$/),
      flows: fc.array(path, { minLength: 1, maxLength: 3 }),
      account: fc.constantFrom('012345678901', '123456789012'),
      region: fc.constantFrom('us-east-1', 'eu-west-1'),
      policies: fc.array(path, { maxLength: 2 }),
      trust: path,
      answers: fc
        .dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 3 })
        .map((answers) => new Map(Object.entries(answers))),
    },
    { requiredKeys: ['name', 'flows', 'policies', 'answers'] },
  );

  it('reads as what was written, and keeps its schema', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(role, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
        (roles) => {
          const text = configText(roles);
          const read = readConfig('.flow-role.yml', text).roles.map(
            ({ place: _, answerPlaces: __, account, region, ...rest }) => ({
              ...rest,
              ...(account && { account: account.text }),
              ...(region && { region: region.text }),
            }),
          );
          expect(read).toEqual(roles);
          expect(accepts(parse(text))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

it.each([
  ['acount', 'account'],
  ['Region', 'region'],
  ['policys', 'policies'],
  ['something', undefined],
])('a key %s is taken for %s', (key, meant) => {
  expect(suggestionFor(key, ['name', 'flows', 'account', 'region', 'policies'])).toBe(meant);
});
