import { ACCOUNT, ownArn, parseArn } from '../arn/arn.ts';
import { equals, roleNeed } from '../model/statements.ts';
import { hasOpen, isOpen, likeness, type Template, template } from '../template/template.ts';
import { answerTo, type Context } from './context.ts';
import { type Field, foundField } from './fields.ts';
import type { Outcome } from './need.ts';
import { ROLE_PAGE } from './nodes/kind.ts';

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
    const found = foundField(context, neighbour.encryptionKey, 'key', field);
    yield* useKey(context, found, keyArn(found.value));
  } else if (answer !== undefined && answer !== 'none') {
    yield* useKey(context, field, template(answer));
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

function* useKey(context: Context, field: Field, key: Template): Iterable<Outcome> {
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
    documentation: ROLE_PAGE,
  });
}

/** Resources name their key by ARN or by id; a policy needs the ARN. */
export function keyArn(value: Template): Template {
  const text = likeness(value);
  return text === undefined || text.startsWith('arn:') || isOpen(value)
    ? value
    : ownArn('kms', text.startsWith('alias/') ? '' : 'key/', value);
}
