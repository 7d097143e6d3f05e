import { display } from '../template/template.ts';
import { type PolicyDocument, renderDocument, type Statement } from './document.ts';
import { withUniqueSids } from './merge.ts';

/** The size of a policy as IAM counts it; references count as their names. */
export function sizeOf(document: PolicyDocument): number {
  return JSON.stringify(renderDocument(document, display)).length;
}

/**
 * Splits a policy into parts that each fit the size, filling one after the other. A statement that
 * does not fit is divided by its resources, which changes nothing in what it allows.
 */
export function splitDocument(document: PolicyDocument, limit: number): readonly PolicyDocument[] {
  const parts: Statement[][] = [[]];
  const queue = [...document.statements];
  for (let statement = queue.shift(); statement !== undefined; statement = queue.shift()) {
    const part = parts.at(-1) ?? [];
    const [fitting, rest] = divide(part, statement, limit);
    if (fitting !== undefined) {
      part.push(fitting);
    } else if (part.length === 0) {
      part.push(statement);
    } else {
      parts.push([]);
      queue.unshift(statement);
    }
    if (rest !== undefined) {
      parts.push([]);
      queue.unshift(rest);
    }
  }
  return parts.map((statements) => ({ statements: withUniqueSids(statements) }));
}

/** As much of a statement as fits beside others, and what is left of it. */
function divide(
  beside: readonly Statement[],
  statement: Statement,
  limit: number,
): readonly [Statement | undefined, Statement | undefined] {
  const fits = (candidate: Statement) => sizeOf({ statements: [...beside, candidate] }) <= limit;
  if (fits(statement)) {
    return [statement, undefined];
  }
  const { resources = [] } = statement;
  const first = (count: number) => ({ ...statement, resources: resources.slice(0, count) });
  let low = 0;
  let high = resources.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(first(middle))) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low === 0
    ? [undefined, undefined]
    : [first(low), { ...statement, resources: resources.slice(low) }];
}
