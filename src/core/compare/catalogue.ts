import {
  ACTION_KEYS,
  ACTION_NAMES,
  GLOBAL_KEYS,
  RESOURCE_FORMS,
  SERVICE_KEYS,
} from '../data/actions.generated.ts';
import { template } from '../template/template.ts';
import { covers, overlaps, type Pattern, patternOf } from './pattern.ts';

/** The reference of actions, resource types and condition keys. */
export const REFERENCE_PAGE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html';

/** Not in the reference, but on the page about the role of flows. */
const FURTHER_FORMS: Readonly<Record<string, readonly string[]>> = {
  'bedrock:InvokeModel': ['arn:*:bedrock:*:*:custom-model/*'],
};

const FORMS = new Map(
  Object.entries(RESOURCE_FORMS).map(([action, forms]) => [
    action.toLowerCase(),
    [...forms, ...(FURTHER_FORMS[action] ?? [])].map((form) => patternOf(template(form))),
  ]),
);

/** Whether an action can be allowed on a resource; true where nothing is known against it. */
export function canStandOn(action: string, resource: Pattern): boolean {
  const forms = FORMS.get(action.toLowerCase());
  if (forms === undefined) {
    return true;
  }
  return forms.length === 0
    ? resource.length > 0 && resource.every(({ kind }) => kind === 'any')
    : forms.some((form) => overlaps(resource, form));
}

/** The forms of the resources that an action can be allowed on, for people; empty for none but `*`. */
export function resourceFormsOf(action: string): readonly string[] | undefined {
  return Object.hasOwn(RESOURCE_FORMS, action) ? RESOURCE_FORMS[action] : undefined;
}

const KNOWN_ACTIONS = new Map(
  Object.entries(ACTION_NAMES).map(([service, names]) => [service, new Set(wordsOf(names))]),
);

/** Whether an action without wildcards does not exist; false for services that are not known here. */
export function isNoAction(action: string): boolean {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  const known = KNOWN_ACTIONS.get(service);
  return known !== undefined && !/[*?]/.test(name) && !known.has(name);
}

/** For each prefix of keys, the names after it; `*` stands for what is chosen by people. */
const KNOWN_KEYS = new Map(
  [['aws', GLOBAL_KEYS] as const, ...Object.entries(SERVICE_KEYS)].map(([prefix, names]) => [
    prefix,
    wordsOf(names).map((name) => patternOf(template(name))),
  ]),
);

/** Whether a condition key does not exist, so that its condition is never met. */
export function isNoConditionKey(key: string): boolean {
  const lower = key.toLowerCase();
  const at = lower.indexOf(':');
  const known = KNOWN_KEYS.get(lower.slice(0, at));
  return known !== undefined && !isAmong(known, lower.slice(at + 1));
}

const KEYS_OF_ACTIONS = new Map(
  Object.entries(ACTION_KEYS).map(([action, keys]) => [
    action.toLowerCase(),
    keys.map((key) => patternOf(template(key.toLowerCase()))),
  ]),
);

/** Whether calls of an action can carry a condition key, by the reference; global keys among them. */
export function isKeyOf(action: string, key: string): boolean {
  const lower = key.toLowerCase();
  return lower.startsWith('aws:')
    ? !isNoConditionKey(key)
    : isAmong(KEYS_OF_ACTIONS.get(action.toLowerCase()) ?? [], lower);
}

function wordsOf(text: string): readonly string[] {
  return text.trim().toLowerCase().split(/\s+/);
}

function isAmong(patterns: readonly Pattern[], text: string): boolean {
  const pattern = patternOf(template(text), false);
  return patterns.some((known) => covers(known, pattern));
}
