// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts that do harm look so.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  NODES,
  type RunOptions,
  runCli,
  runProcess,
  temporaryDirectory,
} from '../support/run-cli.ts';
import { agentNode, DEPLOYMENT, lambdaNode, namedFlow, promptNode, rolesOf } from './flows.ts';

/** Texts that do harm where they come out as they went in. */
const NASTY = [
  '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u009b2J',
  'good\rbad',
  'first\nResources:\r\n  Evil: {}\n# \u2028x\u2029y\u0085z',
  'abc\u202egnp.exe\u2066\u200f\u061c',
  'a\u200bb\u00adc\ufeffd\u2060e\u{e0041}f',
  'half a character: \ud800b\udc00',
  '\u0000\u0008\u007f',
  "'; touch pwned; echo '$(touch pwned)`touch pwned`${x:-$(touch pwned)}\\",
  'x\nEND_OF_DOCUMENT\ntouch pwned\n',
  `: - # & * ! | > % @ " ' { [ , ] } ?\t!!python/object \${AWS::AccountId} {{resolve:ssm:x}}`,
  '"}],"Effect":"Allow","Action":"*","Resource":"*',
  '__proto__',
  'long-'.repeat(20_000),
];

/** What must stand in no output, whatever the input: control characters, marks, stray surrogates. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Surrogate}/u;

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';

/** A flow in which every text that is free is the given one. */
function nastyFlow(text: string): string {
  return namedFlow(
    text,
    promptNode('amazon.nova-lite-v1:0', `${text.slice(0, 200)}1`),
    lambdaNode(FUNCTION, `${text.slice(0, 200)}2`),
    { name: 'Unknown', type: text.slice(0, 200) || 'x' },
  );
}

function expectSafe(text: string): void {
  expect(UNSAFE.exec(text)?.[0]).toBeUndefined();
}

