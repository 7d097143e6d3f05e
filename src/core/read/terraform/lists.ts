import type { HclExpression } from '../hcl/syntax.ts';
import { follow, waysOf } from './follow.ts';
import type { TerraformModule } from './module.ts';

/** Functions that put lists together, of which what is known can be told without the rest. */
const JOINING = ['concat', 'flatten', 'compact', 'distinct', 'setunion', 'tolist', 'toset', 'sort'];

/** Functions that give one text, whatever they are given. */
const TEXTS = ['join', 'format', 'replace', 'lower', 'upper', 'trimspace', 'trimprefix'];

/** Nested deeper than any list that people write. */
const MOST_NESTING = 20;

/**
 * The items of what is surely a list. Those of a list that is put together of several stand beside
 * the parts that are not known.
 *
 * @param target an expression that was followed.
 */
export function listed(
  module: TerraformModule,
  target: HclExpression,
  level = 0,
): readonly HclExpression[] | undefined {
  if (target.kind === 'tuple') {
    return target.items;
  }
  if (target.kind !== 'call' || !JOINING.includes(target.name) || level > MOST_NESTING) {
    return undefined;
  }
  return target.args.flatMap((arg) => {
    const inside = follow(module, arg);
    return (inside && listed(module, inside, level + 1)) ?? [arg];
  });
}

/** The items of a list, with all that it can be; what is none, or is not known, stands for itself. */
export function itemsOf(
  expression: HclExpression | undefined,
  module: TerraformModule,
): readonly HclExpression[] {
  const ways = expression === undefined ? [] : waysOf(module, expression);
  return ways.flatMap((way) => listed(module, way) ?? [way]);
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
