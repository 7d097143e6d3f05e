import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAIN, NODES, runCli, runProcess, temporaryDirectory } from '../support/run-cli.ts';
import { DEPLOYMENT, flowOf, promptNode, resourcesOf, rolesOf, SMALL_FLOW } from './flows.ts';

const OTHER_FLOW = flowOf(promptNode('amazon.nova-pro-v1:0'));

/** Writes files into a new directory; the program is run in it. */
function directoryWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = temporaryDirectory();
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), contents);
  }
  return directory;
}

describe.each(NODES)('on the %s Node.js', (node) => {
  const generate = (
    cwd: string,
    files: readonly string[],
    options: Parameters<typeof runCli>[1] = {},
  ) => runCli(['generate', ...files, ...DEPLOYMENT, '--quiet'], { node, cwd, ...options });

  const sources = async (cwd: string, ...files: readonly string[]) => {
    const run = await generate(cwd, files);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    return rolesOf(run).map(({ flow }) => flow.source);
  };

  const refused = async (cwd: string, ...files: readonly string[]) => {
    const { code, stdout, stderr } = await generate(cwd, files);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/defect|\n {4}at /);
    return stderr;
  };

  it('reads standard input, whatever its format', async () => {
    const yaml = `Resources:\n  F:\n    Type: AWS::Bedrock::Flow\n    Properties:\n      Definition: ${SMALL_FLOW}\n`;
    for (const input of [
      SMALL_FLOW,
      `\ufeff${SMALL_FLOW}`,
      yaml,
      SMALL_FLOW.replaceAll(',', ',\r\n'),
    ]) {
      const run = await generate('.', ['-'], { input });
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(resourcesOf(run)).toEqual([
        'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
      ]);
      expect(rolesOf(run)[0]?.flow.source).toMatch(/^<stdin>/);
    }
  });

  it('reads pipes that are named like files', async () => {
    const cwd = directoryWith({ 'flow.json': SMALL_FLOW });
    const script = `"$NODE" "$MAIN" generate <(cat flow.json) ${DEPLOYMENT.join(' ')} --quiet`;
    const env = { NODE: process.execPath, MAIN };
    const run = await runProcess('bash', ['-c', script], { cwd, env });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(rolesOf(run)).toHaveLength(1);
  });

  it('reads several files in the order in which they are named', async () => {
    const cwd = directoryWith({ 'b.json': SMALL_FLOW, 'a.json': OTHER_FLOW });
    expect(await sources(cwd, 'b.json', 'a.json')).toEqual(['b.json', 'a.json']);
  });

  it('reads a file once, in whatever ways it is named', async () => {
    const cwd = directoryWith({ 'flow.json': SMALL_FLOW });
    const names = ['flow.json', 'flow.json', './flow.json', '*.json', '.', join(cwd, 'flow.json')];
    expect(await sources(cwd, ...names)).toHaveLength(1);
  });

  it('finds the flows of a directory, without those of others', async () => {
    const cwd = directoryWith({
      'flows/z.json': SMALL_FLOW,
      'flows/deep/er/a.json': SMALL_FLOW,
      'flows/flow.template': `Resources: { F: { Type: "AWS::Bedrock::Flow", Properties: { Definition: ${SMALL_FLOW} } } }`,
      'flows/package.json': '{ "name": "nothing of ours" }',
      'flows/notes.md': SMALL_FLOW,
      'flows/node_modules/m/flow.json': SMALL_FLOW,
      'flows/.git/flow.json': SMALL_FLOW,
      'flows/.terraform/flow.json': SMALL_FLOW,
      'elsewhere/flow.json': SMALL_FLOW,
    });
    const found = ['flows/deep/er/a.json', 'flows/flow.template#F', 'flows/z.json'];
    expect(await sources(cwd, 'flows')).toEqual(found);
    expect(await sources(cwd, 'flows/')).toEqual(found);
    expect(await sources(cwd, './flows')).toHaveLength(3);
    expect(await sources(join(cwd, 'flows'), '.')).toEqual([
      'deep/er/a.json',
      'flow.template#F',
      'z.json',
    ]);
  });

  it('does not follow links to directories in a search', async () => {
    const cwd = directoryWith({ 'flows/a.json': SMALL_FLOW, 'outside/b.json': SMALL_FLOW });
    symlinkSync(join(cwd, 'outside'), join(cwd, 'flows/link'));
    symlinkSync(cwd, join(cwd, 'flows/cycle'));
    expect(await sources(cwd, 'flows')).toEqual(['flows/a.json']);
  });

  it('expands globs itself where the shell has not', async () => {
    const cwd = directoryWith({
      'flows/a.json': SMALL_FLOW,
      'flows/b.yaml': `nodes: ${JSON.stringify(JSON.parse(SMALL_FLOW).nodes)}\nconnections: []\n`,
      'flows/deep/c.json': SMALL_FLOW,
      'flows/other.json': '{}',
    });
    expect(await sources(cwd, 'flows/*.json')).toEqual(['flows/a.json']);
    expect(await sources(cwd, 'flows/**/*.{json,yaml}')).toEqual([
      'flows/a.json',
      'flows/b.yaml',
      'flows/deep/c.json',
    ]);
    expect(await sources(cwd, join(cwd, 'flows/*.json'))).toHaveLength(1);
  });

  it('takes a file whose name looks like a glob', async () => {
    const cwd = directoryWith({ 'flow[1].json': SMALL_FLOW, 'flow1.json': OTHER_FLOW });
    expect(await sources(cwd, 'flow[1].json')).toEqual(['flow[1].json']);
  });

  it('passes over files of a search that are something else', async () => {
    const cwd = directoryWith({
      'flow.json': SMALL_FLOW,
      'cluster.yaml': 'kind: Cluster\nnodes:\n- role: control-plane\n- role: worker\n',
      'workflow.json':
        '{"name": "n8n", "nodes": [{"name": "Start", "type": "n8n-nodes-base.start"}], "connections": {}}',
      'graph.json': '{"nodes": [{"id": 1}, {"id": 2}], "edges": [[1, 2]]}',
      'chart.yaml': 'nodes: {{ .Values.nodes }}\n',
    });
    const run = await generate(cwd, ['.']);
    expect(run.code).toBe(0);
    expect(rolesOf(run).map(({ flow }) => flow.source)).toEqual(['flow.json']);
  });

  it('does not pass over a broken flow of a search', async () => {
    const broken = SMALL_FLOW.replace('"type":"Prompt"', '"type":"Promt"');
    const cwd = directoryWith({ 'flow.json': SMALL_FLOW, 'broken.json': broken });
    expect(await refused(cwd, '.')).toContain('broken.json:1:');
  });

  it('says which file of a search it cannot open', async () => {
    const cwd = directoryWith({ 'flow.json': SMALL_FLOW, 'secret.json': OTHER_FLOW });
    const env = { DENIED_SUFFIX: 'secret.json' };
    const args = ['generate', '.', ...DEPLOYMENT];
    const { code, stderr } = await runCli(args, { node, cwd, preload: 'deny', env });
    expect(code).toBe(0);
    expect(stderr).toContain('secret.json');
  });

  it('reads UTF-16 as PowerShell writes it, and UTF-8 with a mark', async () => {
    const text = SMALL_FLOW.replace('Ask', 'Frag mich: äöü €');
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    const cwd = directoryWith({ 'le.json': little, 'be.json': big, 'mark.json': `\ufeff${text}` });
    expect(await sources(cwd, 'le.json', 'be.json', 'mark.json')).toHaveLength(3);
    expect(await sources(cwd, '.')).toHaveLength(3);
  });

  it('says of a missing file that it is missing', async () => {
    const cwd = directoryWith({ 'flow.json': SMALL_FLOW });
    expect(await refused(cwd, 'nothing.json')).toBe('There is no file "nothing.json".\n');
    expect(await refused(cwd, 'flow.json', 'flow.json/x')).toContain('"flow.json/x"');
    expect(await refused(cwd, 'nothing/*.json')).toContain('"nothing/*.json"');
    symlinkSync('nowhere.json', join(cwd, 'dangling.json'));
    expect(await refused(cwd, 'dangling.json')).toContain('"dangling.json"');
  });

  it('says of an unreadable file that it cannot be read', async () => {
    const cwd = directoryWith({ 'flow.json': SMALL_FLOW });
    const { code, stdout, stderr } = await generate(cwd, ['flow.json'], {
      preload: 'deny',
      env: { DENIED_SUFFIX: 'flow.json' },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('flow.json');
    expect(stderr).not.toContain('defect');
  });

  it('names a directory that holds no flow', async () => {
    const cwd = directoryWith({
      'none/readme.md': '#',
      'other/a.json': '{}',
      'other/b.yml': 'a: 1',
    });
    expect(await refused(cwd, 'none')).toContain('"none"');
    expect(await refused(cwd, 'other')).toContain('"other"');
  });

  it.each<[string, string | Uint8Array, string]>([
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255, 254]), 'bytes that are no text'],
    ['with NUL', 'a: \u0000', 'bytes that are no text'],
    ['in Latin-1', Buffer.from('{"name": "\xe4"}', 'latin1'), 'bytes that are no text'],
    ['empty', '', 'an empty file'],
    ['blank', ' \n\t\n', 'an empty file'],
    ['cut off', '{"nodes": [', 'the end of the text'],
    ['a list', '[]', 'a list'],
    ['a policy', '{"Version": "2012-10-17", "Statement": []}', '"Version", "Statement"'],
    ['nested without end', '['.repeat(100_000), 'levels deep'],
    ['without nodes', '{"nodes": [], "connections": []}', 'a flow without nodes'],
  ])('says what is wrong with a file that is %s', async (_, contents, message) => {
    const cwd = directoryWith({ 'flow.json': contents });
    const stderr = await refused(cwd, 'flow.json');
    expect(stderr).toMatch(/^flow\.json:\d+:\d+: found /);
    expect(stderr).toContain(message);
  });

  it('reports the problems of all files at once, and writes nothing', async () => {
    const cwd = directoryWith({
      'a.json': '{',
      'good.json': SMALL_FLOW,
      'b.json': '[]',
      'c.json': Buffer.from([0, 1, 2]),
    });
    const stderr = await refused(cwd, 'a.json', 'good.json', 'b.json', 'c.json');
    expect(stderr).toMatch(/^a\.json:1:2: /m);
    expect(stderr).toMatch(/^b\.json:1:1: /m);
    expect(stderr).toMatch(/^c\.json:1:1: /m);
  });

  it('does not open what is far too large', async () => {
    const cwd = directoryWith({ 'large.json': Buffer.alloc(21_000_000, ' ') });
    expect(await refused(cwd, 'large.json')).toMatch(/^large\.json:1:1: .*bytes/m);
    const run = await generate(cwd, ['-'], { input: Buffer.alloc(21_000_000, ' ') });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/bytes|too long/);
  });

  it.each([
    ['main.hcl', 'resource "aws_bedrockagent_flow" "f" {\n  name = "f"\n}\n'],
    ['create.sh', '#!/bin/sh\naws bedrock-agent create-flow --definition file://x.json\n'],
    ['flow.py', 'client.create_flow(definition={"nodes": [{"name": "A"}]})\n'],
  ])('says of %s that its language is not read', async (name, contents) => {
    const cwd = directoryWith({ [name]: contents });
    const stderr = await refused(cwd, name);
    expect(stderr).toContain(name);
    expect(stderr).not.toContain('YAML cannot');
    expect(stderr).toMatch(/flow definition|CloudFormation/);
  });
});
