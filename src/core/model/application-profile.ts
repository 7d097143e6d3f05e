import { resourceOf } from '../arn/arn.ts';
import type { Context } from '../flow/context.ts';
import type { Field } from '../flow/fields.ts';
import type { Outcome } from '../flow/need.ts';
import { modelsBehind } from './behind.ts';
import { MODEL_DOCUMENTATION, type ModelForm, recognisableText } from './form.ts';
import { foundationModelArnOf } from './foundation-model.ts';
import { equals, roleNeed } from './statements.ts';
import { invokeBehindSystemProfile, systemProfile, systemProfileArn } from './system-profile.ts';

/** An application inference profile: the account's own profile of one model, by its ARN. */
export const applicationProfile: ModelForm = {
  name: 'application inference profile',

  recognises(text) {
    return /^arn:[^:]+:bedrock:[^:]*:[^:]*:application-inference-profile\//.test(text);
  },

  *invoke(context, field) {
    yield roleNeed(context, field, {
      purpose: 'InvokeInferenceProfiles',
      actions: ['bedrock:GetInferenceProfile', 'bedrock:InvokeModel'],
      resource: field.value,
      why: 'invokes its model through this inference profile',
      documentation: MODEL_DOCUMENTATION.profiles,
    });
    yield* invokeBehindApplicationProfile(context, field);
  },
};

/** The permissions for the model behind an application inference profile, only through it. */
export function* invokeBehindApplicationProfile(
  context: Context,
  profile: Field,
): Iterable<Outcome> {
  for (const model of modelsBehind(context, profile, 'inference profile', 'profile-models')) {
    yield* invokeBehind(context, profile, model);
  }
}

function* invokeBehind(context: Context, profile: Field, model: Field): Iterable<Outcome> {
  if (systemProfile.recognises(recognisableText(model.value))) {
    // The value of the key is not documented for a profile copied from a profile: either may stand.
    yield* invokeBehindSystemProfile(context, model, resourceOf(profile.value), [
      equals('bedrock:InferenceProfileArn', profile.value, systemProfileArn(model.value)),
    ]);
    return;
  }
  yield roleNeed(context, model, {
    purpose: 'InvokeModelsOfProfile',
    through: resourceOf(profile.value),
    actions: ['bedrock:InvokeModel'],
    resource: foundationModelArnOf(model.value),
    conditions: [equals('bedrock:InferenceProfileArn', profile.value)],
    why: 'reaches the model behind the inference profile',
    documentation: MODEL_DOCUMENTATION.profiles,
  });
}
