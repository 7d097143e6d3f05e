import type { ExplainFormat } from './format.ts';
import { explainJson } from './json.ts';
import { explainMarkdown } from './markdown.ts';
import { explainText } from './text.ts';

/** The forms in which roles are explained; a new one is a file and a line here. */
export const EXPLAIN_FORMATS = {
  text: explainText,
  json: explainJson,
  markdown: explainMarkdown,
} as const satisfies Record<string, ExplainFormat>;

export type ExplainFormatName = keyof typeof EXPLAIN_FORMATS;

export const EXPLAIN_FORMAT_NAMES = Object.keys(EXPLAIN_FORMATS) as readonly ExplainFormatName[];
