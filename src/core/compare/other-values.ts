import { RESOURCE_FORMS } from '../data/actions.generated.ts';
import type { GrantedStatement } from '../granted/granted.ts';
import { type PlacedTemplate, template } from '../template/template.ts';
import type { Comparison } from './comparison.ts';

/** What models of all kinds need: a value that names one by default may name another kind. */
const MODEL_ACTIONS = [
  'bedrock:GetCustomModel',
  'bedrock:GetImportedModel',
  'bedrock:GetInferenceProfile',
  'bedrock:GetPromptRouter',
  'bedrock:GetProvisionedModelThroughput',
  'bedrock:InvokeModel',
  'sagemaker:InvokeEndpoint',
];

/** The defaults that the needs of a role rest on, in sentences. */
export function assumptionsOf({ permissions }: Comparison): readonly string[] {
  const all = permissions.flatMap(({ needs }) => needs.flatMap(({ assumes = [] }) => assumes));
  return [...new Set(all)];
}

/** Whether a statement's action and resource could be needed if a default were overridden. */
export function mayServeOtherValues(
  comparison: Comparison,
  { actions, notActions, resources, notResources }: GrantedStatement,
  only: { readonly action?: PlacedTemplate; readonly resource?: PlacedTemplate } = {},
): boolean {
  const { judge } = comparison;
  if (notActions || notResources || assumptionsOf(comparison).length === 0) {
    return false;
  }
  const among = only.resource === undefined ? resources : [only.resource];
  return MODEL_ACTIONS.some(
    (name) =>
      (only.action === undefined ? actions : [only.action]).some(
        (action) => judge.action(action.template, name) !== 'no',
      ) &&
      among.some((resource) =>
        (RESOURCE_FORMS[name] ?? []).some((form) =>
          judge.overlaps(resource.template, template(form)),
        ),
      ),
  );
}
