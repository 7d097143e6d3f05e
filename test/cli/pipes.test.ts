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

  it('says in one line that the reader of its results has gone', async () => {
    const command = 'set -o pipefail; run . --quiet | head -1; echo $PIPESTATUS';
    expect(await shell(directoryWithManyFlows(), command)).toEqual({
      code: 0,
      stdout: '{\n2\n',
      stderr: 'Standard output was closed before all results were written: they are incomplete.\n',
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

  it.runIf(process.platform === 'linux')('says in one line that the disk is full', async () => {
    const cwd = directoryWithManyFlows();
    for (const command of ['run 1.json --quiet', '"$NODE" "$MAIN" --help']) {
      expect(await shell(cwd, `${command} >/dev/full`)).toEqual({
        code: 2,
        stdout: '',
        stderr: 'The disk is full: the results on standard output are incomplete.\n',
      });
    }
    expect((await shell(cwd, 'run 1.json 2>/dev/full')).code).toBe(2);
  });
});
