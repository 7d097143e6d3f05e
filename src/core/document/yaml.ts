import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
} from 'yaml';
import type { Place } from '../place.ts';
import { InputError } from '../problem.ts';
import { template } from '../template/template.ts';
import { rawIndexes } from './json.ts';
import { checkText, MOST_CHARACTERS, MOST_LEVELS, MOST_VALUES, tooDeep } from './limits.ts';
import { Lines } from './lines.ts';
import { partitionPoint } from './partition-point.ts';
import type { Entry, MapValue, ScalarValue, Value } from './value.ts';

/**
 * Reads YAML text into values with places. A tag `!Name` becomes the map `{ "Fn::Name": value }`
 * (`!Ref` and `!Condition` keep their names), as CloudFormation defines its short forms.
 *
 * @throws InputError for text that is not YAML, duplicate keys, and too much size, depth or
 * expansion of aliases.
 */
export function readYaml(file: string, text: string): Value {
  checkText(file, text);
  return new YamlReader(file, text).read();
}

/** A value with an anchor, how many values and characters it holds, and how deep it goes. */
interface Anchored {
  readonly value: Value;
  readonly size: number;
  readonly characters: number;
  readonly height: number;
}

class YamlReader {
  readonly #text: string;
  readonly #lines: Lines;
  readonly #anchors = new Map<string, Anchored>();
  #deepest = 0;
  #values = 0;
  #repeated = 0;

  constructor(file: string, text: string) {
    this.#text = text;
    this.#lines = new Lines(file, text);
  }

