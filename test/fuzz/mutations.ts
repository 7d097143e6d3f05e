// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are written so.
import { parse, stringify } from 'yaml';

/** A sequence of numbers that a seed decides. */
export interface Random {
  /** A whole number from 0 up to, but not including, `end`. */
  readonly below: (end: number) => number;
  readonly oneOf: <T>(items: readonly [T, ...T[]]) => T;
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { below, oneOf: (items) => items[below(items.length)] ?? items[0] };
}

/** A file to begin with. */
export interface Seed {
  readonly path: string;
  readonly text: string;
}

/** What harms readers, in any place of any language. */
const SPLICES: readonly [string, ...string[]] = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ',',
  ':',
  '=',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '*',
  '&a ',
  '*a',
  '!Sub ',
  '!Ref ',
  '!GetAtt a.b',
  '<<: ',
  '${',
  '}',
  '%{',
  '$${',
  '\\',
  '\\u0000',
  '\u0000',
  '\u001b[31m',
  '\u202e',
  '\ud800',
  '\ue000',
  '\ue001',
  '\ufeff',
  '\u2028',
  '<x>',
  '$$',
  '~',
  '|\n',
  '>-\n',
  '- ',
  '? ',
  '#',
  '//',
  '/*',
  '<<EOF\n',
  'EOF\n',
  '1e999',
  '-0',
  'null',
  'true',
  '__proto__',
  'constructor',
  'dynamic "node" {\n',
  'count = 2\n',
  'local.a',
  'var.a',
  'data.aws_region.current.name',
  'jsonencode(',
  'file("x")',
  '"Fn::If":',
  '"Ref":"AWS::NoValue"',
];

type Data = null | boolean | number | string | Data[] | { [key: string]: Data };

/** The text with some small changes, as a person, a merge or somebody with bad intent makes them. */
export function mutated({ path, text }: Seed, others: readonly Seed[], random: Random): string {
  let changed = text;
  const isTree = !path.endsWith('.tf') && random.below(3) > 0;
  if (isTree) {
    changed = treeMutated(path, text, random) ?? changed;
  }
  for (let count = random.below(3) + (isTree ? 0 : 1); count > 0; count -= 1) {
    changed = textMutated(changed, others, random);
  }
  return changed;
}

function textMutated(text: string, others: readonly Seed[], random: Random): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.below(random.oneOf([3, 30, 300])));
  switch (random.below(8)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, end) + text.slice(at);
    case 2:
      return text.slice(0, at);
    case 3: {
      const other = others[random.below(others.length)]?.text ?? '';
      const from = random.below(other.length + 1);
      return text.slice(0, at) + other.slice(from, from + random.below(200)) + text.slice(end);
    }
    case 4: {
      const lines = text.split('\n');
      const [one, other] = [random.below(lines.length), random.below(lines.length)];
      [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
      return lines.join('\n');
    }
    case 5:
      return (
        text.slice(0, at) + random.oneOf(SPLICES).repeat(random.oneOf([2, 120])) + text.slice(at)
      );
    default:
      return (
        text.slice(0, at) + random.oneOf(SPLICES) + text.slice(random.below(2) === 0 ? at : end)
      );
  }
}

function treeMutated(path: string, text: string, random: Random): string | undefined {
  const isJson = path.endsWith('.json');
  try {
    const tree: Data = isJson ? JSON.parse(text) : parse(text, { logLevel: 'silent' });
    const places = placesIn(tree);
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      changePlace(places, random);
    }
    return isJson ? JSON.stringify(tree, undefined, random.below(3)) : stringify(tree);
  } catch {
    return undefined;
  }
}

interface DataPlace {
  readonly parent: Data[] | { [key: string]: Data };
  readonly key: string;
}

function placesIn(tree: Data): readonly DataPlace[] {
  return typeof tree !== 'object' || tree === null
    ? []
    : Object.entries(tree).flatMap(([key, value]) => [{ parent: tree, key }, ...placesIn(value)]);
}

function changePlace(places: readonly DataPlace[], random: Random): void {
  const place = places[random.below(places.length)];
  const other = places[random.below(places.length)];
  if (place === undefined || other === undefined) {
    return;
  }
  const value = valueAt(place);
  switch (random.below(9)) {
    case 0:
      Reflect.deleteProperty(place.parent, place.key);
      break;
    case 1:
      put(place, structuredClone(valueAt(other)));
      break;
    case 2:
      put(place, [structuredClone(value), structuredClone(value)]);
      break;
    case 3:
      put(place, { [place.key]: structuredClone(value) });
      break;
    case 4:
      put(place, Array.isArray(value) ? (value[0] ?? null) : [value]);
      break;
    case 5:
      put(
        place,
        random.oneOf<Data>([null, true, 0, -1.5e300, '', '*', [], {}, { Ref: 'X' }, '${X}']),
      );
      break;
    case 6:
      put(place, `${typeof value === 'string' ? value : ''}${random.oneOf(SPLICES)}`);
      break;
    case 7: {
      let nested = structuredClone(value);
      for (let level = random.oneOf([3, 60, 120]); level > 0; level -= 1) {
        nested = random.below(2) === 0 ? [nested] : { a: nested };
      }
      put(place, nested);
      break;
    }
    default:
      Reflect.set(place.parent, Array.isArray(place.parent) ? '0' : random.oneOf(SPLICES), value);
  }
}

function valueAt({ parent, key }: DataPlace): Data {
  const value: Data | undefined = Reflect.get(parent, key);
  return value ?? null;
}

function put({ parent, key }: DataPlace, value: Data): void {
  Reflect.set(parent, key, value);
}