describe.each(NODES)('on the %s Node.js', (node) => {
  const run = (args: readonly string[], options: RunOptions = {}) =>
    runCli(['generate', ...args], { node, ...options });

  it('names come out harmless in every format', async () => {
    const cwd = temporaryDirectory();
    for (const [index, text] of NASTY.entries()) {
      writeFileSync(join(cwd, `${index}.json`), nastyFlow(text));
    }
    const names = readdirSync(cwd);
    const args = [...names, ...DEPLOYMENT, '--format'];
    const [json, yaml, script] = await Promise.all([
      run([...args, 'json'], { cwd }),
      run([...args, 'cloudformation'], { cwd }),
      run([...args, 'aws-cli'], { cwd }),
    ]);
    for (const { code, stdout, stderr } of [json, yaml, script]) {
      expect(code, stderr).toBe(0);
      expectSafe(stdout);
      expectSafe(stderr);
    }
    expect(rolesOf(json)).toHaveLength(NASTY.length);
    for (const { roleName, resourcePolicies } of rolesOf(json)) {
      expect(roleName).toMatch(/^[\w+=,.@-]{1,64}$/);
      expect(resourcePolicies[0]?.document.Statement[0]?.Sid).toMatch(/^[A-Za-z0-9]{1,100}$/);
    }
    const documents = parseAllDocuments(yaml.stdout, { logLevel: 'error' });
    expect(documents).toHaveLength(NASTY.length);
    for (const document of documents) {
      expect(document.errors).toEqual([]);
      const resources: Readonly<Record<string, { readonly Type: string }>> =
        document.toJS().Resources;
      const types = Object.values(resources).map(({ Type }) => Type);
      expect(types.sort()).toEqual(['AWS::IAM::Role', 'AWS::Lambda::Permission']);
      for (const logicalId of Object.keys(resources)) {
        expect(logicalId).toMatch(/^[A-Za-z0-9]{1,255}$/);
      }
    }
    // The script is not run here: what it would run must be well formed.
    const syntax = await runProcess('bash', ['-n'], { cwd, input: script.stdout });
    expect(syntax).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(cwd)).toEqual(names);
  });

  it('names come out harmless in questions', async () => {
    const cwd = temporaryDirectory();
    for (const [index, text] of NASTY.entries()) {
      const nodes = [promptNode(text, text.slice(0, 200)), agentNode(text.slice(0, 300))];
      writeFileSync(join(cwd, `${index}.json`), namedFlow(text, ...nodes));
    }
    const { code, stdout, stderr } = await run(['.', ...DEPLOYMENT], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expectSafe(stderr);
  });

  it('names come out harmless in errors', async () => {
    const cwd = temporaryDirectory();
    for (const [index, text] of NASTY.entries()) {
      const broken = nastyFlow(text).replace('"inline"', () => JSON.stringify(text));
      writeFileSync(join(cwd, `${index}.broken.json`), broken);
      writeFileSync(join(cwd, `${index}.key.json`), JSON.stringify({ nodes: [], [text]: 1 }));
      const withoutNul = text.replaceAll('\0', '');
      writeFileSync(join(cwd, `${index}.cut.json`), `{"nodes": ${withoutNul}`);
      writeFileSync(join(cwd, `${index}.cut.yaml`), `nodes: "${withoutNul}`);
    }
    const { code, stdout, stderr } = await run([...readdirSync(cwd), ...DEPLOYMENT], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/defect|\n {4}at /);
    expectSafe(stderr);
    for (const name of ['key.json', 'cut.json', 'cut.yaml']) {
      expect(stderr.match(new RegExp(`^\\d+\\.${name}:\\d+:\\d+: `, 'gm'))).toHaveLength(
        NASTY.length,
      );
    }
  });

  it('paths come out harmless', async () => {
    const cwd = temporaryDirectory();
    const names = NASTY.map((text) => text.replaceAll(/[/\0]/g, '-').slice(0, 60));
    for (const name of names) {
      mkdirSync(join(cwd, name));
      writeFileSync(join(cwd, name, `${name}.json`), nastyFlow('plain'));
    }
    const runs = await Promise.all([
      run(['.', ...DEPLOYMENT], { cwd }),
      run(['.', ...DEPLOYMENT, '--format', 'cloudformation'], { cwd }),
      run(['.', ...DEPLOYMENT, '--format', 'aws-cli'], { cwd }),
      run(['--', ...names], { cwd }),
      ...names.slice(0, 4).map((name) => run([...DEPLOYMENT, '--out', `${name}.o`, '.'], { cwd })),
    ]);
    for (const { stdout, stderr } of runs) {
      expectSafe(stdout);
      expectSafe(stderr);
      expect(stderr).not.toMatch(/defect|\n {4}at /);
    }
  });

  it('options come out harmless', async () => {
    const text = '\u001b[31m\n\u202e\u009b';
    const runs = await Promise.all([
      runCli([text], { node }),
      run([`--${text}`, '-']),
      run(['-', '--region', text]),
      run(['-', '--format', text]),
      run(['-', '--flow-id', text]),
      run(['-', '--answer', text]),
      run(['-', ...DEPLOYMENT], { env: { AWS_REGION: text } }),
    ]);
    for (const { stdout, stderr } of runs) {
      expectSafe(stdout);
      expectSafe(stderr);
      expect(stderr).not.toMatch(/defect|\n {4}at /);
    }
  });

  it('a value that is free text never widens a policy', async () => {
    const cwd = temporaryDirectory();
    for (const value of [
      '*',
      'amazon.*',
      'arn:aws:bedrock:*:*:foundation-model/*',
      'a?b',
      'a${b}',
      '../x',
    ]) {
      writeFileSync(join(cwd, 'flow.json'), namedFlow('f', promptNode(value)));
      const { code, stdout } = await run(['flow.json', ...DEPLOYMENT], { cwd });
      expect([value, code, stdout]).toEqual([value, 1, '']);
    }
  });

  it('names of built-in properties are names', async () => {
    const cwd = temporaryDirectory();
    const template = `{"Resources": {
      "toString": {"Type": "AWS::Bedrock::Guardrail", "Properties": {"Name": "g"}},
      "constructor": {"Type": "AWS::Bedrock::Flow", "Properties": {"Name": "toString", "Definition": {
        "Nodes": [{"Name": "hasOwnProperty", "Type": "Prompt", "Configuration": {"Prompt": {
          "SourceConfiguration": {"Inline": {"ModelId": {"Ref": "valueOf"}}}}}}]}}}}}`;
    writeFileSync(join(cwd, 't.json'), template);
    for (const format of ['json', 'cloudformation', 'aws-cli']) {
      const { code, stderr } = await run(['t.json', ...DEPLOYMENT, '--format', format], { cwd });
      expect([0, 1]).toContain(code);
      expect(stderr).not.toMatch(/defect|\n {4}at /);
    }
  });

  it.each(['aliases.yaml', 'deep.json', 'deep.yaml', 'self.yaml'])(
    'the bomb %s ends with a message',
    async (name) => {
      const cwd = temporaryDirectory();
      const levels = Array.from({ length: 30 }, (_, level) =>
        level === 0 ? 'a0: &a0 [x, x]' : `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`,
      );
      writeFileSync(join(cwd, 'aliases.yaml'), `${levels.join('\n')}\nnodes: *a29\n`);
      writeFileSync(
        join(cwd, 'deep.json'),
        `{"nodes": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      );
      writeFileSync(join(cwd, 'deep.yaml'), `nodes: ${'['.repeat(50_000)}`);
      writeFileSync(join(cwd, 'self.yaml'), 'nodes: &a [*a]\n');
      const { code, stdout, stderr } = await run([name], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^${name.replace('.', '\\.')}:\\d+:\\d+: found `));
      expect(stderr).not.toMatch(/call stack|defect/);
    },
    5000,
  );

  it('bytes of other encodings are not guessed at', async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'half.json'), readFileSync(process.execPath).subarray(0, 4096));
    expect(await run(['half.json'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});

it.each(NASTY)('arguments come out harmless: %#', async (text) => {
  const argument = text.replaceAll('\0', '-').slice(0, 2000);
  const input = nastyFlow('plain');
  const runs = await Promise.all([
    runCli(['generate', `${argument}.json`]),
    runCli(['generate', '-', '--answer', `${argument}=${argument}`, ...DEPLOYMENT], { input }),
  ]);
  for (const { code, stdout, stderr } of runs) {
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expectSafe(stderr);
    expect(stderr).not.toMatch(/defect|\n {4}at /);
  }
});
