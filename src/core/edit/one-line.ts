import type { JsonData } from '../template/reference.ts';
import { type JsonLanguage, jsonText } from './json-text.ts';

/** How a collection on a single line is written: its blanks, and whether its keys are quoted. */
export interface OneLine {
  readonly padding: string;
  readonly colon: string;
  readonly comma: string;
  readonly isQuoted: boolean;
}

/** The manner of a collection that stands on one line; undefined for one that takes several. */
export function oneLineOf(own: string): OneLine | undefined {
  return own.includes('\n')
    ? undefined
    : {
        padding: /^[{[]\s+\S/.test(own) ? ' ' : '',
        colon: /":\S/.test(own) && !/":\s/.test(own) ? ':' : ': ',
        comma: /["}\]],\S/.test(own) && !/,\s/.test(own) ? ',' : ', ',
        isQuoted: /[{,]\s*"/.test(own),
      };
}

/** Data as JSON on one line. */
export function lineJson(data: JsonData, line: OneLine, language: JsonLanguage): string {
  const { padding, colon, comma } = line;
  if (Array.isArray(data)) {
    return `[${padding}${data.map((item) => lineJson(item, line, language)).join(comma)}${padding}]`;
  }
  if (typeof data !== 'object' || data === null) {
    return jsonText(data, language);
  }
  const entries = Object.entries(data).map(
    ([key, value]) => `${jsonText(key, language)}${colon}${lineJson(value, line, language)}`,
  );
  return `{${padding}${entries.join(comma)}${padding}}`;
}
