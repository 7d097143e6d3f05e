import { REGION } from '../arn/arn.ts';
import type { Outcome } from '../flow/need.ts';
import { literal, template } from '../template/template.ts';
import { answerTo, type Context } from './context.ts';
import { keyOf } from './encryption.ts';
import { type Field, foundField, reasonOf } from './fields.ts';
import { flowArn } from './flow-arn.ts';
import { equals, roleNeed } from './models/statements.ts';

const PAGE = 'https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-flows.html';

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
      conditions: [
        encryptionContext(context),
        equals('kms:ViaService', template('bedrock.', REGION, '.amazonaws.com')),
      ],
      why: 'decrypts the flow when it is executed',
      documentation: PAGE,
    });
    yield {
      kind: 'resource',
      service: 'kms',
      resource: key,
      principal: 'bedrock',
      reason: reasonOf(
        context,
        field,
        'is encrypted and decrypted with this key by Amazon Bedrock',
        PAGE,
      ),
    };
    yield {
      kind: 'warning',
      text: `Flow "${flow.name}" is encrypted with a customer managed key: whoever creates, changes or reads it needs kms:GenerateDataKey and kms:Decrypt on that key as well (${PAGE}).`,
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
export function encryptionContext(context: Context) {
  const arn = flowArn(context.flow, context.settlement);
  return {
    operator: arn.known ? 'StringEquals' : 'StringLike',
    key: 'kms:EncryptionContext:aws:bedrock-flows:arn',
    values: [arn.template],
  } as const;
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
