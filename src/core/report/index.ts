import { reportJson } from './json.ts';
import { reportMarkdown } from './markdown/markdown.ts';
import type { ReportFormat } from './report.ts';
import { reportSarif } from './sarif.ts';
import { reportText } from './text.ts';

/** The forms in which findings are reported; a new one is a file and a line here. */
export const REPORT_FORMATS = {
  text: reportText,
  json: reportJson,
  markdown: reportMarkdown,
  sarif: reportSarif,
} as const satisfies Record<string, ReportFormat>;

export type ReportFormatName = keyof typeof REPORT_FORMATS;

export const REPORT_FORMAT_NAMES = Object.keys(REPORT_FORMATS) as readonly ReportFormatName[];
