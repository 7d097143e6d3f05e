import type { Condition } from '../flow/need.ts';
import type { GrantedCondition } from '../granted/granted.ts';
import type { Statement } from '../policy/document.ts';
import { display, literal, type Template, template } from '../template/template.ts';
import type { Comparison, PlacedStatement } from './comparison.ts';
import { confines } from './conditions.ts';
import type { WrittenPart } from './page-of-2024.ts';
import type { GrantedPrincipalName, Request } from './request.ts';

/** The calls that a planned statement with a principal lets in: one for each flow, action and resource. */
export function requestsOf(planned: Statement): readonly Request[] {
  const sources = planned.conditions.filter(({ values }) => values.length > 1);
  const [several] = sources;
  const contexts = (several?.values ?? [undefined]).map((value) =>
    planned.conditions.map((condition) =>
      condition === several && value !== undefined ? { ...condition, values: [value] } : condition,
    ),
  );
  return contexts.flatMap((context) =>
    planned.actions.flatMap((action) =>
      (planned.resources ?? [undefined]).map((resource) => ({
        principal: principalOf(planned),
        action,
        ...(resource && { resource }),
        context,
      })),
    ),
  );
}

function principalOf({ principal }: Statement): GrantedPrincipalName {
  return principal?.kind === 'role'
    ? { type: 'AWS', name: principal.arn }
    : { type: 'Service', name: template(principal?.service ?? '') };
}

/** Whether a statement means Amazon Bedrock, however it is spelled otherwise. */
export function namesBedrock({ statement }: PlacedStatement): boolean {
  return (statement.principals ?? []).some(
    ({ template: name }) => literal(name) === '*' || /bedrock/i.test(display(name)),
  );
}

/** The conditions on `aws:SourceAccount`, `aws:SourceArn` or their like that a statement lacks. */
export function looseConditions(
  { judge }: Comparison,
  { statement }: PlacedStatement,
  wanted: readonly Condition[],
): readonly Condition[] {
  return wanted.filter((condition) => !confines(statement.conditions, condition, judge.covers));
}

/** The conditions of a statement that keep a call out. */
export function failingConditions(
  { judge }: Comparison,
  { statement }: PlacedStatement,
  request: Request,
) {
  return statement.conditions.filter(
    (condition) => judge.conditions({ ...statement, conditions: [condition] }, request) === 'no',
  );
}

export function showValues(values: readonly { readonly template: Template }[]): string {
  return values.map((value) => display(value.template)).join(', ');
}

/** The keys and values of conditions, by which a policy written after an old page is recognised. */
export function partsOf(conditions: readonly GrantedCondition[]): readonly WrittenPart[] {
  return conditions.flatMap(({ key, values }): readonly WrittenPart[] => [
    { kind: 'condition-key', text: key },
    ...values.map((value) => ({ kind: 'condition-value', text: display(value.template) }) as const),
  ]);
}
