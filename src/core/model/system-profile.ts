import { foundationModelArn, ownArn, REGION } from '../arn/arn.ts';
import type { Context } from '../flow/context.ts';
import type { Field } from '../flow/fields.ts';
import type { Condition, Outcome } from '../flow/need.ts';
import {
  likeness,
  soleReference,
  splitTemplate,
  type Template,
  template,
} from '../template/template.ts';
import { MODEL_DOCUMENTATION, type ModelForm, recognisableText } from './form.ts';
import { destinationsOf, GLOBAL, geographyOf } from './geography.ts';
import { equals, inOwnRegion, roleNeed } from './statements.ts';

const ARN = /^arn:[^:]+:bedrock:[^:]*:[^:]*:inference-profile\//;
const RESOURCE = ':inference-profile/';

/** A system-defined (cross-Region) inference profile by its id or its ARN. */
export const systemProfile: ModelForm = {
  name: 'cross-Region inference profile',

  recognises(text) {
    return ARN.test(text) || geographyOf(text) !== undefined;
  },

  *invoke(context, field) {
    const isGlobal = geographyOf(profileText(field.value)) === GLOBAL;
    const profile = systemProfileArn(field.value);
    yield roleNeed(context, field, {
      purpose: isGlobal ? 'InvokeGlobalInferenceProfiles' : 'InvokeInferenceProfiles',
      actions: ['bedrock:GetInferenceProfile', 'bedrock:InvokeModel'],
      resource: profile,
      conditions: isGlobal ? [inOwnRegion()] : [],
      why: 'invokes its model through this inference profile',
      documentation: isGlobal ? MODEL_DOCUMENTATION.global : MODEL_DOCUMENTATION.profiles,
    });
    yield* invokeBehindSystemProfile(context, field, profileId(field.value), [
      equals('bedrock:InferenceProfileArn', profile),
    ]);
  },
};

/**
 * The permissions for the models behind a system-defined profile, reachable only through what the
 * conditions name.
 */
export function* invokeBehindSystemProfile(
  context: Context,
  field: Field,
  through: Template,
  conditions: readonly Condition[],
): Iterable<Outcome> {
  const geography = geographyOf(profileText(field.value));
  const model = modelBehind(field.value, geography);
  const need = (region: Template | string, why: string, more: readonly Condition[] = []) =>
    roleNeed(context, field, {
      purpose: region === '' ? 'InvokeModelsOfProfileAnywhere' : 'InvokeModelsOfProfile',
      through,
      actions: ['bedrock:InvokeModel'],
      resource: foundationModelArn(region, model),
      conditions: [...conditions, ...more],
      why,
      documentation:
        geography === GLOBAL ? MODEL_DOCUMENTATION.global : MODEL_DOCUMENTATION.profiles,
    });
  if (geography === GLOBAL) {
    yield need(template(REGION), 'reaches the model in its own Region through the global profile', [
      inOwnRegion(),
    ]);
    yield need('', 'reaches the model wherever the global profile sends the request', [
      equals('aws:RequestedRegion', template('unspecified')),
    ]);
    return;
  }
  const regions = context.pinRegions ? destinations(geography) : ['*'];
  for (const region of regions ?? ['*']) {
    yield need(region, 'reaches the model in the Regions that the profile sends requests to');
  }
  if (regions === undefined) {
    yield {
      kind: 'warning',
      text: `The Regions behind the profile prefix "${geography ?? '?'}" are not known to this version, so they are not pinned: the statement allows the model in every Region, through this profile only.`,
      place: field.place,
    };
  }
}

/** The Regions a geography sends requests to, with the source Region; undefined when not known. */
function destinations(geography: string | undefined): readonly (Template | string)[] | undefined {
  const known = destinationsOf(geography);
  return known && [...known, template(REGION)];
}

/** The ARN of a profile: the value itself, or its id in the flow's account and Region. */
export function systemProfileArn(value: Template): Template {
  return ARN.test(recognisableText(value)) ? value : ownArn('bedrock', 'inference-profile/', value);
}

/** The id of a profile that is given by id or ARN, for names. */
export function profileId(value: Template): Template {
  return splitTemplate(value, RESOURCE, 2)[1] ?? value;
}

function profileText(value: Template): string {
  const text = recognisableText(value);
  const at = text.indexOf(RESOURCE);
  return at < 0 ? text : text.slice(at + RESOURCE.length);
}

/** The model's id is what follows the geographic prefix of the profile's id. */
function modelBehind(value: Template, geography: string | undefined): Template {
  const mark = `${geography ?? ''}.`;
  const id = profileId(value);
  const reference = soleReference(id);
  if (reference !== undefined) {
    const isArn = recognisableText(id).includes(RESOURCE);
    return template({ kind: 'after', mark: isArn ? `${RESOURCE}${mark}` : mark, reference });
  }
  return withoutPrefix(id, mark) ?? id;
}

/** Takes a prefix away that may lie in several pieces; undefined where it ends inside a reference. */
function withoutPrefix(value: Template, prefix: string): Template | undefined {
  const [first, ...rest] = value;
  const text = first === undefined ? undefined : likeness([first]);
  if (prefix === '') {
    return value;
  }
  if (first === undefined || text === undefined) {
    return undefined;
  }
  if (first.kind === 'text' && text.startsWith(prefix)) {
    return template(text.slice(prefix.length), rest);
  }
  return prefix.startsWith(text) ? withoutPrefix(rest, prefix.slice(text.length)) : undefined;
}
