#!/usr/bin/env node
import process, { argv, cwd, exit, stderr, stdout } from 'node:process';

declare const __VERSION__: string;

/** Starts the command that the arguments name; what it needs is loaded when it is chosen. */
async function main(args: readonly string[]): Promise<number> {
  // Whatever is named is looked for from here: it throws where the directory is gone.
  cwd();
  if (has(args, '--version', '-v')) {
    stdout.write(`${__VERSION__}\n`);
    if (args.includes('--verbose')) {
      const { dataSources } = await import('./data-sources.ts');
      stdout.write(dataSources());
    }
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

// Results that nobody gets are no results, whatever they say.
stdout.on('error', async (error: unknown) => {
  const { failure } = await import('./failure.ts');
  exit(await failure(error));
});
// What cannot be told there cannot be told at all; results may still be.
stderr.on('error', () => {
  process.on('exit', () => {
    process.exitCode ||= 2;
  });
});

process.exitCode = await main(argv.slice(2)).catch(async (error: unknown) =>
  (await import('./failure.ts')).failure(error),
);
