import { type CST, isAlias, isMap, isScalar, isSeq, parseDocument, type Scalar, visit } from 'yaml';
import type { SyntaxEntry, SyntaxList, SyntaxMap, SyntaxNode } from './syntax-tree.ts';

/** The tree of a text in YAML; undefined for text that is none. */
export function parseYamlSyntax(text: string): SyntaxNode | undefined {
  const document = parseDocument(text, {
    keepSourceTokens: true,
    logLevel: 'error',
    prettyErrors: false,
  });
  if (document.errors.length > 0) {
    return undefined;
  }
  const aliases = new Set<string>();
  visit(document, {
    Alias: (_, { source }) => {
      aliases.add(source);
    },
  });
  return nodeOf(document.contents, 0, { text, aliases });
}

interface Source {
  readonly text: string;
  /** The anchors that aliases repeat. */
  readonly aliases: ReadonlySet<string>;
}

/** Marks what aliases repeat. A collection that a tag hands to a function is a value of its own kind. */
function nodeOf(node: unknown, at: number, source: Source): SyntaxNode {
  const found = untagged(node, at, source);
  const properties = isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
  const isShared = properties?.anchor !== undefined && source.aliases.has(properties.anchor);
  const tag = properties?.tag ?? '';
  const isFunction = /^![^!]/.test(tag);
  const mayBeList = isAlias(node) || (isFunction && !/^!(?:Sub|GetAtt|Join)$/.test(tag));
  const shown: SyntaxNode =
    isFunction || isAlias(node)
      ? { kind: 'scalar', start: found.start, end: found.end, ...(mayBeList && { mayBeList }) }
      : found;
  return isShared ? { ...shown, isShared } : shown;
}

function untagged(node: unknown, at: number, source: Source): SyntaxNode {
  const range = (node as { readonly range?: readonly [number, number, number] } | null)?.range;
  const start = range?.[0] ?? at;
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): SyntaxEntry => {
      const span = nodeOf(key, start, source);
      return {
        key: isScalar(key) ? String(key.source ?? key.value) : '',
        keyStart: span.start,
        keyEnd: span.end,
        value: nodeOf(value, span.end, source),
      };
    });
    return { kind: 'map', ...collection(node, start, entries.at(-1)?.value.end), entries };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => nodeOf(item, start, source));
    const dashes = dashesOf(node.srcToken);
    return {
      kind: 'list',
      ...collection(node, start, items.at(-1)?.end),
      items,
      ...(dashes?.length === items.length && { dashes }),
    };
  }
  return { kind: 'scalar', start, end: endOf(node, range, start, source) };
}

function collection(
  { flow, range }: { readonly flow?: boolean; readonly range?: readonly number[] | null },
  start: number,
  last: number | undefined,
): Pick<SyntaxMap | SyntaxList, 'style' | 'start' | 'end'> {
  // What follows the last value of a block belongs to no value of it: blank lines and comments.
  const end = range?.[1] ?? start;
  return flow === true
    ? { style: 'flow', start, end }
    : { style: 'block', start, end: last ?? end };
}

function dashesOf(token: CST.Token | undefined): readonly number[] | undefined {
  return token?.type === 'block-seq'
    ? token.items.flatMap(({ start }) =>
        start.filter(({ type }) => type === 'seq-item-ind').map(({ offset }) => offset),
      )
    : undefined;
}

/** Block scalars end with their line break, which belongs to no value. */
function endOf(
  node: unknown,
  range: readonly [number, number, number] | undefined,
  start: number,
  { text }: Source,
): number {
  const end = range?.[1] ?? start;
  const isBlock = isScalar(node) && /^BLOCK/.test((node as Scalar).type ?? '');
  return isBlock ? end - (/\r?\n$/.exec(text.slice(start, end))?.[0].length ?? 0) : end;
}

/** Whether a text is YAML that this parser takes and others refuse, such as brackets that stand too far left. */
export function hasLooseYaml(text: string): boolean {
  return parseDocument(text, { logLevel: 'silent', prettyErrors: false }).warnings.some(
    ({ code }) => code !== 'TAG_RESOLVE_FAILED',
  );
}
