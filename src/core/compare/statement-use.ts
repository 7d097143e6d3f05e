import type { GrantedStatement } from '../granted/granted.ts';
import { literal, type PlacedTemplate } from '../template/template.ts';
import { canStandOn, isNoAction } from './catalogue.ts';
import { type Comparison, type Permission, requestOf } from './comparison.ts';
import { idFault } from './resource-ids.ts';

/** What of an allowing statement can never match, what nothing needs, and what it is needed for. */
export interface StatementUse {
  readonly deadActions: readonly PlacedTemplate[];
  readonly deadResources: readonly PlacedTemplate[];
  readonly idleActions: readonly PlacedTemplate[];
  readonly idleResources: readonly PlacedTemplate[];
  readonly liveActions: readonly PlacedTemplate[];
  readonly liveResources: readonly PlacedTemplate[];
  /** The permissions that it has to do with. */
  readonly touched: readonly Permission[];
}

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
  const candidates = comparison.permissions.flatMap((permission) => [
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
  return {
    deadActions,
    deadResources,
    idleActions: aliveActions.filter((action) => !isLiveAction(action)),
    idleResources: aliveResources.filter((resource) => !isLiveResource(resource)),
    liveActions: aliveActions.filter(isLiveAction),
    liveResources: aliveResources.filter(isLiveResource),
    touched,
  };
}
