import { type Reference, referenceName } from './reference.ts';
import { type Template, template, templateOf } from './template.ts';

/** Values are put for references up to so many times. */
const MOST_TEXTS = 64;

/** All values that a reference can have, where its file lists them. */
export function listedValues(reference: Reference): readonly string[] | undefined {
  return reference.kind === 'deployment' ? undefined : reference.likeness?.values;
}

/** A value with a text in the place of a reference, wherever it stands. */
export function withValue(value: Template, reference: Reference, text: string): Template {
  const name = referenceName(reference);
  return templateOf(
    value.map((segment) => {
      if (segment.kind === 'reference' && referenceName(segment.reference) === name) {
        return template(text);
      }
      if (segment.kind === 'after' && referenceName(segment.reference) === name) {
        const at = text.indexOf(segment.mark);
        return at < 0 ? template(segment) : template(text.slice(at + segment.mark.length));
      }
      return template(segment);
    }),
  );
}

/**
 * What puts each value that is listed into values: one function for each, so that values which
 * belong together get the same. Empty where nothing is listed, or too much.
 */
export function choicesIn(values: readonly Template[]): readonly ((value: Template) => Template)[] {
  const references = new Map<string, Reference>();
  for (const segment of values.flat()) {
    if (
      (segment.kind === 'reference' || segment.kind === 'after') &&
      listedValues(segment.reference) !== undefined
    ) {
      references.set(referenceName(segment.reference), segment.reference);
    }
  }
  const choices = [...references.values()].reduce<readonly ((value: Template) => Template)[]>(
    (all, reference) =>
      all.length > MOST_TEXTS
        ? all
        : all.flatMap((choose) =>
            (listedValues(reference) ?? []).map(
              (text) => (value: Template) => withValue(choose(value), reference, text),
            ),
          ),
    [(value) => value],
  );
  return references.size === 0 || choices.length > MOST_TEXTS ? [] : choices;
}
