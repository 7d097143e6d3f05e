import { NOTHING_CHECKED } from '../../src/action/check.ts';
import { annotations } from '../../src/action/review/annotate.ts';
import { numbered } from '../../src/action/review/numbered.ts';
import { leftText } from '../../src/cli/left-text.ts';
import { paint } from '../../src/cli/paint.ts';
import { openQuestions, roleReport, writtenReport } from '../../src/cli/report.ts';
import { compareRoles } from '../../src/core/compare/compare.ts';
import type { Finding } from '../../src/core/compare/finding.ts';
import { RULES } from '../../src/core/compare/rules/index.ts';
import { readJson } from '../../src/core/document/json.ts';
import { printableDiff } from '../../src/core/edit/diff.ts';
import { draft } from '../../src/core/edit/draft.ts';
import { explainRole } from '../../src/core/explain/explain.ts';
import { EXPLAIN_FORMATS } from '../../src/core/explain/index.ts';
import type { FileChange } from '../../src/core/file.ts';
import type { Flow } from '../../src/core/flow/flow.ts';
import { NOTHING_GRANTED } from '../../src/core/granted/granted.ts';
import { grantedInFiles, isPolicyDocument } from '../../src/core/granted/policy-files.ts';
import { type PlannedRole, planRoles } from '../../src/core/plan/plan-roles.ts';
import { InputError, showProblem } from '../../src/core/problem.ts';
import { problemAlone } from '../../src/core/project/failure.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { REPORT_FORMATS } from '../../src/core/report/index.ts';
import { PLAIN_STYLE } from '../../src/core/report/terminal-style.ts';
import type { OutputFile } from '../../src/core/write/format.ts';
import {
  OUTPUT_FORMAT_NAMES,
  type OutputFormatName,
  outputFormat,
} from '../../src/core/write/index.ts';

export interface ReadInput {
  readonly files: Readonly<Record<string, string>>;
}

/** All that the program says and writes about an input. */
export interface Outputs {
  /** Why nothing was read; then there is nothing else. */
  readonly refusal?: string;
  /** Roles as each format writes them, as one text and as files. */
  readonly written: Readonly<Partial<Record<OutputFormatName, string>>>;
  readonly files: Readonly<Partial<Record<OutputFormatName, readonly OutputFile[]>>>;
  /** For a terminal. */
  readonly terminal: readonly string[];
  /** For a pull request, and other Markdown. */
  readonly markdown: readonly string[];
  readonly json: readonly string[];
  readonly sarif?: string;
  readonly changes: readonly FileChange[];
  readonly annotations: readonly string[];
}

const GIVEN = [
  { part: 'account', value: '123456789012', origin: { kind: 'flag', name: 'account' } },
  { part: 'region', value: 'us-east-1', origin: { kind: 'flag', name: 'region' } },
] as const;

const KNOWN = { given: GIVEN, answers: new Map<string, string>(), pinRegions: false };

/** Everything about an input, made by the functions that the commands and the Action use. */
export async function outputsOf(input: ReadInput): Promise<Outputs> {
  const written: Partial<Record<OutputFormatName, string>> = {};
  const files: Partial<Record<OutputFormatName, readonly OutputFile[]>> = {};
  const none = {
    written,
    files,
    terminal: [],
    markdown: [],
    json: [],
    changes: [],
    annotations: [],
  };
  let flows: readonly Flow[];
  try {
    flows = await flowsIn(input);
  } catch (error) {
    if (!(error instanceof InputError)) {
      throw error;
    }
    const refusal = error.problems.map(showProblem).join('\n');
    const checked = { ...NOTHING_CHECKED, problems: error.problems.map(problemAlone) };
    return { ...none, refusal, terminal: [refusal], annotations: annotated([], checked) };
  }
  const terminal: string[] = [];
  for (const name of OUTPUT_FORMAT_NAMES) {
    const format = await outputFormat(name);
    const roles = planRoles(flows, { ...KNOWN, keeps: format.keeps });
    written[name] = format.print(roles);
    files[name] = format.files(roles);
    terminal.push(
      roleReport(roles, ['a note'], paint({ color: false })),
      openQuestions(roles, Object.keys(input.files), paint({ color: false })),
      writtenReport(format.files(roles).map(({ path }) => ({ path, changed: true }))),
    );
  }
  const explained = explainedBy(flows);
  const { findings, changes, left, sources } = checkedBy(flows, input);
  const report = { findings, rules: RULES, files: sources, version: '1.0.0' };
  return {
    ...none,
    terminal: [
      ...terminal,
      EXPLAIN_FORMATS.text(explained, PLAIN_STYLE),
      REPORT_FORMATS.text(report, PLAIN_STYLE),
      ...left.map(leftText),
      ...changes.map(printableDiff),
    ],
    markdown: [
      EXPLAIN_FORMATS.markdown(explained, PLAIN_STYLE),
      REPORT_FORMATS.markdown(report, PLAIN_STYLE),
    ],
    json: [EXPLAIN_FORMATS.json(explained, PLAIN_STYLE), REPORT_FORMATS.json(report, PLAIN_STYLE)],
    sarif: REPORT_FORMATS.sarif(report, PLAIN_STYLE),
    changes,
    annotations: annotated(findings, NOTHING_CHECKED),
  };
}

function annotated(
  findings: readonly Finding[],
  checked: Parameters<typeof annotations>[1],
): readonly string[] {
  return annotations(numbered(findings), checked).flatMap(({ title, message, file }) => [
    title,
    message,
    file,
  ]);
}

function policiesIn({ files }: ReadInput) {
  return Object.entries(files).flatMap(([path, text]) => {
    const document = path.endsWith('.json') ? readJson(path, text) : undefined;
    return document !== undefined && isPolicyDocument(document) ? [{ path, document }] : [];
  });
}

async function flowsIn(input: ReadInput): Promise<readonly Flow[]> {
  const policies = new Set(policiesIn(input).map(({ path }) => path));
  const sources = Object.entries(input.files).map(([path, text]) => ({ path, text }));
  const read = sources
    .filter(({ path }) => !policies.has(path))
    .map((file) =>
      readFlows(
        file,
        () => undefined,
        () => sources.filter(({ path }) => path.endsWith('.tf')),
      ),
    );
  return (await Promise.all(read)).flat();
}

function explainedBy(flows: readonly Flow[]) {
  const roles: readonly PlannedRole[] = planRoles(flows, {
    ...KNOWN,
    keeps: ({ kind }) => kind !== 'deployment',
  });
  return roles.map(explainRole);
}

function checkedBy(flows: readonly Flow[], input: ReadInput) {
  const policies = policiesIn(input);
  const granted = grantedInFiles(policies);
  const compared = compareRoles(flows, KNOWN, () =>
    policies.length === 0 ? NOTHING_GRANTED : granted,
  );
  const findings = compared.flatMap((role) => role.findings);
  const sources = Object.entries(input.files).map(([path, text]) => ({ path, text }));
  const { drafts, left } = draft(sources, findings, { prune: true, narrow: true });
  const changes = drafts.flatMap((one) => one.changes);
  return { findings, changes, left, sources };
}
