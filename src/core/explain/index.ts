import type { ExplainFormat, ExplainFormatName } from './format.ts';
import { explainJson } from './json.ts';
import { explainMarkdown } from './markdown.ts';
import { explainText } from './text.ts';

/** The forms in which roles are explained; a new one is a file, its name in `format.ts` and a line here. */
export const EXPLAIN_FORMATS = {
  text: explainText,
  json: explainJson,
  markdown: explainMarkdown,
} as const satisfies Record<ExplainFormatName, ExplainFormat>;
