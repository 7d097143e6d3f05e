import { foundationModelArn, ownArn, REGION } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import type { Condition, Outcome } from '../../flow/need.ts';
import { display, splitTemplate, type Template, template } from '../../template/template.ts';
import type { Context } from '../context.ts';
import { askedField, type Field } from '../fields.ts';
import { type ModelForm, recognisableText } from './form.ts';
import { destinationsOf, GLOBAL, geographyOf } from './geography.ts';
import { equals, inOwnRegion, roleNeed } from './statements.ts';

const ARN = /^arn:[^:]+:bedrock:[^:]*:[^:]*:inference-profile\//;
const RESOURCE = ':inference-profile/';

/** A system-defined (cross-Region) inference profile by its id or its ARN. */
export const systemProfile: ModelForm = {
  name: 'cross-Region inference profile',

  shapeOf(text) {
    const geography = geographyIn(text);
    const prefix = geography === GLOBAL ? 'global' : `"${geography}."`;
    return (
      geography &&
      `the ${ARN.test(text) ? 'ARN' : 'id'} of a ${prefix} cross-Region inference profile`
    );
  },

  *invoke(context, field) {
    const isGlobal = geographyIn(recognisableText(field.value)) === GLOBAL;
    const profile = systemProfileArn(field.value);
    yield roleNeed(context, field, {
      purpose: isGlobal ? 'InvokeGlobalInferenceProfiles' : 'InvokeInferenceProfiles',
      actions: ['bedrock:InvokeModel'],
      resource: profile,
      conditions: isGlobal ? [inOwnRegion()] : [],
      why: 'invokes its model through this inference profile',
      source: isGlobal ? PAGES.global : PAGES.profiles,
    });
    yield readProfile(context, field, profile, isGlobal);
    yield* invokeBehindSystemProfile(context, field, profileId(field.value), [
      equals('bedrock:InferenceProfileArn', profile),
    ]);
  },
};

/** Looks an inference profile up, which one page of AWS asks for. */
export function readProfile(
  context: Context,
  field: Field,
  profile: Template,
  isGlobal = false,
): Outcome {
  return roleNeed(context, field, {
    purpose: isGlobal ? 'InvokeGlobalInferenceProfiles' : 'InvokeInferenceProfiles',
    actions: ['bedrock:GetInferenceProfile'],
    resource: profile,
    conditions: isGlobal ? [inOwnRegion()] : [],
    why: 'looks up the Regions and the model of this inference profile',
    source: PAGES.inference,
    precaution:
      'One page of AWS asks for bedrock:GetInferenceProfile beside bedrock:InvokeModel, the pages on cross-Region inference do not, and roles without it work.',
  });
}

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
  const geography = geographyIn(recognisableText(field.value)) ?? '';
  const found = modelBehind(field.value, geography);
  const model = found ?? askForModel(context, field).value;
  const need = (region: Template | string, why: string, more: readonly Condition[] = []) =>
    roleNeed(context, field, {
      purpose: region === '' ? 'InvokeModelsOfProfileAnywhere' : 'InvokeModelsOfProfile',
      through,
      actions: ['bedrock:InvokeModel'],
      resource: foundationModelArn(region, model),
      conditions: [...conditions, ...more],
      why,
      source: geography === GLOBAL ? PAGES.global : PAGES.profiles,
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
      text: `The Regions behind the profile prefix "${geography}" are not known to this version, so they are not pinned: the statement allows the model in every Region, through this profile only.`,
      place: field.place,
    };
  }
}

/** Where no output can take the prefix off a profile's id. */
function askForModel(context: Context, field: Field): Field {
  return askedField(context, field, {
    key: `model:${field.label}`,
    prompt: `Which model stands behind the inference profile "${display(field.value)}"? Its id cannot be taken from the id of the profile.`,
    form: 'model-id',
  });
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

/**
 * The geography of a profile by the text of its id or ARN; undefined for anything else, and where
 * it stands in a piece that is not known. The id of an ARN always begins with one.
 */
function geographyIn(text: string): string | undefined {
  return ARN.test(text)
    ? /^([a-z]+(?:-[a-z]+)*)\../.exec(text.replace(ARN, ''))?.[1]
    : geographyOf(text);
}

/** The model's id is what follows the geographic prefix of the profile's id. */
function modelBehind(value: Template, geography: string): Template | undefined {
  const text = recognisableText(value);
  const start = ARN.test(text) ? text.indexOf(RESOURCE) : 0;
  const mark = `${ARN.test(text) ? RESOURCE : ''}${geography}.`;
  return afterMark(value, mark, start);
}

/**
 * What follows a mark that stands in the text of a value; undefined where it ends in a reference
 * whose value cannot be divided there.
 */
function afterMark(value: Template, mark: string, start: number): Template | undefined {
  const [first, ...rest] = value;
  const text = first === undefined ? '' : recognisableText([first]);
  const end = start + mark.length;
  if (first === undefined || mark === '') {
    return value;
  }
  if (text.length <= end) {
    const left = start >= text.length ? mark : mark.slice(text.length - start);
    return afterMark(rest, left, Math.max(0, start - text.length));
  }
  switch (first.kind) {
    case 'text':
      return template(text.slice(end), rest);
    case 'reference':
      return text.split(mark).length === 2
        ? template({ kind: 'after', mark, reference: first.reference }, rest)
        : undefined;
    case 'after':
    case 'open':
      return undefined;
  }
}
