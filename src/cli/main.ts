#!/usr/bin/env node
import { argv, exit, stderr, stdout } from 'node:process';

declare const __VERSION__: string;

/** Starts the command that the arguments name; what it needs is loaded when it is chosen. */
async function main(args: readonly string[]): Promise<number> {
  if (has(args, '--version', '-v')) {
    stdout.write(`${__VERSION__}\n`);
    return 0;
  }
  const { COMMANDS } = await import('./commands.ts');
  const [name = ''] = args;
  const command = name !== '' && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (has(args, '--help', '-h')) {
    const { help } = await import('./help.ts');
    return help(command === undefined ? [] : [name], COMMANDS);
  }
  return command === undefined
    ? COMMANDS[''].run(args, COMMANDS)
    : command.run(args.slice(1), COMMANDS);
}

/** Whether a switch is among the arguments; what follows `--` is names of files. */
function has(args: readonly string[], ...names: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? args.length : end).some((arg) => names.includes(arg));
}

// A reader that closes the pipe early (`| head`) is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => exit(error.code === 'EPIPE' ? 0 : 1));
stderr.on('error', () => exit(1));

process.exitCode = await main(argv.slice(2)).catch(async (error: unknown) =>
  (await import('./failure.ts')).failure(error),
);
