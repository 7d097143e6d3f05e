// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes references so.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryDirectory } from '../support/run-cli.ts';
import { DEPLOYMENT, flowOf, promptNode, resourcesOf, rolesOf } from './flows.ts';

/** What lies outside of the project, and must not be read through a template. */
const SECRET = flowOf(promptNode('anthropic.secret-v1:0'));
const PUBLIC = flowOf(promptNode('amazon.nova-lite-v1:0'));

function template(key: string): string {
  return JSON.stringify({
    Resources: {
      Flow: {
        Type: 'AWS::Bedrock::Flow',
        Properties: { Name: 'f', DefinitionS3Location: { Bucket: 'b', Key: key } },
      },
    },
  });
}

/** A project in a directory of its own, with something secret beside it. */
function project(): { readonly outside: string; readonly cwd: string } {
  const outside = temporaryDirectory();
  const cwd = join(outside, 'project');
  mkdirSync(join(cwd, 'stack/flows'), { recursive: true });
  mkdirSync(join(outside, 'secrets'));
  writeFileSync(join(outside, 'secret.json'), SECRET);
  writeFileSync(join(outside, 'secrets/secret.json'), SECRET);
  return { outside, cwd };
}

describe('a definition that a template names by its key in S3', () => {
  const run = (cwd: string, key: string) => {
    writeFileSync(join(cwd, 'stack/template.json'), template(key));
    return runCli(['generate', 'stack/template.json', ...DEPLOYMENT], { cwd });
  };

  it.each(['flows/flow.json', 'releases/3/flows/flow.json', 'flow.json', './flow.json'])(
    'reads the definition %s that lies beside the template',
    async (key) => {
      const { cwd } = project();
      writeFileSync(
        join(cwd, key.includes('flows') ? 'stack/flows/flow.json' : 'stack/flow.json'),
        PUBLIC,
      );
      if (key.startsWith('releases')) {
        writeFileSync(join(cwd, 'stack/flow.json'), PUBLIC);
      }
      const read = await run(cwd, key);
      expect(read.code, read.stderr).toBe(0);
      expect(resourcesOf(read).join()).toContain('amazon.nova-lite-v1:0');
    },
  );

  it('is no flow of its own in a directory, but when it is named', async () => {
    const { cwd } = project();
    writeFileSync(join(cwd, 'stack/flows/flow.json'), PUBLIC);
    writeFileSync(join(cwd, 'stack/template.json'), template('flows/flow.json'));
    const sources = async (...names: readonly string[]) => {
      const read = await runCli(['generate', ...names, ...DEPLOYMENT], { cwd });
      expect(read.code, read.stderr).toBe(0);
      return rolesOf(read).map(({ flow }) => flow.source);
    };
    const made = 'stack/template.json#Flow';
    expect(await sources('.')).toEqual([made]);
    expect(await sources('stack/flows', 'stack')).toEqual([made]);
    expect(await sources('stack/flows')).toEqual(['stack/flows/flow.json']);
    expect(await sources('stack/flows/flow.json')).toEqual(['stack/flows/flow.json']);
  });

  it('reads one that lies elsewhere in the working directory', async () => {
    const { cwd } = project();
    writeFileSync(join(cwd, 'shared.json'), PUBLIC);
    expect((await run(cwd, '../shared.json')).code).toBe(0);
  });

  it.each([
    '../../secret.json',
    '../../../../../../../../etc/passwd',
    'flows/../../../secret.json',
    '..\\..\\secret.json',
    '/etc/passwd',
    'file:///etc/passwd',
    'link.json',
    'directory-link/secret.json',
    'secret.json\u0000.txt',
    '',
    '.',
    '..',
    'flows',
  ])('does not read %j', async (key) => {
    const { outside, cwd } = project();
    symlinkSync(join(outside, 'secret.json'), join(cwd, 'stack/link.json'));
    symlinkSync(join(outside, 'secrets'), join(cwd, 'stack/directory-link'));
    const { code, stdout, stderr } = await run(cwd, key);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^stack\/template\.json:1:\d+: found a definition kept in S3/);
    expect(stderr).not.toMatch(/root:|anthropic\.secret|defect/);
  });

  it('does not read an absolute path into the project either', async () => {
    const { cwd } = project();
    writeFileSync(join(cwd, 'stack/flow2.json'), PUBLIC);
    const key = join(cwd, 'shared.json');
    writeFileSync(key, PUBLIC);
    expect((await run(cwd, key)).code).toBe(2);
  });

  it('reads no definition for a template from standard input outside of the working directory', async () => {
    const { cwd } = project();
    const { code, stderr } = await runCli(['generate', '-', ...DEPLOYMENT], {
      cwd,
      input: template('../secret.json'),
    });
    expect(code).toBe(2);
    expect(stderr).not.toContain('anthropic.secret');
  });

  it('says which of several definitions is missing, and all that are', async () => {
    const { cwd } = project();
    const flow = (key: unknown) => ({
      Type: 'AWS::Bedrock::Flow',
      Properties: { Name: 'f', DefinitionS3Location: { Bucket: 'b', Key: key } },
    });
    const Resources = {
      One: flow('one.json'),
      Two: flow({ 'Fn::Sub': '${Prefix}/flows/two.json' }),
    };
    writeFileSync(join(cwd, 'stack/template.json'), JSON.stringify({ Resources }));
    const { code, stderr } = await runCli(['generate', 'stack'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('one.json');
    expect(stderr).toContain('two.json');
  });

  it('finds a definition by what its key says outright', async () => {
    const { cwd } = project();
    writeFileSync(join(cwd, 'stack/flows/two.json'), PUBLIC);
    const Key = { 'Fn::Sub': '${Prefix}/flows/two.json' };
    const Properties = { Name: 'f', DefinitionS3Location: { Bucket: 'b', Key } };
    const text = JSON.stringify({ Resources: { Two: { Type: 'AWS::Bedrock::Flow', Properties } } });
    writeFileSync(join(cwd, 'stack/template.json'), text);
    const read = await runCli(['generate', 'stack/template.json', ...DEPLOYMENT], { cwd });
    expect(read.code, read.stderr).toBe(0);
  });
});
