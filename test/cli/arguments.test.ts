import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_SOURCES } from '../../src/core/data/sources.generated.ts';
import { PAGE_SOURCES } from '../../src/core/data/sources.ts';
import { NODES, runCli } from '../support/run-cli.ts';
import { DEPLOYMENT, SMALL_FLOW } from './flows.ts';

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
);

describe.each(NODES)('on the %s Node.js', (node) => {
  it.each(['--version', '-v'])('%s prints the version alone', async (option) => {
    expect(await runCli([option], { node })).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  it('--version --verbose also tells where the AWS data is from, and how old it is', async () => {
    const { code, stdout, stderr } = await runCli(['--version', '--verbose'], { node });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.startsWith(`${version}\n\n`)).toBe(true);
    for (const { package: name, version: made, published } of PACKAGE_SOURCES) {
      expect(stdout).toContain(`${name} ${made}, published ${published}\n`);
    }
    for (const { page, read } of PAGE_SOURCES) {
      expect(stdout).toContain(`read ${read}, ${page}\n`);
    }
  });

  it.each(['--help', 'help'])('%s prints how to use the program', async (word) => {
    const { code, stdout, stderr } = await runCli([word], { node });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Usage: flow-role-wizard \[FILES\.\.\.\] \[options\]\n {7}flow-role-wizard COMMAND /,
    );
  });

  it('generate --help prints how to use generate', async () => {
    const { code, stdout, stderr } = await runCli(['generate', 'x.json', '--help'], { node });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: flow-role-wizard generate \[FILES\.\.\.\] \[options\]\n/);
    for (const option of ['--format', '--out', '--account', '--answer', '--quiet']) {
      expect(stdout).toContain(`\n  ${option} `);
    }
  });

  it.each([[], ['json/support-triage.json'], ['--quiet']])(
    'says how to use it without a terminal when no command is named: %j',
    async (...args) => {
      const { code, stdout, stderr } = await runCli(args, { node });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/flow-role-wizard generate (?:[A-Z]|--account)/);
      expect(stderr).not.toContain('generate --quiet');
    },
  );

  it.each([['genrate', 'json/support-triage.json'], ['']])(
    'says that a word is no command and no file: %j',
    async (...args) => {
      const { code, stdout, stderr } = await runCli(args, { node });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`There is no command and no file "${args[0]}".`);
    },
  );

  it.each<[readonly string[], string]>([
    [['generate'], 'Name at least one flow file, template or directory.'],
    [['generate', 'x.json', '--bogus'], 'Unknown option --bogus.'],
    [['generate', 'x.json', '--account'], "'--account"],
    [
      ['generate', 'x.json', '--format', 'toml'],
      'must be one of: json, cloudformation, terraform, cdk, aws-cli',
    ],
    [
      ['generate', 'x.json', '--format', ''],
      'must be one of: json, cloudformation, terraform, cdk, aws-cli',
    ],
    [['generate', 'x.json', '--account', '12'], '--account is "12", but must be'],
    [['generate', 'x.json', '--account', '12345678901２'], 'but must be a 12-digit'],
    [['generate', 'x.json', '--region', 'us_east_1'], '--region is "us_east_1", but must be'],
    [['generate', 'x.json', '--region', 'us-east-1 '], '--region is "us-east-1 ", but must be'],
    [['generate', 'x.json', '--partition', 'azure'], '--partition is "azure", but must be'],
    [['generate', 'x.json', '--flow-id', 'short'], '--flow-id is "short", but must be'],
    [['generate', 'x.json', '--answer', 'nothing'], '--answer takes KEY=VALUE, not "nothing"'],
    [['generate', 'x.json', '--answer', '=value'], '--answer takes KEY=VALUE, not "=value"'],
    [['generate', 'x.json', '--no-account'], 'Unknown option --no-account.'],
  ])('%j is refused', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args, { node });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/defect|\n {4}at /);
  });

  it('takes options before, between and after files, and files after --', async () => {
    const [account, id, region, code] = DEPLOYMENT;
    const args = ['generate', account, id, '-', region, code, '--quiet', '--', '-'];
    const run = await runCli(args, { node, input: SMALL_FLOW });
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });
});