  read(): Value {
    const start = this.#lines.placeAt(0);
    try {
      const document = parseDocument(this.#text, {
        prettyErrors: false,
        logLevel: 'error',
        // That check takes quadratic time: keys are compared below.
        uniqueKeys: false,
      });
      const [error] = document.errors;
      if (error?.message.includes('call stack')) {
        throw tooDeep(start);
      }
      if (error !== undefined) {
        throw new InputError({
          place: this.#lines.placeAt(error.pos[0]),
          found: `text that YAML cannot have here (${firstLine(error.message).slice(0, 80)})`,
          expected: 'YAML',
        });
      }
      return this.#value(document.contents, start, 0);
    } catch (error) {
      // The parser is recursive: text nested without end exhausts the stack.
      if (error instanceof RangeError) {
        throw tooDeep(start);
      }
      throw error;
    }
  }

  #value(node: unknown, parent: Place, level: number): Value {
    const place = this.#placeOf(node) ?? parent;
    this.#count(1, place);
    if (level > MOST_LEVELS) {
      throw tooDeep(place);
    }
    if (isAlias(node)) {
      return this.#alias(node.source, place, level);
    }
    const before = { values: this.#values, deepest: this.#deepest, repeated: this.#repeated };
    this.#deepest = level;
    const value = this.#tagged(node, place, level);
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor !== undefined) {
      const size = this.#values - before.values + 1;
      const [start, end] = (node as Partial<Node>).range ?? [0, 0];
      const characters = end - start + this.#repeated - before.repeated;
      this.#anchors.set(anchor, { value, size, characters, height: this.#deepest - level });
    }
    this.#deepest = Math.max(this.#deepest, before.deepest);
    return value;
  }

  /** An alias means the last value above it with its anchor, and counts as much and as deep as that. */
  #alias(name: string, place: Place, level: number): Value {
    const target = this.#anchors.get(name);
    if (target === undefined) {
      throw new InputError({
        place,
        found: `the alias *${name}`,
        expected: 'an anchor of that name above it',
      });
    }
    this.#count(target.size, place);
    this.#repeated += target.characters;
    if (this.#repeated > MOST_CHARACTERS) {
      throw new InputError({
        place,
        found: `aliases that expand to more than ${MOST_CHARACTERS} characters`,
        expected: 'a template of ordinary size',
      });
    }
    this.#deepest = Math.max(this.#deepest, level + target.height);
    if (this.#deepest > MOST_LEVELS) {
      throw tooDeep(place);
    }
    return target.value;
  }

  #count(values: number, place: Place): void {
    this.#values += values;
    if (this.#values > MOST_VALUES) {
      throw new InputError({
        place,
        found: `aliases that expand to more than ${MOST_VALUES} values`,
        expected: 'a template of ordinary size',
      });
    }
  }

  #tagged(node: unknown, place: Place, level: number): Value {
    const name = intrinsicOf(node);
    return name === undefined
      ? this.#plain(node, place, level)
      : {
          kind: 'map',
          entries: new Map([[name, { keyPlace: place, value: this.#plain(node, place, level) }]]),
          place,
        };
  }

  #plain(node: unknown, place: Place, level: number): Value {
    if (isMap(node)) {
      return this.#map(node.items, place, level);
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#value(item, place, level + 1));
      return { kind: 'list', items, place };
    }
    if (isScalar(node)) {
      return this.#scalar(node, place);
    }
    return { kind: 'scalar', type: 'null', template: [], place };
  }

  #map(pairs: readonly Pair[], place: Place, level: number): MapValue {
    const entries = new Map<string, Entry>();
    const merged: Value[] = [];
    for (const pair of pairs) {
      const key = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : undefined;
      const keyPlace = this.#placeOf(pair.key) ?? place;
      if (key === undefined) {
        throw new InputError({ place: keyPlace, found: 'a key that is no text', expected: 'text' });
      }
      const value = this.#value(pair.value, keyPlace, level + 1);
      if (key === '<<') {
        merged.push(value);
      } else if (entries.has(key)) {
        throw new InputError({
          place: keyPlace,
          found: `the key "${key}" a second time`,
          expected: 'each key once',
        });
      } else {
        entries.set(key, { keyPlace, value });
      }
    }
    for (const source of merged.flatMap((value) =>
      value.kind === 'list' ? value.items : [value],
    )) {
      for (const [key, entry] of source.kind === 'map' ? source.entries : []) {
        if (!entries.has(key)) {
          entries.set(key, entry);
        }
      }
    }
    return { kind: 'map', entries, place };
  }

  #scalar(node: Scalar, place: Place): ScalarValue {
    const type = scalarType(node.value);
    if (type === 'null') {
      return { kind: 'scalar', type, template: [], place };
    }
    // Numbers keep their spelling: an account id with leading zeros is no octal number.
    const text = type === 'string' ? String(node.value) : (node.source ?? String(node.value));
    const placeAt = this.#placeInside(node);
    return {
      kind: 'scalar',
      type,
      template: template(text),
      place,
      ...(placeAt === undefined ? {} : { placeAt }),
    };
  }

  /** Where a character of a string stands, for the styles that definitions are written in. */
  #placeInside(node: Scalar): ((index: number) => Place) | undefined {
    const start = node.range?.[0];
    if (start === undefined || typeof node.value !== 'string') {
      return undefined;
    }
    const { value } = node;
    const raw = this.#text.slice(start + 1, node.range?.[1]);
    switch (node.type) {
      case 'PLAIN':
        return isOneLine(raw) ? (index) => this.#lines.placeAt(start + index) : undefined;
      case 'QUOTE_SINGLE':
        return isOneLine(raw) ? this.#placesInQuotes(start + 1, doubledIndexes(raw)) : undefined;
      case 'QUOTE_DOUBLE':
        return isOneLine(raw) ? this.#placesInQuotes(start + 1, rawIndexes(raw)) : undefined;
      case 'BLOCK_LITERAL': {
        const body = this.#text.indexOf('\n', start) + 1;
        return this.#placesInBlock(body, value);
      }
      default:
        return undefined;
    }
  }

  #placesInQuotes(start: number, rawIndex: (index: number) => number): (index: number) => Place {
    return (index) => this.#lines.placeAt(start + rawIndex(index));
  }

  /** A block's lines stand in the file as they are, all moved to the right by the same indent. */
  #placesInBlock(body: number, value: string): (index: number) => Place {
    // Few blocks are definitions, so nothing is worked out before the first question.
    let block: { readonly lines: Lines; readonly indent: number } | undefined;
    return (index) => {
      const { file, line } = this.#lines.placeAt(body);
      block ??= { lines: new Lines(file, value), indent: this.#indentOf(body, value) };
      const inside = block.lines.placeAt(index);
      return { file, line: line + inside.line - 1, column: block.indent + inside.column };
    };
  }

  #indentOf(body: number, value: string): number {
    const start = value.search(/\S/);
    const blankLines = value.slice(0, Math.max(start, 0)).split('\n').length - 1;
    let at = body;
    for (let line = 0; line < blankLines; line += 1) {
      at = this.#text.indexOf('\n', at) + 1;
    }
    const own = start - (value.lastIndexOf('\n', start) + 1);
    return this.#text.slice(at).search(/\S/) - own;
  }

  #placeOf(node: unknown): Place | undefined {
    const range = (node as Partial<Node> | null)?.range;
    return range ? this.#lines.placeAt(range[0]) : undefined;
  }
}

function intrinsicOf(node: unknown): string | undefined {
  const tag = isMap(node) || isSeq(node) || isScalar(node) ? node.tag : undefined;
  const name = tag === undefined ? undefined : /^!([A-Za-z]\w*)$/.exec(tag)?.[1];
  if (name === undefined) {
    return undefined;
  }
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}

function scalarType(value: unknown): ScalarValue['type'] {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'string';
    default:
      return 'null';
  }
}

/** In single quotes a quote is written twice. */
function doubledIndexes(raw: string): (index: number) => number {
  let quotes: number[] | undefined;
  return (index) => {
    quotes ??= [...raw.matchAll(/''/g)].map((match, before) => match.index - before);
    const known = quotes;
    return index + partitionPoint(known.length, (at) => (known[at] ?? 0) < index);
  };
}

/** Text over several lines is folded, so that offsets no longer lead to places. */
function isOneLine(text: string): boolean {
  return !text.includes('\n');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
