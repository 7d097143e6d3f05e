import { showLine } from '../place.ts';
import { printableJson } from '../printable.ts';
import { FINDING_KINDS, type Finding, type FindingKind } from './finding.ts';

/** How often each kind of finding was found. */
export type Summary = Readonly<Record<FindingKind, number>>;

export function summaryOf(findings: readonly Finding[]): Summary {
  const count = (kind: FindingKind) => findings.filter((finding) => finding.kind === kind).length;
  return Object.fromEntries(FINDING_KINDS.map((kind) => [kind, count(kind)])) as unknown as Summary;
}

/** The change that mends a finding, as a unified diff. */
export interface Fix {
  readonly file: string;
  readonly diff: string;
}

/** Findings for other programs; the printed object is a contract. */
export function reportJson(
  findings: readonly Finding[],
  fixFor: (finding: Finding) => Fix | undefined,
): string {
  return `${printableJson({
    findings: findings.map((finding) => findingJson(finding, fixFor(finding))),
    summary: summaryOf(findings),
  })}\n`;
}

function findingJson(finding: Finding, fix: Fix | undefined): unknown {
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
    ...(fix && { fix }),
  };
}
