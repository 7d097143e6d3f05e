import { display, type Template } from '../template/template.ts';
import { type PolicyDocument, renderDocument, type Statement } from './document.ts';

/**
 * The sizes IAM allows, in characters without white space.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const LIMITS = {
  inlinePoliciesOfRole: 10_240,
  managedPolicy: 6_144,
  trustPolicy: 2_048,
  managedPoliciesOfRole: 10,
} as const;

/** The size of a policy as IAM counts it; references count as their names. */
export function sizeOf(document: PolicyDocument): number {
  return JSON.stringify(renderDocument(document, display)).length;
}

/**
 * Splits a policy into parts that each fit the size. Statements stay whole where they fit; one
 * that does not is divided by its resources, which changes nothing in what it allows.
 */
export function splitDocument(document: PolicyDocument, limit: number): readonly PolicyDocument[] {
  const parts: Statement[][] = [];
  for (const statement of document.statements.flatMap((each) => divide(each, limit))) {
    const last = parts.at(-1);
    if (last !== undefined && sizeOf({ statements: [...last, statement] }) <= limit) {
      last.push(statement);
    } else {
      parts.push([statement]);
    }
  }
  return parts.map((statements) => ({ statements }));
}

function divide(statement: Statement, limit: number): readonly Statement[] {
  const { resources = [] } = statement;
  if (sizeOf({ statements: [statement] }) <= limit || resources.length < 2) {
    return [statement];
  }
  const middle = Math.ceil(resources.length / 2);
  const half = (part: readonly Template[], suffix: string) =>
    divide({ ...statement, sid: `${statement.sid}${suffix}`, resources: part }, limit);
  return [...half(resources.slice(0, middle), 'A'), ...half(resources.slice(middle), 'B')];
}
