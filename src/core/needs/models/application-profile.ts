import { resourceOf } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import type { Outcome } from '../../flow/need.ts';
import type { Context } from '../context.ts';
import { decideShape, type Shapes } from '../decide.ts';
import type { Field } from '../fields.ts';
import { MODEL_WHY, type ModelForm } from './form.ts';
import { foundationModel, foundationModelArnOf } from './foundation-model.ts';
import { equals, roleNeed } from './statements.ts';
import { invokeBehindSystemProfile, readProfile, systemProfile } from './system-profile.ts';
import { modelsBehind } from './underlying-models.ts';

/** What an application inference profile can be made of. */
const SOURCE_SHAPES: Shapes = {
  shapeOf: (text) => systemProfile.shapeOf(text) ?? foundationModel.shapeOf(text),
  why: MODEL_WHY,
};

/** An application inference profile: the account's own profile of one model, by its ARN. */
export const applicationProfile: ModelForm = {
  name: 'application inference profile',

  shapeOf(text) {
    return /^arn:[^:]+:bedrock:[^:]*:[^:]*:application-inference-profile\//.test(text)
      ? 'the ARN of an application inference profile'
      : undefined;
  },

  *invoke(context, field) {
    yield roleNeed(context, field, {
      purpose: 'InvokeInferenceProfiles',
      actions: ['bedrock:InvokeModel'],
      resource: field.value,
      why: 'invokes its model through this inference profile',
      source: PAGES.profiles,
    });
    yield readProfile(context, field, field.value);
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
  const decision = decideShape(context, model, SOURCE_SHAPES);
  const { field: source } = decision;
  if (decision.kind === 'known') {
    yield* decision.warnings;
  }
  if (decision.kind === 'known' && systemProfile.shapeOf(decision.text) !== undefined) {
    // The call names the application profile; the one that it was made from is not invoked itself.
    yield* invokeBehindSystemProfile(context, source, resourceOf(profile.value), [
      equals('bedrock:InferenceProfileArn', profile.value),
    ]);
    return;
  }
  yield roleNeed(context, source, {
    purpose: 'InvokeModelsOfProfile',
    through: resourceOf(profile.value),
    actions: ['bedrock:InvokeModel'],
    resource: decision.kind === 'known' ? foundationModelArnOf(source.value) : source.value,
    conditions: [equals('bedrock:InferenceProfileArn', profile.value)],
    why: 'reaches the model behind the inference profile',
    source: PAGES.profiles,
  });
}
