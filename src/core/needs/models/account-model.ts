import { ownArn } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import type { Source } from '../../data/source.ts';
import type { Purpose } from '../../flow/need.ts';
import { tolerated } from '../tolerated.ts';
import type { ModelForm } from './form.ts';
import { roleNeed } from './statements.ts';

/** A model that belongs to the account and is invoked on its own ARN. */
interface AccountModel {
  readonly name: string;
  readonly article: 'a' | 'an';
  readonly resourceType: string;
  readonly purpose: Purpose;
  /** Reads the resource before it is invoked; undefined where nothing is read. */
  readonly getAction?: string;
  readonly source: Source;
  /** Looks up what stands behind it, which a role may do and need not. */
  readonly mayGet?: { readonly action: string; readonly resourceType: string };
}

function accountModel(model: AccountModel): ModelForm {
  return {
    name: model.name,

    shapeOf(text) {
      const [arn, , service, , , resource] = text.split(':');
      const isOne =
        arn === 'arn' && service === 'bedrock' && resource?.startsWith(`${model.resourceType}/`);
      return isOne === true ? `the ARN of ${model.article} ${model.name}` : undefined;
    },

    *invoke(context, field) {
      yield roleNeed(context, field, {
        purpose: model.purpose,
        actions: [...(model.getAction ? [model.getAction] : []), 'bedrock:InvokeModel'],
        resource: field.value,
        why: `invokes this ${model.name}`,
        source: model.source,
      });
      if (model.mayGet !== undefined) {
        yield tolerated(context, field, {
          purpose: model.purpose,
          actions: [model.mayGet.action],
          // The flow does not say which one stands behind it.
          resource: ownArn('bedrock', `${model.mayGet.resourceType}/*`),
          why: `reads the custom model behind the ${model.name}, which AWS does for custom models alone`,
          source: model.source,
        });
      }
    },
  };
}

/** Provisioned Throughput, by its ARN. */
export const provisionedModel = accountModel({
  name: 'provisioned model',
  article: 'a',
  resourceType: 'provisioned-model',
  purpose: 'InvokeProvisionedModels',
  getAction: 'bedrock:GetProvisionedModelThroughput',
  source: PAGES.role,
});

/** A custom model, by its ARN. */
export const customModel = accountModel({
  name: 'custom model',
  article: 'a',
  resourceType: 'custom-model',
  purpose: 'InvokeCustomModels',
  getAction: 'bedrock:GetCustomModel',
  source: PAGES.role,
});

/** A deployment of a custom model for on-demand use, by its ARN. */
export const customModelDeployment = accountModel({
  name: 'custom model deployment',
  article: 'a',
  resourceType: 'custom-model-deployment',
  purpose: 'InvokeCustomModelDeployments',
  mayGet: { action: 'bedrock:GetCustomModel', resourceType: 'custom-model' },
  source: PAGES.deployments,
});

/** An imported model, by its ARN. */
export const importedModel = accountModel({
  name: 'imported model',
  article: 'an',
  resourceType: 'imported-model',
  purpose: 'InvokeImportedModels',
  getAction: 'bedrock:GetImportedModel',
  source: PAGES.imported,
});
