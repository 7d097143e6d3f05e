import type {
  PromptFlowNodeConfiguration,
  PromptFlowNodeSourceConfiguration,
} from '@aws-sdk/client-bedrock-agent';
import { ownArn } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import { ROLE_CALLS } from '../../data/role-calls.ts';
import { get, isNull } from '../../document/value.ts';
import type { Outcome } from '../../flow/need.ts';
import { referenceName } from '../../template/reference.ts';
import { display, soleReference, type Template, template } from '../../template/template.ts';
import { answerTo, type Context } from '../context.ts';
import { fittingShape, type Shapes } from '../decide.ts';
import { encryptionContextOf, encryptionOf, USE_KEY } from '../encryption.ts';
import { type Field, requiredField } from '../fields.ts';
import { ageOfFlow, createdAssumption } from '../flow-age.ts';
import { applyGuardrail, guardrailField } from '../guardrail.ts';
import { invokeModel } from '../models/invoke.ts';
import { roleNeed } from '../models/statements.ts';
import { modelsBehind } from '../models/underlying-models.ts';
import type { Fields, NodeKind } from './kind.ts';

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
    const guardrail = guardrailField(context, node);
    if (guardrail !== undefined) {
      yield* applyGuardrail(context, guardrail);
    }
  },
};

function* useManagedPrompt(context: Context, named: Field): Iterable<Outcome> {
  const { field, outcomes, shape } = fittingShape(context, named, PROMPT_SHAPES);
  yield* outcomes;
  yield* createdAssumption(context);
  const unversioned = shape === PROMPT_VERSION ? unversionedArn(context, field) : undefined;
  if (shape === PROMPT_VERSION && unversioned === undefined) {
    yield {
      kind: 'warning',
      text: `"${display(field.value)}" is a prompt version. The role gets permissions on that version only: the ARN of the prompt without the version is not known.`,
      place: field.place,
    };
  }
  for (const resource of unversioned === undefined ? [field.value] : [unversioned, field.value]) {
    yield* usePrompt(context, field, resource, resource === unversioned);
  }
  for (const model of modelsBehind(context, field, 'prompt', 'models')) {
    yield* invokeModel(context, model);
  }
  const whole = unversioned ?? (shape === PROMPT_VERSION ? undefined : field.value);
  yield* encryptionOf(context, field, {
    ...USE_KEY,
    purpose: 'UseKeysOfPrompts',
    source: PAGES.studioPolicy,
    // AWS does not tell whether calls name the version as well.
    encryptionContext: encryptionContextOf(
      'aws:bedrock-prompts:arn',
      whole === undefined ? ownArn('bedrock', 'prompt/*') : template(whole, '*'),
    ),
  });
}

/** The calls that read a prompt: the ARN is the one of the node, or that of its prompt without the version. */
function* usePrompt(
  context: Context,
  field: Field,
  resource: Template,
  isUnversioned: boolean,
): Iterable<Outcome> {
  const age = ageOfFlow(context);
  const use = { purpose: 'UsePrompts', resource } as const;
  yield roleNeed(context, field, {
    ...use,
    actions: ['bedrock:RenderPrompt'],
    why: `reads the prompt ${field.label} from Prompt management`,
    source: PAGES.role,
    ...(isUnversioned && { precaution: UNVERSIONED }),
    ...(age === 'before' && { precaution: RENDERED_SINCE }),
  });
  yield roleNeed(context, field, {
    ...use,
    actions: ['bedrock:GetPrompt'],
    why: `gets the prompt ${field.label} from Prompt management`,
    ...(age === 'before'
      ? { source: ROLE_CALLS.source, ...(isUnversioned && { precaution: UNVERSIONED }) }
      : { source: PAGES.studioPolicy, precaution: GOTTEN }),
  });
}

const RENDERED_SINCE = `Flows created before ${ROLE_CALLS.since} get their prompts; AWS's page asks for bedrock:RenderPrompt for later ones.`;
const GOTTEN = `AWS's page on the role asks for bedrock:RenderPrompt alone, for flows created since ${ROLE_CALLS.since}. AWS's own policy for roles of flows gives bedrock:GetPrompt, and AWS's sample flows have it since February 2026; roles without it work.`;
const UNVERSIONED =
  'The call is on the version that the node names, and roles that name versions only work. AWS tells the two ARNs apart nowhere on its page.';

const PROMPT_VERSION = 'the ARN of a version of a prompt';

const PROMPT_SHAPES: Shapes = {
  shapeOf(text) {
    if (/^(?:\?|.*:prompt\/[^:]+):[^:]+$/.test(text)) {
      return PROMPT_VERSION;
    }
    return /:prompt\/[^:?]+$/.test(text) ? 'the ARN of a prompt' : undefined;
  },
  why: 'A prompt version also needs permissions on the prompt without the version.',
};

/** The ARN without its version; undefined where it is not known. */
function unversionedArn(context: Context, { value, raw }: Field): Template | undefined {
  const [last, before] = [value.at(-1), value.at(-2)];
  if (last?.kind === 'text') {
    return template(value.slice(0, -1), last.text.replace(/:[^:]*$/, ''));
  }
  if (before?.kind === 'text') {
    return template(value.slice(0, -2), before.text.replace(/:$/, ''));
  }
  const reference = soleReference(value);
  const answer = reference && answerTo(context, referenceName(reference), 'prompt-arn');
  return answer === undefined
    ? context.flow.neighbours(raw)?.unversioned
    : template(answer.replace(/:[^:]*$/, ''));
}
