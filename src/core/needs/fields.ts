import { resourceLabel } from '../arn/arn.ts';
import { describeValue, get, isNull, type Value } from '../document/value.ts';
import type { FlowNode } from '../flow/flow.ts';
import type { Reason } from '../flow/need.ts';
import type { Place } from '../place.ts';
import { fits } from '../template/fits.ts';
import { FORMS, type FormName } from '../template/forms.ts';
import { markPlaceholders, markSnakeWords, type Placeholder } from '../template/placeholders.ts';
import type { Question } from '../template/question.ts';
import { type Reference, referenceName } from '../template/reference.ts';
import { isAnsweredElsewhere, PART_FORM, settle } from '../template/resolve.ts';
import {
  display,
  hasOpen,
  literal,
  type PlacedTemplate,
  type Segment,
  soleReference,
  type Template,
  template,
} from '../template/template.ts';
import { answerTo, type Context } from './context.ts';

/** A value of a node, read in the form it should have, with all that a reason needs. */
export interface Field {
  readonly value: Template;
  /** The value as the file has it, to find the neighbour it refers to. */
  readonly raw: Template;
  /** How people call the resource; the same whether or not its placeholders are answered. */
  readonly label: string;
  readonly form: FormName;
  readonly node?: string;
  /** The path inside the node's configuration. */
  readonly path: string;
  readonly place: Place;
  /** The key of a question about the value as a whole, where it is not that of the field. */
  readonly key?: string;
}

/**
 * Reads a field that a node cannot do without. Placeholders become questions or their answers;
 * a value that does not have the form, and a missing one, becomes a question as a whole.
 */
export function requiredField(
  context: Context,
  node: FlowNode,
  path: readonly string[],
  form: FormName,
): Field {
  const found = optionalField(context, node, path, form);
  const unread = { node: node.name, path: path.join('.'), place: node.place, form, raw: [] };
  return found ?? openField(context, unread, missingPrompt(unread));
}

/** Reads a field that need not be there; undefined when it is not. */
export function optionalField(
  context: Context,
  node: FlowNode,
  path: readonly string[],
  form: FormName,
): Field | undefined {
  const value = lookUp(node, path);
  if (value === undefined || isNull(value)) {
    return undefined;
  }
  const field = { node: node.name, path: path.join('.'), place: value.place, form };
  if (value.kind === 'scalar' && value === get(node.configuration, ...path)) {
    return readField(context, { ...field, raw: value.template });
  }
  const found = value.kind === 'scalar' ? display(value.template) : describeValue(value);
  return openField(
    context,
    { ...field, raw: [] },
    `Found "${found}" on the way to the ${fieldTitle(field)}, which cannot be read from it. What is the value: ${FORMS[form].description}?`,
  );
}

/** The value at a path, or the value on the way to it that leads no further. */
function lookUp(node: FlowNode, path: readonly string[]): Value | undefined {
  let value: Value | undefined = node.configuration;
  for (const key of path) {
    if (value?.kind !== 'map') {
      return value;
    }
    value = value.entries.get(key)?.value;
  }
  return value;
}

/** Reads a value that something else than the node names, such as the model of a neighbouring prompt. */
export function foundField(
  context: Context,
  { template: raw, place }: PlacedTemplate,
  form: FormName,
  cause: Pick<Field, 'node' | 'path'>,
): Field {
  const { node, path } = cause;
  // A reference that stands elsewhere than in the node is asked for under a key of its own.
  const key = literal(raw) === undefined ? `value:${bare(display(raw))}` : undefined;
  return readField(context, {
    ...(node !== undefined && { node }),
    ...(key !== undefined && { key }),
    path,
    place,
    form,
    raw,
  });
}

/** The answer to a question about something that stands in no file, as a field. */
export function askedField(
  context: Context,
  cause: Field,
  question: Pick<Question, 'key' | 'prompt' | 'form'>,
): Field {
  const open = template({ kind: 'open', question: { ...question, place: cause.place } });
  const value = settle(open, context.settlement, question.form);
  return { ...cause, form: question.form, value, raw: value };
}

/** One field for each model that the answer to a question names; one open field while there is none. */
export function modelFields(
  context: Context,
  cause: Field,
  question: Pick<Question, 'key' | 'prompt' | 'form'>,
): readonly Field[] {
  const answer = answerTo(context, question.key, question.form);
  return answer === undefined
    ? [askedField(context, cause, question)]
    : answer.split(',').map((model) => {
        const value = template(model);
        return { ...cause, form: 'model', value, raw: value, label: labelOf(value) };
      });
}

type UnreadField = Omit<Field, 'value' | 'label'>;

/** Gives a value the form it should have, or makes a question of what has not. */
function readField(context: Context, field: UnreadField): Field {
  const { form, raw } = field;
  const ask = (placeholder: Placeholder) => placeholderQuestion(context, placeholder, field);
  const marked = markPlaceholders(raw, ask);
  // UPPER_SNAKE words can be names: they count as placeholders only where no name can stand.
  for (const candidate of [marked, markSnakeWords(marked, ask)]) {
    const value = settle(candidate, context.settlement, form);
    // Then this field is asked about alone.
    if (fits(value, form) && !isAnsweredElsewhere(value, context.settlement, form)) {
      const misfit = misfitDefault(context, value, field);
      if (misfit !== undefined) {
        return { ...field, value: misfit, label: labelOf(candidate) };
      }
      return { ...field, value: openUnkept(context, value, field), label: labelOf(candidate) };
    }
  }
  const { description, example } = FORMS[form];
  return openField(
    context,
    field,
    display(raw) === ''
      ? missingPrompt(field)
      : `Found "${display(raw)}", which is not ${description} (such as ${example}). What is the value?`,
  );
}

