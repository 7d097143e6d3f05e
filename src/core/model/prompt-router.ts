import { resourceOf } from '../arn/arn.ts';
import type { Context } from '../flow/context.ts';
import type { Field } from '../flow/fields.ts';
import type { Outcome } from '../flow/need.ts';
import type { Template } from '../template/template.ts';
import { applicationProfile, invokeBehindApplicationProfile } from './application-profile.ts';
import { modelsBehind } from './behind.ts';
import { MODEL_DOCUMENTATION, type ModelForm, recognisableText } from './form.ts';
import { foundationModelArnOf } from './foundation-model.ts';
import { equals, roleNeed } from './statements.ts';
import {
  invokeBehindSystemProfile,
  profileId,
  systemProfile,
  systemProfileArn,
} from './system-profile.ts';

/** An intelligent prompt router, AWS's own or the account's, by its ARN. */
export const promptRouter: ModelForm = {
  name: 'prompt router',

  recognises(text) {
    return /^arn:[^:]+:bedrock:[^:]*:[^:]*:(?:default-)?prompt-router\//.test(text);
  },

  *invoke(context, field) {
    yield roleNeed(context, field, {
      purpose: 'InvokePromptRouters',
      actions: ['bedrock:GetPromptRouter', 'bedrock:InvokeModel'],
      resource: field.value,
      why: 'sends prompts to this router',
      documentation: MODEL_DOCUMENTATION.routers,
    });
    for (const model of modelsBehind(context, field, 'prompt router', 'profile-models')) {
      yield* invokeRouted(context, field, model);
    }
  },
};

function* invokeRouted(context: Context, router: Field, model: Field): Iterable<Outcome> {
  const text = recognisableText(model.value);
  const throughRouter = (resource: Template, what: string) =>
    roleNeed(context, model, {
      purpose: 'InvokeModelsOfRouter',
      through: resourceOf(router.value),
      actions: ['bedrock:InvokeModel'],
      resource,
      conditions: [equals('bedrock:PromptRouterArn', router.value)],
      why: `reaches this ${what} through the prompt router`,
      documentation: MODEL_DOCUMENTATION.routers,
    });
  // Behind a profile only the profile is required: both keys in one statement would have to match
  // at once, and no page says that they do.
  if (applicationProfile.recognises(text)) {
    yield throughRouter(model.value, applicationProfile.name);
    yield* invokeBehindApplicationProfile(context, model);
  } else if (systemProfile.recognises(text)) {
    const profile = systemProfileArn(model.value);
    yield throughRouter(profile, systemProfile.name);
    yield* invokeBehindSystemProfile(context, model, profileId(model.value), [
      equals('bedrock:InferenceProfileArn', profile),
    ]);
  } else {
    yield throughRouter(foundationModelArnOf(model.value), 'model');
  }
}
