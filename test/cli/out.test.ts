import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NODES, type RunOptions, runCli, temporaryDirectory } from '../support/run-cli.ts';
import {
  DEPLOYMENT,
  flowOf,
  lambdaNode,
  namedFlow,
  promptNode,
  rolesOf,
  SMALL_FLOW,
} from './flows.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function';

/** All files below a directory with their contents. */
function contentsOf(directory: string): Readonly<Record<string, string>> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(directory, name)).isFile())
      .map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );
}

describe.each(NODES)('on the %s Node.js', (node) => {
  const run = (cwd: string, args: readonly string[], options: RunOptions = {}) =>
    runCli(['generate', ...args, ...DEPLOYMENT], { node, cwd, ...options });

  const withFlow = () => {
    const cwd = temporaryDirectory();
    writeFileSync(
      join(cwd, 'flow.json'),
      flowOf(promptNode('amazon.nova-lite-v1:0'), lambdaNode(`${FUNCTION}:f`)),
    );
    return cwd;
  };

  it('writes the documents of a role, and says so', async () => {
    const cwd = withFlow();
    const { code, stdout, stderr } = await run(cwd, ['flow.json', '--out', 'new/deep/roles']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const [role] = rolesOf(await run(cwd, ['flow.json']));
    const files = contentsOf(join(cwd, 'new/deep/roles'));
    expect(Object.values(files).map((text) => JSON.parse(text))).toEqual(
      expect.arrayContaining([
        role?.trustPolicy,
        role?.identityPolicies[0]?.document,
        role?.resourcePolicies[0]?.document,
      ]),
    );
    expect(Object.keys(files)).toHaveLength(3);
    for (const [name, text] of Object.entries(files)) {
      expect(stderr).toContain(`wrote new/deep/roles/${name}\n`);
      expect(text).toMatch(/\}\n$/);
    }
  });

  it.each([
    ['json', 3, false],
    ['cloudformation', 1, false],
    ['aws-cli', 4, true],
  ])('writes the files of the format %s', async (format, count, hasScript) => {
    const cwd = withFlow();
    const { code } = await run(cwd, ['flow.json', '--out', 'o', '--format', format]);
    expect(code).toBe(0);
    const names = readdirSync(join(cwd, 'o'));
    expect(names).toHaveLength(count);
    const executable = names.filter((name) => statSync(join(cwd, 'o', name)).mode & 0o111);
    expect(executable).toEqual(hasScript ? ['create-roles.sh'] : []);
  });

  it('touches nothing on the second run', async () => {
    const cwd = withFlow();
    const args = ['flow.json', '--out', 'o', '--format', 'aws-cli'];
    await run(cwd, args);
    const before = contentsOf(join(cwd, 'o'));
    for (const name of Object.keys(before)) {
      utimesSync(join(cwd, 'o', name), 1e9, 1e9);
    }
    const { code, stderr } = await run(cwd, args);
    expect(code).toBe(0);
    expect(contentsOf(join(cwd, 'o'))).toEqual(before);
    for (const name of Object.keys(before)) {
      expect(statSync(join(cwd, 'o', name)).mtimeMs).toBe(1e12);
      expect(stderr).toContain(`unchanged o/${name}\n`);
    }
    expect(stderr).not.toContain('wrote');
  });

  it('makes the script executable again', async () => {
    const cwd = withFlow();
    const args = ['flow.json', '--out', 'o', '--format', 'aws-cli'];
    await run(cwd, args);
    chmodSync(join(cwd, 'o/create-roles.sh'), 0o644);
    expect(await run(cwd, args)).toMatchObject({ code: 0 });
    expect(statSync(join(cwd, 'o/create-roles.sh')).mode & 0o100).toBe(0o100);
  });

  it('writes nothing while one file has other contents, and replaces it with --force', async () => {
    const cwd = withFlow();
    const args = ['flow.json', '--out', 'o'];
    await run(cwd, args);
    const good = contentsOf(join(cwd, 'o'));
    const [first = '', second = ''] = Object.keys(good);
    writeFileSync(join(cwd, 'o', second), 'mine\n');
    writeFileSync(join(cwd, 'o/beside.txt'), 'mine too\n');
    const without = { ...good, [second]: 'mine\n', 'beside.txt': 'mine too\n' };
    for (const changed of [[], ['--flow-id', 'ABCDE12345']]) {
      const { code, stdout, stderr } = await run(cwd, [...args, ...changed]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`o/${second}`);
      expect(stderr).toContain('--force');
      expect(stderr).not.toContain('beside.txt');
      expect(contentsOf(join(cwd, 'o'))).toEqual(without);
    }
    const forced = await run(cwd, [...args, '--force']);
    expect(forced.stderr).toContain(`wrote o/${second}\n`);
    expect(forced.stderr).toContain(`unchanged o/${first}\n`);
    expect(contentsOf(join(cwd, 'o'))).toEqual({ ...good, 'beside.txt': 'mine too\n' });
  });

  it('writes nothing while questions are open or an input is bad', async () => {
    const cwd = withFlow();
    writeFileSync(join(cwd, 'open.json'), flowOf(promptNode('$$MODEL')));
    writeFileSync(join(cwd, 'bad.json'), '{');
    expect((await run(cwd, ['flow.json', 'open.json', '--out', 'o'])).code).toBe(1);
    expect((await run(cwd, ['flow.json', 'bad.json', '--out', 'o'])).code).toBe(2);
    expect(existsSync(join(cwd, 'o'))).toBe(false);
  });

  it.each(['json', 'cloudformation', 'aws-cli'])(
    'keeps flows of the same name apart: %s',
    async (format) => {
      const cwd = temporaryDirectory();
      const models = ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0', 'amazon.nova-micro-v1:0'];
      for (const [index, model] of models.entries()) {
        mkdirSync(join(cwd, `d${index}`));
        writeFileSync(join(cwd, `d${index}/flow.json`), namedFlow('Triage', promptNode(model)));
      }
      const args = ['d0', 'd1', 'd2', '--out', 'o', '--format', format];
      expect((await run(cwd, args)).code).toBe(0);
      const texts = Object.values(contentsOf(join(cwd, 'o')));
      for (const model of models) {
        expect(texts.filter((text) => text.includes(`foundation-model/${model}`))).toHaveLength(1);
      }
      const again = await run(cwd, args);
      expect(again.code).toBe(0);
      expect(again.stderr).not.toContain('wrote');
    },
  );

  it('keeps the documents of a role apart', async () => {
    const cwd = temporaryDirectory();
    const functions = [
      `${FUNCTION}:send:live`,
      `${FUNCTION}:send-live`,
      `${FUNCTION}:send_live`,
      'arn:aws:lambda:us-east-1:999999999999:function:send-live',
      `${FUNCTION}:${'f'.repeat(64)}:aliasA`,
      `${FUNCTION}:${'f'.repeat(64)}:aliasB`,
    ];
    const nodes = functions.map((arn, index) => lambdaNode(arn, `Call${index}`));
    writeFileSync(join(cwd, 'flow.json'), flowOf(...nodes));
    const args = ['flow.json', '--out', 'o'];
    expect((await run(cwd, args)).code).toBe(0);
    const documents = Object.values(contentsOf(join(cwd, 'o')))
      .map((text) => JSON.parse(text))
      .filter(({ Statement: [{ Principal, Resource }] }) => Principal && Resource);
    const resources = documents.map(({ Statement: [{ Resource }] }) => [Resource].flat()[0]);
    expect(resources.sort()).toEqual([...functions].sort());
    expect((await run(cwd, args)).code).toBe(0);
  });

  it('writes file names that every file system takes', async () => {
    const cwd = temporaryDirectory();
    const names = [
      '../../up',
      '/root',
      'a/b\\c:d*e?"<>|',
      'CON',
      '注文',
      '',
      '.',
      `${'x'.repeat(300)}`,
    ];
    for (const [index, name] of names.entries()) {
      writeFileSync(
        join(cwd, `${index}.json`),
        namedFlow(name, promptNode('amazon.nova-lite-v1:0')),
      );
    }
    for (const format of ['json', 'cloudformation', 'aws-cli']) {
      const out = join(cwd, `out-${format}`);
      const { code } = await run(cwd, ['*.json', '--out', out, '--format', format]);
      expect(code).toBe(0);
      for (const name of readdirSync(out)) {
        expect(name).toMatch(/^[\w-][\w.-]{0,200}$/);
        expect(name).not.toMatch(/^(?:con|nul|aux|prn)\./i);
      }
    }
    expect(readdirSync(cwd).sort()).toEqual(
      [...names.keys()]
        .map((index) => `${index}.json`)
        .concat('out-aws-cli', 'out-cloudformation', 'out-json'),
    );
  });

  it('does not write through a link that lies in the directory', async () => {
    const cwd = withFlow();
    await run(cwd, ['flow.json', '--out', 'o']);
    const [name = ''] = readdirSync(join(cwd, 'o'));
    const target = join(cwd, 'target.txt');
    writeFileSync(target, 'not to be touched\n');
    mkdirSync(join(cwd, 'p'));
    symlinkSync(target, join(cwd, 'p', name));
    expect((await run(cwd, ['flow.json', '--out', 'p', '--force'])).code).toBe(0);
    expect(readFileSync(target, 'utf8')).toBe('not to be touched\n');
    expect(readFileSync(join(cwd, 'p', name), 'utf8')).not.toBe('not to be touched\n');
  });

  describe('where it cannot write', () => {
    const refused = async (cwd: string, out: string, options: RunOptions = {}) => {
      const { code, stdout, stderr } = await run(cwd, ['flow.json', '--out', out], options);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).not.toMatch(/wrote|defect|\n {4}at /);
      return stderr;
    };

    it('says that a file is in the way', async () => {
      const cwd = withFlow();
      expect(await refused(cwd, 'flow.json')).toContain('flow.json');
      expect(await refused(cwd, 'flow.json/deeper')).toContain('flow.json');
      expect(readFileSync(join(cwd, 'flow.json'), 'utf8')).toContain('"nodes"');
    });

    it('asks for the name of a directory where it is empty', async () => {
      expect(await refused(withFlow(), '')).toMatch(/--out/);
    });

    it.each(['denied', '.tmp', 'trust-policy.json'])(
      'leaves nothing behind: %s',
      async (suffix) => {
        const cwd = withFlow();
        const env = { DENIED_SUFFIX: suffix };
        expect(await refused(cwd, 'denied', { preload: 'deny', env })).toContain('denied');
        expect(existsSync(join(cwd, 'denied')) ? readdirSync(join(cwd, 'denied')) : []).toEqual([]);
      },
    );
  });

  it('prints nothing but errors with --quiet', async () => {
    const run_ = await run(withFlow(), ['flow.json', '--out', 'o', '--quiet']);
    expect(run_).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('works from standard input', async () => {
    const cwd = temporaryDirectory();
    for (const format of ['json', 'cloudformation', 'aws-cli']) {
      const args = ['-', '--out', format, '--format', format];
      expect(await run(cwd, args, { input: SMALL_FLOW })).toMatchObject({ code: 0, stdout: '' });
      for (const name of readdirSync(join(cwd, format))) {
        expect(name).toMatch(/^(?:stdin|create-roles)\b/);
      }
    }
  });
});
