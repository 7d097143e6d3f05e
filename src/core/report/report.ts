import type { Finding } from '../compare/finding.ts';
import type { Rule } from '../compare/rules/rule.ts';
import type { SourceFile } from '../file.ts';
import type { Problem } from '../problem.ts';
import type { TerminalStyle } from './terminal-style.ts';

/** All that a report is made of. */
export interface ReportInput {
  readonly findings: readonly Finding[];
  /** The rules that could have found something. */
  readonly rules: readonly Pick<Rule, 'id' | 'kind' | 'title' | 'help' | 'documentation'>[];
  /** The files that findings are about, as far as they can be read. */
  readonly files: readonly SourceFile[];
  /** What could not be read, so that the findings are not all there may be. */
  readonly problems?: readonly Problem[];
  /** The role in AWS that was compared: what stands there is no file that could be edited. */
  readonly liveRole?: string;
  /** The version of the program. */
  readonly version: string;
  /** How old what it knows of AWS is: days by table. */
  readonly data?: Readonly<Record<string, string>>;
}

/** The names of the forms, which can be known without loading any. */
export const REPORT_FORMAT_NAMES = ['text', 'json', 'markdown', 'sarif'] as const;

export type ReportFormatName = (typeof REPORT_FORMAT_NAMES)[number];

/** One form in which findings are reported. */
export type ReportFormat = (input: ReportInput, style: TerminalStyle) => string;
