import { PAGES } from '../data/pages.ts';
import type { Flow } from '../flow/flow.ts';
import type { Condition, Outcome } from '../flow/need.ts';
import type { Settlement } from '../template/resolve.ts';
import { literal, template } from '../template/template.ts';
import { answerTo, type Context } from './context.ts';
import { keyOf } from './encryption.ts';
import { type Field, foundField, reasonOf } from './fields.ts';
import { flowArn } from './flow-arn.ts';
import { certaintyOf, roleNeed, viaBedrock } from './models/statements.ts';

const BY_SERVICE =
  "AWS's page of 2024 let Amazon Bedrock itself use the key; today's page lets in the role instead.";

/** The use of the customer managed key that the flow itself is encrypted with, if there is one. */
export function* useKeyOfFlow(context: Context): Iterable<Outcome> {
  const { flow } = context;
  const field = keyField(context);
  if (field !== undefined) {
    const { key } = keyOf(context, field);
    yield roleNeed(context, field, {
      purpose: 'UseKeyOfFlow',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resource: key,
      conditions: [encryptionContext([flow], context.settlement), viaBedrock()],
      why: 'is decrypted by its role when it is executed',
      source: PAGES.encryption,
    });
    const keyPolicy = { kind: 'resource', service: 'kms', resource: key, foreign: false } as const;
    yield {
      ...keyPolicy,
      principal: 'role',
      certainty: certaintyOf(PAGES.encryption, undefined),
      reason: reasonOf(
        context,
        field,
        'is decrypted with this key by its role; a key policy that lets in the root of the account does so already',
        PAGES.encryption.page,
      ),
    };
    yield {
      ...keyPolicy,
      principal: 'bedrock',
      certainty: certaintyOf(PAGES.encryption, BY_SERVICE),
      reason: reasonOf(
        context,
        field,
        'is encrypted and decrypted with this key by Amazon Bedrock',
        PAGES.encryption.page,
      ),
    };
    yield {
      kind: 'warning',
      text: `Flow "${flow.name}" is encrypted with a customer managed key: whoever creates, changes or reads it needs kms:GenerateDataKey and kms:Decrypt on that key as well (${PAGES.encryption.page}).`,
      place: field.place,
    };
  } else if (
    flow.arn === undefined &&
    answerTo(context, keyQuestion(context), 'key-arn-or-none') === undefined
  ) {
    yield {
      kind: 'assumption',
      key: keyQuestion(context),
      prompt: `Which customer managed KMS key encrypts the flow "${flow.name}" itself, if any?`,
      assumed: 'none',
      place: flow.place,
      form: 'key-arn-or-none',
    };
  }
}

/** The encryption context of a flow is its ARN; the id may not be known yet. */
export function encryptionContext(flows: readonly Flow[], settlement: Settlement): Condition {
  const arns = flows.map((flow) => flowArn(flow, settlement));
  return {
    operator: arns.every((arn) => arn.known) ? 'StringEquals' : 'StringLike',
    key: 'kms:EncryptionContext:aws:bedrock-flows:arn',
    values: arns.map((arn) => arn.template),
  };
}

function keyQuestion({ flow }: Context): string {
  return `kms:flow/${flow.label ?? flow.name}`;
}

function keyField(context: Context): Field | undefined {
  const cause = { path: 'customerEncryptionKeyArn' };
  const { encryptionKey, place } = context.flow;
  if (encryptionKey !== undefined) {
    const isText = literal(encryptionKey.template) !== undefined;
    return foundField(context, encryptionKey, isText ? 'key' : 'key-arn', cause);
  }
  const answer = answerTo(context, keyQuestion(context), 'key-arn-or-none');
  return answer === undefined || answer === 'none'
    ? undefined
    : foundField(context, { template: template(answer), place }, 'key', cause);
}
