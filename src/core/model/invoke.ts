import type { Context } from '../flow/context.ts';
import { askedField, type Field, fieldKey } from '../flow/fields.ts';
import type { Outcome } from '../flow/need.ts';
import { FORMS } from '../template/forms.ts';
import { referenceName } from '../template/reference.ts';
import { display, isOpen, soleReference } from '../template/template.ts';
import {
  customModel,
  customModelDeployment,
  importedModel,
  provisionedModel,
} from './account-model.ts';
import { applicationProfile } from './application-profile.ts';
import { MODEL_DOCUMENTATION, type ModelForm, recognisableText } from './form.ts';
import { foundationModel } from './foundation-model.ts';
import { marketplaceEndpoint } from './marketplace-endpoint.ts';
import { promptRouter } from './prompt-router.ts';
import { roleNeed } from './statements.ts';
import { systemProfile } from './system-profile.ts';

/** The forms of a model identifier; a new one is a file and a line here. */
const MODEL_FORMS: readonly ModelForm[] = [
  systemProfile,
  foundationModel,
  applicationProfile,
  provisionedModel,
  customModelDeployment,
  customModel,
  importedModel,
  promptRouter,
  marketplaceEndpoint,
];

/**
 * The permissions to invoke the model that a field names, whatever the form of the identifier.
 * An identifier of no known form becomes a question.
 */
export function* invokeModel(context: Context, field: Field): Iterable<Outcome> {
  const text = recognisableText(field.value);
  const form = MODEL_FORMS.find((candidate) => candidate.recognises(text));
  if (form !== undefined) {
    yield* form.invoke(context, field);
    yield* assumedForm(field, form);
    return;
  }
  const unknown = isOpen(field.value) ? field : unknownModel(context, field);
  yield roleNeed(context, unknown, {
    purpose: 'InvokeFoundationModels',
    actions: ['bedrock:InvokeModel'],
    resource: unknown.value,
    why: 'invokes this model',
    documentation: MODEL_DOCUMENTATION.role,
  });
}

/** A parameter's default shows a form, and somebody may deploy with another. */
function* assumedForm(field: Field, { name }: ModelForm): Iterable<Outcome> {
  for (const segment of field.value) {
    const reference = segment.kind === 'reference' ? segment.reference : undefined;
    if (
      reference !== undefined &&
      reference.kind !== 'deployment' &&
      reference.likeness?.of === 'example'
    ) {
      yield {
        kind: 'warning',
        text: `The role fits values of ${referenceName(reference)} that name a ${name}, as its default "${reference.likeness.text}" does: another kind of model needs other permissions.`,
        place: field.place,
      };
    }
  }
}

function unknownModel(context: Context, field: Field): Field {
  const reference = soleReference(field.value);
  const { description, example } = FORMS.model;
  return askedField(context, field, {
    key: reference === undefined ? fieldKey(context, field) : referenceName(reference),
    prompt:
      reference === undefined
        ? `Found "${display(field.value)}", which is not ${description} (such as ${example}). What is the model?`
        : `What is the value of ${referenceName(reference)}? A model needs other permissions than an inference profile. It is ${description}, such as ${example}.`,
    form: 'model',
  });
}
