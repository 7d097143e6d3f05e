import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_FILE_BYTES } from '../../src/core/project/files.ts';
import { definition, LITE, PRO, policy, template, trust } from '../support/flow-files.ts';

/** A file that is a symbolic link, by where it leads. */
export interface Link {
  readonly link: string;
}

/** A tree of files, and what both faces are told beside it. */
export interface Tree {
  readonly files: Readonly<Record<string, string | Uint8Array | Link>>;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly answers?: Readonly<Record<string, string>>;
  /** The path of the configuration, where it is not the usual one. */
  readonly config?: string;
}

/** How a check must end: well, with findings, or because something could not be read or used. */
export type Conclusion = 'ok' | 'findings' | 'refused';

const CASES = join(import.meta.dirname, '../compare/cases');
const NOT_OF_THE_TREE = /^(?:options|findings)\.json$|^fixed/;

/** The trees of the comparison's cases, by name. */
export const CASE_TREES: readonly (readonly [string, Tree])[] = readdirSync(CASES)
  .sort()
  .map((name) => {
    const directory = join(CASES, name);
    const options = join(directory, 'options.json');
    const files = Object.fromEntries(
      readdirSync(directory)
        .filter((file) => !NOT_OF_THE_TREE.test(file))
        .map((file) => [file, readFileSync(join(directory, file), 'utf8')]),
    );
    return [name, { ...(existsSync(options) && JSON.parse(readFileSync(options, 'utf8'))), files }];
  });

const HERE = { account: '123456789012', region: 'us-east-1' };

/** A configuration with one role. */
function configOf(policies: readonly string[], more: readonly string[] = []): string {
  return [
    'roles:',
    '  - name: Answers',
    "    flows: ['flows/*.json']",
    `    policies: [${policies.map((path) => `'${path}'`).join(', ')}]`,
    ...more.map((line) => `    ${line}`),
    '',
  ].join('\n');
}

const FLOW = { 'flows/answers.json': definition([LITE]) };
const TRUST = { 'p/trust.json': trust() };
const POLICY = { 'p/role.json': policy([LITE]) };
const GOOD = { ...FLOW, ...TRUST, ...POLICY };
const BOTH = ['p/role.json', 'p/trust.json'];

/** The template of a role that stands apart from its flow. */
const ROLE = template({ asks: [], grants: [LITE] }).replace(
  /^ {2}Flow:[\s\S]*?(?=^ {2}Role:)/m,
  '',
);
const OTHER = ROLE.replace(/^Resources:\n/, '').replace(/^ {2}Role:/m, '  Other:');

const KNOWLEDGE_BASE = JSON.stringify({
  nodes: [
    { name: 'Start', type: 'Input', outputs: [{ name: 'document', type: 'String' }] },
    {
      name: 'Kb',
      type: 'KnowledgeBase',
      configuration: { knowledgeBase: { knowledgeBaseId: '$KB' } },
    },
  ],
});

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

