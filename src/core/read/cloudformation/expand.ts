import type { Budget } from '../../document/budget.ts';
import type { Entry, MapValue, Value } from '../../document/value.ts';
import { get } from '../../document/value.ts';
import { mapText, template } from '../../template/template.ts';
import { isIntrinsic, oneOf, soleEntry, textOf } from './intrinsics.ts';

/**
 * A template in which what it says itself stands in the place of the functions that look it up:
 * loops over literal collections, values of its mappings, elements of literal lists.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html
 */
export function expandTemplate(document: Value, budget: Budget): Value {
  return expanded(document, { document, budget });
}

interface Expanding {
  readonly document: Value;
  readonly budget: Budget;
}

function expanded(value: Value, expanding: Expanding): Value {
  expanding.budget.spend('values', 1, value.place);
  switch (value.kind) {
    case 'scalar':
      return value;
    case 'list':
      return changed(value, value.items, (items) => ({ ...value, items }), expanding);
    case 'map': {
      const looped = withoutLoops(value, expanding);
      const inside = changed(
        looped,
        [...looped.entries.values()].map((entry) => entry.value),
        (values) => ({ ...looped, entries: withValues(looped, values) }),
        expanding,
      );
      const found = soleEntry(inside);
      return (found && isIntrinsic(found.key) && lookedUp(found, inside, expanding)) || inside;
    }
  }
}

/** What is as it was stays the same value. */
function changed<T extends Value>(
  value: T,
  parts: readonly Value[],
  made: (parts: readonly Value[]) => T,
  expanding: Expanding,
): T {
  const after = parts.map((part) => expanded(part, expanding));
  return after.every((part, at) => part === parts[at]) ? value : made(after);
}

function withValues(map: MapValue, values: readonly Value[]): ReadonlyMap<string, Entry> {
  return new Map(
    [...map.entries].map(([key, entry], at) => [
      key,
      { ...entry, value: values[at] ?? entry.value },
    ]),
  );
}

const LOOP = 'Fn::ForEach::';

/** A map with what its loops make, as far as they are over literal collections. */
function withoutLoops(map: MapValue, expanding: Expanding): MapValue {
  if (![...map.entries.keys()].some((key) => key.startsWith(LOOP))) {
    return map;
  }
  const entries = new Map<string, Entry>();
  for (const [key, entry] of map.entries) {
    const made = key.startsWith(LOOP) ? loopEntries(entry.value, expanding) : undefined;
    for (const [name, each] of made ?? [[key, entry] as const]) {
      entries.set(name, each);
    }
  }
  const after = { ...map, entries };
  // A loop may stand in a loop.
  return entries.size === map.entries.size ? after : withoutLoops(after, expanding);
}

function loopEntries(
  value: Value,
  expanding: Expanding,
): readonly (readonly [string, Entry])[] | undefined {
  const [identifier, collection, body] = value.kind === 'list' ? value.items : [];
  const name = identifier && textOf(identifier);
  const items = collection && literalItems(collection, expanding);
  if (name === undefined || items === undefined || body?.kind !== 'map') {
    return undefined;
  }
  return items.flatMap((item) => {
    const bound = boundTo(body, name, item, expanding);
    return bound.kind === 'map' ? [...bound.entries] : [];
  });
}

function literalItems(collection: Value, expanding: Expanding): readonly string[] | undefined {
  const list = expanded(collection, expanding);
  const texts = list.kind === 'list' ? list.items.map(textOf) : [undefined];
  return texts.includes(undefined) ? undefined : texts.flatMap((text) => text ?? []);
}

