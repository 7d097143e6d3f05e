import type {
  PromptFlowNodeConfiguration,
  PromptFlowNodeSourceConfiguration,
} from '@aws-sdk/client-bedrock-agent';
import { modelsBehind } from '../../model/behind.ts';
import { recognisableText } from '../../model/form.ts';
import { invokeModel } from '../../model/invoke.ts';
import { roleNeed } from '../../model/statements.ts';
import { get, isNull } from '../../read/value.ts';
import { literal, type Template, template } from '../../template/template.ts';
import type { Context } from '../context.ts';
import { encryptionOf } from '../encryption.ts';
import { type Field, optionalField, requiredField } from '../fields.ts';
import { applyGuardrail } from '../guardrail.ts';
import type { Outcome } from '../need.ts';
import { type Fields, type NodeKind, ROLE_PAGE } from './kind.ts';

type Source = keyof Omit<
  Extract<PromptFlowNodeSourceConfiguration, { $unknown?: never }>,
  '$unknown'
>;
const SOURCE = {
  inline: 'inline',
  resource: 'resource',
} as const satisfies Record<Source, Source>;

/** Sends a prompt to a model: the prompt stands in the node, or in Prompt management. */
export const prompt: NodeKind = {
  kind: 'Prompt',
  fields: {
    sourceConfiguration: 'required',
    guardrailConfiguration: 'optional',
  } satisfies Fields<PromptFlowNodeConfiguration>,

  *needs(context, node) {
    const has = (source: Source) => {
      const value = get(node.configuration, 'sourceConfiguration', source);
      return value !== undefined && !isNull(value);
    };
    if (has('resource')) {
      const path = ['sourceConfiguration', SOURCE.resource, 'promptArn'];
      yield* useManagedPrompt(context, requiredField(context, node, path, 'prompt-arn'));
    }
    if (has('inline') || !has('resource')) {
      const path = ['sourceConfiguration', SOURCE.inline, 'modelId'];
      yield* invokeModel(context, requiredField(context, node, path, 'model'));
    }
    const guardrail = optionalField(
      context,
      node,
      ['guardrailConfiguration', 'guardrailIdentifier'],
      'guardrail',
    );
    if (guardrail !== undefined) {
      yield* applyGuardrail(context, guardrail);
    }
  },
};

function* useManagedPrompt(context: Context, field: Field): Iterable<Outcome> {
  for (const resource of promptArns(context, field)) {
    yield roleNeed(context, field, {
      purpose: 'UsePrompts',
      // Flows made since 2024-11-22 render prompts, older ones get them.
      actions: ['bedrock:GetPrompt', 'bedrock:RenderPrompt'],
      resource,
      why: `reads the prompt ${field.label} from Prompt management`,
      documentation: ROLE_PAGE,
    });
  }
  for (const model of modelsBehind(context, field, 'prompt', 'models')) {
    yield* invokeModel(context, model);
  }
  yield* encryptionOf(context, field);
}

/** The ARN as it stands and, where it names a version, that of the prompt itself. */
function promptArns(context: Context, field: Field): readonly Template[] {
  const { value } = field;
  const versioned = /:prompt\/[^:]+:[^:]+$/.test(recognisableText(value));
  if (!versioned) {
    return [value];
  }
  const last = value.at(-1);
  const unversioned =
    last?.kind === 'text' && literal(value) !== ''
      ? template(value.slice(0, -1), last.text.replace(/:[^:]*$/, ''))
      : context.flow.neighbours(field.raw)?.unversioned;
  return unversioned === undefined ? [value] : [unversioned, value];
}
