import { ROLE_CALLS } from '../data/role-calls.ts';
import type { Assumption } from '../flow/need.ts';
import { answerTo, type Context } from './context.ts';

/** The answer that says when all flows were created, as `--created` gives it. */
export const CREATED = 'created';

/** On which side of AWS's change a flow was created: see `ROLE_CALLS`. */
export type FlowAge = 'before' | 'since' | 'unknown';

/** On which side of AWS's change the flow was created, as an answer or its own file says. */
export function ageOfFlow(context: Context): FlowAge {
  const day = createdOn(context);
  if (day === undefined || day === ROLE_CALLS.since) {
    return 'unknown';
  }
  return day < ROLE_CALLS.since ? 'before' : 'since';
}

/** The assumption of a flow of which nobody says when it was created, for nodes to which it matters. */
export function* createdAssumption(context: Context): Iterable<Assumption> {
  if (createdOn(context) === undefined && answered(context) === undefined) {
    yield {
      kind: 'assumption',
      key: createdKey(context),
      prompt: `When was the flow "${context.flow.name}" created? Flows created before ${ROLE_CALLS.since} need other permissions than later ones.`,
      assumed: UNKNOWN,
      place: context.flow.place,
      form: 'date-or-unknown',
    };
  }
}

function createdOn(context: Context): string | undefined {
  const answer = answered(context);
  return answer === undefined ? context.flow.createdAt : dayOf(answer);
}

const UNKNOWN = 'unknown';

function answered(context: Context): string | undefined {
  return (
    answerTo(context, createdKey(context), 'date-or-unknown') ?? answerTo(context, CREATED, 'date')
  );
}

function createdKey({ flow }: Context): string {
  return `${CREATED}:flow/${flow.label ?? flow.name}`;
}

/** The day of a time in ISO 8601, in UTC: `2026-03-01T23:00:00-05:00` → `2026-03-02`. */
export function dayOf(time: string): string | undefined {
  // A time without a zone is not that of whoever runs this.
  const date = new Date(/^[\d-]+T\d\d:\d\d[^Z+-]*$/.test(time) ? `${time}Z` : time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}
