#!/usr/bin/env node
import { argv, exit, stderr, stdout } from 'node:process';

declare const __VERSION__: string;

type Command = (args: readonly string[]) => Promise<number>;

/** The commands by name, each with what loads it. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  generate: async () => (await import('./generate.ts')).generate,
  check: async () => (await import('./check.ts')).check,
  fix: async () => (await import('./fix.ts')).fix,
};

/** Starts the command that the arguments name; what it needs is loaded when it is chosen. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--version') || args.includes('-v')) {
    stdout.write(`${__VERSION__}\n`);
    return 0;
  }
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined && !args.includes('--help') && !args.includes('-h')) {
    return (await command())(rest);
  }
  if (args.every((arg) => !arg.startsWith('-') && arg !== '')) {
    const { wizard } = await import('./wizard.ts');
    return wizard(args);
  }
  const { help } = await import('./help.ts');
  return help(args);
}

// A reader that closes the pipe early (`| head`) is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => exit(error.code === 'EPIPE' ? 0 : 1));
stderr.on('error', () => exit(1));

process.exitCode = await main(argv.slice(2)).catch(async (error: unknown) =>
  (await import('./failure.ts')).failure(error),
);
