import type { LambdaFunctionFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { ACCOUNT, parseArn } from '../../arn/arn.ts';
import type { FlowNode } from '../../flow/flow.ts';
import type { Outcome } from '../../flow/need.ts';
import { literal, mapText, type Template } from '../../template/template.ts';
import type { Context } from '../context.ts';
import { askForWhole, fittingShape, type Shapes } from '../decide.ts';
import { type Field, reasonOf, requiredField } from '../fields.ts';
import { roleNeed } from '../models/statements.ts';
import { type Fields, type NodeKind, ROLE_PAGE } from './kind.ts';

const CROSS_ACCOUNT_PAGE =
  'https://docs.aws.amazon.com/bedrock/latest/userguide/flow-cross-account-lambda.html';

/**
 * Invokes a Lambda function. Flows made since 2024-11-22 do so as their service role, older ones
 * as Amazon Bedrock itself: the role gets the permission, and the function's own policy lets
 * Amazon Bedrock in on behalf of this flow only.
 */
export const lambdaFunction: NodeKind = {
  kind: 'LambdaFunction',
  fields: { lambdaArn: 'required' } satisfies Fields<LambdaFunctionFlowNodeConfiguration>,

  *needs(context, node) {
    const { field, outcomes } = functionField(context, node);
    yield* outcomes;
    const unqualified = withoutLatest(field.value);
    const foreign = isForeign(context, field.value);
    const documentation = foreign ? CROSS_ACCOUNT_PAGE : ROLE_PAGE;
    for (const resource of unqualified === field.value
      ? [field.value]
      : [unqualified, field.value]) {
      yield roleNeed(context, field, {
        purpose: 'InvokeFunctions',
        actions: ['lambda:InvokeFunction'],
        resource,
        why: foreign
          ? 'invokes this function of another account as the role'
          : 'invokes this function as the role',
        documentation,
      });
    }
    yield {
      kind: 'resource',
      service: 'lambda',
      // Lambda takes no policy for $LATEST: it falls under that of the function.
      resource: unqualified,
      principal: foreign ? 'role' : 'bedrock',
      reason: reasonOf(
        context,
        field,
        foreign
          ? 'invokes the function of another account, which must let the role in'
          : 'invokes the function as Amazon Bedrock itself if the flow was made before 2024-11-22',
        documentation,
      ),
    };
    yield* accountAssumption(context, field);
  },
};

const LATEST = 'the ARN of the $LATEST version of a function';

const FUNCTION_SHAPES: Shapes = {
  shapeOf(text) {
    const qualifier = /^(?:\?|.*:function:[^:]+):([^:]+)$/.exec(text)?.[1];
    if (qualifier !== undefined) {
      return qualifier === '$LATEST' ? LATEST : 'the ARN of a version or an alias of a function';
    }
    return /:function:[^:?]+$/.test(text) ? 'the ARN of a function without a qualifier' : undefined;
  },
  why: 'A version or an alias needs its own permission, and $LATEST that of the function.',
};

/** The function that a node names. */
function functionField(context: Context, node: FlowNode) {
  const named = requiredField(context, node, ['lambdaArn'], 'function-arn');
  const fitting = fittingShape(context, named, FUNCTION_SHAPES);
  const { value } = fitting.field;
  // $LATEST has to be taken off, which no output can do behind a reference.
  return fitting.shape === LATEST && withoutLatest(value) === value
    ? { field: askForWhole(context, fitting.field, FUNCTION_SHAPES), outcomes: [] }
    : fitting;
}

function withoutLatest(value: Template): Template {
  const last = value.at(-1);
  return last?.kind === 'text' && last.text.endsWith(':$LATEST')
    ? mapText(value, (text) =>
        text === last.text
          ? [{ kind: 'text', text: text.slice(0, -':$LATEST'.length) }]
          : [{ kind: 'text', text }],
      )
    : value;
}

/** Whether the function stands in another account than the flow, as far as both are known. */
function isForeign(context: Context, value: Template): boolean {
  const account = literal(parseArn(value)?.account ?? []);
  const own = context.settlement.deployment.account;
  return Boolean(account) && own !== undefined && account !== own;
}

function* accountAssumption(context: Context, field: Field): Iterable<Outcome> {
  const account = literal(parseArn(field.value)?.account ?? []);
  if (
    account &&
    context.settlement.deployment.account === undefined &&
    context.settlement.keeps(ACCOUNT)
  ) {
    yield {
      kind: 'assumption',
      key: 'account',
      prompt: `The function stands in account ${account}: in which account will the flow run?`,
      assumed: account,
      place: field.place,
      form: 'account',
    };
  }
}