/** A tree with one item of a loop in the place of its name, in keys, texts and `Ref`. */
function boundTo(value: Value, name: string, item: string, expanding: Expanding): Value {
  expanding.budget.spend('values', 1, value.place);
  const inText = (text: string) => {
    const made = text
      .replaceAll(`\${${name}}`, item)
      .replaceAll(`&{${name}}`, item.replace(/[^A-Za-z0-9]/g, ''));
    expanding.budget.spend('text', made.length, value.place);
    return made;
  };
  switch (value.kind) {
    case 'scalar':
      return { ...value, template: mapText(value.template, (text) => template(inText(text))) };
    case 'list':
      return { ...value, items: value.items.map((each) => boundTo(each, name, item, expanding)) };
    case 'map': {
      const found = soleEntry(value);
      if (found?.key === 'Ref' && textOf(found.value) === name) {
        return { kind: 'scalar', type: 'string', template: template(item), place: value.place };
      }
      const entries = [...value.entries].map(([key, entry]): [string, Entry] => [
        inText(key),
        { ...entry, value: boundTo(entry.value, name, item, expanding) },
      ]);
      return { ...value, entries: new Map(entries) };
    }
  }
}

/** What a function finds in the template; undefined for other functions, and where nobody can tell. */
function lookedUp(
  found: { readonly key: string; readonly value: Value },
  { place }: Value,
  expanding: Expanding,
): Value | undefined {
  switch (found.key) {
    case 'Fn::FindInMap': {
      const ways = mapped(found.value, expanding);
      return ways.length === 0 ? undefined : oneOf(ways, found, place);
    }
    case 'Fn::Select': {
      const ways = selected(found.value);
      return ways.length === 0 ? undefined : oneOf(ways, found, place);
    }
    case 'Fn::Split':
      return split(found.value, place);
    case 'Ref':
      return isListParameter(textOf(found.value), expanding)
        ? listReference(textOf(found.value) ?? '', place)
        : undefined;
    default:
      return undefined;
  }
}

/** The values of a mapping: by keys that are not literal, those of all keys. */
function mapped(argument: Value, { document }: Expanding): readonly Value[] {
  const [map, first, second, more] = argument.kind === 'list' ? argument.items : [];
  const name = map && textOf(map);
  if (name === undefined || first === undefined || second === undefined) {
    return [];
  }
  const inside = (value: Value | undefined, key: Value): readonly Value[] => {
    const text = textOf(key);
    const entries = value?.kind === 'map' ? value.entries : new Map<string, Entry>();
    const one = text === undefined ? undefined : entries.get(text)?.value;
    return text === undefined
      ? [...entries.values()].map((entry) => entry.value)
      : one
        ? [one]
        : [];
  };
  const whole = get(document, 'Mappings', name);
  const found = inside(whole, first).flatMap((each) => inside(each, second));
  const isSure = textOf(first) !== undefined && textOf(second) !== undefined && found.length > 0;
  const preset = whole === undefined || isSure ? undefined : get(more, 'DefaultValue');
  return preset === undefined ? found : [...found, preset];
}

function selected(argument: Value): readonly Value[] {
  const [index, list] = argument.kind === 'list' ? argument.items : [];
  const at = index && textOf(index);
  const lists = list?.kind === 'scalar' ? (list.ways ?? []) : list ? [list] : [];
  return lists.flatMap((each) =>
    each.kind !== 'list' ? [] : at === undefined ? each.items : (each.items[Number(at)] ?? []),
  );
}

function split(argument: Value, place: Value['place']): Value | undefined {
  const [mark, text] = (argument.kind === 'list' ? argument.items : []).map(textOf);
  return mark && text !== undefined
    ? {
        kind: 'list',
        place,
        items: text
          .split(mark)
          .map((piece) => ({ kind: 'scalar', type: 'string', template: template(piece), place })),
      }
    : undefined;
}

function isListParameter(name: string | undefined, { document }: Expanding): boolean {
  const type = name === undefined ? undefined : get(document, 'Parameters', name, 'Type');
  return (
    type !== undefined &&
    /^(?:CommaDelimitedList$|List<|AWS::SSM::Parameter::Value<(?:List<|CommaDelimitedList))/.test(
      textOf(type) ?? '',
    )
  );
}

function listReference(target: string, place: Value['place']): Value {
  return {
    kind: 'scalar',
    type: 'string',
    template: template({ kind: 'cloudformation', intrinsic: { fn: 'Ref', target } }),
    place,
    mayBeList: true,
  };
}
