import type { RoleNeed } from '../flow/need.ts';
import type { GrantedStatement } from '../granted/granted.ts';
import { renderConditions, renderStatement, type Statement } from '../policy/document.ts';
import { groupBy } from '../policy/merge.ts';
import type { JsonData } from '../template/reference.ts';
import { display, literal, type Template, templateKey } from '../template/template.ts';

/** Needs of different actions on the same resource share a statement. */
export function united(needs: readonly RoleNeed[]): readonly RoleNeed[] {
  const key = ({ purpose, through, resource, conditions }: RoleNeed) =>
    [
      purpose,
      through === undefined ? '' : templateKey(through),
      templateKey(resource),
      JSON.stringify(renderConditions(conditions, display)),
    ].join('\u0000');
  return [...groupBy(needs, key).values()].flatMap((members) => {
    const [first] = members;
    return first === undefined
      ? []
      : [{ ...first, actions: [...new Set(members.flatMap(({ actions }) => actions))].sort() }];
  });
}

/** Whether a statement allows the same actions under the same conditions. */
export function isAlike(present: GrantedStatement, wanted: Statement): boolean {
  return (
    present.effect === 'Allow' &&
    !present.notActions &&
    !present.notResources &&
    present.principals === undefined &&
    actionsText(present.actions.map(({ template }) => literal(template) ?? '')) ===
      actionsText(wanted.actions) &&
    conditionsText(
      present.conditions.map(({ values, ...rest }) => ({
        ...rest,
        values: values.map(({ template }) => template),
      })),
    ) === conditionsText(wanted.conditions)
  );
}

function actionsText(actions: readonly string[]): string {
  return actions
    .map((action) => action.toLowerCase())
    .sort()
    .join();
}

function conditionsText(
  conditions: readonly {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly Template[];
  }[],
): string {
  return conditions
    .map(({ operator, key, values }) =>
      [operator, key.toLowerCase(), ...values.map(templateKey).sort()].join(),
    )
    .sort()
    .join('\u0000');
}

/** Statements without those that say the same as one before. */
export function distinctStatements(statements: readonly Statement[]): readonly Statement[] {
  const shown = (statement: Statement) => JSON.stringify(renderStatement(statement, display));
  return [...new Map(statements.map((statement) => [shown(statement), statement])).values()];
}

/**
 * New statements as the others of their policy are written.
 *
 * @param taken the Sids that stay in use.
 * @param usesText whether one action or resource is written as a text in place of a list.
 */
export function dress(
  statements: readonly Statement[],
  render: (value: Template) => JsonData,
  { taken, usesText }: { readonly taken: readonly string[]; readonly usesText: boolean },
): readonly JsonData[] {
  const used = new Set(taken);
  return statements.map((statement) => {
    const sid = freeSid(statement.sid, used);
    used.add(sid);
    const data = renderStatement({ ...statement, sid }, render);
    return usesText ? withTexts(data) : data;
  });
}

function freeSid(sid: string, used: ReadonlySet<string>): string {
  let free = sid;
  for (let count = 2; used.has(free); count += 1) {
    free = `${sid}Part${count}`;
  }
  return free;
}

function withTexts(statement: { readonly [key: string]: JsonData }): JsonData {
  return Object.fromEntries(
    Object.entries(statement).map(([key, value]): [string, JsonData] => {
      const [only, ...rest] = Array.isArray(value) ? value : [];
      const isSingle = (key === 'Action' || key === 'Resource') && rest.length === 0;
      return [key, isSingle && only !== undefined ? only : value];
    }),
  );
}
