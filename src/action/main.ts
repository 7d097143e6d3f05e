import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import * as core from '@actions/core';
import { InputError, messageOf } from '../core/problem.ts';
import { withCheckout } from './checkout.ts';
import { configPaths } from './configuration.ts';
import { taskOf } from './event.ts';
import { newClient } from './github/client.ts';
import { isForbidden } from './github/errors.ts';
import { gitHub } from './github/github.ts';
import { readInputs } from './inputs.ts';
import { logText } from './log.ts';
import { run } from './run.ts';
import type { Runner } from './runner.ts';

const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');

const info = (message: string) => core.info(logText(message));

const runner: Runner = {
  info,
  warning: (message) => core.warning(logText(message)),
  annotate: ({ level, message, title, file, line }) => {
    const tell = { error: core.error, warning: core.warning, notice: core.notice }[level];
    tell(message, { title, file, startLine: line });
  },
  summary: async (markdown) => {
    await core.summary.addRaw(markdown, true).write();
  },
  output: core.setOutput,
  save: async (name, text) => {
    const directory = join(env['RUNNER_TEMP'] ?? tmpdir(), 'flow-role');
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, name), text);
    return join(directory, name);
  },
  fail: (message) => core.setFailed(logText(message)),
  runUrl: `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${owner}/${repo}/actions/runs/${env['GITHUB_RUN_ID'] ?? ''}`,
};

try {
  const inputs = readInputs((name) => core.getInput(name));
  core.setSecret(inputs.token);
  const payload: unknown = JSON.parse(await readFile(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
  const task = taskOf(env['GITHUB_EVENT_NAME'] ?? '', payload, env['GITHUB_SHA'] ?? '');
  const client = newClient(inputs.token, env['GITHUB_GRAPHQL_URL'], env['GITHUB_API_URL']);
  const github = gitHub(client, owner, repo, configPaths(inputs.config));
  const commits = withCheckout(env['GITHUB_WORKSPACE'], github, info);
  await run(task, inputs, { ...github, ...commits }, runner);
} catch (error) {
  const message = messageOf(error);
  const lead =
    error instanceof InputError
      ? 'A file cannot be read. '
      : isForbidden(error)
        ? 'The token lacks a permission: reviews and commands need `pull-requests: write`, all else is in the README. GitHub says: '
        : '';
  core.setFailed(logText(lead + message));
}
