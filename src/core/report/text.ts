import type { Finding } from '../compare/finding.ts';
import { type FindingKind, type KindRow, kindRow } from '../compare/finding-kinds.ts';
import type { Reason } from '../flow/need.ts';
import { isLivePath } from '../granted/live.ts';
import { showLine } from '../place.ts';
import { printable } from '../printable.ts';
import { codeFrame, linesIn } from './code-frame.ts';
import { countsText } from './counts.ts';
import { type ChangeOf, changesIn } from './finding-change.ts';
import type { ReportFormat, ReportInput } from './report.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { wrap, wrapStyled } from './wrap.ts';

/** For people at a terminal: each finding with the lines it is about, and one line that sums up. */
export const reportText: ReportFormat = (input, style) => {
  const { findings, problems = [] } = input;
  const changeOf = changesIn(input.files);
  const lines = new Map<string, readonly string[]>();
  const linesOf = (path: string) => {
    const known =
      lines.get(path) ?? linesIn(input.files.find((file) => file.path === path)?.text ?? '');
    lines.set(path, known);
    return known;
  };
  const files = new Set(findings.map(({ place }) => place.file));
  const where = files.size > 1 ? ` in ${files.size} files` : '';
  return `${[
    ...findings.map((finding) => findingText(finding, { ...input, changeOf, linesOf }, style)),
    style.title(wrap(`${countsText(findings, problems.length)}${where}`, style.columns, '')),
  ].join('\n\n')}\n`;
};

/** What the findings of a report are shown with. */
interface Sources extends Pick<ReportInput, 'liveRole'> {
  readonly changeOf: ChangeOf;
  readonly linesOf: (path: string) => readonly string[];
}

function findingText(
  finding: Finding,
  { changeOf, linesOf, liveRole }: Sources,
  style: TerminalStyle,
): string {
  const { kind, rule, action, resource, condition, place, reasons, documentation } = finding;
  if (finding.isGeneral) {
    return generalText(finding, style);
  }
  const line = (text: string) => wrap(printable(text, 2000), style.columns, '  ');
  const frame = codeFrame(linesOf(place.file), place, style.columns - 2);
  const change = changeOf(finding);
  return [
    wrapStyled(
      [
        { text: kind, style: colorOf(kind, style) },
        { text: printable(`${action} on ${resource}`, 600), style: style.key },
        { text: printable(`[${rule}]`), style: style.quiet },
      ],
      style.columns,
      '',
      '  ',
    ),
    ...(condition === undefined ? [] : [line(`if ${condition}`)]),
    line(`at ${place.file}:${place.line}:${place.column}`),
    ...frame.map((each) => `  ${style.quiet(each)}`),
    line(finding.why),
    ...causeLines(reasons.filter((reason) => showLine(reason.place) !== showLine(place)))
      .slice(0, 5)
      .map(line),
    ...(finding.remedy === undefined ? [] : [style.warning(line(finding.remedy))]),
    ...(change === undefined ? [] : [line(howToMend(kind, change.path, liveRole))]),
    style.quiet(line(`see ${documentation}`)),
  ].join('\n');
}

/** A matter of the account or the model, short: no line of a policy is wrong. */
function generalText({ kind, rule, place, why, documentation }: Finding, style: TerminalStyle) {
  const line = (text: string) => wrap(printable(text, 2000), style.columns, '  ');
  return [
    wrapStyled(
      [
        { text: kind, style: colorOf(kind, style) },
        { text: printable(`[${rule}]`), style: style.quiet },
        {
          text: printable(`at ${place.file}:${place.line}:${place.column}`, 4096),
          style: style.quiet,
        },
      ],
      style.columns,
      '',
      '  ',
    ),
    line(why),
    style.quiet(line(`see ${documentation}`)),
  ].join('\n');
}

/** Where something is needed: a node that needs two things on one line is named once. */
function causeLines(reasons: readonly Reason[]): readonly string[] {
  const lines = reasons.map(
    ({ place, node }) =>
      `needed at ${showLine(place)}${node === undefined ? '' : ` by node "${node}"`}`,
  );
  return [...new Set(lines)];
}

function howToMend(kind: FindingKind, path: string, liveRole: string | undefined): string {
  return liveRole !== undefined && isLivePath(path)
    ? `flow-role-wizard fix --role ${liveRole}${optionFor(kind)} prints the corrected policy.`
    : `flow-role-wizard fix${optionFor(kind)} mends it.`;
}

/** What `fix` must be told to mend a kind of finding. */
function optionFor(kind: FindingKind): string {
  const { fix } = kindRow(kind);
  return fix === 'prune' || fix === 'narrow' ? ` --${fix}` : '';
}

const TONES = {
  error: 'error',
  warning: 'warning',
  note: 'quiet',
} as const satisfies Record<KindRow['severity'], keyof TerminalStyle>;

function colorOf(kind: FindingKind, style: TerminalStyle): (text: string) => string {
  return style[TONES[kindRow(kind).severity]];
}
