import type { Place } from '../place.ts';
import { InputError } from '../problem.ts';

/** A CloudFormation template may have 1 MB and a flow definition less; generated files get room. */
export const MOST_CHARACTERS = 5_000_000;

/** Nested deeper than any flow or template; keeps recursion bounded. */
export const MOST_LEVELS = 100;

/** Bounds what YAML aliases can expand to. */
export const MOST_VALUES = 500_000;

/** The syntax tree of HCL takes much more time for each value than those of JSON and YAML. */
export const MOST_HCL_VALUES = 100_000;

/** Bounds what a text can grow to that is made of others, as by `Fn::Sub`. */
export const MOST_TEXT = 1_500_000;

/** Throws InputError for a text that is too long to be read, or empty. */
export function checkText(file: string, text: string): void {
  const place = { file, line: 1, column: 1 };
  if (text.length > MOST_CHARACTERS) {
    throw new InputError({
      place,
      found: `a file of ${text.length} characters`,
      expected: `at most ${MOST_CHARACTERS}`,
      remedy: 'Name the flow file or the template itself.',
    });
  }
  if (text.trim() === '') {
    throw new InputError({
      place,
      found: 'an empty file',
      expected: 'a flow definition (JSON) or a CloudFormation template',
    });
  }
}

/** The problem of a value nested deeper than MOST_LEVELS. */
export function tooDeep(place: Place): InputError {
  return new InputError({
    place,
    found: `values nested more than ${MOST_LEVELS} levels deep`,
    expected: 'a flow definition or a template',
  });
}
