import type { Finding } from '../../compare/finding.ts';
import { printableDiff } from '../../edit/diff.ts';
import { showLine } from '../../place.ts';
import type { Problem } from '../../problem.ts';
import { countsText } from '../counts.ts';
import { type ChangeOf, changesIn } from '../finding-change.ts';
import type { ReportFormat } from '../report.ts';
import { escapeMarkdown, fenced, inlineCode } from './escape.ts';

/** For a pull request or a ticket: a table, then each finding with the change that mends it. */
export const reportMarkdown: ReportFormat = (input) => {
  const { problems = [] } = input;
  const findings = input.findings.filter(({ isGeneral }) => !isGeneral);
  const general = input.findings.filter(({ isGeneral }) => isGeneral);
  const changeOf = changesIn(input.files);
  return `${[
    `**Flow roles: ${countsText(input.findings, problems.length)}**`,
    ...(problems.length === 0 ? [] : [problemList(problems)]),
    ...(findings.length === 0 ? [] : [findingsTable(findings)]),
    ...findings.map((finding, index) => findingMarkdown(finding, index + 1, changeOf)),
    ...(general.length === 0 ? [] : [general.map(generalMarkdown).join('\n')]),
  ].join('\n\n')}\n`;
};

/** A matter of the account or the model, in one line. */
function generalMarkdown({ kind, why, place, documentation }: Finding): string {
  return `- ${kind}: ${escapeMarkdown(why, 2000)} (${inlineCode(showLine(place))}, [AWS](${documentation}))`;
}

/** What could not be read. */
function problemList(problems: readonly Problem[]): string {
  return problems
    .map(
      ({ place, found, expected }) =>
        `- ${inlineCode(showLine(place))}: found ${escapeMarkdown(found)}; expected ${escapeMarkdown(expected, 600)}`,
    )
    .join('\n');
}

/** A table of findings, numbered from 1. */
function findingsTable(findings: readonly Finding[]): string {
  return [
    '| # | Finding | Action | Resource | Flow | Where |',
    '| --- | --- | --- | --- | --- | --- |',
    ...findings.map(
      ({ kind, action, resource, flow, node, place }, index) =>
        `| ${index + 1} | ${kind} | ${inlineCode(action)} | ${inlineCode(resource)} | ${inlineCode(node === undefined ? flow : `${flow}/${node}`)} | ${inlineCode(showLine(place))} |`,
    ),
  ].join('\n');
}

/** One finding with its reasons, its AWS page and its change. */
function findingMarkdown(finding: Finding, number: number, changeOf: ChangeOf): string {
  const { kind, action, resource, condition, place, why, remedy, reasons, documentation } = finding;
  const change = changeOf(finding);
  return [
    `### ${number}. ${kind}: ${inlineCode(action)} on ${inlineCode(resource)}`,
    ...(condition === undefined ? [] : [`If ${inlineCode(condition)}`]),
    `${escapeMarkdown(why, 2000)} (${inlineCode(showLine(place))}, [AWS](${documentation}))`,
    ...(reasons.length === 0
      ? []
      : [
          reasons
            .map(
              (reason) =>
                `- ${reason.node === undefined ? `Flow ${inlineCode(reason.flow)}` : `Node ${inlineCode(reason.node)}`} ${escapeMarkdown(reason.why)} (${inlineCode(showLine(reason.place))})`,
            )
            .join('\n'),
        ]),
    ...(remedy === undefined ? [] : [escapeMarkdown(remedy, 2000)]),
    ...(change === undefined ? [] : [fenced('diff', printableDiff(change))]),
  ].join('\n\n');
}
