import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import { MAIN, NODES, runProcess, temporaryDirectory } from '../support/run-cli.ts';
import { DEPLOYMENT, namedFlow, promptNode, rolesOf } from './flows.ts';

/** Enough flows that their roles do not fit into a pipe at once. */
const COUNT = 60;

function directoryWithManyFlows(): string {
  const cwd = temporaryDirectory();
  for (let index = 0; index < COUNT; index += 1) {
    const flow = namedFlow(`flow-${index}`, promptNode('global.amazon.nova-2-lite-v1:0'));
    writeFileSync(join(cwd, `${index}.json`), flow);
  }
  return cwd;
}

describe.each(NODES)('on the %s Node.js', (node) => {
  const shell = (cwd: string, command: string) =>
    runProcess(
      'bash',
      ['-c', `run() { "$NODE" "$MAIN" generate "$@" ${DEPLOYMENT.join(' ')}; }; ${command}`],
      {
        cwd,
        env: { NODE: nodeBinary(node), MAIN },
      },
    );

  it('ends without a word when the reader of its results has gone', async () => {
    const command = 'set -o pipefail; run . --quiet | head -1; echo $PIPESTATUS';
    expect(await shell(directoryWithManyFlows(), command)).toEqual({
      code: 0,
      stdout: '{\n0\n',
      stderr: '',
    });
  });

  it('writes all of its results into a slow pipe', async () => {
    const { stdout } = await shell(directoryWithManyFlows(), 'run . --quiet | (sleep 0.3; cat)');
    expect(rolesOf({ stdout })).toHaveLength(COUNT);
  });

  it('survives closed outputs', async () => {
    const cwd = directoryWithManyFlows();
    const closed = await shell(cwd, 'run 1.json 2>&-');
    expect(rolesOf(closed)).toHaveLength(1);
    expect((await shell(cwd, 'run 1.json 2>&1 >/dev/null | true')).stderr).toBe('');
  });

  it.runIf(process.platform === 'linux')('does not succeed when the disk is full', async () => {
    const { code, stderr } = await shell(directoryWithManyFlows(), 'run 1.json >/dev/full');
    expect(code).not.toBe(0);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
