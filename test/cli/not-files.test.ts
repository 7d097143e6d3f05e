import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, runProcess, temporaryDirectory } from '../support/run-cli.ts';
import { DEPLOYMENT, namedFlow, promptNode } from './flows.ts';

const FLOW = namedFlow('f', promptNode('amazon.nova-lite-v1:0'));
const POLICY = '{"Version":"2012-10-17","Statement":[]}';

/** A directory with a flow in it, and a file that lies beside it. */
function project(): { readonly cwd: string; readonly outside: string } {
  const outside = temporaryDirectory();
  const cwd = join(outside, 'project');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'flow.json'), FLOW);
  writeFileSync(join(outside, 'policy.json'), POLICY);
  return { cwd, outside };
}

const configWith = (policy: string) =>
  `roles:\n  - name: r\n    flows: [flow.json]\n    policies: [${policy}]\n`;

describe('what is no regular file', () => {
  it.each([
    ['a flow', 'pipe', ['pipe']],
    ['a configuration', '.flow-role.yml', ['flow.json']],
    ['a policy', 'p.json', ['flow.json', '--policy', 'p.json']],
    ['a file below a directory', 'x.json', ['.']],
    ['a file of a module', 'x.tf', ['main.tf']],
    ['rules of git', '.gitignore', ['.']],
  ])('is never waited for: %s', async (_what, pipe, args) => {
    const { cwd } = project();
    writeFileSync(
      join(cwd, 'main.tf'),
      'resource "awscc_bedrock_flow" "f" {\n  name = "f"\n  definition = { nodes = [{ name = "a", type = "Input" }] }\n}\n',
    );
    await runProcess('mkfifo', [pipe], { cwd });
    const { code, stderr } = await runCli(['check', ...args, ...DEPLOYMENT], { cwd });
    expect(code, stderr).not.toBeNull();
    expect(stderr).not.toMatch(/defect|\n {4}at /);
  });

  it('is named with its kind', async () => {
    const { cwd } = project();
    await runProcess('mkfifo', ['pipe'], { cwd });
    const run = (name: string) => runCli(['check', name, ...DEPLOYMENT], { cwd });
    expect((await run('pipe')).stderr).toContain('pipe:1:1: found a named pipe');
    expect((await run('/dev/zero')).stderr).toMatch(/\/dev\/zero\b.* a device/);
  });
});

describe('a link out of the directory', () => {
  it('is not read as the configuration', async () => {
    const { cwd, outside } = project();
    writeFileSync(join(outside, 'c.yml'), configWith('p.json'));
    symlinkSync(join(outside, 'c.yml'), join(cwd, '.flow-role.yml'));
    const { code, stderr } = await runCli(['check', 'flow.json', ...DEPLOYMENT], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('.flow-role.yml:1:1: found a symbolic link');
  });

  it('is not read as a policy that the configuration names, nor as a companion', async () => {
    const { cwd, outside } = project();
    symlinkSync(join(outside, 'policy.json'), join(cwd, 'p.json'));
    writeFileSync(join(cwd, '.flow-role.yml'), configWith('p.json'));
    const { code, stderr } = await runCli(['check', ...DEPLOYMENT], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('p.json:1:1: found a symbolic link');
  });

  it('is read where the user names it', async () => {
    const { cwd } = project();
    const args = ['check', 'flow.json', '--policy', '../policy.json', ...DEPLOYMENT];
    expect((await runCli(args, { cwd })).stderr).not.toContain('outside');
  });
});
