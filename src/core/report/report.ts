import type { Finding } from '../compare/finding.ts';
import type { Rule } from '../compare/rule.ts';
import type { TerminalStyle } from './terminal-style.ts';

/** All that a report is made of. */
export interface ReportInput {
  readonly findings: readonly Finding[];
  /** The rules that could have found something. */
  readonly rules: readonly Rule[];
  /** The text of a file by its path, as findings name it; undefined for a file that was not read. */
  readonly textOf: (path: string) => string | undefined;
  /** The version of the program. */
  readonly version: string;
}

/** One form in which findings are reported. */
export type ReportFormat = (input: ReportInput, style: TerminalStyle) => string;
