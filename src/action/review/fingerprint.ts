import { createHash } from 'node:crypto';
import type { Finding } from '../../core/compare/finding.ts';

/** A finding with its number in the summary and a name that outlives pushes. */
export interface Numbered {
  readonly number: number;
  readonly fingerprint: string;
  readonly finding: Finding;
}

/**
 * Numbers findings in their order. A fingerprint says what is found and in which file, but not in
 * which line, so that it stays the same while lines move; equal ones are counted.
 */
export function numbered(findings: readonly Finding[]): readonly Numbered[] {
  const seen = new Map<string, number>();
  return findings.map((finding, at) => {
    const key = keyOf(finding);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    const fingerprint = createHash('sha256').update(`${key}#${count}`).digest('hex').slice(0, 16);
    return { number: at + 1, fingerprint, finding };
  });
}

function keyOf(finding: Finding): string {
  const { rule, subject, action, resource, condition, flow, node, place } = finding;
  return JSON.stringify([rule, subject, action, resource, condition, flow, node, place.file]);
}
