import {
  isPartlyMade,
  type ReadDocument,
  placedTexts as textsOf,
  unfollowed,
} from '../../granted/document.ts';
import type {
  GrantedCondition,
  GrantedNote,
  GrantedPrincipal,
  GrantedStatement,
} from '../../granted/granted.ts';
import { display, literal, type PlacedTemplate } from '../../template/template.ts';
import type { HclBlock, HclBody, HclExpression } from '../hcl/syntax.ts';
import { madeBlocks } from './blocks.ts';
import { follow } from './follow.ts';
import { itemsOf } from './lists.ts';
import { addressOf, type TerraformModule, type TerraformResource } from './module.ts';
import { expressionValue } from './values.ts';

/** A cycle of documents that take each other in ends here. */
const MOST_SOURCES = 10;

/** The data source of type `aws_iam_policy_document` whose `json` an expression is. */
export function policyDocumentOf(
  expression: HclExpression,
  module: TerraformModule,
): TerraformResource | undefined {
  const target = follow(module, expression);
  const found = target?.kind === 'traversal' ? addressOf(module, target.steps) : undefined;
  return found?.resource.type === 'aws_iam_policy_document' ? found.resource : undefined;
}

/**
 * Reads a data source of type `aws_iam_policy_document`, with the documents that it takes in.
 *
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function readPolicyBlocks(
  { body }: TerraformResource,
  module: TerraformModule,
  depth = 0,
): ReadDocument {
  module.budget.spend('references', 1, body.place);
  const blocks = madeBlocks(module, body);
  const own = blocks
    .filter(({ type }) => type === 'statement')
    .map((block) => statementOf(block, module));
  const notes: GrantedNote[] = blocks
    .filter(({ type }) => type === 'dynamic')
    .map(({ place }) => ({
      text: 'Statements made by a dynamic block are not followed: they may grant more than is seen here.',
      place,
    }));
  notes.push(
    ...own
      .filter(({ mayNameMore }) => mayNameMore)
      .map(({ place }) => unfollowed('The action or the resource of a statement', place)),
  );
  const statements = [...own];
  for (const name of ['source_policy_documents', 'override_policy_documents']) {
    const list = body.attributes.get(name)?.expression;
    const items = itemsOf(list, module);
    for (const item of items) {
      const source = policyDocumentOf(item, module);
      if (source === undefined || depth > MOST_SOURCES) {
        notes.push({
          text: 'A policy document that is taken in here is made elsewhere and not followed: it may grant more than is seen here.',
          place: item.place,
        });
        continue;
      }
      const read = readPolicyBlocks(source, module, depth + 1);
      statements.push(...read.statements);
      notes.push(...read.notes);
    }
  }
  return { statements, notes };
}

function statementOf(block: HclBlock, module: TerraformModule): GrantedStatement {
  const { body, place } = block;
  const blocks = madeBlocks(module, body);
  const texts = (name: string) => placedTexts(body.attributes.get(name)?.expression, module);
  const isOpen = (names: readonly string[]) =>
    names.some((name) => isPartlyUnknown(body.attributes.get(name)?.expression, module));
  const hasOpenCondition = blocks.some(
    (each) =>
      each.type === 'dynamic' ||
      (each.type === 'condition' &&
        isPartlyUnknown(each.body.attributes.get('values')?.expression, module)),
  );
  const [sid] = texts('sid');
  const [effect] = texts('effect');
  const principals = blocks
    .filter(({ type }) => type === 'principals')
    .flatMap((each) => principalsOf(each.body, module));
  const name = sid && literal(sid.template);
  return {
    effect: effect && literal(effect.template) === 'Deny' ? 'Deny' : 'Allow',
    ...(name !== undefined && { sid: name }),
    place,
    ...(principals.length > 0 && { principals }),
    actions: body.attributes.has('not_actions') ? texts('not_actions') : texts('actions'),
    notActions: body.attributes.has('not_actions'),
    resources: body.attributes.has('not_resources') ? texts('not_resources') : texts('resources'),
    notResources: body.attributes.has('not_resources'),
    ...(isOpen(['actions', 'resources']) && { mayNameMore: true }),
    ...((isOpen(['not_actions', 'not_resources']) || hasOpenCondition) && { mayMatchLess: true }),
    conditions: blocks
      .filter(({ type }) => type === 'condition')
      .flatMap((each) => conditionOf(each, module)),
  };
}

function principalsOf(body: HclBody, module: TerraformModule): readonly GrantedPrincipal[] {
  const [type] = placedTexts(body.attributes.get('type')?.expression, module);
  return placedTexts(body.attributes.get('identifiers')?.expression, module).map((identifier) => ({
    type: (type && literal(type.template)) ?? '*',
    ...identifier,
  }));
}

function conditionOf(
  { body, place }: HclBlock,
  module: TerraformModule,
): readonly GrantedCondition[] {
  const text = (name: string) => {
    const [found] = placedTexts(body.attributes.get(name)?.expression, module);
    return found && display(found.template);
  };
  const [operator, key] = [text('test'), text('variable')];
  const values = body.attributes.get('values')?.expression;
  return operator === undefined || key === undefined
    ? []
    : [
        {
          operator,
          key,
          values: placedTexts(values, module),
          ...(isPartlyUnknown(values, module) && { mayHaveMore: true }),
          place,
        },
      ];
}

/** The texts of a string or a list of strings, each with its place. */
export function placedTexts(
  expression: HclExpression | undefined,
  module: TerraformModule,
): readonly PlacedTemplate[] {
  return textsOf(expression && expressionValue(expression, module));
}

/** Whether a text or a list of texts holds something that is not followed. */
function isPartlyUnknown(expression: HclExpression | undefined, module: TerraformModule): boolean {
  return isPartlyMade(expression && expressionValue(expression, module));
}
