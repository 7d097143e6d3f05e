import { escapeUnprintable } from '../../printable.ts';
import type { DeploymentPart, JsonData } from '../../template/reference.ts';
import { display, type Segment, type Template } from '../../template/template.ts';

/** What the CDK calls the parts of a deployment that it learns when it deploys. */
const TOKENS: Readonly<Record<DeploymentPart, string>> = {
  account: 'Aws.ACCOUNT_ID',
  region: 'Aws.REGION',
  partition: 'Aws.PARTITION',
};

/** Stand around the name of a token inside a text; they mean nothing in Unicode. */
const [OPEN, CLOSE] = ['\ue000', '\ue001'];

/** Renders a template as text with marks where a token stands; see `tsText`. */
export function markedText(value: Template): string {
  return value.map(markedSegment).join('');
}

function markedSegment(segment: Segment): string {
  if (segment.kind === 'reference' && segment.reference.kind === 'deployment') {
    return `${OPEN}${TOKENS[segment.reference.part]}${CLOSE}`;
  }
  // A stray mark in a file must not be taken for one of ours.
  return display([segment]).replace(/[\ue000\ue001]/g, '?');
}

/** Comment lines for a value in a tree, found by the value itself. */
export type Comments = ReadonlyMap<JsonData, readonly string[]>;

/** Writes data as a TypeScript literal; the first line is not indented. */
export function tsLiteral(data: JsonData, comments: Comments, indent: string): string {
  if (typeof data === 'string') {
    return tsText(data);
  }
  if (typeof data !== 'object' || data === null) {
    return String(data);
  }
  const inner = `${indent}  `;
  const isList = Array.isArray(data);
  const parts = isList
    ? (data as readonly JsonData[]).map((item) => ({ head: '', item }))
    : Object.entries(data).map(([key, item]) => ({ head: `${tsKey(key)}: `, item }));
  if (parts.length === 0) {
    return isList ? '[]' : '{}';
  }
  const lines = parts.map(({ head, item }) =>
    [
      ...(comments.get(item) ?? []).map((text) => `${inner}// ${text}`),
      `${inner}${head}${tsLiteral(item, comments, inner)},`,
    ].join('\n'),
  );
  const [left, right] = isList ? ['[', ']'] : ['{', '}'];
  return `${left}\n${lines.join('\n')}\n${indent}${right}`;
}

/** Text as a TypeScript string, or as a template where tokens stand in it. */
function tsText(marked: string): string {
  const pieces = marked.split(/\ue000([A-Za-z_.]+)\ue001/);
  const [only = '', ...rest] = pieces;
  if (rest.length === 0) {
    return `'${escaped(only).replaceAll("'", "\\'")}'`;
  }
  const [first, token, last] = pieces;
  if (pieces.length === 3 && first === '' && last === '') {
    return token ?? '';
  }
  return `\`${pieces
    .map((piece, index) =>
      index % 2 === 1
        ? `\${${piece}}`
        : escaped(piece).replaceAll('`', '\\`').replaceAll('${', '\\${'),
    )
    .join('')}\``;
}

function escaped(text: string): string {
  return escapeUnprintable(
    text
      .replaceAll('\\', '\\\\')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r')
      .replaceAll('\t', '\\t'),
  );
}

function tsKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : `'${escaped(key).replaceAll("'", "\\'")}'`;
}
