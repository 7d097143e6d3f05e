import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/core/config/read.ts';
import { type CheckedProject, checkProject } from '../../src/core/project/check.ts';
import { filesInMemory, type ProjectFiles, withTexts } from '../../src/core/project/files.ts';
import { fixProject } from '../../src/core/project/fix.ts';
import { loadProject } from '../../src/core/project/load.ts';
import { flags } from '../interview/planning.ts';
import { definition, LITE, PRO, policy, template, trust } from '../support/flow-files.ts';

const FLOW = { 'flows/a.json': definition([LITE]) };
const GOOD = { ...FLOW, 'p/role.json': policy([LITE]), 'p/trust.json': trust() };
const BOTH = ['p/role.json', 'p/trust.json'];
const ROLE = template({ asks: [], grants: [LITE] }).replace(
  /^ {2}Flow:[\s\S]*?(?=^ {2}Role:)/m,
  '',
);

const memory = (
  texts: Readonly<Record<string, string>>,
  unread: Readonly<Record<string, string>> = {},
) => filesInMemory(new Map(Object.entries(texts)), new Map(Object.entries(unread)));

interface Wanted {
  readonly policies?: readonly string[];
  readonly flows?: readonly string[];
  readonly answers?: Readonly<Record<string, string>>;
  readonly named?: readonly string[];
}

/** Checks flows, with a configuration of one role where policies are named for it. */
async function check(
  files: ProjectFiles,
  { policies, flows = ['flows/a.json'], answers = {}, named = [] }: Wanted = {},
): Promise<CheckedProject> {
  const text = JSON.stringify({ roles: [{ name: 'Role', flows: ['flows/*.json'], policies }] });
  const sources = flows.map((path) => ({ path, contents: files.read(path), isNamed: true }));
  const project = await loadProject(sources, files, {
    given: flags({ account: '123456789012', region: 'us-east-1' }),
    answers: new Map(Object.entries(answers)),
    ...(policies && { config: readConfig('.flow-role.yml', text) }),
  });
  return checkProject(project, { policies: named });
}

const kindsOf = ({ roles }: CheckedProject) =>
  roles
    .flatMap(({ findings }) => findings.map(({ kind }) => kind))
    .filter((kind) => kind !== 'note');

const problemsOf = ({ problems }: CheckedProject) =>
  problems.map(({ place, found }) => `${place.file}: ${found}`);

function fixed(checked: CheckedProject) {
  const findings = checked.roles.flatMap((role) => role.findings);
  return fixProject(checked, findings, { prune: true, narrow: false });
}

describe('the policies of a role', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['in JSON', {}, BOTH],
    ['with ./', {}, BOTH.map((path) => `./${path}`)],
    ['in YAML', { 'p/role.yaml': `# by hand\n${policy([LITE])}` }, ['p/role.yaml', 'p/trust.json']],
    ['in a template', { 'role.yaml': ROLE }, ['role.yaml']],
    ['as one role of a template', { 'role.yaml': ROLE }, ['role.yaml#Role']],
    [
      'in Terraform',
      {
        'r/main.tf': `resource "aws_iam_role" "flow" {
  name               = "Role"
  assume_role_policy = <<EOF\n${trust()}\nEOF
}
resource "aws_iam_role_policy" "flow" {
  role   = aws_iam_role.flow.id
  policy = <<EOF\n${policy([LITE])}\nEOF
}
`,
      },
      ['r/main.tf#flow'],
    ],
  ])('%s are what it has', async (_, files, policies) => {
    const checked = await check(memory({ ...GOOD, ...files }), { policies });
    expect([kindsOf(checked), problemsOf(checked)]).toEqual([[], []]);
  });

  it.each([
    ['is absent', undefined, {}],
    ['is broken', '{', {}],
    ['is empty', '', {}],
    ['is no policy', '{"a": 1}', {}],
    ['is a link', undefined, { 'p/role.json': 'a symbolic link, and links are not followed' }],
  ])(
    'are not known where a file %s: nothing is missing, and it is a problem',
    async (_, text, unread) => {
      const { 'p/role.json': __, ...rest } = GOOD;
      const files = memory({ ...rest, ...(text !== undefined && { 'p/role.json': text }) }, unread);
      const checked = await check(files, { policies: BOTH });
      expect(kindsOf(checked)).not.toContain('missing');
      expect(problemsOf(checked)).toEqual([expect.stringContaining('p/role.json: ')]);
      expect(checked.roles.map((role) => role.unread)).toEqual([['p/role.json']]);
    },
  );

  it('lack and have left over what they do', async () => {
    const files = memory({ ...GOOD, 'p/role.json': policy([PRO]) });
    expect(kindsOf(await check(files, { policies: BOTH })).sort()).toEqual(['excess', 'missing']);
  });
});

