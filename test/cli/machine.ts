import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import type { State } from '../support/fake-aws/account.ts';
import { FakeAws } from '../support/fake-aws.ts';
import { type Run, runProcess, temporaryDirectory } from '../support/run-cli.ts';

const SUPPORT = resolve(import.meta.dirname, '../support');

/** What every machine has, beside the AWS CLI. */
const TOOLS = ['bash', 'cat', 'dirname', 'env', 'mktemp', 'rm', 'touch'];

type Configured = Readonly<Record<string, string>>;

/** A machine with the AWS CLI signed in to an account, and a directory that the user works in. */
export class Machine {
  readonly aws: FakeAws;
  readonly work: string;
  readonly #bin: string;
  readonly #elsewhere: string;
  readonly #temporary: string;

  private constructor(state: State) {
    this.aws = new FakeAws(state);
    const directory = temporaryDirectory();
    const make = (name: string) => {
      mkdirSync(join(directory, name));
      return join(directory, name);
    };
    this.work = make('work');
    this.#bin = make('bin');
    this.#elsewhere = make('else where');
    this.#temporary = make('temporary');
  }

  /** @param tools what is installed beside the tools that every machine has. */
  static async start(state: State, tools: readonly string[] = ['jq']): Promise<Machine> {
    const machine = new Machine(structuredClone(state));
    writeFileSync(join(machine.#bin, 'aws'), await machine.aws.start(), { mode: 0o755 });
    onTestFinished(() => machine.aws.stop());
    for (const tool of [...TOOLS, ...tools]) {
      machine.#install(tool);
    }
    return machine;
  }

  #install(tool: string): void {
    const found = pathOf(tool);
    if (found !== undefined) {
      symlinkSync(found, join(this.#bin, tool));
      return;
    }
    const standIn = `#!/bin/sh\nexec '${nodeBinary('current')}' '${SUPPORT}/${tool}.mjs' "$@"\n`;
    writeFileSync(join(this.#bin, tool), standIn, { mode: 0o755 });
  }

  get state(): State {
    return this.aws.state;
  }

  /** The operations that were called, in order. */
  get calls(): readonly string[] {
    return this.aws.calls.map(([, operation]) => operation);
  }

  /**
   * Runs a script on the machine, from a directory that is not that of the script.
   *
   * @param configured what the CLI is configured with: a Region that is not that of the flows.
   */
  run(script: string, configured: Configured = { AWS_REGION: 'eu-west-3' }): Promise<Run> {
    const env = { ...configured, PATH: this.#bin, TMPDIR: this.#temporary };
    return runProcess(BASH, [script], { cwd: this.#elsewhere, env });
  }

  /** What scripts have left behind. */
  get leftovers(): readonly string[] {
    return [this.#elsewhere, this.#temporary].flatMap((directory) => readdirSync(directory));
  }
}

/** The bash of this machine. */
export const BASH = pathOf('bash') ?? 'bash';

function pathOf(tool: string): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return directories.map((directory) => join(directory, tool)).find((path) => existsSync(path));
}
