import { resourceLabel } from '../arn/arn.ts';
import type { Place } from '../place.ts';
import { get } from '../read/value.ts';
import { fits } from '../template/fits.ts';
import { FORMS, type FormName, hasForm } from '../template/forms.ts';
import { markPlaceholders, markSnakeWords, type Placeholder } from '../template/placeholders.ts';
import type { Question } from '../template/question.ts';
import { type Reference, referenceName } from '../template/reference.ts';
import type { Settlement } from '../template/settle.ts';
import { settle } from '../template/settle.ts';
import { display, literal, type Segment, type Template, template } from '../template/template.ts';
import type { Flow, FlowNode, PlacedTemplate } from './flow.ts';
import type { Outcome, Reason } from './need.ts';

/** What node kinds may ask about their surroundings. */
export interface Context {
  readonly flow: Flow;
  readonly settlement: Settlement;
  /** Name the Regions behind a geographic inference profile instead of allowing all of them. */
  readonly pinRegions: boolean;
  /** What another node needs, for nodes that hold nodes. */
  readonly needsOf: (node: FlowNode) => Iterable<Outcome>;
}

/** A value of a node, read in the form it should have, with all that a reason needs. */
export interface Field {
  readonly value: Template;
  /** The value as the file has it, to find the neighbour it refers to. */
  readonly raw: Template;
  readonly form: FormName;
  readonly node?: string;
  /** The path inside the node's configuration. */
  readonly path: string;
  readonly place: Place;
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
  return (
    optionalField(context, node, path, form) ?? {
      ...fieldAt(node, path, node.place, form, []),
      value: settle(
        template({
          kind: 'open',
          question: {
            key: fieldKey({ node: node.name, path: path.join('.') }),
            prompt: `Node "${node.name}" has no ${path.join('.')}. Which value will it have?`,
            place: node.place,
            form,
          },
        }),
        context.settlement,
      ),
    }
  );
}

/** Reads a field that need not be there; undefined when it is not. */
export function optionalField(
  context: Context,
  node: FlowNode,
  path: readonly string[],
  form: FormName,
): Field | undefined {
  const value = get(node.configuration, ...path);
  if (value?.kind !== 'scalar' || value.type === 'null') {
    return undefined;
  }
  const field = fieldAt(node, path, value.place, form, value.template);
  return { ...field, value: readForm(context, field) };
}

function fieldAt(
  node: FlowNode,
  path: readonly string[],
  place: Place,
  form: FormName,
  raw: Template,
): UnreadField {
  return { node: node.name, path: path.join('.'), place, form, raw };
}

/** Reads a value that something else than the node names, such as the model of a neighbouring prompt. */
export function foundField(
  context: Context,
  { template: raw, place }: PlacedTemplate,
  form: FormName,
  cause: Pick<Field, 'node' | 'path'>,
): Field {
  const field = { ...cause, place, form, raw };
  return { ...field, value: readForm(context, field) };
}

/** The answer to a question about something that stands in no file, as a field. */
export function askedField(
  context: Context,
  cause: Field,
  question: Pick<Question, 'key' | 'prompt' | 'form'>,
): Field {
  const open = template({ kind: 'open', question: { ...question, place: cause.place } });
  const value = settle(open, context.settlement);
  return { ...cause, form: question.form, value, raw: value };
}

/** One field for each model that the answer to a question names; one open field while there is none. */
export function modelFields(
  context: Context,
  cause: Field,
  question: Pick<Question, 'key' | 'prompt'>,
): readonly Field[] {
  const answer = answerTo(context, question.key, 'models');
  return answer === undefined
    ? [askedField(context, cause, { ...question, form: 'models' })]
    : answer.split(',').map((model) => {
        const value = template(model);
        return { ...cause, form: 'model', value, raw: value };
      });
}

/** The key of a question about a resource, the same wherever it is used: `model:prompt/ID`. */
export function resourceQuestionKey(topic: string, resource: Template): string {
  return `${topic}:${resourceLabel(resource)}`;
}

type UnreadField = Omit<Field, 'value'>;

/** Gives a value the form it should have, or makes a question of what has not. */
function readForm(context: Context, field: UnreadField): Template {
  const { form, raw } = field;
  const settled = (value: Template) => settle(value, context.settlement);
  const ask = (placeholder: Placeholder) => placeholderQuestion(placeholder, field);
  const marked = settled(markPlaceholders(raw, ask));
  if (fits(marked, form)) {
    return openUnkept(context, marked, field);
  }
  const words = settled(markSnakeWords(marked, ask));
  if (fits(words, form)) {
    return openUnkept(context, words, field);
  }
  const { description, example } = FORMS[form];
  const question: Question = {
    key: fieldKey(field),
    prompt: `Found "${display(raw)}", which is not ${description} (such as ${example}). What is the value?`,
    place: field.place,
    form,
  };
  return settled(template({ kind: 'open', question }));
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
  return {
    kind: 'open',
    question: {
      key: referenceName(reference),
      prompt: whole
        ? `What will ${referenceName(reference)} be once deployed? It is the ${fieldTitle(field)}: ${description}, such as ${example}.`
        : `What will ${referenceName(reference)} be once deployed? It is a part of the ${fieldTitle(field)}: "${display(value)}".`,
      place: field.place,
      form: whole ? form : 'name',
    },
  };
}

/** The key of a question about a field as a whole: `AskDocs.knowledgeBaseId`. */
export function fieldKey({ node, path }: Pick<Field, 'node' | 'path'>): string {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return node === undefined ? last : `${node}.${last}`;
}

function fieldTitle({ node, path }: Pick<Field, 'node' | 'path'>): string {
  return node === undefined ? path : `${path} of node "${node}"`;
}

function placeholderQuestion({ name, text }: Placeholder, field: UnreadField): Question {
  const { form, place, raw } = field;
  const whole = literal(raw)?.trim() === text;
  const { description, example } = FORMS[form];
  return {
    key: name,
    prompt: whole
      ? `What does the placeholder "${text}" stand for? It is the ${fieldTitle(field)}: ${description}, such as ${example}.`
      : `What does the placeholder "${text}" stand for? It is a part of the ${fieldTitle(field)}: "${display(raw)}".`,
    place,
    form: whole ? form : 'name',
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

/** The answer given under a key, where it has the form; undefined when there is none. */
export function answerTo(context: Context, key: string, form: FormName): string | undefined {
  const answer = context.settlement.answers.get(key);
  return answer !== undefined && hasForm(answer, form) ? answer : undefined;
}
