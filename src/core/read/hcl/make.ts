import { isIdentifier } from './identifier.ts';
import type { HclExpression, HclLiteral, HclOperation, HclTraversal } from './syntax.ts';

/** An element or an attribute of an expression, as far as it can be told without following names. */
export function getOf(from: HclExpression, key: HclExpression, isName = false): HclExpression {
  if (key.kind === 'literal') {
    if (from.kind === 'traversal') {
      return steppedInto(from, key, isName);
    }
    const inside =
      from.kind === 'object'
        ? from.entries.find((entry) => entry.key === key.text)?.value
        : from.kind === 'tuple'
          ? from.items[Number(key.text)]
          : undefined;
    if (inside !== undefined) {
      return inside;
    }
  }
  const { place, span } = from;
  return withSource({ kind: 'other', operation: { kind: 'get', from, key, isName }, place, span });
}

/** A text as an expression, where another stands. */
export function literalOf(
  text: string,
  { place, span }: Pick<HclExpression, 'place' | 'span'>,
): HclLiteral {
  return { kind: 'literal', type: 'string', text, place, span };
}

/** A name and one step more. @param end where the step ends, if it stands in the file. */
export function steppedInto(
  from: HclTraversal,
  key: HclLiteral,
  isName: boolean,
  end = from.span.end,
): HclTraversal {
  return {
    ...from,
    steps: [...from.steps, key.text],
    source: `${from.source}${stepSource(key, isName)}`,
    span: { start: from.span.start, end },
  };
}

function stepSource(key: HclExpression, isName: boolean): string {
  return isName && key.kind === 'literal' && isIdentifier(key.text)
    ? `.${key.text}`
    : `[${sourceOf(key)}]`;
}

type Sourced = Extract<HclExpression, { kind: 'call' | 'other' }>;
type Unsourced<T> = T extends Sourced ? Omit<T, 'source'> : never;

/** An expression that is no longer as the file has it, with the text that it would have. */
export function withSource<T extends Unsourced<Sourced>>(made: T): HclExpression {
  return {
    ...made,
    // Worked out when it is asked for.
    get source(): string {
      return made.kind === 'call'
        ? `${made.name}(${made.args.map(sourceOf).join(', ')})`
        : operationSource(made.operation);
    },
  };
}

function operationSource(operation: HclOperation | undefined): string {
  switch (operation?.kind) {
    case 'conditional':
      return `${operation.condition ? sourceOf(operation.condition) : '…'} ? ${operation.ways.map(sourceOf).join(' : ')}`;
    case 'get':
      return `${sourceOf(operation.from)}${stepSource(operation.key, operation.isName)}`;
    case 'comparison':
      return operation.sides.map(sourceOf).join(operation.isEqual ? ' == ' : ' != ');
    case 'for':
      return `[for ${operation.keyName ? `${operation.keyName}, ` : ''}${operation.valueName} in ${sourceOf(operation.collection)} : ${sourceOf(operation.value)}]`;
    case undefined:
      return '…';
  }
}

/** An expression as Terraform writes it. */
export function sourceOf(expression: HclExpression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'string' ? JSON.stringify(expression.text) : expression.text;
    case 'traversal':
    case 'call':
    case 'other':
      return expression.source;
    case 'template':
      return `"${expression.parts
        .map((part) => (typeof part === 'string' ? part : `\${${sourceOf(part)}}`))
        .join('')}"`;
    case 'object':
      return '{…}';
    case 'tuple':
      return `[${expression.items.map(sourceOf).join(', ')}]`;
  }
}

/** What is one of several things. */
export function eitherOf(
  ways: readonly HclExpression[],
  { place, span }: Pick<HclExpression, 'place' | 'span'>,
): HclExpression | undefined {
  const [only, ...others] = ways;
  return only === undefined || others.length === 0
    ? only
    : withSource({ kind: 'other', operation: { kind: 'conditional', ways }, place, span });
}
