import { callsForChange } from '../../core/compare/finding-kinds.ts';
import { printableDiff } from '../../core/edit/diff.ts';
import type { FileChange } from '../../core/file.ts';
import { showLine } from '../../core/place.ts';
import { showProblem } from '../../core/problem.ts';
import { countsText } from '../../core/report/counts.ts';
import { escapeMarkdown, fenced, htmlCode, inlineCode } from '../../core/report/markdown/escape.ts';
import { quote } from '../../core/write/aws-cli/shell.ts';
import type { Checked } from '../check.ts';
import { livePart } from './live-part.ts';
import type { Numbered } from './numbered.ts';
import { counted, explanation, headline } from './words.ts';

/** What GitHub takes as the text of a comment, in characters. */
export const MOST_COMMENT_CHARACTERS = 65_536;

/** What GitHub takes as the summary of a job's step, in bytes. */
export const MOST_SUMMARY_BYTES = 1_048_576;

/** How a finding is told beside the summary. */
export type Told = 'suggestion' | 'remark' | 'standing' | 'summary';

export interface SummaryFacts {
  readonly checked: Checked;
  /** Whether the roles were checked at all. */
  readonly isChecked: boolean;
  readonly findings: readonly Numbered[];
  readonly told: ReadonlyMap<string, Told>;
  /** What `fix` would change, with what the suggestions of the review change. */
  readonly changes: readonly FileChange[];
  readonly head: string;
  /** Where the whole run can be read. */
  readonly runUrl: string;
  /** What people should know: what was not read, not posted, or cut. */
  readonly notices: readonly string[];
  /** Whether comments of the form `/flow-role apply` are obeyed. */
  readonly commands: boolean;
}

/**
 * Writes the summary, in the longest form that `fits`: what is left out is said, with where it is.
 */
export function summary(facts: SummaryFacts, fits: (text: string) => boolean): string {
  const forms: readonly Form[] = [
    { ...ALL, patch: true, policies: true },
    { ...ALL, patch: true, policies: false },
    ALL,
    { ...ALL, messages: 50 },
    ...[Number.POSITIVE_INFINITY, 200, 50, 10, 0].map((rows) => ({ ...ALL, rows, messages: 10 })),
    { ...ALL, rows: 0, messages: 0 },
  ];
  for (const form of forms) {
    const text = render(facts, form);
    if (fits(text)) {
      return text;
    }
  }
  return `${title(facts)}\n\nThe [run](${facts.runUrl}) has the rest, which does not fit here.`;
}

interface Form {
  /** How many findings are told at most. */
  readonly rows: number;
  /** How many problems and notes are told at most. */
  readonly messages: number;
  readonly patch: boolean;
  readonly policies: boolean;
}

const ALL: Form = {
  rows: Number.POSITIVE_INFINITY,
  messages: Number.POSITIVE_INFINITY,
  patch: false,
  policies: false,
};

