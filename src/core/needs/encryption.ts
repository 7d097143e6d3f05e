import { ACCOUNT, ownArn, parseArn } from '../arn/arn.ts';
import { PAGES } from '../data/pages.ts';
import type { Source } from '../data/source.ts';
import type { Condition, Outcome, Purpose, Warning } from '../flow/need.ts';
import type { PlacedKey } from '../flow/related-resources.ts';
import { isKnown, knownHead } from '../template/shape.ts';
import { hasOpen, likeness, literal, type Template, template } from '../template/template.ts';
import { answerTo, type Context } from './context.ts';
import { decideShape, type Shapes } from './decide.ts';
import { type Field, foundField } from './fields.ts';
import { equals, roleNeed, viaBedrock } from './models/statements.ts';
import { tolerated } from './tolerated.ts';

/** What a role does with the key of a kind of resource. */
export interface KeyUse {
  readonly purpose: Purpose;
  readonly actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[];
  readonly source: Source;
  /** What every call says of the resource, where AWS tells. */
  readonly encryptionContext?: Condition;
}

/** As AWS's page has it for all resources. */
export const USE_KEY: KeyUse = {
  purpose: 'UseKeysOfResources',
  actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  source: PAGES.role,
};

/** A condition on what calls say of the resource that a key encrypts. */
export function encryptionContextOf(key: string, value: Template): Condition {
  return { operator: 'StringLike', key: `kms:EncryptionContext:${key}`, values: [value] };
}

/**
 * The use of the customer managed key that encrypts a resource which a node uses. The key comes
 * from the template around the flow or from an answer; where neither says anything, that there
 * is none is an assumption that the user is shown.
 */
export function* encryptionOf(
  context: Context,
  field: Field,
  use: KeyUse = USE_KEY,
): Iterable<Outcome> {
  if (hasOpen(field.value)) {
    return;
  }
  const { neighbours } = context.flow;
  const neighbour = neighbours(field.raw) ?? neighbours(field.value);
  const question = `kms:${field.label}`;
  const answer = answerTo(context, question, 'key-arn-or-none');
  if (neighbour?.encryptionKey !== undefined) {
    const { encryptionKey } = neighbour;
    yield* useKey(context, foundField(context, encryptionKey, formOf(encryptionKey), field), use);
  } else if (answer !== undefined && answer !== 'none') {
    yield* useKey(context, { ...field, value: template(answer), form: 'key-arn' }, use);
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

function* useKey(context: Context, named: Field, use: KeyUse): Iterable<Outcome> {
  const { field, key, warnings } = keyOf(context, named);
  yield* warnings;
  if (likeness(key)?.includes(':alias/')) {
    yield {
      kind: 'warning',
      text: 'The resource is encrypted with a key that is named by an alias. IAM does not match key aliases: give the ARN of the key, or its permission stays without effect.',
      place: field.place,
    };
  }
  const { encryptionContext, ...need } = use;
  const inAccount = equals('aws:ResourceAccount', parseArn(key)?.account ?? template(ACCOUNT));
  yield roleNeed(context, field, {
    ...need,
    resource: key,
    conditions:
      encryptionContext === undefined ? [inAccount] : [inAccount, encryptionContext, viaBedrock()],
    why: 'uses the customer managed key of a resource that the flow invokes',
  });
  yield tolerated(context, field, {
    ...USE_KEY,
    resource: key,
    conditions: [inAccount],
    why: 'uses the key as AWS gives it on the page on the role, wider than AWS does in its own policy',
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
