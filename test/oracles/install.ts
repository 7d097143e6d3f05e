import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/root.ts';
import { HOME, PYTHON_BIN, run } from './programs.ts';

const HERE = join(root, 'test/oracles');

/** Installs the programs of others that are not there yet, with the versions written down here. */
export async function setup(): Promise<void> {
  await once('python', ['requirements.txt'], async (directory) => {
    await succeed('python3', ['-m', 'venv', directory]);
    await succeed(join(PYTHON_BIN, 'python'), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
      ...['--no-deps', '--require-hashes', '--requirement', join(HERE, 'requirements.txt')],
    ]);
  });
}

/** Makes a directory unless it was made of the same files before. */
async function once(
  name: string,
  files: readonly string[],
  make: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = join(HOME, name);
  const mark = join(directory, 'made-of');
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(readFileSync(join(HERE, file)));
  }
  const made = hash.digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === made) {
    return;
  }
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(HOME, { recursive: true });
  await make(directory);
  writeFileSync(mark, made);
}

async function succeed(program: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await run(program, args);
  if (code !== 0) {
    throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`);
  }
}
