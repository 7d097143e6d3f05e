import {
  ARNS_BY_HAND,
  ATTRIBUTES_BY_HAND,
  PARTS_BY_HAND,
  TYPES_OF_TRANSFORMS,
} from '../data/resource-forms.ts';
import { RESOURCE_TYPES, type ResourceType } from '../data/resource-types.generated.ts';
import type { DeploymentReference, Likeness } from '../template/reference.ts';
import { display, splitTemplate, type Template, template } from '../template/template.ts';
import { ACCOUNT, PARTITION, parseArn, REGION } from './arn.ts';

/**
 * The form of a value that a resource gives: text with the names of parts in braces, as
 * `arn:{Partition}:bedrock:{Region}:{Account}:prompt/{Id}`. Forms of one resource that have a part
 * in common have the same value there.
 */
export type ResourceForm = string;

/** The forms of the values that a resource gives, by attribute. */
export type ResourceForms = Readonly<Record<string, ResourceForm>>;

const DEPLOYMENT: Readonly<Record<string, DeploymentReference>> = {
  Partition: PARTITION,
  Region: REGION,
  Account: ACCOUNT,
};

/** The type that a transform makes of a type; any other is itself. */
export function deployedType(type: string): string {
  return (Object.hasOwn(TYPES_OF_TRANSFORMS, type) && TYPES_OF_TRANSFORMS[type]) || type;
}

/** The forms of a CloudFormation type by attribute, `Ref` among them; undefined for other types. */
export function formsOfType(type: string): ResourceForms | undefined {
  return Object.hasOwn(TYPE_FORMS, type) ? TYPE_FORMS[type] : undefined;
}

/** All CloudFormation types whose forms are known, with the forms of their attributes. */
export const TYPE_FORMS: Readonly<Record<string, ResourceForms>> = Object.fromEntries([
  ...Object.entries(RESOURCE_TYPES)
    .filter(([type]) => !type.startsWith('AWS::IAM::'))
    .map(([type, known]) => [type, typeForms(type, known)]),
  ...Object.entries(TYPES_OF_TRANSFORMS).map(([type, deployed]) => [
    type,
    { ...typeForms(deployed, RESOURCE_TYPES[deployed]), ...ATTRIBUTES_BY_HAND[type] },
  ]),
]);

function typeForms(
  type: string,
  { ref, attributes, arn }: ResourceType = { ref: [], attributes: [] },
): ResourceForms {
  const names = new Set([...attributes, ...ref]);
  const own = (ARNS_BY_HAND[type] ?? arn)?.replace(/\{(\w+)\}/g, (_, part: string) => {
    const isPlainId = !names.has(part) && part === `${type.split('::').at(-1)}Id`;
    return `{${PARTS_BY_HAND[type]?.[part] ?? (isPlainId ? 'Id' : part)}}`;
  });
  const isPart = (name: string) => own?.includes(`{${name}}`) === true || name === 'Version';
  const formOf = (name: string): ResourceForm | undefined =>
    ATTRIBUTES_BY_HAND[type]?.[name] ??
    (isOwnArn(name) && attributes.includes(name)
      ? own
      : isPart(name) || ref.includes(name)
        ? `{${name}}`
        : undefined);
  return Object.fromEntries([
    ['Ref', ref.map((name) => formOf(name) ?? `{${name}}`).join('|')],
    ...attributes.flatMap((name) => {
      const form = formOf(name);
      return form === undefined ? [] : [[name, form]];
    }),
  ]);
}

/** Whether an attribute is the ARN of its own resource; those of keys and roles are given. */
function isOwnArn(name: string): boolean {
  return /^(?!CustomerEncryptionKey|ExecutionRole)\w*Arn$/.test(name);
}

/**
 * Puts values into a form. A part that is given as an ARN brings what stands before it, too, as a
 * function can be named by its ARN.
 *
 * @param partValue the value of a part; undefined for a part of the deployment that is the own one.
 */
export function fillForm(
  form: ResourceForm,
  partValue: (part: string) => Template | undefined,
): Template {
  return form.split(/(\{\w+\})/).reduce<Template>((before, piece) => {
    const part = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (part === undefined) {
      return template(before, piece);
    }
    const value = partValue(part) ?? template(DEPLOYMENT[part] ?? '');
    const resource = parseArn(value)?.resource;
    if (resource === undefined) {
      return template(before, value);
    }
    return form.startsWith('arn:') ? value : template(before, idOf(resource));
  }, []);
}

/** The id in the resource part of an ARN: what follows the type. */
function idOf(resource: Template): Template {
  const separator = display(resource).search('/') < 0 ? ':' : '/';
  return splitTemplate(resource, separator, 2)[1] ?? resource;
}

/** Texts that parts look like, for recognising values; ids of ten letters where nothing is said. */
const SAMPLES: readonly (readonly [RegExp, string])[] = [
  [/^Partition$/, 'aws'],
  [/^Region$/, 'us-east-1'],
  [/^Account$/, '000000000000'],
  [
    /^(?:GuardrailId|guardrail_id|InferenceProfileId|inference_profile_id|ResourceId)$/,
    'abcdefghijkl',
  ],
  [/^(?:BucketName|bucket_name|bucket)$/, 'my-bucket'],
  [/^(?:FunctionName|function_name)$/, 'my_function'],
  [/^(?:KeyId|key_id)$/, '1234abcd-12ab-34cd-56ef-1234567890ab'],
  [/^(?:Alias|AliasName|alias_name)$/, 'alias/name'],
  [/^(?:Version|version)$/, '1'],
  [/^(?:\w+_)?[Nn]ame$|Name$/, 'name'],
  [/^model_id$/, 'amazon.nova-lite-v1:0'],
];

/** A text that a part looks like. */
function sampleOfPart(part: string): string {
  return SAMPLES.find(([name]) => name.test(part))?.[1] ?? 'AAAAAAAAAA';
}

/**
 * What is known of a part that only the deployed resource tells. Nobody can write an id before it
 * is there, but versions are counted, and people write their numbers.
 */
export function likenessOfPart(part: string): { readonly likeness?: Likeness } {
  return /^version$/i.test(part) ? {} : { likeness: { text: sampleOfPart(part), of: 'type' } };
}

/** A text that has a form. */
export function sampleOf(form: ResourceForm): string {
  return form.replace(/\{(\w+)\}/g, (_, part: string) => sampleOfPart(part));
}

/** Forms with other names for attributes and parts. */
export function renamedForms(
  forms: ResourceForms,
  rename: (name: string) => string,
): ResourceForms {
  return Object.fromEntries(
    Object.entries(forms).map(([name, form]) => [
      rename(name),
      form.replace(/\{(\w+)\}/g, (whole, part: string) =>
        Object.hasOwn(DEPLOYMENT, part) ? whole : `{${rename(part)}}`,
      ),
    ]),
  );
}
