import type { JsonData } from '../template/reference.ts';

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
export function lineJson(data: JsonData, line: OneLine): string {
  const { padding, colon, comma } = line;
  if (Array.isArray(data)) {
    return `[${padding}${data.map((item) => lineJson(item, line)).join(comma)}${padding}]`;
  }
  if (typeof data !== 'object' || data === null) {
    return JSON.stringify(data);
  }
  const entries = Object.entries(data).map(
    ([key, value]) => `${JSON.stringify(key)}${colon}${lineJson(value, line)}`,
  );
  return `{${padding}${entries.join(comma)}${padding}}`;
}
