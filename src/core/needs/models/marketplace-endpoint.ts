import { ACCOUNT, ownArn } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import { template } from '../../template/template.ts';
import type { ModelForm } from './form.ts';
import { equals, roleNeed } from './statements.ts';

/** A model of Amazon Bedrock Marketplace, by the ARN of its SageMaker endpoint. */
export const marketplaceEndpoint: ModelForm = {
  name: 'marketplace model endpoint',

  shapeOf(text) {
    return /^arn:[^:]+:sagemaker:[^:]*:[^:]*:endpoint\//.test(text)
      ? 'the ARN of an endpoint of Amazon SageMaker AI'
      : undefined;
  },

  *invoke(context, field) {
    yield roleNeed(context, field, {
      purpose: 'InvokeMarketplaceModels',
      actions: ['bedrock:InvokeModel'],
      resource: ownArn('bedrock', 'marketplace/model-endpoint/all-access'),
      why: 'invokes a marketplace model; all of them share one resource',
      source: PAGES.marketplace,
    });
    yield roleNeed(context, field, {
      purpose: 'InvokeMarketplaceEndpoints',
      actions: ['sagemaker:InvokeEndpoint'],
      resource: field.value,
      conditions: [
        equals('aws:CalledViaLast', template('bedrock.amazonaws.com')),
        equals('aws:ResourceAccount', template(ACCOUNT)),
      ],
      why: 'invokes the endpoint that serves the marketplace model',
      source: PAGES.marketplace,
    });
  },
};
