import { readJson } from '../../document/json.ts';
import { get, stringTemplate, type Value } from '../../document/value.ts';
import type { SourceFile } from '../../file.ts';
import type { Place } from '../../place.ts';
import { InputError } from '../../problem.ts';
import { literal } from '../../template/template.ts';
import { type FlowMaker, flowCallsIn, mayCreateFlow } from './flow-calls.ts';

/** A place where code creates a flow, which no file here holds. */
export interface FlowInCode {
  readonly maker: FlowMaker;
  readonly place: Place;
}

/** Larger programs are made by other programs. */
const MAX_CHARACTERS = 200_000;

/** Whether a file is code that can create a flow, by its name. Declarations create nothing. */
export function isCode(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|ipynb)$/i.test(path) && !/\.d\.[cm]?ts$/i.test(path);
}

/** Finds where a program or a notebook creates flows. */
export function flowsInCode({ path, text }: SourceFile): readonly FlowInCode[] {
  if (text.length > MAX_CHARACTERS || !mayCreateFlow(text)) {
    return [];
  }
  const at = (maker: FlowMaker, line: number) => ({
    maker,
    place: { file: path, line, column: 1 },
  });
  if (/\.ipynb$/i.test(path)) {
    const lines = notebookLines(path, text);
    const code = lines.map((line) => line.text).join('\n');
    return flowCallsIn(code, 'python').map(({ maker, line }) =>
      at(maker, lines[line - 1]?.place.line ?? 1),
    );
  }
  const language = /\.py$/i.test(path) ? 'python' : 'script';
  return flowCallsIn(text, language).map(({ maker, line }) => at(maker, line));
}

interface NotebookLine {
  readonly text: string;
  readonly place: Place;
}

/** The lines of all code in a notebook, without commands for the notebook itself. */
function notebookLines(path: string, text: string): readonly NotebookLine[] {
  try {
    const cells = get(readJson(path, text), 'cells');
    return (cells?.kind === 'list' ? cells.items : []).flatMap(cellLines);
  } catch (error) {
    if (error instanceof InputError) {
      return [];
    }
    throw error;
  }
}

function cellLines(cell: Value): readonly NotebookLine[] {
  const source = get(cell, 'source');
  if (source === undefined || textOf(get(cell, 'cell_type')) !== 'code') {
    return [];
  }
  const items = source.kind === 'list' ? source.items : [source];
  const lines = items.flatMap((item) =>
    textOf(item)
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => ({ text: line, place: item.place })),
  );
  // The rest of such a cell is in another language.
  return lines[0]?.text.startsWith('%%')
    ? []
    : lines.map((line) => (/^\s*[%!]/.test(line.text) ? { ...line, text: '' } : line));
}

function textOf(value: Value | undefined): string {
  return literal(stringTemplate(value) ?? []) ?? '';
}
