#!/usr/bin/env node
import { argv, exit, stderr, stdout } from 'node:process';

declare const __VERSION__: string;

/** Starts the program; what a command needs is loaded when the command is chosen. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--version') || args.includes('-v')) {
    stdout.write(`${__VERSION__}\n`);
    return 0;
  }
  const { run } = await import('./run.ts');
  return run(args);
}

// A reader that closes the pipe early (`| head`) is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => exit(error.code === 'EPIPE' ? 0 : 1));
stderr.on('error', () => exit(1));

main(argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    stderr.write(
      `flow-role-wizard failed: ${text}\nThis is a defect of the program: please report it.\n`,
    );
    process.exitCode = 2;
  },
);
