import type { Certainty, Condition, Reason } from '../flow/need.ts';
import type { JsonData } from '../template/reference.ts';
import type { Template } from '../template/template.ts';

/** An IAM policy whose values are templates. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid: string;
  readonly principal?: Principal;
  readonly actions: readonly string[];
  readonly resources?: readonly Template[];
  readonly conditions: readonly Condition[];
  /** Precautions have statements of their own, so that they can be left out. */
  readonly certainty: Certainty;
  /** Why the statement is there; never empty. */
  readonly reasons: readonly Reason[];
}

export type Principal =
  | { readonly kind: 'service'; readonly service: string }
  /** The flow's role, by its ARN. */
  | { readonly kind: 'role'; readonly arn: Template };

/**
 * Renders a policy as IAM reads it.
 *
 * @param render how the output writes a template: a text, or an intrinsic function.
 */
export function renderDocument(
  document: PolicyDocument,
  render: (value: Template) => JsonData,
): { readonly [key: string]: JsonData } {
  return {
    Version: '2012-10-17',
    Statement: document.statements.map((statement) => renderStatement(statement, render)),
  };
}

/** Renders one statement as IAM reads it. */
export function renderStatement(
  statement: Statement,
  render: (value: Template) => JsonData,
): { readonly [key: string]: JsonData } {
  const { sid, principal, actions, resources, conditions } = statement;
  return {
    Sid: sid,
    Effect: 'Allow',
    ...(principal && { Principal: renderPrincipal(principal, render) }),
    Action: actions,
    ...(resources && { Resource: resources.map(render) }),
    ...(conditions.length > 0 && { Condition: renderConditions(conditions, render) }),
  };
}

function renderPrincipal(principal: Principal, render: (value: Template) => JsonData): JsonData {
  switch (principal.kind) {
    case 'service':
      return { Service: principal.service };
    case 'role':
      return { AWS: render(principal.arn) };
  }
}

/** Renders the conditions of a statement, grouped by operator. */
export function renderConditions(
  conditions: readonly Condition[],
  render: (value: Template) => JsonData,
): JsonData {
  const operators: Record<string, Record<string, JsonData>> = {};
  for (const { operator, key, values } of conditions) {
    const rendered = values.map(render);
    const [first] = rendered;
    operators[operator] = {
      ...operators[operator],
      [key]: rendered.length === 1 && first !== undefined ? first : rendered,
    };
  }
  return operators;
}
