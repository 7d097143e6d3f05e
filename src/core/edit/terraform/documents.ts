import { type ParseError, parseTree } from 'jsonc-parser';
import type { Lines } from '../../document/lines.ts';
import type { HclBlock, HclBody, HclExpression, HclTemplate } from '../../read/hcl/syntax.ts';
import { type MapNode, nodeOfHcl, nodeOfJson, type PolicyNode } from './node.ts';

/** A policy that stands in a file, in the way in which it is written. */
export type WrittenDocument =
  /** `data "aws_iam_policy_document"`: a block with statements. */
  | {
      readonly style: 'blocks';
      readonly block: HclBlock;
      readonly start: number;
      readonly end: number;
    }
  /** An object of HCL, in `jsonencode`, or JSON text in a heredoc. */
  | {
      readonly style: 'object' | 'text';
      readonly root: MapNode;
      readonly start: number;
      readonly end: number;
    };

/** The policy documents of a file, in order. */
export function documentsIn(body: HclBody, text: string, lines: Lines): readonly WrittenDocument[] {
  return body.blocks.flatMap((block) => documentsOf(block, text, lines));
}

function documentsOf(block: HclBlock, text: string, lines: Lines): readonly WrittenDocument[] {
  if (block.type === 'data' && block.labels[0] === 'aws_iam_policy_document') {
    return [{ style: 'blocks', block, ...block.span }];
  }
  const own = [...block.body.attributes.values()].flatMap(({ expression }) =>
    inExpression(expression, text, lines),
  );
  return [...own, ...block.body.blocks.flatMap((inner) => documentsOf(inner, text, lines))];
}

function inExpression(
  expression: HclExpression,
  text: string,
  lines: Lines,
): readonly WrittenDocument[] {
  switch (expression.kind) {
    case 'object':
      return expression.entries.some(({ key }) => key === 'Statement')
        ? written('object', nodeOfHcl(expression))
        : expression.entries.flatMap(({ value }) => inExpression(value, text, lines));
    case 'tuple':
      return expression.items.flatMap((item) => inExpression(item, text, lines));
    case 'call':
      return expression.args.flatMap((arg) => inExpression(arg, text, lines));
    case 'template':
      return text.startsWith('<<', expression.span.start) ? inHeredoc(expression, lines) : [];
    case 'literal':
    case 'traversal':
    case 'other':
      return [];
  }
}

/** All but the JSON becomes blank and expressions in it letters, so that no place moves. */
function inHeredoc({ raw }: HclTemplate, lines: Lines): readonly WrittenDocument[] {
  let json = raw.text;
  for (const { start: from, end } of raw.interpolations) {
    json = json.slice(0, from) + 'x'.repeat(end - from) + json.slice(end);
  }
  const errors: ParseError[] = [];
  const begin = lines.offsetOf(raw.placeAt(0));
  const tree = parseTree(' '.repeat(begin) + json, errors, { disallowComments: true });
  return tree === undefined || errors.length > 0 ? [] : written('text', nodeOfJson(tree));
}

function written(style: 'object' | 'text', root: PolicyNode): readonly WrittenDocument[] {
  return root.kind === 'map' ? [{ style, root, start: root.start, end: root.end }] : [];
}
