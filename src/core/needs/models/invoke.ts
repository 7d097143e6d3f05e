import { PAGES } from '../../data/pages.ts';
import type { Outcome } from '../../flow/need.ts';
import { recognise, undecidedIn } from '../../template/shape.ts';
import type { Template } from '../../template/template.ts';
import { listedValues, withValue } from '../../template/values.ts';
import type { Context } from '../context.ts';
import { decideShape, type Shapes } from '../decide.ts';
import type { Field } from '../fields.ts';
import {
  customModel,
  customModelDeployment,
  importedModel,
  provisionedModel,
} from './account-model.ts';
import { applicationProfile } from './application-profile.ts';
import { MODEL_WHY, type ModelForm } from './form.ts';
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
  const values = valuesOfSeveralKinds(field);
  if (values.length > 0) {
    for (const value of values) {
      yield* invokeModel(context, { ...field, value });
    }
    return;
  }
  const decision = decideShape(context, field, MODEL_SHAPES);
  if (decision.kind === 'known') {
    const assumes = decision.warnings.map(({ text }) => text);
    for (const outcome of formOf(decision.text)?.invoke(context, decision.field) ?? []) {
      yield outcome.kind === 'role' && assumes.length > 0 ? { ...outcome, assumes } : outcome;
    }
    yield* decision.warnings;
    return;
  }
  yield roleNeed(context, decision.field, {
    purpose: 'InvokeFoundationModels',
    actions: ['bedrock:InvokeModel'],
    resource: decision.field.value,
    why: 'invokes this model',
    source: PAGES.role,
  });
}

/** A value whose file lists all that it can be, where those are not of one kind: each by itself. */
function valuesOfSeveralKinds({ value }: Field): readonly Template[] {
  const found = recognise(value, MODEL_SHAPES.shapeOf);
  if (found !== undefined && found.assumed.length === 0) {
    return [];
  }
  const [reference, ...others] = undecidedIn(value);
  const values = reference && listedValues(reference);
  return reference === undefined || values === undefined || others.length > 0
    ? []
    : values.map((text) => withValue(value, reference, text));
}

const MODEL_SHAPES: Shapes = {
  shapeOf: (text) => formOf(text)?.shapeOf(text),
  why: MODEL_WHY,
};

function formOf(text: string): ModelForm | undefined {
  return MODEL_FORMS.find((form) => form.shapeOf(text) !== undefined);
}
