import type { HclBlock, HclBody } from '../hcl/syntax.ts';
import { bindBody, namesFor } from './bind.ts';
import { elementsOf } from './follow.ts';
import { objectOf, type TerraformModule } from './module.ts';

/**
 * The blocks of a body. A `dynamic` block stands for those that it makes, where the module says over
 * what; else it is left as it is.
 *
 * https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export function madeBlocks(module: TerraformModule, { blocks }: HclBody): readonly HclBlock[] {
  return blocks.flatMap((block) =>
    block.type === 'dynamic' ? (madeBy(module, block) ?? [block]) : [block],
  );
}

function madeBy(module: TerraformModule, block: HclBlock): readonly HclBlock[] | undefined {
  const { attributes, blocks } = block.body;
  const [label] = block.labels;
  const forEach = attributes.get('for_each')?.expression;
  const content = blocks.find(({ type }) => type === 'content');
  const elements = forEach && elementsOf(module, forEach);
  if (label === undefined || content === undefined || elements === undefined) {
    return undefined;
  }
  const named = attributes.get('iterator')?.expression;
  const iterator = named?.kind === 'traversal' ? (named.steps[0] ?? label) : label;
  return elements.map(({ key, value }) => ({
    type: label,
    labels: [],
    body: bindBody(
      content.body,
      namesFor(new Map([[iterator, objectOf({ key, value }, value)]])),
      module.budget,
    ),
    place: block.place,
    span: block.span,
  }));
}
