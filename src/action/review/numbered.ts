import type { Finding } from '../../core/compare/finding.ts';
import { fingerprints } from '../../core/report/fingerprint.ts';

/** A finding with its number in the summary and a name that outlives pushes. */
export interface Numbered {
  readonly number: number;
  readonly fingerprint: string;
  readonly finding: Finding;
}

/** Numbers findings in their order, from 1. */
export function numbered(findings: readonly Finding[]): readonly Numbered[] {
  const names = fingerprints(findings);
  return findings.map((finding, at) => ({
    number: at + 1,
    fingerprint: names[at] ?? '',
    finding,
  }));
}
