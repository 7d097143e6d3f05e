import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../../src/core/project/files.ts';
import {
  answersTemplate,
  config,
  definition,
  LITE,
  MICRO,
  PRO,
  policy,
  trust,
} from '../support/flow-files.ts';
import {
  answers,
  command,
  github,
  ownComments,
  review,
  suggestions,
  summarized,
} from '../support/stories.ts';

/** Two flows of one role, which each ask a model of their own. */
const SHARED = {
  '.flow-role.yml': config(['policies/answers.json']),
  'flows/answers.json': definition([LITE]),
  'flows/other.json': definition([PRO]),
  'policies/answers.json': policy([LITE, PRO]),
  'policies/trust.json': trust(),
};

const BROKEN = definition([PRO]).replace('"nodes": [', '"nodes": [,');

/** A definition of more bytes than are read. */
const LARGE = `${definition([PRO])}${' '.repeat(MAX_FILE_BYTES)}`;

describe.concurrent('a flow that shares a role and cannot be read', () => {
  it.for([
    ['broken', BROKEN],
    ['too large', LARGE],
  ] as const)('leaves the role what it may need: %s', async ([, other], context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...SHARED, 'flows/other.json': other },
      head: { 'policies/answers.json': policy([LITE, PRO, MICRO]) },
    });
    const run = await review(hub, pull, { inputs: { 'fail-on': 'any' } });
    expect([run.code, run.report?.findings]).toEqual([1, []]);
    expect(run.summary).toMatch(/- ⚠️ flows\/other\\\.json&#58;/);
    expect(run.summary).toContain('was not judged, since these files of it could not be read');
    await summarized(hub, pull);
    await command(hub, pull, 'writer', '/flow-role apply prune');
    expect(answers(hub)).toEqual([expect.stringContaining('There is nothing to do')]);
    expect(await hub.read(pull, 'policies/answers.json')).toContain(PRO);
  });

  it('fails the run where it is the only one', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...SHARED, 'flows/answers.json': BROKEN, 'flows/other.json': null },
      head: { 'policies/answers.json': policy([LITE]) },
    });
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect(run.summary).toMatch(/- ⚠️ flows\/answers\\\.json&#58;/);
  });

  it('is of no matter to other roles', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...SHARED, 'elsewhere/other.json': BROKEN },
      head: { 'flows/answers.json': definition([LITE, LITE]) },
    });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('status')]).toEqual([0, 'clean']);
  });
});

describe.concurrent('a file among the flows of a role that is none', () => {
  it('does not keep what is left over from being told', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...SHARED, 'flows/colours.json': '{ "red": 1 }\n' },
      head: { 'policies/answers.json': policy([LITE, PRO, MICRO]) },
    });
    const run = await review(hub, pull, { inputs: { 'fail-on': 'any' } });
    expect(run.report?.findings.map(({ kind }) => kind)).toEqual(['excess']);
    expect(suggestions(hub)).toHaveLength(1);
  });
});

describe.concurrent('the input paths', () => {
  it('chooses roles, which keep all of their flows', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: SHARED,
      head: { 'flows/answers.json': definition([LITE, LITE]) },
    });
    const inputs = { paths: 'flows/answers.json', 'fail-on': 'any' };
    const run = await review(hub, pull, { inputs });
    expect([run.code, run.report?.findings]).toEqual([0, []]);
    const none = await review(hub, pull, { inputs: { ...inputs, paths: 'elsewhere/**' } });
    expect(none.summary).toContain('Checked 0 roles');
  });
});

describe.concurrent('a file that stands where a policy would be written', () => {
  it.for([
    ['no JSON', 'by hand'],
    ['no policy', '{}\n'],
    ['too large', ' '.repeat(MAX_FILE_BYTES + 1)],
    ['a symbolic link', { link: '../README.md' }],
  ] as const)('is not written over: %s', async ([, contents], context) => {
    const hub = await github(context);
    const path = 'flows/answers.FlowPermissions.json';
    const pull = await hub.open({
      base: { [path]: contents },
      head: { 'flows/answers.json': definition([LITE]) },
    });
    await summarized(hub, pull);
    const run = await review(hub, pull);
    expect(run.code).toBe(1);
    expect(run.summary).toMatch(/- ⚠️ flows\/answers\\\.FlowPermissions\\\.json&#58;/);
    expect(run.report?.findings).toEqual([]);
    const before = await hub.read(pull, path);
    await command(hub, pull, 'writer', '/flow-role apply');
    expect(await hub.read(pull, path)).toBe(before);
  });
});

describe.concurrent('a changed file that is not read', () => {
  const FILLED = '# A remark.\n'.repeat(MAX_FILE_BYTES / 12 + 1);

  it.for([
    ['a large template', 'app.yaml', `${answersTemplate(PRO)}${FILLED}`],
    ['a large file of Terraform', 'main.tf', FILLED],
    ['what held a flow before', 'old.yaml', { link: 'elsewhere.yaml' }],
    ['a flow of the configuration', 'flows/new.json', new Uint8Array([0, 1, 2])],
  ] as const)('fails the run where it counts: %s', async ([, path, contents], context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...SHARED, 'old.yaml': answersTemplate(LITE) },
      head: { [path]: contents },
    });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('status'), run.outputs.get('sarif')]).toEqual([
      1,
      'failed',
      '',
    ]);
    expect(run.log).toMatch(new RegExp(`^::error .*file=${path}`, 'm'));
    expect(ownComments(hub)).toHaveLength(1);
    const never = await review(hub, pull, { inputs: { 'fail-on': 'never' } });
    expect(never.code).toBe(0);
    const elsewhere = await review(hub, pull, { inputs: { paths: 'elsewhere/**' } });
    expect(elsewhere.code).toBe(0);
  });

  it.for([
    ['large data', 'package-lock.json', `{ "nodes": "${' '.repeat(MAX_FILE_BYTES)}" }`],
    ['no text', 'picture.json', new Uint8Array([0, 1, 2])],
    ['a link', 'link.yaml', { link: 'README.md' }],
  ] as const)('is named where it does not: %s', async ([, path, contents], context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: SHARED, head: { [path]: contents } });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('status')]).toEqual([0, 'clean']);
    expect(run.summary).toMatch(new RegExp(`(?:no text|not followed): .${path}`));
    expect(run.outputs.get('sarif')).not.toBe('');
    expect(ownComments(hub)).toEqual([]);
  });

  it('comes before all others', async (context) => {
    const hub = await github(context);
    const others = Array.from({ length: 2100 }, (_, at) => [`a${at}.json`, '{}\n'] as const);
    const pull = await hub.open({
      base: Object.fromEntries(others),
      head: { 'z.yaml': answersTemplate(PRO) },
    });
    const run = await review(hub, pull);
    expect(run.outputs.get('missing')).toBe('1');
    expect(run.summary).toMatch(/files that could matter were not read/);
    expect(run.outputs.get('sarif')).toBe('');
  });
});

describe.concurrent('a pull request with more files than GitHub lists', () => {
  it('fails, since nobody knows what the others are', async (context) => {
    const hub = await github(context);
    const others = Array.from({ length: 3000 }, (_, at) => [`notes/${at}.txt`, '\n'] as const);
    const pull = await hub.open({ base: SHARED, head: Object.fromEntries(others) });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('sarif')]).toEqual([1, '']);
    expect(run.summary).toContain('the last of the 3000 files of a pull request');
    expect(ownComments(hub)).toHaveLength(1);
  });
});
