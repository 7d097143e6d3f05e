import { resourceLabel } from '../arn/arn.ts';
import {
  type Context,
  type Field,
  foundField,
  modelFields,
  resourceQuestionKey,
} from '../flow/context.ts';

/**
 * The models behind something that the flow does not name them for: from the template around the
 * flow, or from the answer to a question.
 *
 * @param what how the question calls it: `prompt`, `inference profile`.
 */
export function modelsBehind(context: Context, field: Field, what: string): readonly Field[] {
  const models = context.flow.neighbours(field.raw)?.models ?? [];
  return models.length > 0
    ? models.map((model) => foundField(context, model, 'model', field))
    : modelFields(context, field, {
        key: resourceQuestionKey('model', field.value),
        prompt: `Which model stands behind the ${what} "${resourceLabel(field.value)}"? The flow does not say. Several are separated by commas.`,
      });
}
