import { PAGES } from '../../data/pages.ts';
import type { Outcome } from '../../flow/need.ts';
import { likeness, type Template, UNKNOWN } from '../../template/template.ts';
import type { Context } from '../context.ts';
import type { Field } from '../fields.ts';

/** One form that a model identifier can have, and what invoking a model so named needs. */
export interface ModelForm {
  /** How messages call it. */
  readonly name: string;
  /**
   * What a text of this form is, for people: `the ARN of a custom model`. Undefined for a text of
   * another form, and where pieces that are not known could give it another.
   *
   * @param text the identifier; pieces that are not known stand as `?` or `¿`.
   */
  shapeOf(text: string): string | undefined;
  /** The permissions to invoke the model that a field names. */
  invoke(context: Context, field: Field): Iterable<Outcome>;
}

/** The text of an identifier to recognise its form by; unknown pieces stand as `?`. */
export function recognisableText(value: Template): string {
  return value.map((segment) => likeness([segment]) ?? UNKNOWN).join('');
}

/** Why the form of an identifier matters. */
export const MODEL_WHY =
  'Another kind of model, or an id instead of an ARN, needs other permissions.';

export const MODEL_DOCUMENTATION = {
  profiles: PAGES.profiles.page,
  routers: PAGES.routers.page,
  marketplace: PAGES.marketplace.page,
} as const;
