import { reportJson } from './json.ts';
import { reportMarkdown } from './markdown/markdown.ts';
import type { ReportFormat, ReportFormatName } from './report.ts';
import { reportSarif } from './sarif.ts';
import { reportText } from './text.ts';

/** The forms in which findings are reported; a new one is a file, its name in `report.ts` and a line here. */
export const REPORT_FORMATS = {
  text: reportText,
  json: reportJson,
  markdown: reportMarkdown,
  sarif: reportSarif,
} as const satisfies Record<ReportFormatName, ReportFormat>;
