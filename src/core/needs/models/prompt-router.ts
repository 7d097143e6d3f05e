import { resourceOf } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import type { Outcome } from '../../flow/need.ts';
import type { Template } from '../../template/template.ts';
import type { Context } from '../context.ts';
import { decideShape, type Shapes } from '../decide.ts';
import type { Field } from '../fields.ts';
import { applicationProfile, invokeBehindApplicationProfile } from './application-profile.ts';
import { MODEL_WHY, type ModelForm } from './form.ts';
import { foundationModel, foundationModelArnOf } from './foundation-model.ts';
import { equals, roleNeed } from './statements.ts';
import {
  invokeBehindSystemProfile,
  profileId,
  systemProfile,
  systemProfileArn,
} from './system-profile.ts';
import { modelsBehind } from './underlying-models.ts';

/** What a prompt router can lead to. */
const ROUTED_SHAPES: Shapes = {
  shapeOf: (text) =>
    applicationProfile.shapeOf(text) ??
    systemProfile.shapeOf(text) ??
    foundationModel.shapeOf(text),
  why: MODEL_WHY,
};

/** An intelligent prompt router, AWS's own or the account's, by its ARN. */
export const promptRouter: ModelForm = {
  name: 'prompt router',

  shapeOf(text) {
    return /^arn:[^:]+:bedrock:[^:]*:[^:]*:(?:default-)?prompt-router\//.test(text)
      ? 'the ARN of a prompt router'
      : undefined;
  },

  *invoke(context, field) {
    yield roleNeed(context, field, {
      purpose: 'InvokePromptRouters',
      actions: ['bedrock:GetPromptRouter', 'bedrock:InvokeModel'],
      resource: field.value,
      why: 'sends prompts to this router',
      source: PAGES.routers,
    });
    for (const model of modelsBehind(context, field, 'prompt router', 'profile-models')) {
      yield* invokeRouted(context, field, model);
    }
  },
};

function* invokeRouted(context: Context, router: Field, routed: Field): Iterable<Outcome> {
  const decision = decideShape(context, routed, ROUTED_SHAPES);
  const { field: model } = decision;
  const text = decision.kind === 'known' ? decision.text : '';
  if (decision.kind === 'known') {
    yield* decision.warnings;
  }
  const throughRouter = (resource: Template, what: string) =>
    roleNeed(context, model, {
      purpose: 'InvokeModelsOfRouter',
      through: resourceOf(router.value),
      actions: ['bedrock:InvokeModel'],
      resource,
      conditions: [equals('bedrock:PromptRouterArn', router.value)],
      why: `reaches this ${what} through the prompt router`,
      source: PAGES.routers,
    });
  // Behind a profile only the profile is required: both keys in one statement would have to match
  // at once, and no page says that they do.
  if (applicationProfile.shapeOf(text) !== undefined) {
    yield throughRouter(model.value, applicationProfile.name);
    yield* invokeBehindApplicationProfile(context, model);
  } else if (systemProfile.shapeOf(text) !== undefined) {
    const profile = systemProfileArn(model.value);
    yield throughRouter(profile, systemProfile.name);
    yield* invokeBehindSystemProfile(context, model, profileId(model.value), [
      equals('bedrock:InferenceProfileArn', profile),
    ]);
  } else {
    const isKnown = decision.kind === 'known';
    yield throughRouter(isKnown ? foundationModelArnOf(model.value) : model.value, 'model');
  }
}
