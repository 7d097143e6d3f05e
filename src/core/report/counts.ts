import type { Finding } from '../compare/finding.ts';
import {
  callsForChange,
  FINDING_KINDS,
  type FindingKind,
  kindRow,
} from '../compare/finding-kinds.ts';

/** How many findings there are of each kind. */
export type Counts = Readonly<Record<FindingKind, number>>;

/** Counts findings by kind; kinds without findings count 0. */
export function countsOf(findings: readonly Finding[]): Counts {
  const none = FINDING_KINDS.map((kind) => [kind, 0] as const);
  const counts = Object.fromEntries(none) as Record<FindingKind, number>;
  for (const { kind } of findings) {
    counts[kind] += 1;
  }
  return counts;
}

/**
 * `2 missing, 1 excess`; `nothing to mend` when no finding calls for a change.
 *
 * @param unread how many problems kept files from being read: then nobody knows whether that is all.
 */
export function countsText(findings: readonly Finding[], unread = 0): string {
  const counts = countsOf(findings);
  const named = FINDING_KINDS.filter((kind) => counts[kind] > 0);
  return [
    ...(named.some(callsForChange) || unread > 0 ? [] : ['nothing to mend']),
    ...named.map((kind) => {
      const { plural = kind } = kindRow(kind);
      return `${counts[kind]} ${counts[kind] === 1 ? kind : plural}`;
    }),
    ...(unread > 0 ? [`not everything could be read (${unread})`] : []),
  ].join(', ');
}
