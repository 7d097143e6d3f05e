import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** The built command, as users get it. */
export const MAIN = join(ROOT, 'dist/cli/main.js');

/** Flow files for people to try; they are never written to. */
export const EXAMPLES = join(ROOT, 'examples');

/** The Node.js versions that the command is run on. */
export const NODES = ['oldest', 'current'] as const;

/** Where Node.js keeps what it has compiled, so that hundreds of runs do not each compile it anew. */
export const COMPILED = join(tmpdir(), 'flow-role-wizard-compiled');

/** Modules that are loaded before the command: see test/cli/preload. */
type Preload = 'deny' | 'meanwhile' | 'terminal';

/** What the command may reach: nothing, or servers on this machine. */
type Network = 'no-network' | 'loopback';

export interface RunOptions {
  readonly node?: (typeof NODES)[number];
  readonly cwd?: string;
  /** Variables beside PATH and HOME, which are all that the command gets otherwise. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input, which is empty otherwise. */
  readonly input?: string | Uint8Array;
  readonly preload?: Preload;
  readonly network?: Network;
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the built command as a process of its own. Opening a network connection that it may
 * not open ends it with exit code 99.
 */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { node = 'current', preload, network = 'no-network' } = options;
  const preloads = [network, ...(preload === undefined ? [] : [preload])];
  const before = preloads.flatMap((name) => [
    '--require',
    join(ROOT, 'test/cli/preload', `${name}.cjs`),
  ]);
  return runProcess(nodeBinary(node), [...before, MAIN, ...args], {
    ...options,
    env: { NODE_COMPILE_CACHE: COMPILED, ...options.env },
  });
}

/** Runs a program with the same few environment variables as the command. */
export function runProcess(
  program: string,
  args: readonly string[],
  { cwd = EXAMPLES, env = {}, input = '' }: RunOptions = {},
): Promise<Run> {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, {
      cwd,
      env: { PATH: process.env['PATH'], HOME: tmpdir(), ...env },
      stdio: 'pipe',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', fail);
    child.on('close', (code) =>
      settle({
        code,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    );
    // A program that ends without reading its input closes the pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** A directory that is removed when the test ends. */
export function temporaryDirectory(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'flow-role-wizard-test-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}