/** Ways to say something that both faces must take in the same way. */
export const VARIANTS: readonly (readonly [string, Tree, Conclusion])[] = [
  ['policies and trust', { files: { ...GOOD, '.flow-role.yml': configOf(BOTH) } }, 'ok'],
  [
    'the template of a role',
    { files: { ...FLOW, 'p/role.yaml': ROLE, '.flow-role.yml': configOf(['p/role.yaml']) } },
    'ok',
  ],
  [
    'one role of a template',
    {
      files: {
        ...FLOW,
        'p/role.yaml': `${ROLE}${OTHER}`,
        '.flow-role.yml': configOf(['p/role.yaml#Role']),
      },
    },
    'ok',
  ],
  [
    'a template with two roles, and none named',
    {
      files: {
        ...FLOW,
        'p/role.yaml': `${ROLE}${OTHER}`,
        '.flow-role.yml': configOf(['p/role.yaml']),
      },
    },
    'refused',
  ],
  [
    'paths with ./',
    {
      files: {
        ...GOOD,
        '.flow-role.yml': configOf(BOTH.map((path) => `./${path}`)).replace(
          'flows/*.json',
          './flows/*.json',
        ),
      },
    },
    'ok',
  ],
  [
    'a configuration in a directory',
    {
      files: {
        ...Object.fromEntries(Object.entries(GOOD).map(([path, text]) => [`ops/${path}`, text])),
        'ops/.flow-role.yml': configOf(BOTH),
      },
      config: 'ops/.flow-role.yml',
    },
    'ok',
  ],
  [
    'a policy in YAML',
    {
      files: {
        ...FLOW,
        ...TRUST,
        'p/role.yaml': `# the same\n${policy([LITE])}`,
        '.flow-role.yml': configOf(['p/role.yaml', 'p/trust.json']),
      },
    },
    'ok',
  ],
  [
    'a role in Terraform',
    {
      files: {
        ...FLOW,
        'p/role.tf': [
          'resource "aws_iam_role" "flow" {',
          '  name = "Answers"',
          `  assume_role_policy = <<EOF\n${trust()}\nEOF`,
          '}',
          'resource "aws_iam_role_policy" "flow" {',
          '  role = aws_iam_role.flow.id',
          `  policy = <<EOF\n${policy([LITE])}\nEOF`,
          '}',
          '',
        ].join('\n'),
        '.flow-role.yml': configOf(['p/role.tf#flow']),
      },
    },
    'ok',
  ],
  [
    'a policy that lacks something',
    { files: { ...GOOD, 'p/role.json': policy([PRO]), '.flow-role.yml': configOf(BOTH) } },
    'findings',
  ],
  ...(
    [
      ['absent', undefined],
      ['broken', policy([LITE]).replace('[', '[,')],
      ['empty', ''],
      ['no policy', '{"nothing": 1}'],
      ['with NUL', policy([LITE]).replace(' ', '\u0000')],
      ['a symbolic link', { link: '../elsewhere.json' }],
      ['too large', `${policy([LITE])}${' '.repeat(MAX_FILE_BYTES)}`],
    ] as const
  ).map(([what, contents]): readonly [string, Tree, Conclusion] => [
    `a policy file that is ${what}`,
    {
      files: {
        ...FLOW,
        ...TRUST,
        'elsewhere.json': policy([LITE]),
        ...(contents !== undefined && { 'p/role.json': contents }),
        '.flow-role.yml': configOf(BOTH),
      },
    },
    'refused',
  ]),
  [
    'a policy in UTF-16',
    {
      files: { ...GOOD, 'p/role.json': utf16(policy([LITE])), '.flow-role.yml': configOf(BOTH) },
    },
    'ok',
  ],
  [
    'a flow in UTF-16',
    {
      files: {
        ...GOOD,
        'flows/answers.json': utf16(definition([PRO])),
        '.flow-role.yml': configOf(BOTH),
      },
    },
    'findings',
  ],
  ...(
    [
      ['broken', definition([PRO]).replace('"nodes": [', '"nodes": [,')],
      ['with NUL', definition([PRO]).replace(' ', '\u0000')],
      ['a symbolic link', { link: '../elsewhere.json' }],
      ['too large', `${definition([PRO])}${' '.repeat(MAX_FILE_BYTES)}`],
    ] as const
  ).map(([what, contents]): readonly [string, Tree, Conclusion] => [
    `a second flow of the role that is ${what}`,
    {
      files: {
        ...GOOD,
        'elsewhere.json': '[]',
        'flows/other.json': contents,
        '.flow-role.yml': configOf(BOTH),
      },
    },
    'refused',
  ]),
  [
    'one flow that cannot be read beside one that can',
    {
      files: {
        'app.yaml': template({ asks: [LITE, PRO], grants: [LITE] }),
        'other/broken.json': definition([PRO]).replace('"nodes": [', '"nodes": [,'),
      },
    },
    'refused',
  ],
  [
    'an answer in the file that nobody asks for',
    {
      files: { ...GOOD, '.flow-role.yml': configOf(BOTH, ['answers:', '  nobody: asks']) },
    },
    'refused',
  ],
  [
    'an answer that nobody asks for',
    { files: { ...GOOD, '.flow-role.yml': configOf(BOTH) }, answers: { nobody: 'asks' } },
    'refused',
  ],
  [
    'a flow id in another form',
    { files: { ...GOOD, '.flow-role.yml': configOf(BOTH) }, answers: { 'flow-id': 'short' } },
    'refused',
  ],
  [
    'an answer that would widen the policy',
    {
      files: { 'kb.json': KNOWLEDGE_BASE, 'p.json': policy([LITE]) },
      answers: { 'kb.Kb.knowledgeBaseId': '*' },
    },
    'refused',
  ],
  [
    'such an answer in the file',
    {
      files: {
        'flows/kb.json': KNOWLEDGE_BASE,
        ...POLICY,
        '.flow-role.yml': configOf(['p/role.json'], ['answers:', "  kb.Kb.knowledgeBaseId: '*'"]),
      },
    },
    'refused',
  ],
  [
    'a configuration that ends in .yaml',
    { files: { ...GOOD, '.flow-role.yaml': configOf(BOTH) } },
    'ok',
  ],
  [
    'two configurations',
    { files: { ...GOOD, '.flow-role.yaml': configOf(BOTH), '.flow-role.yml': configOf(BOTH) } },
    'refused',
  ],
  [
    'a configuration with a wrong key',
    { files: { ...GOOD, '.flow-role.yml': configOf(BOTH, ['polices: []']) } },
    'refused',
  ],
];

/** Where the faces know what an account and a Region are. */
export function withPlace(tree: Tree): Tree {
  return { ...HERE, ...tree };
}
