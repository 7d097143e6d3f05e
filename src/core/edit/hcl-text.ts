import type { JsonData } from '../template/reference.ts';
import { quoted } from '../write/terraform/hcl.ts';
import { expressionIn } from './raw.ts';

/** A key of an object of HCL: a name as it is, anything else in quotes. */
export function hclKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : quoted(key);
}

/** Data as an expression of HCL, over several lines, laid out as `terraform fmt` does. */
export function hclData(data: JsonData): string {
  if (typeof data === 'string') {
    return expressionIn(data) ?? quoted(data);
  }
  if (typeof data !== 'object' || data === null) {
    return String(data);
  }
  if (Array.isArray(data)) {
    const items = (data as readonly JsonData[]).map(hclData);
    const [only = '', ...rest] = items;
    return rest.length === 0 && !only.includes('\n')
      ? `[${only}]`
      : hclLines(
          '[',
          items.map((item) => `${item},`),
          ']',
        );
  }
  const pairs = Object.entries(data).map(([key, value]) => [hclKey(key), hclData(value)] as const);
  return pairs.length === 0 ? '{}' : hclLines('{', alignedPairs(pairs), '}');
}

/** The signs of values on one line are aligned with those of their neighbours. */
function alignedPairs(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const isShort = ([, value]: readonly [string, string]) => !value.includes('\n');
  return pairs.map((pair, index) => {
    const [key, value] = pair;
    const from = pairs.findLastIndex((other, at) => at < index && !isShort(other)) + 1;
    const end = pairs.findIndex((other, at) => at > index && !isShort(other));
    const run = pairs.slice(from, end < 0 ? undefined : end);
    const width = isShort(pair) ? Math.max(...run.map(([name]) => name.length)) : 0;
    return `${key.padEnd(width)} = ${value}`;
  });
}

function hclLines(open: string, lines: readonly string[], close: string): string {
  const inner = lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}`);
  return [open, ...inner, close].join('\n');
}

/** Data as an expression of HCL on one line. */
export function hclLine(data: JsonData): string {
  if (typeof data !== 'object' || data === null) {
    return hclData(data);
  }
  if (Array.isArray(data)) {
    return `[${(data as readonly JsonData[]).map(hclLine).join(', ')}]`;
  }
  const entries = Object.entries(data).map(([key, value]) => `${hclKey(key)} = ${hclLine(value)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
