import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import type { SyntaxNode } from './syntax-tree.ts';
import { parseYamlSyntax } from './syntax-yaml.ts';

export type { SyntaxNode } from './syntax-tree.ts';

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
  return parseYamlSyntax(text);
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
