import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import { isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';

/** A value as it stands in a text: where it begins and ends, and how its collection is written. */
export type SyntaxNode = SyntaxScalar | SyntaxList | SyntaxMap;

interface Span {
  /** Where the value begins, behind its tag. */
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
}

export interface SyntaxScalar extends Span {
  readonly kind: 'scalar';
}

export interface SyntaxList extends Span {
  readonly kind: 'list';
  readonly style: Style;
  readonly items: readonly SyntaxNode[];
}

export interface SyntaxMap extends Span {
  readonly kind: 'map';
  readonly style: Style;
  readonly entries: readonly SyntaxEntry[];
}

export interface SyntaxEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: SyntaxNode;
}

/** `flow` has brackets, `block` has lines and indentation. */
export type Style = 'flow' | 'block';

/** The language of a text: YAML only where it is no JSON. */
export type Language = 'json' | 'yaml' | 'hcl';

export function languageOf(path: string, text: string): Language {
  return /\.ya?ml$/i.test(path) || !/^\s*[[{]/.test(text) ? 'yaml' : 'json';
}

/** The tree of a text that a reader has understood before; undefined where it cannot be edited. */
export function parseSyntax(language: Language, text: string): SyntaxNode | undefined {
  if (language === 'json') {
    const tree = parseTree(text);
    return tree && fromJson(tree);
  }
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
  return document.errors.length > 0 ? undefined : fromYaml(document.contents, 0);
}

/** A tree of JSON as a tree that edits are made of. */
export function fromJson(node: JsonNode): SyntaxNode {
  const span = { start: node.offset, end: node.offset + node.length };
  switch (node.type) {
    case 'array':
      return { kind: 'list', style: 'flow', ...span, items: (node.children ?? []).map(fromJson) };
    case 'object':
      return {
        kind: 'map',
        style: 'flow',
        ...span,
        entries: (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
          key === undefined || value === undefined
            ? []
            : [
                {
                  key: String(key.value),
                  keyStart: key.offset,
                  keyEnd: key.offset + key.length,
                  value: fromJson(value),
                },
              ],
        ),
      };
    default:
      return { kind: 'scalar', ...span };
  }
}

/** Aliases become scalars: what they stand for is written elsewhere and is not edited from here. */
function fromYaml(node: unknown, at: number): SyntaxNode {
  const range = (node as { readonly range?: readonly [number, number, number] } | null)?.range;
  const start = range?.[0] ?? at;
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): SyntaxEntry => {
      const span = fromYaml(key, start);
      return {
        key: isScalar(key) ? String(key.source ?? key.value) : '',
        keyStart: span.start,
        keyEnd: span.end,
        value: fromYaml(value, span.end),
      };
    });
    const style = node.flow === true ? 'flow' : 'block';
    const last = entries.at(-1)?.value.end ?? range?.[1] ?? start;
    return {
      kind: 'map',
      style,
      start,
      end: style === 'flow' ? (range?.[1] ?? last) : last,
      entries,
    };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => fromYaml(item, start));
    const style = node.flow === true ? 'flow' : 'block';
    const last = items.at(-1)?.end ?? range?.[1] ?? start;
    return {
      kind: 'list',
      style,
      start,
      end: style === 'flow' ? (range?.[1] ?? last) : last,
      items,
    };
  }
  return { kind: 'scalar', start, end: endOf(node, range, start) };
}

/** Block scalars end with their line break, which belongs to no value. */
function endOf(
  node: unknown,
  range: readonly [number, number, number] | undefined,
  start: number,
): number {
  const end = range?.[1] ?? start;
  const isBlock = isScalar(node) && /^BLOCK/.test((node as Scalar).type ?? '');
  return isBlock ? end - 1 : end;
}

/** A node with the nodes that it stands in, the nearest first. */
export interface Located {
  readonly node: SyntaxNode;
  readonly parents: readonly SyntaxNode[];
}

/** Finds the outermost node of a kind that begins at an offset. */
export function nodeAt(
  root: SyntaxNode,
  offset: number,
  kind?: SyntaxNode['kind'],
  parents: readonly SyntaxNode[] = [],
): Located | undefined {
  if (root.start === offset && (kind === undefined || root.kind === kind)) {
    return { node: root, parents };
  }
  for (const child of childrenOf(root)) {
    if (child.start <= offset && offset <= child.end) {
      const found = nodeAt(child, offset, kind, [root, ...parents]);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'scalar':
      return [];
    case 'list':
      return node.items;
    case 'map':
      return node.entries.map(({ value }) => value);
  }
}

/** The entry of a map with a key. */
export function entryOf(node: SyntaxNode | undefined, key: string): SyntaxEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}
