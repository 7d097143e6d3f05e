import type { Place } from '../place.ts';
import type { PlacedTemplate, Template } from '../template/template.ts';

/**
 * A tree of values as it stands in a source file, whatever the file's format: JSON, YAML and
 * CloudFormation are all read into this, and everything above works on it alone.
 */
export type Value = ScalarValue | ListValue | MapValue;

export interface ScalarValue {
  readonly kind: 'scalar';
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly template: Template;
  readonly place: Place;
  /** The place of the character at an index of a string, for languages inside strings. */
  readonly placeAt?: (index: number) => Place;
  /** All that the value can be, where the file says so; then the template is a reference. */
  readonly ways?: readonly Value[];
  /** Whether it is, or may be, a list that nobody followed. */
  readonly mayBeList?: boolean;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly place: Place;
}

export interface MapValue {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
}

export interface Entry {
  readonly value: Value;
  readonly keyPlace: Place;
  /** The key as it is written, where it was brought to another case. */
  readonly written?: string;
}

/** The value of a key; undefined when the value is no map or has no such key. */
export function get(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let found = value;
  for (const key of path) {
    found = found?.kind === 'map' ? found.entries.get(key)?.value : undefined;
  }
  return found;
}

/** The template of a string; undefined when there is no value or it is none. */
export function stringTemplate(value: Value | undefined): Template | undefined {
  return value?.kind === 'scalar' && value.type === 'string' ? value.template : undefined;
}

/** A string with its place; nothing when there is no value or it is none. */
export function placedStrings(value: Value | undefined): PlacedTemplate[] {
  const text = stringTemplate(value);
  return value === undefined || text === undefined ? [] : [{ template: text, place: value.place }];
}

/** Every string that a value can be, with its place. */
export function everyString(value: Value | undefined): PlacedTemplate[] {
  return value?.kind === 'scalar' && value.ways !== undefined
    ? value.ways.flatMap(everyString)
    : placedStrings(value);
}

/** A string that is not empty, with its place; undefined otherwise. */
export function filledString(value: Value | undefined): PlacedTemplate | undefined {
  return placedStrings(value).find(({ template }) => template.length > 0);
}

/** The same tree with every string changed; keys and all that is no string stay as they are. */
export function mapStrings(
  value: Value,
  change: (text: Template, place: Place) => Template,
): Value {
  switch (value.kind) {
    case 'scalar':
      return value.type === 'string'
        ? {
            ...value,
            template: change(value.template, value.place),
            ...(value.ways && { ways: value.ways.map((way) => mapStrings(way, change)) }),
          }
        : value;
    case 'list':
      return { ...value, items: value.items.map((item) => mapStrings(item, change)) };
    case 'map': {
      const entries = new Map<string, Entry>();
      for (const [key, entry] of value.entries) {
        entries.set(key, { ...entry, value: mapStrings(entry.value, change) });
      }
      return { ...value, entries };
    }
  }
}

/** Whether a value is null, which stands for a field that is not set. */
export function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.type === 'null';
}

/** Says in a word or two what a value is, for messages. */
export function describeValue(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return value.type === 'null' ? 'null' : `a ${value.type}`;
    case 'list':
      return 'a list';
    case 'map':
      return 'a map';
  }
}
