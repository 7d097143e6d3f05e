import { FLOWS_PAGE_SOURCE } from '../../data/flows-page.ts';
import type { GrantedStatement } from '../../granted/granted.ts';
import type { Place } from '../../place.ts';
import { display, literal, type PlacedTemplate } from '../../template/template.ts';
import { isNoAction, isNoConditionKey, REFERENCE_PAGE, resourceFormsOf } from '../catalogue.ts';
import type { Comparison, PlacedStatement } from '../comparison.ts';
import { holdsWithout, operatorOf } from '../operator.ts';
import { pageOf2024, type WrittenPart } from '../page-of-2024.ts';
import type { Repair } from '../repair.ts';
import { idFault } from '../resource-ids.ts';
import { useOf } from '../statement-use.ts';
import { actionsText, named, resourcesText } from '../statement-words.ts';
import { findingOf, type Rule } from './rule.ts';

/** A part of a statement that no request can ever match. */
export const invalidPermission: Rule = {
  id: 'invalid-permission',
  kind: 'invalid',
  title: 'A part of a statement can never match',
  help: 'The action does not exist, or cannot be allowed on such a resource, or the condition key does not exist: the statement looks as if it granted something, and does not.',
  documentation: REFERENCE_PAGE,
  *find(comparison) {
    for (const placed of comparison.identity) {
      if (placed.statement.effect === 'Allow' && placed.policy.form === 'document') {
        yield* invalidOf(comparison, placed);
      }
    }
  },
};

function* invalidOf(comparison: Comparison, { statement }: PlacedStatement) {
  const { deadActions, deadResources } = useOf(comparison, statement);
  const actions = actionsText(statement);
  const resources = resourcesText(statement);
  const at = { subject: 'identity', granted: statement.place } as const;
  const trim = (items: readonly Place[], isAll: boolean): Repair =>
    isAll
      ? { do: 'drop', statement: statement.place }
      : { do: 'trim', statement: statement.place, items };
  for (const [name, places] of named(deadActions)) {
    yield findingOf(invalidPermission, comparison, {
      ...at,
      action: name,
      resource: resources,
      place: places[0],
      why: deadActions.some((one) => isNamedAndNone(one, name))
        ? `There is no action ${name}: it grants nothing.`
        : `${name} cannot be allowed on ${resources}: the action has other resources, or none but "*", so this grants nothing.${rightForm(comparison, statement, [name])}${pageOf2024({ kind: 'action', text: name }, ...resourceParts(statement))}`,
      repair: trim(places, deadActions.length === statement.actions.length),
    });
  }
  for (const [name, places] of named(deadResources)) {
    yield findingOf(invalidPermission, comparison, {
      ...at,
      action: actions,
      resource: name,
      place: places[0],
      ...(isBucketOfObjects(statement, name)
        ? {
            kind: 'note' as const,
            why: `${name} grants nothing beside its objects: ${actions} cannot be allowed on a bucket. AWS's page on the role (read ${FLOWS_PAGE_SOURCE.read}) names both.`,
          }
        : {
            why: `${name} is no resource that ${actions} can be allowed on: it never matches.${rightForm(
              comparison,
              {
                ...statement,
                resources: deadResources.filter(({ template }) => display(template) === name),
              },
              statement.actions.map(({ template }) => literal(template) ?? ''),
            )}${pageOf2024({ kind: 'resource', text: name })}`,
            repair: trim(places, deadResources.length === statement.resources.length),
          }),
    });
  }
  if (deadActions.length === statement.actions.length) {
    return;
  }
  for (const { operator, key, place } of statement.conditions) {
    if (isNoConditionKey(key) && needsKey(operator)) {
      yield findingOf(invalidPermission, comparison, {
        ...at,
        action: actions,
        resource: resources,
        condition: key,
        place,
        why: `There is no condition key ${key}, so that its condition is never met and the statement grants nothing.${pageOf2024({ kind: 'condition-key', text: key })}`,
        repair: { do: 'drop', statement: statement.place },
      });
    }
  }
}

/** What is wrong with ids, or else the forms that resources of the actions have. */
function rightForm(
  { judge }: Comparison,
  { resources }: GrantedStatement,
  actions: readonly string[],
): string {
  const faults = resources.flatMap(({ template }) => idFault(judge.normalise(template)) ?? []);
  const forms = actions.flatMap((action) => resourceFormsOf(action) ?? []);
  const lines =
    faults.length > 0
      ? faults
      : forms.length > 0 && forms.length <= MOST_FORMS
        ? [`It takes ${[...new Set(forms)].join(' or ')}.`]
        : [];
  return [...new Set(lines)].map((line) => ` ${line}`).join('');
}

/** More forms than these help nobody. */
const MOST_FORMS = 3;

function resourceParts({ resources }: GrantedStatement): readonly WrittenPart[] {
  return resources.map(({ template }) => ({ kind: 'resource', text: display(template) }));
}

/** Whether a statement names a bucket where it names the objects in it as well. */
function isBucketOfObjects({ resources }: GrantedStatement, name: string): boolean {
  return resources.some(({ template }) => display(template) === `${name}/*`);
}

/** Whether a condition is never met where its key does not exist. */
function needsKey(name: string): boolean {
  const operator = operatorOf(name);
  return operator !== undefined && operator.family !== 'null' && !holdsWithout(operator);
}

function isNamedAndNone({ template }: PlacedTemplate, name: string): boolean {
  return display(template) === name && isNoAction(literal(template) ?? '');
}
