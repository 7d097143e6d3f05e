import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FakeGitHub } from '../support/fake-github/fake-github.ts';
import { runAction } from '../support/run-action.ts';
import { runCli, temporaryDirectory } from '../support/run-cli.ts';
import { github } from '../support/stories.ts';
import { byWizard } from './by-wizard.ts';
import { CASE_TREES, type Conclusion, type Tree, VARIANTS, withPlace } from './trees.ts';

/*
 * The command, the Action and the wizard are given the same tree and the same words, and must say the same:
 * the same findings, the same files that cannot be read, the same conclusion.
 */

interface Said {
  readonly findings: readonly string[];
  readonly problems: readonly string[];
  readonly isGood: boolean;
}

interface Report {
  readonly findings?: readonly Readonly<Record<'kind' | 'action' | 'resource' | 'where', string>>[];
  readonly problems?: readonly Readonly<Record<'where', string>>[];
}

function said({ findings = [], problems = [] }: Report, isGood: boolean): Said {
  return {
    findings: findings
      .map(({ kind, action, resource, where }) => [kind, action, resource, where].join(' '))
      .sort(),
    // GitHub does not say why it gives no text of a file: the words are not compared.
    problems: problems.map(({ where }) => where).sort(),
    isGood,
  };
}

async function byCommand(tree: Tree) {
  const cwd = temporaryDirectory();
  for (const [path, contents] of Object.entries(tree.files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    if (typeof contents === 'object' && 'link' in contents) {
      symlinkSync(contents.link, join(cwd, path));
    } else {
      writeFileSync(join(cwd, path), contents);
    }
  }
  const { account, region, answers = {}, config } = tree;
  const isConfigured = Object.keys(tree.files).some((path) => path.includes('.flow-role.y'));
  const run = await runCli(
    [
      'check',
      ...(isConfigured ? [] : ['.']),
      '--format',
      'json',
      ...(account === undefined ? [] : ['--account', account]),
      ...(region === undefined ? [] : ['--region', region]),
      ...(config === undefined ? [] : ['--config', config]),
      ...Object.entries(answers).flatMap(([key, value]) => ['--answer', `${key}=${value}`]),
    ],
    { cwd },
  );
  return { code: run.code, said: said(run.stdout ? JSON.parse(run.stdout) : {}, run.code === 0) };
}

async function byAction(hub: FakeGitHub, tree: Tree) {
  const { account = '', region = '', answers = {}, config, files } = tree;
  const sha = await hub.pushBase(
    Object.fromEntries(
      Object.entries(files).map(([path, contents]) => [
        path,
        typeof contents === 'object' && 'link' in contents ? { link: contents.link } : contents,
      ]),
    ),
  );
  const run = await runAction(
    hub,
    'push',
    { ref: 'refs/heads/main', deleted: false, ...hub.home },
    {
      sha,
      permissions: { contents: 'read' },
      inputs: {
        'account-id': account,
        region,
        ...(config !== undefined && { config }),
        answers: Object.entries(answers)
          .map(([key, value]) => `${key}=${value}`)
          .join('\n'),
      },
    },
  );
  return { run, said: said((run.report ?? {}) as Report, run.code === 0) };
}

describe.concurrent('the command, the Action and the wizard say the same', () => {
  it.for(CASE_TREES)('of %s', async ([, tree], context) => {
    const [command, action] = await Promise.all([
      byCommand(tree),
      byAction(await github(context), tree),
    ]);
    expect(action.said).toEqual(command.said);
    expect(await byWizard(tree)).toEqual(command.said.findings);
  });

  it.for(VARIANTS)('of %s', async ([, tree, conclusion], context) => {
    const whole = withPlace(tree);
    const [command, action] = await Promise.all([
      byCommand(whole),
      byAction(await github(context), whole),
    ]);
    const codes: Readonly<Record<Conclusion, number>> = { ok: 0, findings: 1, refused: 2 };
    expect(command.code).toBe(codes[conclusion]);
    expect(action.said.isGood).toBe(conclusion === 'ok');
    // Settings that cannot be used are an error of the run, which has no report.
    if (action.run.report !== undefined && command.said.problems.length > 0) {
      expect(action.said).toEqual(command.said);
    } else {
      expect(action.said.findings).toEqual(command.said.findings);
    }
    const findings = whole.answers === undefined ? await byWizard(whole) : undefined;
    if (findings !== undefined) {
      expect(findings).toEqual(command.said.findings);
    }
    if (conclusion === 'refused') {
      expect(command.said.findings.filter((finding) => finding.startsWith('missing'))).toEqual(
        'app.yaml' in tree.files ? [expect.stringContaining(PRO_MODEL)] : [],
      );
    }
  });
});

const PRO_MODEL = 'amazon.nova-pro-v1:0';
