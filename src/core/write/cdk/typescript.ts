import { printable } from '../../printable.ts';
import type { JsonData } from '../../template/reference.ts';
import type { Template } from '../../template/template.ts';
import { type Piece, pieces } from './expression.ts';
import { inBackticks, quoted } from './text.ts';

/** All that a source file is written with. */
export interface Writing {
  /** Comment lines for a value in a tree, found by the value itself. */
  readonly comments: Map<JsonData, readonly string[]>;
  /** Values with expressions in them, found by what stands for them in a tree. */
  readonly expressions: Map<JsonData, readonly Piece[]>;
  /**
   * What the file imports, noted when it is written: in the text, a name of a stranger could look
   * like one.
   */
  readonly imports: Set<string>;
}

/** A file in which nothing is written yet. */
export function newWriting(...imports: readonly string[]): Writing {
  return { comments: new Map(), expressions: new Map(), imports: new Set(imports) };
}

/** A template as a value of a tree: text, or what stands there for an expression. */
export function templateData(value: Template, { expressions }: Writing): JsonData {
  const found = pieces(value);
  if (found.every((piece) => typeof piece === 'string')) {
    return found.join('');
  }
  const data = {};
  expressions.set(data, found);
  return data;
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
    return quoted(data);
  }
  if (typeof data !== 'object' || data === null) {
    return String(data);
  }
  const expression = writing.expressions.get(data);
  if (expression !== undefined) {
    return expressionText(expression, writing);
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

/** A sole expression, or a template string around expressions. */
function expressionText(all: readonly Piece[], { imports }: Writing): string {
  for (const piece of all) {
    for (const name of typeof piece === 'string' ? [] : piece.imports) {
      imports.add(name);
    }
  }
  const [first, ...rest] = all;
  if (first !== undefined && typeof first !== 'string' && rest.length === 0) {
    return first.text;
  }
  const texts = all.map((piece) =>
    typeof piece === 'string' ? inBackticks(piece) : `\${${piece.text}}`,
  );
  return `\`${texts.join('')}\``;
}

function tsKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : quoted(key);
}
