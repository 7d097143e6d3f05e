import type { JsonData } from '../../template/reference.ts';
import type { Template } from '../../template/template.ts';
import { type DataSources, expression } from '../../write/terraform/expression.ts';
import { hclData, hclKey, hclLine } from '../hcl-text.ts';
import { jsonText } from '../json-text.ts';
import { expressionIn, rawExpression } from '../raw.ts';
import type { BracketStyle, Writing } from './brackets.ts';

/** How a policy is written: as an object of HCL, or as JSON text in a heredoc. */
export interface PolicyWriting extends BracketStyle {
  /** Whether comments can stand between the values: not in JSON. */
  readonly hasComments: boolean;
  /** A value, for data that `data` and `entry` write. */
  readonly render: (value: Template) => JsonData;
  readonly data: (data: JsonData) => Writing;
  readonly entry: (key: string, data: JsonData) => Writing;
}

/** What is longer gets lines of its own, also beside what stands on one line. */
const MOST_COLUMNS = 80;

/** Writes objects of HCL. */
export function hclWriting(sources: DataSources, lineBreak: string): PolicyWriting {
  const data =
    (value: JsonData): Writing =>
    (indent, onOneLine) => {
      const line = onOneLine ? hclLine(value) : undefined;
      return line !== undefined && line.length <= MOST_COLUMNS
        ? line
        : placed(hclData(value), indent, lineBreak);
    };
  return {
    lineBreak,
    linesSeparate: true,
    hasComments: true,
    render: (value) => rawExpression(expression(value, sources)),
    data,
    entry: (key, value) => (indent, onOneLine) =>
      `${hclKey(key)} = ${data(value)(indent, onOneLine)}`,
  };
}

/** Writes JSON inside a heredoc, where `${` begins an expression. */
export function jsonWriting(sources: DataSources, lineBreak: string): PolicyWriting {
  const data =
    (value: JsonData): Writing =>
    (indent, onOneLine) =>
      placed(jsonLines(value, onOneLine), indent, lineBreak);
  return {
    lineBreak,
    linesSeparate: false,
    hasComments: false,
    render: (value) => rawExpression(inText(value, sources)),
    data,
    entry: (key, value) => (indent, onOneLine) =>
      `${jsonString(key)}: ${data(value)(indent, onOneLine)}`,
  };
}

function placed(text: string, indent: string, lineBreak: string): string {
  return text.replaceAll('\n', lineBreak + indent);
}

/** A value as text of JSON: its references stand in `${}`, which JSON does not escape. */
function inText(value: Template, sources: DataSources): string {
  const pieces = value.map((segment, index) => {
    if (segment.kind !== 'text') {
      return `\${${expression([segment], sources)}}`;
    }
    const own = jsonString(segment.text).slice(1, -1);
    // A `$` before `${` would make it the text `${`.
    return /[$%]$/.test(own) && index < value.length - 1
      ? `${own.slice(0, -1)}\${"${own.slice(-1)}"}`
      : own;
  });
  return `"${pieces.join('')}"`;
}

function jsonString(text: string): string {
  return jsonText(text, 'json').replaceAll(/[$%]\{/g, (mark) => `${mark[0]}${mark}`);
}

function jsonLines(data: JsonData, onOneLine: boolean): string {
  if (typeof data === 'string') {
    return expressionIn(data) ?? jsonString(data);
  }
  if (typeof data !== 'object' || data === null) {
    return String(data);
  }
  const isList = Array.isArray(data);
  const items = isList
    ? (data as readonly JsonData[]).map((item) => jsonLines(item, onOneLine))
    : Object.entries(data).map(
        ([key, value]) => `${jsonString(key)}: ${jsonLines(value, onOneLine)}`,
      );
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const isShort = onOneLine || (isList && items.length === 1 && !items[0]?.includes('\n'));
  return isShort
    ? `${open}${items.join(', ')}${close}`
    : `${open}\n  ${items.join(',\n').replaceAll('\n', '\n  ')}\n${close}`;
}
