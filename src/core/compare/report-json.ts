import { showLine } from '../place.ts';
import { printableJson } from '../printable.ts';
import { FINDING_KINDS, type Finding, type FindingKind } from './finding.ts';

/** How often each kind of finding was found. */
export type Summary = Readonly<Record<FindingKind, number>>;

export function summaryOf(findings: readonly Finding[]): Summary {
  const count = (kind: FindingKind) => findings.filter((finding) => finding.kind === kind).length;
  return Object.fromEntries(FINDING_KINDS.map((kind) => [kind, count(kind)])) as unknown as Summary;
}

/** Findings for other programs; the printed object is a contract. */
export function reportJson(findings: readonly Finding[]): string {
  return `${printableJson({
    findings: findings.map(findingJson),
    summary: summaryOf(findings),
  })}\n`;
}

function findingJson(finding: Finding): unknown {
  const { kind, rule, subject, action, resource, condition, flow, node } = finding;
  return {
    kind,
    rule,
    subject,
    action,
    resource,
    ...(condition !== undefined && { condition }),
    flow,
    ...(node !== undefined && { node }),
    where: showLine(finding.place),
    ...(finding.granted && { granted: showLine(finding.granted) }),
    needed: finding.reasons.map(({ place }) => showLine(place)),
    why: finding.why,
    documentation: finding.documentation,
    ...(finding.remedy !== undefined && { remedy: finding.remedy }),
  };
}
