import type { Node as JsonNode } from 'jsonc-parser';
import type { HclExpression, Span } from '../../read/hcl/syntax.ts';

/** A part of a policy as it is written in a Terraform file: where it stands and what it is. */
export type PolicyNode = TextNode | OpaqueNode | ListNode | MapNode;

/** A single value, so that brackets around it make a list of it. */
export interface TextNode extends Span {
  readonly kind: 'text';
  /** Undefined where it refers to something. */
  readonly value?: string;
}

/** An expression that may be a list, or anything else: no edit touches it. */
export interface OpaqueNode extends Span {
  readonly kind: 'opaque';
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly PolicyNode[];
}

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  /** Undefined for a key that is an expression. */
  readonly key: string | undefined;
  readonly keyStart: number;
  readonly value: PolicyNode;
}

/** An expression of HCL. */
export function nodeOfHcl(expression: HclExpression): PolicyNode {
  const { span } = expression;
  switch (expression.kind) {
    case 'object':
      return {
        kind: 'map',
        ...span,
        entries: expression.entries.map(({ key, keySpan, value }) => ({
          key,
          keyStart: keySpan.start,
          value: nodeOfHcl(value),
        })),
      };
    case 'tuple':
      return { kind: 'list', ...span, items: expression.items.map(nodeOfHcl) };
    case 'literal':
      return expression.type === 'string'
        ? { kind: 'text', value: expression.text, ...span }
        : { kind: 'opaque', ...span };
    case 'template':
    case 'traversal':
    case 'call':
    case 'other':
      return { kind: isSingle(expression) ? 'text' : 'opaque', ...span };
  }
}

/** JSON in which expressions stand only inside texts. */
export function nodeOfJson({ type, offset, length, children = [], value }: JsonNode): PolicyNode {
  const span = { start: offset, end: offset + length };
  switch (type) {
    case 'array':
      return { kind: 'list', ...span, items: children.map(nodeOfJson) };
    case 'object':
      return {
        kind: 'map',
        ...span,
        entries: children.flatMap(({ children: [key, inner] = [] }) =>
          key === undefined || inner === undefined
            ? []
            : [{ key: String(key.value), keyStart: key.offset, value: nodeOfJson(inner) }],
        ),
      };
    case 'string':
      return { kind: 'text', value: String(value), ...span };
    default:
      return { kind: 'opaque', ...span };
  }
}

/** The attributes of resources that are one text in every provider. */
const TEXT_ATTRIBUTE = /(?:^|_)(?:arn|id|name)$/;

/** Whether an expression surely gives a single text. */
function isSingle(expression: HclExpression): boolean {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'string';
    case 'template': {
      // A template of nothing but one expression is that expression, a list where it is one.
      const [first, ...rest] = expression.parts.filter((part) => part !== '');
      return rest.length > 0 || typeof first !== 'object' || isSingle(first);
    }
    case 'traversal': {
      const [root = '', ...steps] = expression.steps;
      const isNamed = root === 'data' || root.includes('_');
      return isNamed && steps.length > 1 && TEXT_ATTRIBUTE.test(steps.at(-1) ?? '');
    }
    case 'call':
      return ['join', 'format', 'replace', 'lower', 'upper', 'trimspace'].includes(expression.name);
    case 'object':
    case 'tuple':
    case 'other':
      return false;
  }
}

/** The entry of a map with a key. */
export function entryOf(node: PolicyNode | undefined, key: string): MapEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** A single value or the values of a list, as policies have both. */
export function itemsOf(node: PolicyNode | undefined): readonly PolicyNode[] {
  return node === undefined ? [] : node.kind === 'list' ? node.items : [node];
}

/** Whether something in a node is an expression that no edit may touch. */
export function hasOpaque(node: PolicyNode | undefined): boolean {
  switch (node?.kind) {
    case 'opaque':
      return true;
    case 'list':
      return node.items.some(hasOpaque);
    case 'map':
      return node.entries.some(({ key, value }) => key === undefined || hasOpaque(value));
    case 'text':
    case undefined:
      return false;
  }
}
