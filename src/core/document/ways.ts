import type { Entry, Value } from './value.ts';

/** A value is told apart into at most so many. */
const MOST_WAYS = 64;

/**
 * All that a value can be: one for each way in which what it holds can turn out. What stands in
 * lists inside it is left as it is, and so is a value that could be too many things.
 */
export function waysIn(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'list':
      return [value];
    case 'scalar': {
      const ways = value.ways?.flatMap(waysIn) ?? [value];
      return ways.length > MOST_WAYS ? [value] : ways;
    }
    case 'map': {
      let made: readonly (readonly (readonly [string, Entry])[])[] = [[]];
      for (const [key, entry] of value.entries) {
        const ways = waysIn(entry.value);
        made = made.flatMap((before) =>
          ways.map((way) => [...before, [key, { ...entry, value: way }] as const]),
        );
        if (made.length > MOST_WAYS) {
          return [value];
        }
      }
      return made.length === 1
        ? [{ ...value, entries: new Map(made[0]) }]
        : made.map((entries) => ({ ...value, entries: new Map(entries) }));
    }
  }
}

/** The items of a list, or of every list that a value can be; undefined for what is none. */
export function itemsIn(value: Value | undefined): readonly Value[] | undefined {
  switch (value?.kind) {
    case 'list':
      return value.items;
    case 'scalar': {
      const each = value.ways?.map(itemsIn) ?? [undefined];
      return each.includes(undefined) ? undefined : each.flatMap((items) => items ?? []);
    }
    case 'map':
    case undefined:
      return undefined;
  }
}