function missingPrompt(field: UnreadField): string {
  const { description, example } = FORMS[field.form];
  return `The ${fieldTitle(field)} is not set. What will it be? It is ${description}, such as ${example}.`;
}

/** A field whose value is one question. */
function openField(context: Context, field: UnreadField, prompt: string): Field {
  const { place, form } = field;
  const question: Question = { key: fieldKey(context, field), prompt, place, form };
  return {
    ...field,
    value: settle(template({ kind: 'open', question }), context.settlement, form),
    label: question.key,
  };
}

/** The resource part of an ARN, with placeholders and references by their bare names. */
function labelOf(value: Template): string {
  return bare(resourceLabel(value));
}

/** A question in the place of a value whose default AWS would not take there. */
function misfitDefault(
  context: Context,
  value: Template,
  field: UnreadField,
): Template | undefined {
  const byDefault = template(...value.map((segment) => defaultText(segment, field) ?? segment));
  if (display(byDefault) === '' || hasOpen(byDefault) || fits(byDefault, field.form)) {
    return undefined;
  }
  const reference = soleReference(value);
  const { description, example } = FORMS[field.form];
  const question: Question = {
    key: reference === undefined ? fieldKey(context, field) : referenceName(reference),
    prompt: `By default the ${fieldTitle(field)}, "${display(value)}", is "${display(byDefault)}", which is not ${description} (such as ${example}). What will it be once deployed?`,
    place: field.place,
    form: field.form,
  };
  return settle(template({ kind: 'open', question }), context.settlement, field.form);
}

/** The default of a reference; a placeholder in it says nothing of the form. */
function defaultText(segment: Segment, { place, form }: UnreadField): Template | undefined {
  const likeness =
    segment.kind === 'reference' && segment.reference.kind !== 'deployment'
      ? segment.reference.likeness
      : undefined;
  return likeness?.of === 'example'
    ? markPlaceholders(template(likeness.text), ({ text }) => ({
        key: text,
        prompt: '',
        place,
        form,
      }))
    : undefined;
}

/** A text without what marks placeholders and references, as keys of questions have it. */
function bare(text: string): string {
  return text.replace(/[<>{}$]/g, '');
}

/** References that the output has no way to write become questions. */
function openUnkept(context: Context, value: Template, field: UnreadField): Template {
  return template(
    ...value.map((segment) => {
      const known =
        segment.kind !== 'reference' ||
        segment.reference.kind === 'deployment' ||
        context.settlement.keeps(segment.reference);
      return known ? segment : referenceQuestion(segment.reference, value, field);
    }),
  );
}

function referenceQuestion(reference: Reference, value: Template, field: UnreadField): Segment {
  const { form } = field;
  const whole = value.length === 1;
  const { description, example } = FORMS[form];
  const role = whole
    ? `It is the ${fieldTitle(field)}: ${description}, such as ${example}.`
    : `It is a part of the ${fieldTitle(field)}: "${display(value)}".`;
  return {
    kind: 'open',
    question: {
      key: referenceName(reference),
      prompt: `What will ${referenceName(reference)} be once deployed? ${role}${defaultOf(reference)}`,
      place: field.place,
      form: whole ? form : PART_FORM,
    },
  };
}

function defaultOf(reference: Reference): string {
  return reference.kind !== 'deployment' && reference.likeness?.of === 'example'
    ? ` Its default in the ${reference.kind === 'terraform' ? 'module' : 'template'} is "${reference.likeness.text}".`
    : '';
}

/** The key of a question about a field as a whole: `my-flow.AskDocs.knowledgeBaseId`. */
export function fieldKey(
  { flow }: Context,
  { node, path, key }: Pick<Field, 'node' | 'path' | 'key'>,
): string {
  if (key !== undefined) {
    return key;
  }
  const last = path.slice(path.lastIndexOf('.') + 1);
  return [flow.label ?? flow.name, ...(node === undefined ? [] : [node]), last].join('.');
}

function fieldTitle({ node, path }: Pick<Field, 'node' | 'path'>): string {
  return node === undefined ? path : `${path} of node "${node}"`;
}

function placeholderQuestion(
  context: Context,
  { name, text }: Placeholder,
  field: UnreadField,
): Question {
  const { form, place, raw } = field;
  const whole = literal(raw)?.trim() === text;
  const { description, example } = FORMS[form];
  return {
    key: name === '' ? fieldKey(context, field) : name,
    prompt: whole
      ? `What does the placeholder "${text}" stand for? It is the ${fieldTitle(field)}: ${description}, such as ${example}.`
      : `What does the placeholder "${text}" stand for? It is a part of the ${fieldTitle(field)}: "${display(raw)}".`,
    place,
    form: whole ? form : PART_FORM,
  };
}

/** The reason of a need that a field causes. */
export function reasonOf(
  context: Context,
  field: Field,
  why: string,
  documentation: string,
): Reason {
  return {
    flow: context.flow.name,
    ...(field.node === undefined ? {} : { node: field.node }),
    field: field.path,
    place: field.place,
    why,
    documentation,
  };
}
