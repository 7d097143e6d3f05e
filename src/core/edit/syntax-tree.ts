/** A value as it stands in a text: where it begins and ends, and how its collection is written. */
export type SyntaxNode = SyntaxScalar | SyntaxList | SyntaxMap;

interface Span {
  /** Where the value begins, behind its tag. */
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  /** Whether other places of the file repeat it by an alias, so that an edit changes them too. */
  readonly isShared?: boolean;
}

/** A value that is not looked into: a text, an alias, or a collection that is given to a function. */
export interface SyntaxScalar extends Span {
  readonly kind: 'scalar';
  /** Whether it may stand for a list, so that it cannot be made an item of one. */
  readonly mayBeList?: boolean;
}

export interface SyntaxList extends Span {
  readonly kind: 'list';
  readonly style: Style;
  readonly items: readonly SyntaxNode[];
  /** Where the dash of each item stands, in block style. */
  readonly dashes?: readonly number[];
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

/** A node with the nodes that it stands in, the nearest first. */
export interface Located {
  readonly node: SyntaxNode;
  readonly parents: readonly SyntaxNode[];
}

/** Whether an edit of a node changes nothing but what stands there. */
export function isOwn({ node, parents }: Located): boolean {
  return [node, ...parents].every(({ isShared }) => isShared !== true);
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

/** Whether something in a value is repeated elsewhere, so that the value cannot go. */
export function holdsShared(node: SyntaxNode): boolean {
  return node.isShared === true || childrenOf(node).some(holdsShared);
}
