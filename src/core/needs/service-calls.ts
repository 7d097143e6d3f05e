import { ROLE_CALLS } from '../data/role-calls.ts';
import type { Outcome } from '../flow/need.ts';
import type { Template } from '../template/template.ts';
import type { Context } from './context.ts';
import { type Field, reasonOf } from './fields.ts';
import { ageOfFlow, createdAssumption } from './flow-age.ts';
import { certaintyOf } from './models/statements.ts';

/** Why the role's own permission is a precaution for a flow from before the change. */
export const BY_ROLE_SINCE = `Flows created before ${ROLE_CALLS.since} make this call as Amazon Bedrock itself; AWS's page asks for the permission of the role for later ones.`;

const BY_BEDROCK_BEFORE = `Only flows created before ${ROLE_CALLS.since} need it, and it is not known when this one was created. AWS's page does not ask for it any more.`;

const CALLS = {
  lambda: 'invokes the function',
  lex: 'calls the bot',
} as const;

/**
 * The policy of a function or a bot alias that lets Amazon Bedrock itself in on behalf of the flow:
 * flows from before AWS's change need it, later ones do not.
 */
export function* letBedrockIn(
  context: Context,
  field: Field,
  service: keyof typeof CALLS,
  resource: Template,
): Iterable<Outcome> {
  const age = ageOfFlow(context);
  yield* createdAssumption(context);
  if (age === 'since') {
    return;
  }
  const { page } = ROLE_CALLS.source;
  yield {
    kind: 'resource',
    service,
    resource,
    principal: 'bedrock',
    foreign: false,
    certainty: certaintyOf(ROLE_CALLS.source, age === 'before' ? undefined : BY_BEDROCK_BEFORE),
    reason: reasonOf(
      context,
      field,
      age === 'before'
        ? `${CALLS[service]} as Amazon Bedrock itself, since the flow was created before ${ROLE_CALLS.since}`
        : `${CALLS[service]} as Amazon Bedrock itself if the flow was created before ${ROLE_CALLS.since}`,
      page,
    ),
  };
}
