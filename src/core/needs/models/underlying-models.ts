import type { FormName } from '../../template/forms.ts';
import { literal, type PlacedTemplate } from '../../template/template.ts';
import type { Context } from '../context.ts';
import { type Field, foundField, modelFields } from '../fields.ts';

/**
 * The models behind something that the flow does not name them for: from the template around the
 * flow, or from the answer to a question.
 *
 * @param what how the question calls it: `prompt`, `inference profile`.
 * @param form what can stand behind it.
 */
export function modelsBehind(
  context: Context,
  field: Field,
  what: string,
  form: 'models' | 'profile-models',
): readonly Field[] {
  const { neighbours } = context.flow;
  // An answer can name a resource that a file describes.
  const models = (neighbours(field.raw) ?? neighbours(field.value))?.models ?? [];
  return models.length > 0
    ? models.map((model) => foundField(context, model, formOf(model, form), field))
    : modelFields(context, field, {
        key: `model:${field.label}`,
        prompt: `Which model stands behind the ${what} "${field.label}"? The flow does not say. Several are separated by commas.`,
        form,
      });
}

/** Profiles and routers name their models by ARN; an id that stands there plainly is understood. */
function formOf({ template }: PlacedTemplate, form: 'models' | 'profile-models'): FormName {
  return form === 'models' || literal(template) !== undefined ? 'model' : 'source-arn';
}
