import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { NODES, type RunOptions, runCli } from '../support/run-cli.ts';
import { DEPLOYMENT, SMALL_FLOW } from './flows.ts';

const ESCAPE = '\u001b[';

describe.each(NODES)('on the %s Node.js', (node) => {
  const run = (args: readonly string[], options: RunOptions = {}) =>
    runCli(['generate', '-', ...args], { node, input: SMALL_FLOW, ...options });

  it.each([
    ['questions', []],
    ['a report', DEPLOYMENT],
  ])('%s have colours on a terminal, though the results go to a file', async (_, args) => {
    const { stdout, stderr } = await run(args, { preload: 'terminal' });
    expect(stderr).toContain(ESCAPE);
    expect(stdout).not.toContain(ESCAPE);
  });

  it('nothing has colours where standard error is no terminal', async () => {
    expect((await run([])).stderr).not.toContain(ESCAPE);
    expect((await run(DEPLOYMENT)).stderr).not.toContain(ESCAPE);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['--no-color', ['--no-color'], {}],
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['NO_COLOR with FORCE_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }],
    ['--no-color with FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }],
    ['TERM=dumb', [], { TERM: 'dumb' }],
  ])('nothing has colours with %s', async (_, args, env) => {
    for (const more of [[], DEPLOYMENT]) {
      const { stdout, stderr } = await run([...args, ...more], { preload: 'terminal', env });
      expect(stdout + stderr).not.toContain(ESCAPE);
    }
  });

  it('an empty NO_COLOR is none', async () => {
    const { stderr } = await run([], { preload: 'terminal', env: { NO_COLOR: '' } });
    expect(stderr).toContain(ESCAPE);
  });

  it('has the same text with and without colours', async () => {
    const { stderr } = await run(DEPLOYMENT, { preload: 'terminal' });
    const plain = await run(DEPLOYMENT);
    expect(stripVTControlCharacters(stderr)).toBe(plain.stderr);
  });
});
