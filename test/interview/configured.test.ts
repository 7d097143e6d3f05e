import { describe, expect, it } from 'vitest';
import { mergedConfig } from '../../src/core/config/merge.ts';
import { readConfig } from '../../src/core/config/read.ts';
import { toSave } from '../../src/core/interview/to-save.ts';
import { definition, LITE, PRO, policy, trust } from '../support/flow-files.ts';
import type { Wishes } from '../tui/answering.ts';
import { screenAs, walk, walkTo, worldOf } from '../tui/answering.ts';

const CONFIG = `# kept by the platform team
roles:
- name: Answers # the console knows it so
  flows: ['flows/*.json']
  account: '012345678901'
  region: us-east-1
  policies: [p/role.json, p/trust.json] # written by hand
  answers:
    flow-id: FLOW123456

# of another team
- name: Other
  flows: ["other/*.json"]
  account: 023456789012
`;

const FILES = {
  'flows/answers.json': definition([LITE]),
  'p/role.json': policy([LITE]),
  'p/trust.json': trust(),
  '.flow-role.yml': CONFIG,
};

/** The configuration that is saved after answers. */
async function saved(wishes: Wishes, files: Readonly<Record<string, string>> = FILES) {
  const { session } = walk(await worldOf(files), { config: ['yes'], ...wishes });
  return toSave(session).config;
}

describe('what the configuration says', () => {
  it('is not asked, and is shown with the line that says it', async () => {
    const world = await worldOf(FILES);
    const { ids } = walk(world);
    for (const id of ['account', 'region', 'flow-id', 'existing', 'sharing']) {
      expect(ids).not.toContain(id);
    }
    const [keep] = screenAs(walkTo(world, 'deployment'), 'choose').options;
    expect(keep?.detail).toBe(
      'account 012345678901 from .flow-role.yml:5 · Region us-east-1 from .flow-role.yml:6',
    );
    expect(screenAs(walkTo(world, 'overview'), 'nodes').notes).toEqual([
      'The role is Answers · from .flow-role.yml:3',
      'Its policies are in p/role.json, p/trust.json · from .flow-role.yml:3',
      'The answer to flow-id is FLOW123456 · from .flow-role.yml:9',
    ]);
  });

  it('gives the role its name, its place and all of its flows', async () => {
    const files = { ...FILES, 'flows/more.json': definition([PRO]) };
    const { session } = walk(await worldOf(files), { flow: ['flows/answers.json'] });
    const [role, ...others] = toSave(session).roles;
    expect(others).toEqual([]);
    expect(role?.plan).toMatchObject({
      roleName: 'Answers',
      deployment: { account: '012345678901', region: 'us-east-1' },
    });
    expect(role?.plan.flows.map(({ source }) => source)).toEqual([
      'flows/answers.json',
      'flows/more.json',
    ]);
  });

  it('counts less than what the user says instead', async () => {
    const { session } = walk(await worldOf(FILES), {
      deployment: ['region'],
      region: ['eu-west-1'],
    });
    expect(toSave(session).roles[0]?.plan.deployment.region).toBe('eu-west-1');
  });
});

describe('the configuration at the end', () => {
  it('is not touched where nothing is new', async () => {
    expect(walk(await worldOf(FILES), { format: ['terraform'] }).ids).not.toContain('config');
  });

  it('gets what is new, with everything else as it was', async () => {
    const config = await saved({
      format: ['terraform'],
      deployment: ['region'],
      region: ['eu-west-1'],
    });
    expect(config).toEqual({
      path: '.flow-role.yml',
      text: CONFIG.replace('us-east-1', 'eu-west-1'),
    });
  });

  it('gets the role of a flow that it does not know yet', async () => {
    const files = { ...FILES, 'new.json': definition([PRO]) };
    const config = await saved({ flow: ['new.json'], format: ['terraform'] }, files);
    expect(config?.text.startsWith(CONFIG)).toBe(true);
    const { roles } = readConfig('.flow-role.yml', config?.text ?? '');
    expect(roles.map(({ flows }) => flows)).toEqual([
      ['flows/*.json'],
      ['other/*.json'],
      ['new.json'],
    ]);
  });

  it('keeps the name that it has', async () => {
    const { '.flow-role.yml': text, ...files } = FILES;
    const config = await saved(
      { format: ['terraform'], deployment: ['region'], region: ['eu-west-1'] },
      { ...files, '.flow-role.yaml': text },
    );
    expect(config?.path).toBe('.flow-role.yaml');
  });

  it('is left alone where there are two', async () => {
    const world = await worldOf({ ...FILES, '.flow-role.yaml': CONFIG });
    expect(screenAs(walkTo(world, 'flow'), 'choose').notes?.join()).toContain(
      'a second configuration beside .flow-role.yml',
    );
    expect(walk(world).ids).not.toContain('config');
  });
});

describe('merging', () => {
  const role = {
    name: 'Answers',
    flows: [],
    policies: [],
    answers: new Map([['flow-id', 'FLOW999999']]),
  };

  it.each([
    ['lines of Windows', CONFIG.replaceAll('\n', '\r\n')],
    ['items that are indented', CONFIG.replaceAll(/^(?=[- ]|# of)/gm, '  ')],
    ['a key in quotes', CONFIG.replace('answers:', '"answers":')],
    ['a mark at the start', `---\n${CONFIG}`],
    ['invisible characters of others', CONFIG.replace('"other/', '"o\\u200bther/')],
  ])('changes one line of a text with %s', (_, text) => {
    expect(mergedConfig('c.yml', text, [role])).toBe(text.replace('FLOW123456', 'FLOW999999'));
  });

  it('changes nothing where nothing is new', () => {
    const same = { ...role, answers: new Map([['flow-id', 'FLOW123456']]) };
    expect(mergedConfig('c.yml', CONFIG, [same])).toBe(CONFIG);
  });

  it.each([
    ['no YAML', 'roles: ['],
    ['no roles', 'rolls: []'],
    ['roles by a name', 'x: &a []\nroles: *a\n'],
  ])('leaves alone what is %s', (_, text) => {
    expect(mergedConfig('c.yml', text, [role])).toBeUndefined();
  });
});