describe('what is left over is not known', () => {
  const more = { ...GOOD, 'p/role.json': policy([LITE, PRO]) };

  it('where there may be files that nobody knows of', async () => {
    expect(kindsOf(await check(memory(more), { policies: BOTH }))).toEqual(['excess']);
    expect(kindsOf(await check({ ...memory(more), isCut: true }, { policies: BOTH }))).toEqual([]);
  });

  it('where another flow of the role cannot be read', async () => {
    const files = memory({ ...more, 'flows/b.json': '{"nodes": [' });
    const flows = ['flows/a.json', 'flows/b.json'];
    const checked = await check(files, { policies: BOTH, flows });
    expect(kindsOf(checked)).toEqual([]);
    expect(problemsOf(checked)).toEqual([expect.stringContaining('flows/b.json')]);
  });
});

describe('an answer', () => {
  it('of another form is told and puts nothing into a policy', async () => {
    const nodes = [
      {
        name: 'Kb',
        type: 'KnowledgeBase',
        configuration: { knowledgeBase: { knowledgeBaseId: '' } },
      },
    ];
    const files = memory({ 'flows/a.json': JSON.stringify({ nodes }) });
    const answers = { 'a.Kb.knowledgeBaseId': '*', 'flow-id': 'short' };
    const checked = await check(files, { answers });
    expect(checked.project.wrong).toHaveLength(2);
    const { changes } = await fixed(checked);
    const without = await fixed(await check(files));
    expect(changes).toEqual(without.changes);
  });

  it('that nobody asks for is told', async () => {
    const { project } = await check(memory(FLOW), { answers: { nobody: 'asks' } });
    expect(project.unasked).toEqual([expect.stringContaining('"nobody"')]);
  });
});

describe('an edit', () => {
  const wrong = { ...GOOD, 'p/role.json': policy([PRO]) };

  it('leaves nothing to find, as a check of the changed files says', async () => {
    const files = memory(wrong);
    const checked = await check(files, { policies: BOTH });
    const { changes } = await fixed(checked);
    expect(changes.map(({ path }) => path)).toEqual(['p/role.json']);
    expect((await checked.recheck(changes)).filter(({ kind }) => kind !== 'note')).toEqual([]);
    const after = withTexts(
      files,
      changes.map((change) => [change.path, change.after]),
    );
    expect(kindsOf(await check(after, { policies: BOTH }))).toEqual([]);
  });

  it('of a file that cannot be written is left to the user', async () => {
    const files = memory(wrong);
    const readOnly: ProjectFiles = {
      ...files,
      read(path) {
        const found = files.read(path);
        return found.kind === 'text' && path === 'p/role.json'
          ? { ...found, readOnly: 'in UTF-16: save it in UTF-8 first' }
          : found;
      },
    };
    const { changes, left } = await fixed(await check(readOnly, { policies: BOTH }));
    expect(changes).toEqual([]);
    expect(left.map(({ remedy }) => remedy)).toContain(
      'The file is not changed, since it is in UTF-16: save it in UTF-8 first.',
    );
  });

  it('that breaks a file is refused', async () => {
    const checked = await check(memory(wrong), { policies: BOTH });
    const broken = [{ path: 'p/role.json', before: wrong['p/role.json'], after: '{' }];
    await expect(checked.recheck(broken)).rejects.toThrow();
  });
});

describe('new policy files', () => {
  it('are made beside a flow whose role is in no file', async () => {
    const { changes } = await fixed(await check(memory(FLOW)));
    expect(changes.map(({ path }) => path)).toContain('flows/a.trust-policy.json');
  });

  it.each<[string, ProjectFiles]>([
    ['that cannot be read', memory(FLOW, { 'flows/a.trust-policy.json': 'a symbolic link' })],
    ['that nobody can know of', { ...memory(FLOW), isCut: true }],
  ])('are not written over a file %s', async (_, files) => {
    const { changes } = await fixed(await check(files));
    expect(changes).toEqual([]);
  });
});
