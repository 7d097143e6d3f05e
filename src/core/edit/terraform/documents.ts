import { parseTree } from 'jsonc-parser';
import type { HclBlock, HclBody, HclExpression, HclTemplate } from '../../read/hcl/syntax.ts';
import { fromJson, type SyntaxNode } from '../syntax.ts';

/** A policy that stands in a file, in the way in which it is written. */
export type WrittenDocument =
  /** `data "aws_iam_policy_document"`: a block with statements. */
  | {
      readonly style: 'blocks';
      readonly block: HclBlock;
      readonly start: number;
      readonly end: number;
    }
  /** An object of HCL, in `jsonencode`. */
  | {
      readonly style: 'object';
      readonly root: SyntaxNode;
      readonly start: number;
      readonly end: number;
    }
  /** JSON text in a heredoc. */
  | {
      readonly style: 'text';
      readonly root: SyntaxNode;
      readonly start: number;
      readonly end: number;
    };

/** The policy documents of a file, in order. */
export function documentsIn(body: HclBody, text: string): readonly WrittenDocument[] {
  return body.blocks.flatMap((block) => documentsOf(block, text));
}

function documentsOf(block: HclBlock, text: string): readonly WrittenDocument[] {
  if (block.type === 'data' && block.labels[0] === 'aws_iam_policy_document') {
    return [{ style: 'blocks', block, ...block.span }];
  }
  const own = [...block.body.attributes.values()].flatMap(({ expression }) =>
    inExpression(expression, text),
  );
  return [...own, ...block.body.blocks.flatMap((inner) => documentsOf(inner, text))];
}

function inExpression(expression: HclExpression, text: string): readonly WrittenDocument[] {
  switch (expression.kind) {
    case 'object':
      return expression.entries.some(({ key }) => key === 'Statement')
        ? [{ style: 'object', root: syntaxOf(expression), ...expression.span }]
        : expression.entries.flatMap(({ value }) => inExpression(value, text));
    case 'tuple':
      return expression.items.flatMap((item) => inExpression(item, text));
    case 'call':
      return expression.args.flatMap((arg) => inExpression(arg, text));
    case 'template':
      return inHeredoc(expression, text);
    case 'literal':
    case 'traversal':
    case 'other':
      return [];
  }
}

/** All but the JSON becomes blank and expressions in it letters, so that no place moves. */
function inHeredoc({ span, raw }: HclTemplate, text: string): readonly WrittenDocument[] {
  const start = text.indexOf('\n', span.start) + 1;
  if (!text.startsWith('<<', span.start) || start === 0) {
    return [];
  }
  const begin = text.indexOf(raw.text, start);
  let json = raw.text;
  for (const { start: from, end } of raw.interpolations) {
    json = json.slice(0, from) + 'x'.repeat(end - from) + json.slice(end);
  }
  const tree = begin < 0 ? undefined : parseTree(' '.repeat(begin) + json);
  const root = tree && fromJson(tree);
  return root?.kind === 'map'
    ? [{ style: 'text', root, start: begin, end: begin + json.length }]
    : [];
}

/** An expression as a tree that edits are made of. */
function syntaxOf(expression: HclExpression): SyntaxNode {
  const { span } = expression;
  switch (expression.kind) {
    case 'object':
      return {
        kind: 'map',
        style: 'flow',
        ...span,
        entries: expression.entries.map(({ key = '', keySpan, value }) => ({
          key,
          keyStart: keySpan.start,
          keyEnd: keySpan.end,
          value: syntaxOf(value),
        })),
      };
    case 'tuple':
      return { kind: 'list', style: 'flow', ...span, items: expression.items.map(syntaxOf) };
    case 'literal':
    case 'template':
    case 'traversal':
    case 'call':
    case 'other':
      return { kind: 'scalar', ...span };
  }
}

/** A list of HCL as a tree that edits are made of. */
export function listSyntax(expression: HclExpression | undefined): SyntaxNode | undefined {
  return expression && syntaxOf(expression);
}
