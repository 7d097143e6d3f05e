import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NODES, runCli, temporaryDirectory } from '../support/run-cli.ts';
import { DEPLOYMENT, flowOf, promptNode } from './flows.ts';

describe.each(NODES)('on the %s Node.js', (node) => {
  const run = (cwd: string, ...args: readonly string[]) =>
    runCli([...args, ...DEPLOYMENT], { node, cwd });

  /** A flow with the files that generate makes for it. */
  const generated = async (...models: readonly string[]) => {
    const cwd = temporaryDirectory();
    const nodes = models.map((model, index) => promptNode(model, `Ask${index}`));
    writeFileSync(join(cwd, 'flow.json'), flowOf(...nodes));
    await run(cwd, 'generate', 'flow.json', '--out', '.');
    return cwd;
  };

  const changeModel = (cwd: string) =>
    writeFileSync(join(cwd, 'flow.json'), flowOf(promptNode('amazon.nova-pro-v1:0')));

  it('has nothing to say about what generate wrote beside the flow', async () => {
    const cwd = await generated('us.amazon.nova-lite-v1:0');
    const { code, stdout, stderr } = await run(cwd, 'check', 'flow.json', '--fail-on', 'any');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^note \[service-control-policies\] at flow\.json:/);
    expect(stdout).toMatch(/\nnothing to mend, 1 note\n$/);
  });

  it('fails for an inference profile of another part of the world, whatever the role has', async () => {
    const cwd = await generated('eu.amazon.nova-lite-v1:0');
    const { code, stdout } = await run(cwd, 'check', 'flow.json');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^failing bedrock:InvokeModel on\s.*cannot be called from us-east-1/s);
  });

  it('finds what a changed flow lacks and has left over, and mends it', async () => {
    const cwd = await generated('amazon.nova-lite-v1:0');
    changeModel(cwd);
    const { code, stdout } = await run(cwd, 'check', 'flow.json', '--format', 'json');
    expect(code).toBe(1);
    const { findings, summary } = JSON.parse(stdout);
    expect(summary).toEqual({
      missing: 1,
      failing: 0,
      excess: 1,
      broad: 0,
      invalid: 0,
      unknown: 0,
      note: 0,
    });
    expect(findings[0]).toMatchObject({
      kind: 'missing',
      action: 'bedrock:InvokeModel',
      resource: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0',
      flow: 'flow',
      node: 'Ask',
      where: 'flow.FlowPermissions.json:4',
      fix: { file: 'flow.FlowPermissions.json', diff: expect.stringContaining('nova-pro') },
    });
    expect(await run(cwd, 'fix', 'flow.json', '--prune')).toMatchObject({ code: 0, stdout: '' });
    expect(await run(cwd, 'check', 'flow.json', '--fail-on', 'any')).toMatchObject({ code: 0 });
  });

  it.each([
    ['missing', 0],
    ['excess', 1],
    ['any', 1],
    ['never', 0],
  ])('with --fail-on %s exits with %i for what is left over', async (failOn, code) => {
    const cwd = await generated('amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0');
    changeModel(cwd);
    expect(await run(cwd, 'check', 'flow.json', '--fail-on', failOn)).toMatchObject({ code });
  });

  it('shows the changes as a diff, and writes nothing, with --dry-run', async () => {
    const cwd = await generated('amazon.nova-lite-v1:0');
    changeModel(cwd);
    const policy = join(cwd, 'flow.FlowPermissions.json');
    const before = readFileSync(policy, 'utf8');
    const { stdout } = await run(cwd, 'fix', 'flow.json', '--dry-run');
    expect(stdout).toContain('--- a/flow.FlowPermissions.json\n+++ b/flow.FlowPermissions.json\n');
    expect(readFileSync(policy, 'utf8')).toBe(before);
  });

  it('does not pass a flow whose role stands in no file, and makes the files', async () => {
    const cwd = temporaryDirectory();
    changeModel(cwd);
    const { code, stdout } = await run(cwd, 'check', 'flow.json');
    expect(code).toBe(1);
    expect(stdout).toContain('--policy FILE');
    expect(await run(cwd, 'fix', 'flow.json')).toMatchObject({ code: 0 });
    expect(readdirSync(cwd).sort()).toEqual([
      'flow.FlowPermissions.json',
      'flow.json',
      'flow.trust-policy.json',
    ]);
    expect(await run(cwd, 'check', 'flow.json', '--fail-on', 'any')).toMatchObject({ code: 0 });
  });

  it('reads the policies that --policy names, and keeps their byte order mark', async () => {
    const cwd = temporaryDirectory();
    changeModel(cwd);
    const statement = { Effect: 'Allow', Action: 'bedrock:Retrieve', Resource: '*' };
    writeFileSync(join(cwd, 'role.json'), `\ufeff${JSON.stringify({ Statement: [statement] })}`);
    const { stdout } = await run(cwd, 'check', 'flow.json', '--policy', 'role.json');
    expect(stdout).toContain('missing bedrock:InvokeModel on arn:aws:bedrock:');
    expect(stdout).toContain('at role.json:1:');
    await run(cwd, 'fix', 'flow.json', '--policy', 'role.json');
    expect(readFileSync(join(cwd, 'role.json'), 'utf8')).toMatch(/^\ufeff\{"Statement":\[\{/);
    expect(await run(cwd, 'check', 'flow.json', '--policy', 'role.json')).toMatchObject({
      code: 0,
    });
  });
});
