import type { GrantedStatement } from '../granted/granted.ts';
import { showPlace } from '../place.ts';
import { literal, type PlacedTemplate } from '../template/template.ts';
import { canStandOn, isNoAction } from './catalogue.ts';
import { type Comparison, type Permission, requestOf, type StatementUse } from './comparison.ts';
import { idFault } from './resource-ids.ts';

/** Looks at a statement's actions and resources one by one; those of `NotAction` are not looked at. */
export function useOf(comparison: Comparison, statement: GrantedStatement): StatementUse {
  const known = comparison.uses.get(statement) ?? lookAt(comparison, statement);
  comparison.uses.set(statement, known);
  return known;
}

function lookAt(comparison: Comparison, statement: GrantedStatement): StatementUse {
  const { judge } = comparison;
  const { actions, resources, notActions, notResources } = statement;
  const misnamed = new Set(
    resources.filter(({ template }) => idFault(judge.normalise(template)) !== undefined),
  );
  const fits = (action: PlacedTemplate, resource: PlacedTemplate) =>
    notActions ||
    notResources ||
    (canStandOn(literal(action.template) ?? '', judge.shapeOf(resource.template)) &&
      !misnamed.has(resource));
  const deadActions = notActions
    ? []
    : actions.filter(
        (action) =>
          isNoAction(literal(action.template) ?? '') ||
          (resources.length > 0 && !resources.some((resource) => fits(action, resource))),
      );
  const noActions = new Set(deadActions);
  const aliveActions = actions.filter((action) => !noActions.has(action));
  const deadResources =
    notResources || notActions || aliveActions.length === 0
      ? []
      : resources.filter((resource) => !aliveActions.some((action) => fits(action, resource)));
  const noResources = new Set(deadResources);
  const aliveResources = resources.filter((resource) => !noResources.has(resource));
  const candidates = [...comparison.permissions, ...comparison.tolerated].flatMap((permission) => [
    permission,
    ...permission.pinned,
  ]);
  const touches = (permission: Permission, action?: PlacedTemplate, resource?: PlacedTemplate) =>
    (action === undefined || judge.action(action.template, permission.action) !== 'no') &&
    (resource === undefined || judge.overlaps(resource.template, permission.resource)) &&
    judge.conditions(statement, requestOf(permission)) !== 'no';
  const touched = candidates.filter((permission) =>
    notActions || notResources
      ? judge.matches(statement, requestOf(permission)) !== 'no'
      : aliveActions.some((action) =>
          aliveResources.some((resource) => touches(permission, action, resource)),
        ),
  );
  // Where resources stand in it that are not known, an action may be needed on one of them.
  const isLiveAction = (action: PlacedTemplate) =>
    notActions ||
    (statement.mayNameMore === true ? candidates : touched).some(
      (permission) => judge.action(action.template, permission.action) !== 'no',
    );
  const isLiveResource = (resource: PlacedTemplate) =>
    notResources ||
    touched.some((permission) => judge.overlaps(resource.template, permission.resource));
  const liveActions = aliveActions.filter(isLiveAction);
  const liveResources = aliveResources.filter(isLiveResource);
  return {
    deadActions,
    deadResources,
    idleActions: unused(aliveActions, liveActions),
    idleResources: unused(aliveResources, liveResources),
    liveActions,
    liveResources,
    touched,
  };
}

/** What stands for several values, as a loop does, is left over where none of them is needed. */
function unused(
  alive: readonly PlacedTemplate[],
  live: readonly PlacedTemplate[],
): readonly PlacedTemplate[] {
  const places = new Set(live.map(({ place }) => showPlace(place)));
  return alive.filter(({ place }) => !places.has(showPlace(place)));
}
