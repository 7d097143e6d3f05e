import { escapeUnprintable, printable } from '../../printable.ts';
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

/** All that a source file is written with. */
export interface Writing {
  /** Comment lines for a value in a tree, found by the value itself. */
  readonly comments: Map<JsonData, readonly string[]>;
  /**
   * What the file imports, noted when it is written: in the text, a name of a stranger could look
   * like one.
   */
  readonly imports: Set<string>;
}

/** Text of strangers in a comment is cut here. */
const MOST_IN_COMMENT = 2000;

/** A comment to the end of its line. */
export function lineComment(text: string): string {
  return `// ${printable(text, MOST_IN_COMMENT)}`;
}

/** A comment for documentation, on one line for one text. */
export function docComment(...lines: readonly string[]): string {
  const texts = lines.map((line) => printable(line, MOST_IN_COMMENT).replaceAll('*/', '*\\/'));
  return texts.length === 1
    ? `/** ${texts[0]} */`
    : ['/**', ...texts.map((text) => ` * ${text}`.trimEnd()), ' */'].join('\n');
}

/** Writes data as a TypeScript literal; the first line is not indented. */
export function tsLiteral(data: JsonData, writing: Writing, indent: string): string {
  if (typeof data === 'string') {
    return tsText(data, writing);
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
      ...(writing.comments.get(item) ?? []).map((text) => `${inner}${lineComment(text)}`),
      `${inner}${head}${tsLiteral(item, writing, inner)},`,
    ].join('\n'),
  );
  const [left, right] = isList ? ['[', ']'] : ['{', '}'];
  return `${left}\n${lines.join('\n')}\n${indent}${right}`;
}

/** Text as a TypeScript string, or as a template where tokens stand in it. */
function tsText(marked: string, { imports }: Writing): string {
  const pieces = marked.split(/\ue000([A-Za-z_.]+)\ue001/);
  const [only = '', ...rest] = pieces;
  if (rest.length === 0) {
    return `'${escaped(only).replaceAll("'", "\\'")}'`;
  }
  imports.add('Aws');
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
