import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Place } from '../place.ts';
import { InputError } from '../problem.ts';
import { template } from '../template/template.ts';
import { checkText, MOST_LEVELS, tooDeep } from './limits.ts';
import { Lines } from './lines.ts';
import type { Entry, Value } from './value.ts';

/**
 * Reads JSON text into values with places.
 *
 * @param placeAt places of characters where the text is not a whole file (a definition in a string).
 * @throws InputError for text that is not JSON, duplicate keys, and too much size or depth.
 */
export function readJson(
  file: string,
  text: string,
  placeAt: (offset: number) => Place = linesOf(file, text),
): Value {
  checkText(file, text);
  const errors: ParseError[] = [];
  const root = parse(text, errors, placeAt);
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    throw notJson(text, error, placeAt);
  }
  return toValue(root, text, placeAt, 0);
}

function linesOf(file: string, text: string): (offset: number) => Place {
  const lines = new Lines(file, text);
  return (offset) => lines.placeAt(offset);
}

function parse(text: string, errors: ParseError[], placeAt: (offset: number) => Place) {
  try {
    return parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    // The parser is recursive: text nested without end exhausts the stack.
    if (error instanceof RangeError) {
      throw tooDeep(placeAt(0));
    }
    throw error;
  }
}

function notJson(
  text: string,
  error: ParseError | undefined,
  placeAt: (offset: number) => Place,
): InputError {
  const offset = error?.offset ?? 0;
  const code = error === undefined ? 'ValueExpected' : printParseErrorCode(error.error);
  const rest = text.slice(offset, offset + Math.max(1, Math.min(error?.length ?? 1, 20)));
  return new InputError({
    place: placeAt(offset),
    found: offset >= text.length ? 'the end of the text' : `"${rest}"`,
    expected: `JSON (${words(code)})`,
    ...(code === 'InvalidCommentToken'
      ? { remedy: 'JSON has no comments: remove them, as AWS refuses them too.' }
      : {}),
  });
}

/** `CloseBraceExpected` → `close brace expected`. */
function words(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function toValue(
  node: Node,
  text: string,
  placeAt: (offset: number) => Place,
  level: number,
): Value {
  const place = placeAt(node.offset);
  if (level > MOST_LEVELS) {
    throw tooDeep(place);
  }
  switch (node.type) {
    case 'object': {
      const entries = new Map<string, Entry>();
      for (const [key, value] of (node.children ?? []).map((property) => property.children ?? [])) {
        if (key === undefined || value === undefined) {
          continue;
        }
        const name = String(key.value);
        const keyPlace = placeAt(key.offset);
        if (entries.has(name)) {
          throw new InputError({
            place: keyPlace,
            found: `the key "${name}" a second time`,
            expected: 'each key once',
          });
        }
        entries.set(name, { keyPlace, value: toValue(value, text, placeAt, level + 1) });
      }
      return { kind: 'map', entries, place };
    }
    case 'array':
      return {
        kind: 'list',
        items: (node.children ?? []).map((child) => toValue(child, text, placeAt, level + 1)),
        place,
      };
    case 'string': {
      const rawIndex = rawIndexes(text.slice(node.offset + 1, node.offset + node.length - 1));
      return {
        kind: 'scalar',
        type: 'string',
        template: template(String(node.value)),
        place,
        placeAt: (index) => placeAt(node.offset + 1 + rawIndex(index)),
      };
    }
    case 'number':
    case 'boolean':
    case 'null':
      return {
        kind: 'scalar',
        type: node.type,
        template: template(text.slice(node.offset, node.offset + node.length)),
        place,
      };
    case 'property':
      throw new TypeError('a property stands outside an object');
  }
}

/** How many characters an escape takes in quotes; those not here take two. YAML has more than JSON. */
const ESCAPES: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/**
 * Tells where the character at an index of a decoded string stands in its quoted source. The
 * source is walked once, at the first question.
 */
export function rawIndexes(raw: string): (index: number) => number {
  let starts: number[] | undefined;
  return (index) => {
    if (starts === undefined) {
      starts = [];
      for (let at = 0; at < raw.length; ) {
        starts.push(at);
        at += raw[at] === '\\' ? (ESCAPES[raw[at + 1] ?? ''] ?? 2) : 1;
      }
    }
    return starts[index] ?? raw.length;
  };
}
