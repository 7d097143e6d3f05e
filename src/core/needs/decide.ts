import type { Outcome, Warning } from '../flow/need.ts';
import { FORMS } from '../template/forms.ts';
import type { Question } from '../template/question.ts';
import { type Reference, referenceName } from '../template/reference.ts';
import { PART_FORM } from '../template/resolve.ts';
import { recognise, type ShapeOf, undecidedIn } from '../template/shape.ts';
import { display, hasOpen, soleReference, type Template, template } from '../template/template.ts';
import type { Context } from './context.ts';
import { askedField, type Field, fieldKey } from './fields.ts';

/** The shapes that a value can have, and why it matters which. */
export interface Shapes {
  readonly shapeOf: ShapeOf;
  /** One sentence: what the role needs depends on the shape. */
  readonly why: string;
}

/** A field whose shape is known, or one with the question that decides it. */
export type Decision =
  | {
      readonly kind: 'known';
      readonly field: Field;
      readonly shape: string;
      /** The text that has the shape; unknown pieces stand as `?`. */
      readonly text: string;
      /** One for each default that decided. */
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: 'open'; readonly field: Field; readonly question?: Question };

/**
 * Tells the shape of a field's value. What the value itself shows decides, then the defaults of its
 * references, with a warning; else it is asked.
 */
export function decideShape(context: Context, field: Field, shapes: Shapes): Decision {
  const found = known(field, shapes) ?? (hasOpen(field.value) ? open(field) : undefined);
  if (found !== undefined) {
    return found;
  }
  const asked = askForReference(context, field, shapes) ?? askForWhole(context, field, shapes);
  return known(asked, shapes) ?? open(asked);
}

/**
 * The same for needs whose resource is the value itself, whatever its shape: they stand, and the
 * question stands beside them.
 */
export function fittingShape(
  context: Context,
  field: Field,
  shapes: Shapes,
): { readonly field: Field; readonly shape?: string; readonly outcomes: readonly Outcome[] } {
  const decision = decideShape(context, field, shapes);
  if (decision.kind === 'known') {
    return { field: decision.field, shape: decision.shape, outcomes: decision.warnings };
  }
  const { question } = decision;
  const isAsked = question !== undefined && !hasOpen(field.value);
  return { field, outcomes: isAsked ? [{ kind: 'question', question }] : [] };
}

/** A question about the value as a whole, where no other can tell what is needed of it. */
export function askForWhole(context: Context, field: Field, { why }: Pick<Shapes, 'why'>): Field {
  const { description, example } = FORMS[field.form];
  const hasReferences = undecidedIn(field.value).length > 0;
  return askedField(context, field, {
    key: fieldKey(context, field),
    prompt: hasReferences
      ? `What will "${display(field.value)}" be once deployed? ${why} It is ${description}, such as ${example}.`
      : `Found "${display(field.value)}", which is not ${description} (such as ${example}). What is the value?`,
    form: field.form,
  });
}

/** A question about the one reference that decides; undefined where there are several. */
function askForReference(context: Context, field: Field, shapes: Shapes): Field | undefined {
  const [reference, ...others] = undecidedIn(field.value);
  if (reference === undefined || others.length > 0) {
    return undefined;
  }
  const key = referenceName(reference);
  const { description, example } = FORMS[field.form];
  if (isWhole(field.value, reference)) {
    return askedField(context, field, {
      key,
      prompt: `What is the value of ${key}? ${shapes.why} It is ${description}, such as ${example}.`,
      form: field.form,
    });
  }
  // Nobody can answer with nothing, so that a piece which may be empty is not asked for alone.
  const mayBeEmpty = recognise(without(field.value, reference), shapes.shapeOf) !== undefined;
  return mayBeEmpty
    ? undefined
    : askedField(context, field, {
        key,
        prompt: `What is the value of ${key}? ${shapes.why} It is part of "${display(field.value)}".`,
        form: PART_FORM,
      });
}

function isWhole(value: Template, reference: Reference): boolean {
  const sole = soleReference(value);
  return (
    sole === reference ||
    (sole?.kind === 'terraform' && sole.value !== undefined && isWhole(sole.value, reference))
  );
}

function without(value: Template, reference: Reference): Template {
  return template(
    ...value.map((segment) => {
      if (segment.kind !== 'reference') {
        return segment;
      }
      const inner = segment.reference.kind === 'terraform' ? segment.reference.value : undefined;
      return segment.reference === reference
        ? ''
        : inner === undefined
          ? segment
          : without(inner, reference);
    }),
  );
}

function known(field: Field, { shapeOf, why }: Shapes): Decision | undefined {
  const found = recognise(field.value, shapeOf);
  return (
    found && {
      kind: 'known',
      field,
      shape: found.shape,
      text: found.text,
      warnings: found.assumed.map((reference) => assumption(field, reference, found.shape, why)),
    }
  );
}

function open(field: Field): Decision {
  const [question] = field.value.flatMap((segment) =>
    segment.kind === 'open' ? [segment.question] : [],
  );
  return { kind: 'open', field, ...(question && { question }) };
}

/** A default shows a shape, and somebody may deploy with another. */
function assumption(
  { place, value }: Field,
  reference: Reference,
  shape: string,
  why: string,
): Warning {
  const name = referenceName(reference);
  const text = reference.kind === 'deployment' ? '' : (reference.likeness?.text ?? '');
  return {
    kind: 'warning',
    text: isWhole(value, reference)
      ? `The role assumes that ${name} is ${shape}, like its default "${text}". ${why}`
      : `The role assumes that "${display(value)}" is ${shape}, as it is with the default "${text}" of ${name}. ${why}`,
    place,
  };
}
