import { parseArn } from '../arn/arn.ts';
import { filledString, get, placedStrings, stringTemplate, type Value } from '../document/value.ts';
import type { Neighbour, Neighbours } from '../flow/related-resources.ts';
import type { Place } from '../place.ts';
import { literal, type PlacedTemplate, type Template, templateKey } from '../template/template.ts';

/** A resource as a `Get…` call of Amazon Bedrock describes it, saved as a file. */
export interface DescribedResource {
  /** The file that describes it, and where. */
  readonly place: Place;
  readonly arn: Template;
  /** The resource part of its ARN: `prompt/PRGREET001`, of a version `prompt/PRGREET001:2`. */
  readonly name: string;
  readonly neighbour: Neighbour;
}

/** One kind of output; a new one is a line in the list of kinds. */
interface Kind {
  /** The key of the ARN, by which the output is known. */
  readonly arnKey: string;
  readonly form: RegExp;
  readonly read: (output: Value, name: string, arn: Template) => Described | undefined;
}

type Described = Pick<DescribedResource, 'name' | 'neighbour'>;

/**
 * What describes a resource that models stand behind.
 *
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_GetPrompt.html
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetInferenceProfile.html
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetPromptRouter.html
 */
const KINDS: readonly Kind[] = [
  { arnKey: 'arn', form: /^prompt\/[^:/]+(?::[^:/]+)?$/, read: readPrompt },
  {
    arnKey: 'inferenceProfileArn',
    form: /^(?:application-)?inference-profile\/[^/]+$/,
    read: readProfile,
  },
  { arnKey: 'promptRouterArn', form: /^(?:default-)?prompt-router\/[^/]+$/, read: readRouter },
];

/** Says cheaply whether a text may describe a resource, for searching directories. */
export function mayDescribeResource(text: string): boolean {
  return (
    (text.includes(':prompt/') && text.includes('variants')) ||
    text.includes('inferenceProfileArn') ||
    text.includes('promptRouterArn')
  );
}

/** The resource that a document describes; undefined for any other document. */
export function describedResource(document: Value): DescribedResource | undefined {
  for (const { arnKey, form, read } of KINDS) {
    const arn = filledString(get(document, arnKey))?.template;
    const parts = arn && parseArn(arn);
    const name = literal(parts?.resource ?? []) ?? '';
    const isBedrock = literal(parts?.service ?? []) === 'bedrock';
    const described = arn && isBedrock && form.test(name) ? read(document, name, arn) : undefined;
    if (arn !== undefined && described !== undefined) {
      return { place: document.place, arn, ...described };
    }
  }
  return undefined;
}

/** What GetPrompt, CreatePrompt and CreatePromptVersion print. */
function readPrompt(output: Value, name: string): Described | undefined {
  const variants = get(output, 'variants');
  if (variants?.kind !== 'list') {
    return undefined;
  }
  const textOf = (value: Value | undefined, key: string) =>
    literal(stringTemplate(get(value, key)) ?? []);
  const version = textOf(output, 'version');
  const isDraft = version === undefined || version === '' || version === 'DRAFT';
  const chosen = textOf(output, 'defaultVariant');
  const matching = variants.items.filter((item) => chosen && textOf(item, 'name') === chosen);
  // Without a default variant any of them may run.
  const models = (matching.length > 0 ? matching : variants.items).flatMap((item) =>
    placedStrings(get(item, 'modelId')),
  );
  const key = filledString(get(output, 'customerEncryptionKeyArn'));
  return {
    name: isDraft || name.includes(':') ? name : `${name}:${version}`,
    neighbour: { models, ...(key && { encryptionKey: { ...key, form: 'key-arn' } }) },
  };
}

/**
 * An application inference profile of one model. One with models in several Regions is a copy of a
 * cross-Region profile, which the output does not name.
 */
function readProfile(output: Value, name: string, arn: Template): Described | undefined {
  const models = modelArns(output);
  if (models === undefined) {
    return undefined;
  }
  const regionOf = (value: Template) => literal(parseArn(value)?.region ?? []);
  const isSingle = models.every((model) => regionOf(model.template) === regionOf(arn));
  return { name, neighbour: { models: isSingle ? models : [] } };
}

function readRouter(output: Value, name: string): Described | undefined {
  const models = modelArns(output);
  const fallback = placedStrings(get(output, 'fallbackModel', 'modelArn'));
  return models && { name, neighbour: { models: [...models, ...fallback] } };
}

function modelArns(output: Value): readonly PlacedTemplate[] | undefined {
  const models = get(output, 'models');
  return models?.kind === 'list'
    ? models.items.flatMap((item) => placedStrings(get(item, 'modelArn')))
    : undefined;
}

/** What descriptions say of the resource that a value names by its ARN, where they agree. */
export function neighboursAmong(resources: readonly DescribedResource[]): Neighbours {
  return (value) => {
    const found = resources.filter((resource) => isMeant(value, resource));
    const said = new Set(found.map(({ neighbour }) => neighbourKey(neighbour)));
    return said.size === 1 ? found[0]?.neighbour : undefined;
  };
}

/** Whether a value names the resource: what the value leaves to the deployment may be anything. */
function isMeant(value: Template, { arn, name }: DescribedResource): boolean {
  const [named, own] = [parseArn(value), parseArn(arn)];
  return (
    named !== undefined &&
    own !== undefined &&
    literal(named.service) === 'bedrock' &&
    literal(named.resource) === name &&
    (['partition', 'region', 'account'] as const).every(
      (part) => literal(named[part]) === undefined || literal(named[part]) === literal(own[part]),
    )
  );
}

function neighbourKey({ models = [], encryptionKey }: Neighbour): string {
  const values = [...models, ...(encryptionKey ? [encryptionKey] : [])];
  return values.map(({ template }) => templateKey(template)).join(' ');
}
