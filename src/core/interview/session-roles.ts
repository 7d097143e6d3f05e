import { findingsOf } from '../compare/compare.ts';
import type { Finding } from '../compare/finding.ts';
import { assignedBy } from '../config/assigned.ts';
import type { RoleConfig } from '../config/config.ts';
import type { Flow } from '../flow/flow.ts';
import { FLOW_ID } from '../needs/flow-arn.ts';
import type { Fact } from '../plan/facts.ts';
import { type Knowledge, type PlannedRole, planRoles } from '../plan/plan-roles.ts';
import { canShare, ONE_ROLE, sharedRole } from '../plan/sharing.ts';
import { type CheckedRole, checkRoles, problemsOf } from '../project/check.ts';
import type { FileProblem } from '../project/failure.ts';
import { OUTPUT_FORMAT_NAMES, OUTPUT_FORMATS, type OutputFormatName } from '../write/index.ts';
import { BY_HAND, flowByHand } from './by-hand.ts';
import { answered, type Session } from './session.ts';

/** The flows that the session is about. */
export function chosenFlows(session: Session): readonly Flow[] {
  const chosen = answered(session, 'flow') ?? [];
  const named = chosen.includes('path') ? (answered(session, 'path') ?? []) : [];
  const byHand = answered(session, 'nodes');
  const [name = 'my-flow'] = answered(session, 'name') ?? [];
  const known = session.world.candidates.map(({ flow }) => flow);
  const isChosen = ({ source }: Flow) => chosen.includes(source) || named.includes(source);
  // A role that is written down always comes with all of its flows.
  const roles = new Set(
    known.filter(isChosen).flatMap((flow) => configuredRole(session, flow) ?? []),
  );
  const isSharer = (flow: Flow) => {
    const role = configuredRole(session, flow);
    return role !== undefined && roles.has(role);
  };
  return [
    ...known.filter((flow) => isChosen(flow) || isSharer(flow)),
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
  const isShared = answered(session, 'sharing')?.includes(ONE_ROLE) === true && mayShare(session);
  const shared = isShared ? sharedRole(flows) : undefined;
  return {
    given: givenFacts(session),
    answers: answersOf(session),
    keeps: OUTPUT_FORMATS[vocabulary(session)].keeps,
    pinRegions: false,
    assigned(flow) {
      const role = configuredRole(session, flow);
      return shared ?? (role && assignedBy(role));
    },
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

/** The role that the configuration gives a flow. */
export function configuredRole({ world }: Session, flow: Flow): RoleConfig | undefined {
  return flow.source === BY_HAND ? undefined : world.surroundings?.project.owners.roleOf(flow);
}

/** The roles that the configuration gives the flows of the session, each once. */
export function configuredRoles(session: Session): readonly RoleConfig[] {
  return [...new Set(chosenFlows(session).flatMap((flow) => configuredRole(session, flow) ?? []))];
}

/** Whether it is for the user to say that flows share a role. */
export function mayShare(session: Session): boolean {
  return canShare(chosenFlows(session)) && configuredRoles(session).length === 0;
}

/** The roles as they are: what `check` finds of them in the same files, and what could not be read. */
export interface SessionReview {
  readonly roles: readonly CheckedRole[];
  readonly findings: readonly Finding[];
  readonly problems: readonly FileProblem[];
}

/** Compares what the flows need with what is found as their policies, or was named as such. */
export function sessionReview(session: Session): SessionReview | undefined {
  const known = REVIEWED.get(session) ?? reviewOf(session);
  if (known !== undefined) {
    REVIEWED.set(session, known);
  }
  return known;
}

const REVIEWED = new WeakMap<Session, SessionReview>();

function reviewOf(session: Session): SessionReview | undefined {
  const { surroundings, named } = session.world;
  if (surroundings === undefined) {
    return undefined;
  }
  const [existing = ''] = answered(session, 'existing') ?? [];
  const policies = existing === '' ? surroundings.policies : (named ?? surroundings.policies);
  const flows = chosenFlows(session).filter(({ source }) => source !== BY_HAND);
  const project = { ...surroundings.project, flows, knowledge: knowledgeOf(session) };
  const roles = checkRoles(project, flows, policies);
  const own = new Set(roles.flatMap(({ files }) => files));
  return {
    roles,
    findings: findingsOf(roles),
    problems: problemsOf(project, policies, roles).filter(({ place, files }) =>
      [place.file, ...files].some((path) => own.has(path)),
    ),
  };
}

/** Whether files say what a role has, or are named and cannot be read. */
export function isExisting({ roles, problems }: SessionReview): boolean {
  return (
    problems.length > 0 ||
    roles.some(({ granted }) => granted.policies.length > 0 || granted.role !== undefined)
  );
}
