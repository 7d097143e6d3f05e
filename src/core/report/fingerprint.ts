import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Finding } from '../compare/finding.ts';

/** Nobody finds two texts with the same 64 bits among the findings of a repository by accident. */
const DIGITS = 16;

/**
 * A name for each finding that outlives edits: it says what is found and in which file, but not in
 * which line, so that it stays the same while lines move. Findings that say the same are counted.
 *
 * They are cut from SHA-256, so that no flow can be written to take the name of another finding.
 */
export function fingerprints(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = keyOf(finding);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return bytesToHex(sha256(new TextEncoder().encode(`${key}#${count}`))).slice(0, DIGITS);
  });
}

function keyOf(finding: Finding): string {
  const { rule, subject, action, resource, condition, flow, node, place } = finding;
  return JSON.stringify([rule, subject, action, resource, condition, flow, node, place.file]);
}
