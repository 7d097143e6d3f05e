import { escapeCodePoints, escapeInvisible } from '../printable.ts';
import type { JsonData } from '../template/reference.ts';

/** What is written as JSON: a file of its own, or a value between brackets in YAML. */
export type JsonLanguage = 'json' | 'yaml';

/** Data as JSON in which nothing that people cannot see stands raw. YAML knows no halves of characters. */
export function jsonText(data: JsonData, language: JsonLanguage, indent?: string): string {
  const text = JSON.stringify(data, undefined, indent);
  // Tabs and line breaks of texts are escaped already: those that are raw lay the text out.
  return language === 'yaml' ? escapeCodePoints(text) : escapeInvisible(text);
}
