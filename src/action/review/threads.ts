import { readMarker } from './marker.ts';
import type { PlannedComment } from './plan.ts';

/** A review thread that the Action began earlier. */
export interface OwnThread {
  readonly id: string;
  readonly commentId: string;
  readonly path: string;
  /** The line at the head of the pull request; missing once the line is gone. */
  readonly line?: number;
  readonly isResolved: boolean;
  readonly body: string;
}

/** What is done with a thread of an earlier run. */
export type ThreadChange =
  | { readonly kind: 'close'; readonly thread: OwnThread; readonly body: string }
  | { readonly kind: 'reopen'; readonly thread: OwnThread; readonly body: string }
  | { readonly kind: 'rewrite'; readonly thread: OwnThread; readonly body: string };

export interface Reconciled {
  readonly post: readonly PlannedComment[];
  readonly change: readonly ThreadChange[];
  /** Fingerprints of findings that have an open thread already. */
  readonly standing: readonly string[];
}

/**
 * Compares what should be posted with the threads of earlier runs: nothing is posted twice, what is
 * no longer found is closed, what is found again opens its old thread, and what people have
 * resolved themselves stays as they left it.
 */
export function reconcile(
  planned: readonly PlannedComment[],
  threads: readonly OwnThread[],
  found: ReadonlySet<string>,
): Reconciled {
  const change: ThreadChange[] = [];
  const covered = new Set<string>();
  for (const thread of threads) {
    const marker = readMarker(thread.body);
    if (marker?.kind !== 'finding') {
      continue;
    }
    const live = marker.fingerprints.filter((fingerprint) => found.has(fingerprint));
    const successor = planned.find(({ fingerprints }) => sameOrMore(fingerprints, live));
    const isInPlace =
      successor !== undefined && successor.path === thread.path && successor.line === thread.line;
    const body = isInPlace ? successor.body : thread.body;
    if (live.length === 0) {
      if (!marker.isMended) {
        change.push({ kind: 'close', thread, body: closedBody(thread.body) });
      }
    } else if (marker.isMended) {
      if (isInPlace) {
        change.push({ kind: 'reopen', thread, body });
        cover(covered, successor.fingerprints);
      }
    } else if (thread.isResolved) {
      cover(covered, live);
    } else if (isInPlace) {
      change.push(...(body === thread.body ? [] : [{ kind: 'rewrite', thread, body } as const]));
      cover(covered, successor.fingerprints);
    } else if (successor === undefined) {
      cover(covered, live);
    } else {
      change.push({ kind: 'close', thread, body: closedBody(thread.body) });
    }
  }
  return {
    post: planned.filter(({ fingerprints }) => fingerprints.some((one) => !covered.has(one))),
    change,
    standing: [...covered],
  };
}

/** The comment of a thread that is closed; its text stays for those who look for it. */
function closedBody(body: string): string {
  const marked = body.replace('flow-role-wizard finding', 'flow-role-wizard mended');
  return marked.replace('-->\n', '-->\n\n✅ This is not found here any longer.\n');
}

function sameOrMore(fingerprints: readonly string[], live: readonly string[]): boolean {
  return live.length > 0 && live.every((one) => fingerprints.includes(one));
}

function cover(covered: Set<string>, fingerprints: readonly string[]): void {
  for (const fingerprint of fingerprints) {
    covered.add(fingerprint);
  }
}