function render(facts: SummaryFacts, { rows, messages, patch, policies }: Form): string {
  const { findings, changes, checked, runUrl } = facts;
  const said = problems(checked);
  const leftOut = [
    ...(rows < findings.length
      ? [`${counted(findings.length - rows, 'finding')} of ${findings.length}`]
      : []),
    ...(messages < said.length
      ? [`${counted(said.length - messages, 'message')} of ${said.length} about files`]
      : []),
    ...(patch || changes.length === 0 ? [] : ['the patch']),
    ...(policies || checked.roles.length === 0 ? [] : ['the policies']),
  ];
  const parts = [
    title(facts),
    table(facts, rows),
    ...facts.notices.map((notice) => `> [!NOTE]\n> ${notice}`),
    leftOut.length === 0
      ? ''
      : `> [!NOTE]\n> Left out here, since it does not fit: ${leftOut.join(', ')}. The [run](${runUrl}) has all of it.`,
    patch ? patchPart(changes) : '',
    policies ? livePart(checked.roles) : '',
    policies ? policyParts(checked) : '',
    ...said.slice(0, messages),
    howTo(facts),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function title({ findings, checked, isChecked, head }: SummaryFacts): string {
  const roles = isChecked ? counted(checked.roles.length, 'role') : 'nothing';
  const commit = `of ${head.slice(0, 7)}`;
  if (isClean(findings) && checked.problems.length === 0) {
    const notes = findings.length === 0 ? '' : ` (${counted(findings.length, 'note')})`;
    return `### ✅ Flow roles: nothing missing, nothing left over${notes}\n\nChecked ${roles} ${commit}.`;
  }
  const counts = findings.length === 0 ? [] : [countsText(findings.map(({ finding }) => finding))];
  const unread = checked.problems.length;
  const told = [...counts, ...(unread === 0 ? [] : [`${counted(unread, 'problem')} in files`])];
  return `### ❌ Flow roles: ${told.join(', ')}\n\nChecked ${roles} ${commit}.`;
}

function isClean(findings: readonly Numbered[]): boolean {
  return !findings.some(({ finding: { kind } }) => callsForChange(kind));
}

const TOLD: Readonly<Record<Told, string>> = {
  suggestion: 'suggestion in the review',
  remark: 'comment in the review',
  standing: 'thread of an earlier run',
  summary: 'here',
};

function table({ findings, told }: SummaryFacts, rows: number): string {
  if (findings.length === 0 || rows === 0) {
    return '';
  }
  const lines = findings.slice(0, rows).map(({ number, fingerprint, finding }) => {
    const where = inlineCode(showLine(finding.place));
    const node = finding.node === undefined ? '' : `, node ${inlineCode(finding.node)}`;
    const how = TOLD[told.get(fingerprint) ?? 'summary'];
    const why = explanation(finding);
    return `| ${number} | ${headline(finding)}<br>${why} | ${inlineCode(finding.flow)}${node}<br>${where} | ${how} |`;
  });
  return ['| # | finding | where | told as |', '|---|---|---|---|', ...lines].join('\n');
}

function patchPart(changes: readonly FileChange[]): string {
  if (changes.length === 0) {
    return '';
  }
  const body = [
    'Save this as `roles.patch` and run `git apply roles.patch`:',
    fenced('diff', changes.map(printableDiff).join('')),
  ].join('\n\n');
  return folded('The patch that mends it', body);
}

function policyParts({ roles }: Checked): string {
  return roles
    .filter(({ policies }) => policies !== '')
    .map(({ name, policies }) =>
      folded(`What role ${htmlCode(name)} needs`, fenced('json', policies)),
    )
    .join('\n\n');
}

function problems({ problems: found, notes }: Checked): readonly string[] {
  return [
    ...found.map((problem) => {
      const text = showProblem(problem).replace(/\n */, ' ');
      return `- ⚠️ ${escapeMarkdown(text, 2000)}`;
    }),
    ...notes.map((note) => `- ${escapeMarkdown(note, 2000)}`),
  ];
}

/** A part that is opened with a click. `title` is HTML. */
function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function howTo({ findings, checked, commands }: SummaryFacts): string {
  const flows = [...new Set(checked.roles.flatMap(({ flows: own }) => own))];
  const files = flows.length > 0 && flows.length <= 5 ? flows.map(fileWord).join(' ') : '.';
  const live = checked.roles.flatMap(({ name, live: own }) => (own === undefined ? [] : [name]));
  const role =
    live.length === 1 && checked.roles.length === 1 ? ` --role ${quote(live[0] ?? '')}` : '';
  const local = `npx flow-role-wizard check ${files}${role}`;
  const mend = `npx flow-role-wizard fix ${files}${role}`;
  if (isClean(findings)) {
    return `<sub>The same on your machine: ${inlineCode(local)}</sub>`;
  }
  const answer = commands
    ? ' Those who may write here can comment `/flow-role apply` (also `apply prune`, `apply narrow`, `apply 1`) to commit it.'
    : '';
  return `<sub>The same on your machine: ${inlineCode(local)}; ${inlineCode(mend)} mends what is missing, with \`--prune\` and \`--narrow\` the rest.${answer}</sub>`;
}

/** The name of a file as a word of a command, which is no option even if it begins with a hyphen. */
function fileWord(path: string): string {
  return quote(path.startsWith('-') ? `./${path}` : path);
}
