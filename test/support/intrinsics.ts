import { parse } from 'yaml';
import type { JsonData } from '../../src/core/template/reference.ts';

/** A template as CloudFormation reads it, its short forms in their long ones. */
export function parseTemplate(text: string): TemplateData {
  return parse(text, { customTags: TAGS });
}

export interface TemplateData {
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, ResourceData>>;
}

export interface ResourceData {
  readonly Type: string;
  readonly Condition?: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties differ from type to type
  readonly Properties: any;
}

const NAMES = [
  'Ref',
  'GetAtt',
  'Sub',
  'If',
  'Select',
  'Split',
  'Join',
  'ImportValue',
  'FindInMap',
  'Equals',
];

interface Collection {
  toJSON(): unknown;
}

const TAGS = NAMES.flatMap((name) => {
  const key = name === 'Ref' ? name : `Fn::${name}`;
  const tag = `!${name}`;
  return [
    { tag, resolve: (text: string) => ({ [key]: text }) },
    {
      tag,
      collection: 'seq' as const,
      resolve: (value: Collection) => ({ [key]: value.toJSON() }),
    },
    {
      tag,
      collection: 'map' as const,
      resolve: (value: Collection) => ({ [key]: value.toJSON() }),
    },
  ];
});

/** A value of a template as text in which each reference has one spelling: `a/${Kb.Arn}`. */
export function spelled(value: JsonData): JsonData {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item: JsonData) => spelled(item));
  }
  const [[key, argument] = ['', null], ...others] = Object.entries(value) as [string, JsonData][];
  if (others.length > 0) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spelled(item)]));
  }
  const list = Array.isArray(argument) ? (argument as readonly JsonData[]) : [argument];
  switch (key) {
    case 'Ref':
      return `\${${argument}}`;
    case 'Fn::GetAtt':
      return `\${${list.join('.')}}`;
    case 'Fn::Join':
      return [list[1] ?? []]
        .flat()
        .map((item) => spelled(item))
        .join(String(list[0]));
    case 'Fn::Sub': {
      const variables = (list[1] ?? {}) as Readonly<Record<string, JsonData>>;
      return String(list[0]).replace(/\$\{([^{}]+)\}/g, (whole, name: string) =>
        Object.hasOwn(variables, name) ? String(spelled(variables[name] ?? '')) : whole,
      );
    }
    default:
      return key.startsWith('Fn::')
        ? `\${${key} ${JSON.stringify(spelled(argument))}}`
        : { [key]: spelled(argument) };
  }
}

/** The names that a template's value refers to, without those of functions it does not know. */
export function targets(value: JsonData): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    return (value as readonly JsonData[]).flatMap(targets);
  }
  return Object.entries(value as Readonly<Record<string, JsonData>>).flatMap(([key, item]) => {
    switch (key) {
      case 'Ref':
        return [String(item)];
      case 'Fn::GetAtt':
        return [String([item].flat()[0])];
      default:
        return targets(item);
    }
  });
}
