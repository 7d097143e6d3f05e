import { ACCOUNT, ownArn, parseArn } from '../arn/arn.ts';
import { PAGES } from '../data/pages.ts';
import type { Outcome, Warning } from '../flow/need.ts';
import type { PlacedKey } from '../flow/related-resources.ts';
import { isKnown, knownHead } from '../template/shape.ts';
import { hasOpen, likeness, literal, type Template, template } from '../template/template.ts';
import { answerTo, type Context } from './context.ts';
import { decideShape, type Shapes } from './decide.ts';
import { type Field, foundField } from './fields.ts';
import { equals, roleNeed } from './models/statements.ts';

/**
 * The use of the customer managed key that encrypts a resource which a node uses. The key comes
 * from the template around the flow or from an answer; where neither says anything, that there
 * is none is an assumption that the user is shown.
 */
export function* encryptionOf(context: Context, field: Field): Iterable<Outcome> {
  if (hasOpen(field.value)) {
    return;
  }
  const neighbour = context.flow.neighbours(field.raw);
  const question = `kms:${field.label}`;
  const answer = answerTo(context, question, 'key-arn-or-none');
  if (neighbour?.encryptionKey !== undefined) {
    const { encryptionKey } = neighbour;
    yield* useKey(context, foundField(context, encryptionKey, formOf(encryptionKey), field));
  } else if (answer !== undefined && answer !== 'none') {
    yield* useKey(context, { ...field, value: template(answer), form: 'key-arn' });
  } else if (answer === undefined && neighbour === undefined) {
    yield {
      kind: 'assumption',
      key: question,
      prompt: `Which customer managed KMS key encrypts ${field.label}, if any?`,
      assumed: 'none',
      place: field.place,
      form: 'key-arn-or-none',
    };
  }
}

/** A property that takes ARNs only gives the ARN by whatever reference; plain text is understood. */
function formOf({ template: value, form }: PlacedKey): PlacedKey['form'] {
  return literal(value) === undefined ? form : 'key';
}

function* useKey(context: Context, named: Field): Iterable<Outcome> {
  const { field, key, warnings } = keyOf(context, named);
  yield* warnings;
  if (likeness(key)?.includes(':alias/')) {
    yield {
      kind: 'warning',
      text: 'The resource is encrypted with a key that is named by an alias. IAM does not match key aliases: give the ARN of the key, or its permission stays without effect.',
      place: field.place,
    };
  }
  yield roleNeed(context, field, {
    purpose: 'UseKeysOfResources',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resource: key,
    conditions: [equals('aws:ResourceAccount', parseArn(key)?.account ?? template(ACCOUNT))],
    why: 'uses the customer managed key of a resource that the flow invokes',
    source: PAGES.role,
  });
}

const KEY_SHAPES: Shapes = {
  shapeOf(text) {
    const head = knownHead(text);
    const mayBe = (start: string) => start.startsWith(head) && !isKnown(text);
    if (head.startsWith('arn:')) {
      return 'the ARN of a key';
    }
    if (head.startsWith('alias/')) {
      return ALIAS;
    }
    return text === '' || mayBe('arn:') || mayBe('alias/') ? undefined : KEY_ID;
  },
  why: 'A policy needs the ARN of a key, which is built from an id; an alias has no effect in it.',
};
const ALIAS = 'the alias of a key';
const KEY_ID = 'the id of a key';

/** The ARN of a key that a field names by ARN, by id or by alias; a policy needs the ARN. */
export function keyOf(
  context: Context,
  named: Field,
): { readonly field: Field; readonly key: Template; readonly warnings: readonly Warning[] } {
  if (named.form === 'key-arn') {
    return { field: named, key: named.value, warnings: [] };
  }
  const decision = decideShape(context, named, KEY_SHAPES);
  const { field } = decision;
  const warnings = decision.kind === 'known' ? decision.warnings : [];
  switch (decision.kind === 'known' ? decision.shape : undefined) {
    case ALIAS:
      return { field, key: ownArn('kms', field.value), warnings };
    case KEY_ID: {
      const prefix = field.value[0]?.kind === 'text' && field.value[0].text.startsWith('key/');
      return { field, key: ownArn('kms', prefix ? '' : 'key/', field.value), warnings };
    }
    default:
      return { field, key: field.value, warnings };
  }
}
