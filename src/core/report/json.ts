import { unifiedDiff } from '../edit/diff.ts';
import { showLine } from '../place.ts';
import { printableJson } from '../printable.ts';
import { countsOf } from './counts.ts';
import { changesIn } from './finding-change.ts';
import type { ReportFormat } from './report.ts';

/** For other programs; the printed object is a contract. */
export const reportJson: ReportFormat = ({ findings, files, problems = [], data }) => {
  const changeOf = changesIn(files);
  return `${printableJson({
    findings: findings.map((finding) => {
      const { kind, rule, subject, action, resource, condition, flow, node } = finding;
      const change = changeOf(finding);
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
        ...(change && { fix: { file: change.path, diff: unifiedDiff(change) } }),
      };
    }),
    ...(problems.length > 0 && {
      problems: problems.map(({ place, found, expected, remedy }) => ({
        where: showLine(place),
        found,
        expected,
        ...(remedy !== undefined && { remedy }),
      })),
    }),
    summary: countsOf(findings),
    ...(data && { data }),
  })}\n`;
};
