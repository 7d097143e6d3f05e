import type { PlacedTemplate } from '../../flow/flow.ts';
import { display, literal } from '../../template/template.ts';
import { isNoAction, isNoConditionKey, REFERENCE_PAGE } from '../catalogue.ts';
import type { Comparison, PlacedStatement } from '../comparison.ts';
import type { Repair } from '../repair.ts';
import { useOf } from '../statement-use.ts';
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
  const actions = statement.actions.map(({ template }) => display(template)).join(', ');
  const resources = statement.resources.map(({ template }) => display(template)).join(', ');
  const at = { subject: 'identity', granted: statement.place } as const;
  const trim = (item: PlacedTemplate, all: readonly PlacedTemplate[], dead: number): Repair =>
    dead === all.length
      ? { do: 'drop', statement: statement.place }
      : { do: 'trim', statement: statement.place, items: [item.place] };
  for (const action of deadActions) {
    const name = display(action.template);
    yield findingOf(invalidPermission, comparison, {
      ...at,
      action: name,
      resource: resources,
      place: action.place,
      why: isNoAction(literal(action.template) ?? '')
        ? `There is no action ${name}: it grants nothing.`
        : `${name} cannot be allowed on ${resources}: the action has other resources, or none but "*", so this grants nothing.`,
      repair: trim(action, statement.actions, deadActions.length),
    });
  }
  for (const resource of deadResources) {
    yield findingOf(invalidPermission, comparison, {
      ...at,
      action: actions,
      resource: display(resource.template),
      place: resource.place,
      why: `${display(resource.template)} is no resource that ${actions} can be allowed on: it never matches.`,
      repair: trim(resource, statement.resources, deadResources.length),
    });
  }
  if (deadActions.length === statement.actions.length) {
    return;
  }
  for (const { key, place } of statement.conditions) {
    if (isNoConditionKey(key)) {
      yield findingOf(invalidPermission, comparison, {
        ...at,
        action: actions,
        resource: resources,
        condition: key,
        place,
        why: `There is no condition key ${key}, so that its condition is never met and the statement grants nothing.`,
        repair: { do: 'drop', statement: statement.place },
      });
    }
  }
}
