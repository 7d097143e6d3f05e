import { FINDING_KINDS, type Finding, type FindingKind } from '../compare/finding.ts';

/** How many findings there are of each kind. */
export type Counts = Readonly<Record<FindingKind, number>>;

/** Counts findings by kind; kinds without findings count 0. */
export function countsOf(findings: readonly Finding[]): Counts {
  const count = (wanted: FindingKind) => findings.filter(({ kind }) => kind === wanted).length;
  return {
    missing: count('missing'),
    excess: count('excess'),
    broad: count('broad'),
    invalid: count('invalid'),
    unknown: count('unknown'),
  };
}

/** `2 missing, 1 excess`; `nothing to mend` when there is no finding. */
export function countsText(findings: readonly Finding[]): string {
  const counts = countsOf(findings);
  const named = FINDING_KINDS.filter((kind) => counts[kind] > 0);
  return named.length === 0
    ? 'nothing to mend'
    : named.map((kind) => `${counts[kind]} ${kind}`).join(', ');
}
