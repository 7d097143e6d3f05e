import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { UsageError } from './usage.ts';

/** What was read so far, by path; undefined while files may change as they like. */
let seen: Map<string, string> | undefined;

/**
 * From now on a file must be the same whenever it is read. Comparing reads files more than once,
 * and places in one text are no places in another.
 */
export function expectSteadyFiles(): void {
  seen ??= new Map();
}

/** @throws UsageError for a file that has other contents than when it was read before. */
export function refuseOtherBytes(path: string, bytes: Uint8Array): void {
  if (seen === undefined) {
    return;
  }
  const key = resolve(path);
  const digest = createHash('sha256').update(bytes).digest('base64');
  const before = seen.get(key);
  seen.set(key, digest);
  if (before !== undefined && before !== digest) {
    throw new UsageError(
      `"${path}" was changed by another program while it was being compared. Nothing was written. Run the command again.`,
    );
  }
}
