import type { Place } from '../place.ts';
import { type Reference, referenceName, type Segment, type Template } from './reference.ts';

export type { Segment, Template } from './reference.ts';

/** A value with the place where it is written. */
export interface PlacedTemplate {
  readonly template: Template;
  readonly place: Place;
}

export type Part = string | Segment | Template | Reference;

/** Builds a template from literal texts, segments, references and other templates, in order. */
export function template(...parts: readonly Part[]): Template {
  return templateOf(parts);
}

/** The same of parts in a list, which may be longer than the arguments of a call. */
export function templateOf(parts: readonly Part[]): Template {
  const segments: Segment[] = [];
  for (const segment of parts.flatMap(segmentsOf)) {
    const last = segments.at(-1);
    if (segment.kind !== 'text') {
      segments.push(segment);
    } else if (last?.kind === 'text') {
      segments[segments.length - 1] = { kind: 'text', text: last.text + segment.text };
    } else if (segment.text !== '') {
      segments.push(segment);
    }
  }
  return segments;
}

function segmentsOf(part: Part): Template {
  if (typeof part === 'string') {
    return [{ kind: 'text', text: part }];
  }
  if (isTemplate(part)) {
    return part;
  }
  switch (part.kind) {
    case 'deployment':
    case 'cloudformation':
    case 'terraform':
      return [{ kind: 'reference', reference: part }];
    case 'text':
    case 'reference':
    case 'after':
    case 'open':
      return [part];
  }
}

function isTemplate(part: Segment | Template | Reference): part is Template {
  return Array.isArray(part);
}

/** How many characters of literal text a template has. */
export function textLength(value: Template): number {
  return value.reduce((sum, part) => sum + (part.kind === 'text' ? part.text.length : 0), 0);
}

/** The text of a template that is nothing but text; undefined when anything in it is not known. */
export function literal(value: Template): string | undefined {
  const [first, ...rest] = value;
  if (first === undefined) {
    return '';
  }
  return first.kind === 'text' && rest.length === 0 ? first.text : undefined;
}

/** The reference of a template that is nothing but one reference. */
export function soleReference(value: Template): Reference | undefined {
  const [first, ...rest] = value;
  return first?.kind === 'reference' && rest.length === 0 ? first.reference : undefined;
}

/** Whether a value is an open question as a whole, so that nothing can be said about its form. */
export function isOpen(value: Template): boolean {
  return value.length === 1 && hasOpen(value);
}

/** Whether any piece of a value is an open question. */
export function hasOpen(value: Template): boolean {
  return value.some((segment) => segment.kind === 'open');
}

/**
 * A text in which every unknown piece is replaced by its likeness, to recognise a form by;
 * undefined when a piece has none.
 */
export function likeness(value: Template): string | undefined {
  let text = '';
  for (const segment of value) {
    const piece = segmentLikeness(segment);
    if (piece === undefined) {
      return undefined;
    }
    text += piece;
  }
  return text;
}

/** Stands in a recognisable text for a piece of which nothing is known. */
export const UNKNOWN = '?';

/** What stands for the parts of the deployment where a form is recognised. */
export const DEPLOYMENT_LIKENESS = {
  partition: 'aws',
  region: 'us-east-1',
  account: '000000000000',
};

function segmentLikeness(segment: Segment): string | undefined {
  switch (segment.kind) {
    case 'text':
      return segment.text;
    case 'reference':
      return segment.reference.kind === 'deployment'
        ? DEPLOYMENT_LIKENESS[segment.reference.part]
        : segment.reference.likeness?.text;
    case 'after':
    case 'open':
      return undefined;
  }
}

/** Renders a template for people: references as `${Name}`, open questions as `<KEY>`. Never a policy value. */
export function display(value: Template): string {
  return value.map(displaySegment).join('');
}

function displaySegment(segment: Segment): string {
  switch (segment.kind) {
    case 'text':
      return segment.text;
    case 'reference':
      return `\${${referenceName(segment.reference)}}`;
    case 'after':
      return `\${${referenceName(segment.reference)} after "${segment.mark}"}`;
    case 'open':
      return `<${segment.question.key.replace(/[*?$<>]/g, '_')}>`;
  }
}

/** Two templates are the same value when their keys are equal; keys also give the stable order. */
export function templateKey(value: Template): string {
  return display(value);
}

/** Applies a function to every text piece, keeping the rest. */
export function mapText(value: Template, change: (text: string) => Template): Template {
  return templateOf(
    value.map((segment) => (segment.kind === 'text' ? change(segment.text) : [segment])),
  );
}

/**
 * Splits at the first `count - 1` separators that stand in literal text, as `String.split` does
 * for strings; a separator inside a reference is not seen.
 */
export function splitTemplate(value: Template, separator: string, count: number): Template[] {
  const pieces: Segment[][] = [[]];
  for (const segment of value) {
    if (segment.kind !== 'text') {
      pieces.at(-1)?.push(segment);
      continue;
    }
    let rest = segment.text;
    for (
      let at = rest.indexOf(separator);
      at >= 0 && pieces.length < count;
      at = rest.indexOf(separator)
    ) {
      pieces.at(-1)?.push({ kind: 'text', text: rest.slice(0, at) });
      pieces.push([]);
      rest = rest.slice(at + separator.length);
    }
    pieces.at(-1)?.push({ kind: 'text', text: rest });
  }
  return pieces.map((piece) => template(piece));
}
