import { compareRoles } from '../compare/compare.ts';
import type { Finding } from '../compare/finding.ts';
import type { Flow } from '../flow/flow.ts';
import { NOTHING_GRANTED } from '../granted/granted.ts';
import { FLOW_ID } from '../needs/flow-arn.ts';
import type { Fact } from '../plan/facts.ts';
import { type Knowledge, type PlannedRole, planRoles } from '../plan/plan-roles.ts';
import { canShare, ONE_ROLE, sharedRole } from '../plan/sharing.ts';
import { OUTPUT_FORMAT_NAMES, OUTPUT_FORMATS, type OutputFormatName } from '../write/index.ts';
import { flowByHand } from './by-hand.ts';
import { answered, type Session } from './session.ts';

/** The flows that the session is about. */
export function chosenFlows(session: Session): readonly Flow[] {
  const chosen = answered(session, 'flow') ?? [];
  const named = chosen.includes('path') ? (answered(session, 'path') ?? []) : [];
  const byHand = answered(session, 'nodes');
  const [name = 'my-flow'] = answered(session, 'name') ?? [];
  return [
    ...session.world.candidates
      .map(({ flow }) => flow)
      .filter((flow) => chosen.includes(flow.source) || named.includes(flow.source)),
    ...(byHand === undefined ? [] : [flowByHand(name, [...byHand, ...moreNodes(session).flat()])]),
  ];
}

/** The nodes that were added to a flow by hand, one list for each time that it was asked. */
export function moreNodes({ entries }: Session): readonly (readonly string[])[] {
  return entries.filter(({ id }) => id.startsWith(MORE_NODES)).map(({ values }) => values);
}

/** What the ids of the questions for more nodes begin with. */
export const MORE_NODES = 'more nodes ';

/** The form in which the role will be kept, as far as it is known: it decides what must be asked. */
export function vocabulary(session: Session): OutputFormatName {
  const [format] = answered(session, 'format') ?? [];
  const known = OUTPUT_FORMAT_NAMES.find((name) => name === format);
  const flows = chosenFlows(session);
  const [origin, ...others] = new Set(flows.map((flow) => flow.origin?.kind));
  return known ?? (origin === undefined || others.length > 0 ? 'json' : origin);
}

/** What is known when the roles of a session are planned. */
export function knowledgeOf(session: Session): Knowledge {
  const flows = chosenFlows(session);
  const isShared = answered(session, 'sharing')?.includes(ONE_ROLE) === true && canShare(flows);
  const shared = isShared ? sharedRole(flows) : undefined;
  return {
    given: givenFacts(session),
    answers: answersOf(session),
    keeps: OUTPUT_FORMATS[vocabulary(session)].keeps,
    pinRegions: false,
    ...(shared && { assigned: () => shared }),
  };
}

/** An account or Region that was typed takes the place of the one that was found. */
function givenFacts(session: Session): readonly Fact[] {
  return session.world.facts.filter(({ part }) => answered(session, part) === undefined);
}

/** The answers as `--answer` would give them. */
export function answersOf(session: Session): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const { id, values } of session.entries) {
    const [value = ''] = values;
    if (id.startsWith('answer ')) {
      answers.set(id.slice('answer '.length), value);
    } else if ([FLOW_ID, 'account', 'region'].includes(id) && value !== '') {
      answers.set(id, value);
    }
  }
  return answers;
}

/** A session never changes, and several steps look at its roles before one of them asks. */
const PLANNED = new WeakMap<Session, readonly PlannedRole[]>();

/** The roles as they are with the answers given so far. */
export function plannedRoles(session: Session): readonly PlannedRole[] {
  const planned = PLANNED.get(session) ?? planRoles(chosenFlows(session), knowledgeOf(session));
  PLANNED.set(session, planned);
  return planned;
}

/** The keys of the questions that are open. */
export function openKeys(session: Session): readonly string[] {
  return plannedRoles(session).flatMap(({ plan }) => plan.questions.map(({ key }) => key));
}

/** What the role lacks or has left over, as the template or the policies that were named say. */
export function sessionFindings(session: Session): readonly Finding[] | undefined {
  const [existing = ''] = answered(session, 'existing') ?? [];
  const granted = existing === '' ? undefined : session.world.granted;
  const flows = chosenFlows(session);
  const roles = compareRoles(flows, knowledgeOf(session), () => granted ?? NOTHING_GRANTED);
  const isKnown = roles.some(({ granted: found }) => found.policies.length > 0 || found.role);
  const findings = roles.flatMap((role) => role.findings);
  const isCompared = findings.some(({ rule }) => rule !== 'unknown-role');
  return isKnown && (isCompared || findings.length === 0) ? findings : undefined;
}
