import type { HclExpression } from '../hcl/syntax.ts';
import { elementsOf, follow, waysOf } from './follow.ts';
import type { TerraformModule } from './module.ts';

/** Functions that put lists together, of which what is known can be told without the rest. */
const JOINING = ['concat', 'flatten', 'compact', 'distinct', 'setunion', 'tolist', 'toset', 'sort'];

/** Functions that give one text, whatever they are given. */
const TEXTS = ['join', 'format', 'replace', 'lower', 'upper', 'trimspace', 'trimprefix'];

/** Nested deeper than any list that people write. */
const MOST_NESTING = 20;

/**
 * The items of what is surely a list, each with all that it can be. Those of a list that is put
 * together of several stand beside the parts that are not known.
 */
export function listed(
  module: TerraformModule,
  expression: HclExpression,
  level = 0,
): readonly HclExpression[] | undefined {
  const target = level > MOST_NESTING ? undefined : follow(module, expression);
  if (target?.kind === 'call' && JOINING.includes(target.name)) {
    return target.args.flatMap((arg) => listed(module, arg, level + 1) ?? [arg]);
  }
  const isLoop = target?.kind === 'other' && target.operation?.kind === 'for';
  if (target === undefined || (target.kind !== 'tuple' && !isLoop)) {
    return undefined;
  }
  return elementsOf(module, target)?.flatMap(({ value }) =>
    waysOf(module, value).flatMap((way) =>
      way.kind === 'literal' && way.type === 'null' ? [] : [nameOr(way, value, module)],
    ),
  );
}

/** What stands for one thing only keeps its name. */
function nameOr(way: HclExpression, value: HclExpression, module: TerraformModule): HclExpression {
  return waysOf(module, value).length > 1 ? way : value;
}

/** Whether an expression that was not followed is a list, or may be one. */
export function mayBeList(module: TerraformModule, expression: HclExpression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'template':
    case 'object':
    case 'tuple':
      return false;
    case 'call':
      return !TEXTS.includes(expression.name);
    case 'other':
      return expression.operation?.kind === 'for';
    case 'traversal': {
      const [root, name = '', ...rest] = expression.steps;
      const preset = module.variables.get(name)?.kind;
      const type = module.types.get(name) ?? (preset === 'tuple' ? 'list' : 'string');
      return root === 'var' && rest.length === 0
        ? /^(?:list|set|tuple|map|object|any)\b/.test(type)
        : root === 'module' && /s$/.test(rest.at(-1) ?? name);
    }
  }
}
