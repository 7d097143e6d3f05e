// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts that do harm look so.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import {
  NODES,
  type RunOptions,
  runCli,
  runProcess,
  temporaryDirectory,
} from '../support/run-cli.ts';
import { agentNode, DEPLOYMENT, lambdaNode, namedFlow, promptNode, rolesOf } from './flows.ts';

/** Texts that do harm where they come out as they went in. */
const NASTY: Readonly<Record<string, string>> = {
  'escape sequences': '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u009b2J',
  'a carriage return': 'good\rbad',
  'line breaks': 'first\nResources:\r\n  Evil: {}\n# \u2028x\u2029y\u0085z',
  'marks that reorder': 'abc\u202egnp.exe\u2066\u200f\u061c',
  'invisible characters': 'a\u200bb\u00adc\ufeffd\u2060e\u{e0041}f',
  'half a character': 'a\ud800b\udc00',
  'NUL and friends': '\u0000\u0008\u007f',
  'the shell': "'; touch pwned; echo '$(touch pwned)`touch pwned`${x:-$(touch pwned)}\\",
  'the end of a document': 'x\nEND_OF_DOCUMENT\ntouch pwned\n',
  YAML: `: - # & * ! | > % @ " ' { [ , ] } ?\t!!python/object \${AWS::AccountId} {{resolve:ssm:x}}`,
  JSON: '"}],"Effect":"Allow","Action":"*","Resource":"*',
  'the names of objects': '__proto__',
  'great length': 'long-'.repeat(20_000),
};

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

  describe.each(Object.entries(NASTY))('names with %s', (_, text) => {
    it('come out harmless in every format', async () => {
      const cwd = temporaryDirectory();
      writeFileSync(join(cwd, 'flow.json'), nastyFlow(text));
      const args = ['flow.json', ...DEPLOYMENT, '--format'];
      const [json, yaml, script] = await Promise.all([
        run([...args, 'json'], { cwd }),
        run([...args, 'cloudformation'], { cwd }),
        run([...args, 'aws-cli'], { cwd }),
      ]);
      for (const { code, stdout, stderr } of [json, yaml, script]) {
        expect({ code, isEmpty: stdout === '' }, stderr).toEqual({ code: 0, isEmpty: false });
        expectSafe(stdout);
        expectSafe(stderr);
        expect(stderr.split('\n').every((line) => line.length < 5000)).toBe(true);
      }
      const [role] = rolesOf(json);
      expect(role?.roleName).toMatch(/^[\w+=,.@-]{1,64}$/);
      expect(role?.resourcePolicies[0]?.document.Statement[0]?.Sid).toMatch(/^[A-Za-z0-9]{1,100}$/);
      const document = parseDocument(yaml.stdout, { logLevel: 'error' });
      expect(document.errors).toEqual([]);
      const types = Object.values<{ readonly Type: string }>(document.toJS().Resources).map(
        ({ Type }) => Type,
      );
      expect(types.sort()).toEqual(['AWS::IAM::Role', 'AWS::Lambda::Permission']);
      for (const [name, { length }] of Object.keys(document.toJS().Resources).entries()) {
        expect(length, String(name)).toBeLessThanOrEqual(255);
      }
      // The script is not run here: only what it would run is looked at.
      const commands = await runProcess('bash', ['-n'], { cwd, input: script.stdout });
      expect(commands).toMatchObject({ code: 0, stderr: '' });
      expect(readdirSync(cwd)).toEqual(['flow.json']);
    });

    it('come out harmless in questions and errors', async () => {
      const cwd = temporaryDirectory();
      const open = namedFlow(
        text,
        promptNode(text, text.slice(0, 200) || 'x'),
        agentNode(text.slice(0, 300)),
      );
      writeFileSync(join(cwd, 'open.json'), open);
      writeFileSync(
        join(cwd, 'broken.json'),
        nastyFlow(text).replace('"inline"', JSON.stringify(text)),
      );
      writeFileSync(join(cwd, 'key.json'), JSON.stringify({ nodes: [], [text]: 1 }));
      writeFileSync(join(cwd, 'cut.json'), `{"nodes": ${text}`);
      writeFileSync(join(cwd, 'cut.yaml'), `nodes: "${text}`);
      for (const file of ['open.json', 'broken.json', 'key.json', 'cut.json', 'cut.yaml']) {
        const { code, stdout, stderr } = await run([file, ...DEPLOYMENT], { cwd });
        expect([1, 2]).toContain(code);
        expect(stdout).toBe('');
        expect(stderr).not.toMatch(/defect|\n {4}at /);
        expectSafe(stderr);
        expect(stderr.length).toBeLessThan(20_000);
      }
    });

    it('come out harmless from paths and arguments', async () => {
      const cwd = temporaryDirectory();
      const name = text.replaceAll('/', '-').replaceAll('\u0000', '-').slice(0, 60);
      mkdirSync(join(cwd, name));
      writeFileSync(join(cwd, name, `${name}.json`), nastyFlow('plain'));
      const path = `${name}/${name}.json`;
      const argument = text.replaceAll('\u0000', '0').slice(0, 2000);
      const runs = await Promise.all([
        run(['.', ...DEPLOYMENT], { cwd }),
        run(['--', path], { cwd }),
        run(['.', ...DEPLOYMENT, '--format', 'cloudformation'], { cwd }),
        run(['.', ...DEPLOYMENT, '--format', 'aws-cli'], { cwd }),
        run([...DEPLOYMENT, '--out', `${name}.out`, '.'], { cwd }),
        run([`${argument}.json`], { cwd }),
        run([`--${argument}`, '.'], { cwd }),
        run(['.', '--answer', `${argument}=1`, ...DEPLOYMENT], { cwd }),
        run(['.', '--answer', `kms:flow=${argument}`, ...DEPLOYMENT], { cwd }),
        run(['.', '--region', argument], { cwd }),
        runCli([argument], { node, cwd }),
      ]);
      for (const { stdout, stderr } of runs) {
        expectSafe(stdout);
        expectSafe(stderr);
        expect(stderr).not.toMatch(/defect|\n {4}at /);
      }
    });
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
  );

  it('bytes of other encodings are not guessed at', async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'half.json'), readFileSync(process.execPath).subarray(0, 4096));
    expect(await run(['half.json'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});
