import { createHash } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { errorCode } from '../core/problem.ts';

const TEMPORARY = /\.(flow-role-wizard-[0-9a-f]{8}-(\d+))-[0-9a-f-]{36}\.tmp$/;

/** By which a temporary file is known as that of a process on a machine. */
export function temporaryMark(pid: number | string): string {
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  return `flow-role-wizard-${machine}-${pid}`;
}

/** No run takes so long; what is older is left over, whichever process has its number now. */
const OLD_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * Removes the temporary files of runs that were killed: those of processes of this machine that are
 * no more, and those that are too old for any run. A directory that cannot be read has none.
 */
export async function removeLeftovers(directories: Iterable<string>): Promise<void> {
  for (const directory of new Set(directories)) {
    const names = await readdir(directory).catch(() => []);
    for (const name of names) {
      const [, mark = '', pid = ''] = TEMPORARY.exec(name) ?? [];
      if (pid !== '') {
        await removeIfLeft(join(directory, name), mark, pid);
      }
    }
  }
}

async function removeIfLeft(path: string, mark: string, pid: string): Promise<void> {
  try {
    const found = await lstat(path);
    const isOld = Date.now() - found.mtimeMs > OLD_MILLISECONDS;
    const isOfDead = mark === temporaryMark(pid) && !isRunning(Number(pid));
    if (found.isFile() && (isOld || isOfDead)) {
      await rm(path, { force: true });
    }
  } catch {
    // What cannot be removed harms nobody: no reader takes it for a policy.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}
