import { foundationModelArn, REGION } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import { splitTemplate, type Template } from '../../template/template.ts';
import { type ModelForm, recognisableText } from './form.ts';
import { mayHaveGeography } from './geography.ts';
import { roleNeed } from './statements.ts';

const ARN = /^arn:[^:]+:bedrock:[^:]*::foundation-model\//;
const ID = /^[a-z0-9-]{1,63}\.[A-Za-z0-9?¿][A-Za-z0-9.:?¿-]*$/;

/** A foundation model by its id or its ARN. */
export const foundationModel: ModelForm = {
  name: 'foundation model',

  shapeOf(text) {
    if (ARN.test(text)) {
      return 'the ARN of a foundation model';
    }
    return ID.test(text) && !mayHaveGeography(text) ? 'the id of a foundation model' : undefined;
  },

  *invoke(context, field) {
    yield roleNeed(context, field, {
      purpose: 'InvokeFoundationModels',
      actions: ['bedrock:InvokeModel'],
      resource: foundationModelArnOf(field.value),
      why: 'invokes this foundation model',
      source: PAGES.role,
    });
  },
};

/** The ARN of a foundation model: the value itself, or its id in the flow's Region. */
export function foundationModelArnOf(value: Template): Template {
  return isArn(value) ? value : foundationModelArn(REGION, value);
}

/** The id of a foundation model that is given by id or ARN. */
export function foundationModelIdOf(value: Template): Template {
  const [, id] = splitTemplate(value, '::foundation-model/', 2);
  return id ?? value;
}

function isArn(value: Template): boolean {
  return ARN.test(recognisableText(value));
}
