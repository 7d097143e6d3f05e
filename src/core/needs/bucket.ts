import { ACCOUNT, PARTITION } from '../arn/arn.ts';
import { PAGES } from '../data/pages.ts';
import type { FlowNode } from '../flow/flow.ts';
import type { Outcome, Purpose } from '../flow/need.ts';
import { hasOpen, template } from '../template/template.ts';
import { answerTo, type Context } from './context.ts';
import { encryptionOf, type KeyUse, USE_KEY } from './encryption.ts';
import { requiredField } from './fields.ts';
import { equals, roleNeed } from './models/statements.ts';

/** Objects are read with their key, and written with a new data key of it. */
const READ_KEY: KeyUse = { ...USE_KEY, actions: ['kms:Decrypt'] };

/** The use of the objects in the bucket that an S3 node names. */
export function* useBucket(
  context: Context,
  node: FlowNode,
  purpose: Extract<Purpose, 'ReadObjects' | 'WriteObjects'>,
  action: 's3:GetObject' | 's3:PutObject',
  why: string,
): Iterable<Outcome> {
  const field = requiredField(
    context,
    node,
    ['serviceConfiguration', 's3', 'bucketName'],
    'bucket-name',
  );
  const label = `bucket/${field.label}`;
  const owner = answerTo(context, `account:${label}`, 'account');
  yield roleNeed(context, field, {
    purpose,
    actions: [action],
    resource: template('arn:', PARTITION, ':s3:::', field.value, '/*'),
    conditions: [
      equals('aws:ResourceAccount', owner === undefined ? template(ACCOUNT) : template(owner)),
    ],
    why,
    source: PAGES.role,
  });
  if (owner !== undefined && owner !== context.settlement.deployment.account) {
    yield {
      kind: 'warning',
      text: `The bucket ${field.label} belongs to account ${owner}: its bucket policy must let the role in as well.`,
      place: field.place,
    };
  }
  if (hasOpen(field.value)) {
    return;
  }
  const isNeighbour = context.flow.neighbours(field.raw) !== undefined;
  if (owner === undefined && !isNeighbour) {
    yield {
      kind: 'assumption',
      key: `account:${label}`,
      prompt: `Which account owns the bucket ${field.label}?`,
      assumed: 'the account of the flow',
      place: field.place,
      form: 'account',
    };
  }
  yield* encryptionOf(context, { ...field, label }, purpose === 'ReadObjects' ? READ_KEY : USE_KEY);
}
