import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import type { FakeGitHub } from './fake-github/fake-github.ts';
import type { Permissions } from './fake-github/state.ts';
import { COMPILED, runProcess } from './run-cli.ts';

const MAIN = resolve(import.meta.dirname, '../../dist/action/main.js');

const SHORT_WAITS = resolve(import.meta.dirname, 'short-waits.cjs');

/** What the permissions of the README's workflow with everything are. */
export const FULL: Permissions = { contents: 'write', 'pull-requests': 'write' };

export interface ActionOptions {
  readonly permissions?: Permissions;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly node?: 'oldest' | 'current';
  readonly sha?: string;
  /** Whether it waits as long as it does at GitHub, rather than a fraction of that. */
  readonly waits?: boolean;
  /** The directory that an earlier step has checked something out in. */
  readonly workspace?: string;
  /** Variables that an earlier step has set. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ActionRun {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
  readonly report: { readonly findings: readonly { readonly kind: string }[] } | undefined;
}

const INPUTS = {
  'account-id': '123456789012',
  region: 'us-east-1',
  config: '.flow-role.yml',
  'fail-on': 'missing',
  comment: 'review',
  commands: 'true',
};

/** Starts the built Action as the runner does. */
export async function runAction(
  github: FakeGitHub,
  event: string,
  payload: object,
  {
    permissions = FULL,
    inputs = {},
    node = 'current',
    sha = '',
    waits = false,
    workspace,
    env = {},
  }: ActionOptions = {},
): Promise<ActionRun> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'run-action-')));
  try {
    const path = (name: string) => join(home, name);
    await writeFile(path('event.json'), JSON.stringify(payload));
    await writeFile(path('output'), '');
    await writeFile(path('summary.md'), '');
    const token = github.token(permissions);
    const given = Object.entries({ 'github-token': token, ...INPUTS, ...inputs });
    const { code, stdout, stderr } = await runProcess(
      nodeBinary(node),
      [...(waits ? [] : ['--require', SHORT_WAITS]), MAIN],
      {
        cwd: home,
        env: {
          ...Object.fromEntries(
            given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
          ),
          GITHUB_API_URL: github.url,
          GITHUB_GRAPHQL_URL: github.graphqlUrl,
          GITHUB_EVENT_NAME: event,
          GITHUB_EVENT_PATH: path('event.json'),
          GITHUB_OUTPUT: path('output'),
          GITHUB_REPOSITORY: 'octo/flows',
          GITHUB_RUN_ID: '7',
          GITHUB_SHA: sha,
          GITHUB_STEP_SUMMARY: path('summary.md'),
          NODE_COMPILE_CACHE: COMPILED,
          GITHUB_WORKSPACE: workspace ?? home,
          RUNNER_TEMP: home,
          ...env,
        },
      },
    );
    const written = await readFile(path('output'), 'utf8');
    const outputs = new Map(
      [...written.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)].map(
        ([, name = '', , value = '']) => [name, value],
      ),
    );
    const report = outputs.get('report');
    return {
      code,
      outputs,
      // The runner takes the masked token out of what it shows, and shows no command.
      log: `${stdout}${stderr}`.replaceAll(`::add-mask::${token}`, ''),
      summary: await readFile(path('summary.md'), 'utf8'),
      report: report === undefined ? undefined : JSON.parse(await readFile(report, 'utf8')),
    };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
