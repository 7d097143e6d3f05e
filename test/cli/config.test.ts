import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLES, runCli, temporaryDirectory } from '../support/run-cli.ts';

const CONFIG = `roles:
  - name: Shared
    flows: ["flows/*.json"]
    account: "012345678901"
    region: eu-west-1
    answers:
      kms:flow/support-triage: arn:aws:kms:eu-west-1:012345678901:key/1234abcd
`;

/** A directory with two flows that share a role by its configuration, and a template of its own. */
function workWith(config: string, name = '.flow-role.yml'): string {
  const work = temporaryDirectory();
  mkdirSync(join(work, 'flows'));
  for (const [from, to] of [
    ['json/support-triage.json', 'flows/support-triage.json'],
    ['json/get-flow-response.json', 'flows/translate.json'],
    ['cloudformation/document-qa.yaml', 'stack.yaml'],
  ] as const) {
    cpSync(join(EXAMPLES, from), join(work, to));
  }
  writeFileSync(join(work, name), config);
  return work;
}

describe('generate with a configuration', () => {
  it('writes the roles that it names, each for all of its flows', async () => {
    const run = await runCli(['generate'], { cwd: workWith(CONFIG) });
    expect(run.code).toBe(0);
    const { roles } = JSON.parse(run.stdout);
    expect(roles).toHaveLength(1);
    expect(roles[0]).toMatchObject({
      roleName: 'Shared',
      account: '012345678901',
      region: 'eu-west-1',
      flows: [{ source: 'flows/support-triage.json' }, { source: 'flows/translate.json' }],
    });
    const arns = roles[0].trustPolicy.Statement[0].Condition.ArnLike['aws:SourceArn'];
    expect(arns).toHaveLength(2);
    expect(run.stdout).toContain('key/1234abcd');
    expect(run.stderr).toContain('The roles are those of .flow-role.yml.');
    expect(run.stderr).toContain('Region eu-west-1 from .flow-role.yml:5');
  });

  it('takes in the flows that share the role of the one that is named', async () => {
    const run = await runCli(['generate', 'flows/translate.json'], { cwd: workWith(CONFIG) });
    expect(JSON.parse(run.stdout).roles[0].flows).toHaveLength(2);
  });

  it('leaves alone what it does not mention', async () => {
    const args = ['generate', 'stack.yaml', '--format', 'cloudformation'];
    const run = await runCli(args, { cwd: workWith(CONFIG) });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('document-qa');
    expect(run.stdout).not.toContain('Shared');
  });

  it('counts less than an option', async () => {
    const args = ['generate', '--region', 'us-west-2'];
    const run = await runCli(args, { cwd: workWith(CONFIG) });
    expect(JSON.parse(run.stdout).roles[0].region).toBe('us-west-2');
  });

  it('is not read with --no-config', async () => {
    const args = ['generate', 'flows/translate.json', '--no-config'];
    const run = await runCli(args, { cwd: workWith(CONFIG) });
    expect(JSON.parse(run.stdout).roles[0].roleName).not.toBe('Shared');
  });

  it('may have another name and place', async () => {
    const work = workWith(CONFIG, 'roles.yml');
    const run = await runCli(['generate', '--config', join(work, 'roles.yml')], { cwd: work });
    expect(JSON.parse(run.stdout).roles[0].roleName).toBe('Shared');
  });

  it.each([
    [
      'that is not there',
      ['--config', 'nowhere.yml'],
      'There is no configuration file "nowhere.yml"',
    ],
    ['and none', ['--config', 'x', '--no-config'], 'exclude each other'],
  ])('%s is refused', async (_, args, message) => {
    const run = await runCli(['generate', ...args], { cwd: workWith(CONFIG) });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  it('with an answer that nobody asked for is refused', async () => {
    const config = CONFIG.replace('kms:flow/support-triage', 'kms:flow/suport-triage');
    const run = await runCli(['generate'], { cwd: workWith(config) });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('No question has the key "kms:flow/suport-triage"');
  });

  it('does not write one template for the references of two', async () => {
    const work = workWith('roles: [{ name: Two, flows: ["*.yaml"] }]');
    cpSync(join(work, 'stack.yaml'), join(work, 'other.yaml'));
    const run = await runCli(['generate', '--format', 'cloudformation'], { cwd: work });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('other.yaml and stack.yaml');
  });
});

it('explain takes the roles of the configuration too', async () => {
  const run = await runCli(['explain', '--format', 'json'], { cwd: workWith(CONFIG) });
  expect(run.code).toBe(0);
  expect(JSON.parse(run.stdout).roles.map(({ role }: { role: string }) => role)).toEqual([
    'Shared',
  ]);
});
