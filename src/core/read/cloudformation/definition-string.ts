import type { Budget } from '../../document/budget.ts';
import { readJson } from '../../document/json.ts';
import { partitionPoint } from '../../document/partition-point.ts';
import { get, mapStrings, type ScalarValue, type Value } from '../../document/value.ts';
import type { Place } from '../../place.ts';
import { InputError } from '../../problem.ts';
import {
  literal,
  type Part,
  type Template,
  template,
  templateOf,
  textLength,
} from '../../template/template.ts';
import { joinPieces, resolveIntrinsics, soleEntry, substitute } from './intrinsics.ts';
import type { Stack } from './stack.ts';

/**
 * Reads a definition that stands as JSON text in a string. The text is parsed as it is written,
 * so that places stay exact, and what was substituted into it is put into the parsed strings.
 *
 * @param raw the value of `DefinitionString`, intrinsics not yet resolved: a string, `Fn::Sub` or
 * `Fn::Join`.
 * @throws InputError for anything else, and for text that is not JSON.
 */
export function readDefinitionString(raw: Value, stack: Stack): Value {
  const found = soleEntry(raw);
  if (raw.kind === 'scalar') {
    return parse(raw, (text) => template(text));
  }
  if (found?.key === 'Fn::Sub') {
    const [text, variables] = found.value.kind === 'list' ? found.value.items : [found.value];
    const values = templatesOf(variables, stack);
    if (text?.kind === 'scalar') {
      return parse(text, (leaf) => substitute(leaf, values, stack.likenessOf, text.place));
    }
  }
  if (found?.key === 'Fn::Join') {
    const joined = joinedText(found.value, stack);
    if (joined !== undefined) {
      return parse(joined.text, joined.restore);
    }
  }
  throw new InputError({
    place: raw.place,
    found:
      found === undefined ? 'a definition that is no text' : `a definition made by ${found.key}`,
    expected: 'JSON text, or Fn::Sub or Fn::Join of it',
    remedy: 'Give the definition as text, or name the file it comes from.',
  });
}

/** The values that names in `Fn::Sub` or `DefinitionSubstitutions` stand for. */
export function templatesOf(map: Value | undefined, stack: Stack): ReadonlyMap<string, Template> {
  const values = new Map<string, Template>();
  for (const [name, entry] of map?.kind === 'map' ? map.entries : []) {
    const value = resolveIntrinsics(entry.value, stack.likenessOf);
    if (value.kind === 'scalar') {
      values.set(name, value.template);
    }
  }
  return values;
}

/** Puts `DefinitionSubstitutions` into the strings of a definition. A name without a value stays. */
export function applySubstitutions(
  definition: Value,
  substitutions: ReadonlyMap<string, Template>,
  budget: Budget,
): Value {
  if (substitutions.size === 0) {
    return definition;
  }
  return mapStrings(definition, (value, place) =>
    templateOf(
      value.map((segment) =>
        segment.kind === 'text'
          ? substituteNames(segment.text, substitutions, (length) =>
              budget.spend('text', length, place),
            )
          : segment,
      ),
    ),
  );
}

function substituteNames(
  text: string,
  values: ReadonlyMap<string, Template>,
  onText: (length: number) => void,
): Template {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^{}]+)\}/g)) {
    const value = values.get((match[1] ?? '').trim());
    if (value !== undefined) {
      onText(textLength(value));
      parts.push(text.slice(end, match.index), value);
      end = match.index + match[0].length;
    }
  }
  return templateOf([...parts, text.slice(end)]);
}

function parse(source: ScalarValue, restore: (text: string) => Template): Value {
  const text = literal(source.template) ?? '';
  if (text.trim() === '') {
    throw new InputError({
      place: source.place,
      found: 'an empty definition',
      expected: 'JSON text with "nodes" and "connections"',
    });
  }
  const value = readJson(
    source.place.file,
    fillOutsideStrings(text),
    source.placeAt ?? (() => source.place),
  );
  return mapStrings(value, (leaf) => restore(literal(leaf) ?? ''));
}

/**
 * `${N}` where JSON has a number or a literal would not parse: it becomes `null` and blanks of the
 * same length, so that places do not move. No such value names a resource.
 */
function fillOutsideStrings(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?|\$\{[^{}]+\}|\ue000\d+\ue001/gs, (match) =>
    match.startsWith('"') ? match : 'null'.padEnd(match.length),
  );
}

interface JoinedText {
  readonly text: ScalarValue;
  readonly restore: (text: string) => Template;
}

/**
 * Marks where a reference stands in joined text; these characters mean nothing in Unicode. A mark is
 * long enough to become `null` where JSON has no string.
 */
const MARK = /\ue000(\d+)\ue001/g;

function joinedText(argument: Value, stack: Stack): JoinedText | undefined {
  const pieces = joinPieces(argument);
  if (pieces === undefined) {
    return undefined;
  }
  const references: Template[] = [];
  const starts: { readonly at: number; readonly piece: ScalarValue }[] = [];
  let text = '';
  for (const [index, item] of pieces.items.entries()) {
    const piece = resolveIntrinsics(item, stack.likenessOf);
    if (piece.kind !== 'scalar') {
      return undefined;
    }
    text += index === 0 ? '' : pieces.delimiter;
    starts.push({ at: text.length, piece });
    for (const segment of piece.template) {
      text +=
        segment.kind === 'text'
          ? // A stray mark in a file must not be taken for one of ours.
            segment.text.replaceAll(/[\ue000\ue001]/g, '?')
          : `\ue000${String(references.push([segment]) - 1).padStart(4, '0')}\ue001`;
    }
  }
  const startOf = (index: number) => starts[index]?.at ?? 0;
  const placeAt = (offset: number): Place => {
    const start = starts[partitionPoint(starts.length, (at) => startOf(at) <= offset) - 1];
    return start === undefined
      ? argument.place
      : (start.piece.placeAt?.(offset - start.at) ?? start.piece.place);
  };
  return {
    text: {
      kind: 'scalar',
      type: 'string',
      template: template(text),
      place: argument.place,
      placeAt,
    },
    restore: (leaf) => {
      const parts: Part[] = [];
      let end = 0;
      for (const match of leaf.matchAll(MARK)) {
        parts.push(leaf.slice(end, match.index), references[Number(match[1])] ?? '');
        end = match.index + match[0].length;
      }
      return templateOf([...parts, leaf.slice(end)]);
    },
  };
}

/** Reads a definition file that lies beside the template: the definition itself, or wrapped. */
export function unwrapDefinition(document: Value): Value {
  return get(document, 'definition') ?? get(document, 'Definition') ?? document;
}
