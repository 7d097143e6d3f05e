import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import { MAIN, NODES, runCli, runProcess, temporaryDirectory } from '../support/run-cli.ts';
import { DEPLOYMENT, flowOf, promptNode } from './flows.ts';

/** A model that the flow does not use. */
const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0';

function policy(sid: string): string {
  const statement = {
    Sid: sid,
    Effect: 'Allow',
    Action: ['bedrock:InvokeModel'],
    Resource: [MODEL],
  };
  return `${JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, undefined, 2)}\n`;
}

/** A flow with two policies that lack what it needs, so that a fix changes the first. */
function directory(): string {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'flow.json'), flowOf(promptNode('amazon.nova-lite-v1:0')));
  writeFileSync(join(cwd, 'policy.json'), policy('Mine'));
  return cwd;
}

const FIX = ['fix', 'flow.json', '--policy', 'policy.json', ...DEPLOYMENT, '--no-config'];

function textOf(cwd: string, name = 'policy.json'): string {
  return readFileSync(join(cwd, name), 'utf8');
}

function leftIn(cwd: string): readonly string[] {
  return readdirSync(cwd).filter((name) => name.endsWith('.tmp'));
}

describe.each(NODES)('on the %s Node.js', (node) => {
  const fix = (cwd: string, meanwhile?: object) =>
    runCli(FIX, {
      node,
      cwd,
      ...(meanwhile && {
        preload: 'meanwhile',
        env: { MEANWHILE: JSON.stringify(meanwhile) },
      }),
    });

  const fixed = async () => {
    const cwd = directory();
    await fix(cwd);
    return textOf(cwd);
  };

  describe('an edit that somebody else makes while a fix runs', () => {
    const edit = { file: 'policy.json', text: policy('Theirs') };

    it.each([
      ['before the file is read for writing', 'access', 'policy.json'],
      ['while the file is written beside', 'open', '.tmp'],
      ['just before the file is replaced', 'realpath', 'policy.json'],
    ])('is kept: %s', async (_, call, suffix) => {
      const cwd = directory();
      const { code, stdout, stderr } = await fix(cwd, { call, suffix, ...edit });
      expect(textOf(cwd)).toBe(edit.text);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(
        /^"?policy\.json"? was changed by another program .*Nothing was written/,
      );
      expect(stderr.split('\n')).toHaveLength(2);
      expect(leftIn(cwd)).toEqual([]);
      expect((await fix(cwd)).code).toBe(0);
      expect(textOf(cwd)).toContain('Theirs');
    });

    it('is kept where a file would have been created', async () => {
      const cwd = temporaryDirectory();
      writeFileSync(join(cwd, 'flow.json'), flowOf(promptNode('amazon.nova-lite-v1:0')));
      const name = 'flow.trust-policy.json';
      const { code, stderr } = await runCli(
        ['generate', 'flow.json', '--out', '.', ...DEPLOYMENT],
        {
          node,
          cwd,
          preload: 'meanwhile',
          env: {
            MEANWHILE: JSON.stringify({ call: 'link', suffix: '.tmp', file: name, text: 'theirs' }),
          },
        },
      );
      expect(readdirSync(cwd)).toContain(name);
      expect(textOf(cwd, name)).toBe('theirs');
      expect(code).toBe(2);
      expect(stderr).toContain(`${name} was changed by another program`);
      expect(leftIn(cwd)).toEqual([]);
    });
  });

  describe('a run that is killed', () => {
    it.each(['open', 'rename'])('loses nothing, and the next run clears up: %s', async (call) => {
      const cwd = directory();
      const { code } = await fix(cwd, { call, suffix: '.tmp' });
      expect(code).toBe(null);
      expect(textOf(cwd)).toBe(policy('Mine'));
      expect(leftIn(cwd)).toHaveLength(call === 'open' ? 0 : 1);
      expect((await fix(cwd)).code).toBe(0);
      expect(textOf(cwd)).toBe(await fixed());
      expect(leftIn(cwd)).toEqual([]);
    });

    it('leaves what the next run takes away even where nothing is to be fixed', async () => {
      const cwd = directory();
      await fix(cwd, { call: 'rename', suffix: '.tmp' });
      writeFileSync(join(cwd, 'policy.json'), await fixed());
      expect(leftIn(cwd)).toHaveLength(1);
      await runCli([...FIX, '--prune'], { node, cwd });
      expect(leftIn(cwd)).toEqual([]);
    });

    it('has no other file taken away', async () => {
      const cwd = directory();
      await fix(cwd, { call: 'rename', suffix: '.tmp' });
      const [own = ''] = leftIn(cwd);
      const theirs = [
        own.replace(/-\d+-/, `-${process.pid}-`),
        own.replace(/wizard-[0-9a-f]{8}/, 'wizard-00000000'),
        own.replace('flow-role-wizard', 'other'),
        '.policy.json.tmp',
        'policy.json.1b4e28ba-2fa1-11d2-883f-0016d3cca427.tmp',
      ];
      for (const name of theirs) {
        writeFileSync(join(cwd, name), 'theirs');
      }
      const old = own.replace(/wizard-[0-9a-f]{8}/, 'wizard-11111111');
      writeFileSync(join(cwd, old), 'of last week');
      utimesSync(join(cwd, old), 1e9, 1e9);
      await fix(cwd);
      expect([...leftIn(cwd)].sort()).toEqual([...theirs].sort());
    });
  });

  it('lets two runs at once leave what one leaves', async () => {
    const cwd = directory();
    const runs = await Promise.all([fix(cwd), fix(cwd), fix(cwd)]);
    expect(textOf(cwd)).toBe(await fixed());
    expect(leftIn(cwd)).toEqual([]);
    for (const { code, stderr } of runs) {
      expect([0, 2]).toContain(code);
      expect(stderr).not.toMatch(/defect|\n {4}at /);
    }
    expect(runs.map(({ code }) => code)).toContain(0);
  });

  it('keeps the mode of a file, and follows a link to it', async () => {
    const cwd = directory();
    mkdirSync(join(cwd, 'kept'));
    writeFileSync(join(cwd, 'kept/real.json'), policy('Mine'));
    chmodSync(join(cwd, 'kept/real.json'), 0o666);
    symlinkSync('kept/real.json', join(cwd, 'link.json'));
    const args = FIX.map((arg) => (arg === 'policy.json' ? 'link.json' : arg));
    expect((await runCli(args, { node, cwd })).code).toBe(0);
    expect(textOf(cwd, 'kept/real.json')).toBe(await fixed());
    expect(statSync(join(cwd, 'kept/real.json')).mode & 0o777).toBe(0o666);
    expect(lstatSync(join(cwd, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(cwd, 'link.json'))).toBe('kept/real.json');
  });

  it.each([
    ['a file that cannot be written beside', '.tmp'],
    ['a policy that cannot be read', 'policy.json'],
  ])('changes nothing where it may not: %s', async (_, suffix) => {
    const cwd = directory();
    const env = { DENIED_SUFFIX: suffix };
    const { code, stderr } = await runCli(FIX, { node, cwd, preload: 'deny', env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/EACCES|read-only/);
    expect(stderr).not.toMatch(/defect|\n {4}at /);
    expect(textOf(cwd)).toBe(policy('Mine'));
    expect(leftIn(cwd)).toEqual([]);
  });

  it('says in one line that the working directory is gone', async () => {
    const cwd = join(temporaryDirectory(), 'gone');
    mkdirSync(cwd);
    for (const command of ['check flow.json', 'generate', 'fix .', 'explain x.json']) {
      const script = `rmdir "$PWD"; "$NODE" "$MAIN" ${command}`;
      const { code, stdout, stderr } = await runProcess('bash', ['-c', script], {
        cwd,
        env: { NODE: nodeBinary(node), MAIN },
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(
        'The working directory does not exist any more: change to another directory.\n',
      );
      mkdirSync(cwd);
    }
    rmdirSync(cwd);
  });
});
