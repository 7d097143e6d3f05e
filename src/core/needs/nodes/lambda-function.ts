import type { LambdaFunctionFlowNodeConfiguration } from '@aws-sdk/client-bedrock-agent';
import { ACCOUNT, parseArn } from '../../arn/arn.ts';
import { PAGES } from '../../data/pages.ts';
import type { FlowNode } from '../../flow/flow.ts';
import type { Outcome } from '../../flow/need.ts';
import { literal, mapText, type Template } from '../../template/template.ts';
import type { Context } from '../context.ts';
import { askForWhole, fittingShape, type Shapes } from '../decide.ts';
import { type Field, reasonOf, requiredField } from '../fields.ts';
import { ageOfFlow } from '../flow-age.ts';
import { certaintyOf, roleNeed } from '../models/statements.ts';
import { BY_ROLE_SINCE, letBedrockIn } from '../service-calls.ts';
import type { Fields, NodeKind } from './kind.ts';

/**
 * Invokes a Lambda function, as the service role or, for older flows, as Amazon Bedrock itself. A
 * function of another account must let the role in.
 */
export const lambdaFunction: NodeKind = {
  kind: 'LambdaFunction',
  fields: { lambdaArn: 'required' } satisfies Fields<LambdaFunctionFlowNodeConfiguration>,

  *needs(context, node) {
    const { field, outcomes } = functionField(context, node);
    yield* outcomes;
    const unqualified = withoutLatest(field.value);
    const foreign = isForeign(context, field.value);
    const age = ageOfFlow(context);
    const source = foreign ? PAGES.crossAccountLambda : PAGES.role;
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
        source,
        ...(age === 'before' && !foreign && { precaution: BY_ROLE_SINCE }),
      });
    }
    if (foreign) {
      yield {
        kind: 'resource',
        service: 'lambda',
        // Lambda takes no policy for $LATEST: it falls under that of the function.
        resource: unqualified,
        principal: 'role',
        foreign: true,
        certainty: certaintyOf(source, undefined),
        reason: reasonOf(
          context,
          field,
          'invokes the function of another account, which must let the role in',
          source.page,
        ),
      };
    } else {
      yield* letBedrockIn(context, field, 'lambda', unqualified);
    }
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
