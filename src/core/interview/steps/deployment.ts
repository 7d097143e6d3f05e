import { FLOW_ID } from '../../needs/flow-arn.ts';
import { type Fact, partName, showOrigin } from '../../plan/facts.ts';
import { planRoles } from '../../plan/plan-roles.ts';
import type { Screen } from '../screen.ts';
import { answered, initially, type Session } from '../session.ts';
import { chosenFlows, configuredRoles, knowledgeOf, openKeys } from '../session-roles.ts';
import { REGIONS } from './regions.ts';
import { ask, text } from './step.ts';

/** The answer that changes the account and the Region. */
const BOTH = 'both';

/** Waits for what AWS says, where the flow needs to know it and nothing else tells. */
export function awaitFacts(session: Session): Screen | undefined {
  const { isAsking = false } = session.world;
  const isOpen = openKeys(session).some((key) => key === 'account' || key === 'region');
  return isAsking && isOpen && answered(session, 'deployment') === undefined ? WAITING : undefined;
}

/** Shown while AWS is asked. */
export const WAITING: Screen = {
  kind: 'waiting',
  id: 'waiting',
  title: 'Asking AWS which account you are signed in to …',
  why: 'If there is no answer within a few seconds, you can type it.',
};

/** What is known of the account and the Region, and where it comes from. */
export function confirmDeployment(session: Session): Screen | undefined {
  if (answered(session, 'deployment') !== undefined) {
    return undefined;
  }
  const known = knownFacts(session);
  const parts = [...new Set(known.map(({ part }) => part))];
  return known.length === 0
    ? undefined
    : ask(session, 'deployment', (id) => ({
        kind: 'choose',
        id,
        title: 'Is this where the flow will run?',
        why: 'Permissions name the account and the Region, so that they allow nothing elsewhere.',
        notes: session.world.failures ?? [],
        options: [
          { value: 'keep', label: 'Yes', detail: known.map(factText).join(' · ') },
          ...parts.map((part) => ({ value: part, label: `Another ${partName(part)} …` })),
          ...(parts.length > 1 ? [{ value: BOTH, label: 'Another account and Region …' }] : []),
        ],
        multiple: false,
        least: 1,
        initial: initially(session, id, ['keep']),
      }));
}

function knownFacts(session: Session): readonly Fact[] {
  const roles = planRoles(chosenFlows(session), { ...knowledgeOf(session), answers: new Map() });
  const needed = neededParts(session);
  const facts = (['account', 'region'] as const)
    .filter((part) => needed.has(part))
    .flatMap((part) => roles.flatMap((role) => role.facts[part] ?? []));
  return [...new Map(facts.map((fact) => [factText(fact), fact])).values()];
}

/** The parts of the deployment that would be asked for, if nothing but the flows' files said them. */
function neededParts(session: Session): ReadonlySet<string> {
  const { assigned, answers, ...known } = knowledgeOf(session);
  const roles = planRoles(chosenFlows(session), {
    ...known,
    answers,
    given: [],
    assigned(flow) {
      const role = assigned?.(flow);
      return role && { ...role, given: [] };
    },
  });
  return new Set(roles.flatMap(({ plan }) => plan.questions.map(({ key }) => key)));
}

/** A fact with where it comes from, for who answers: `Region us-east-1 from AWS_REGION`. */
export function factText({ part, value, origin }: Fact): string {
  const source = origin.kind === 'answer' ? 'as you said' : showOrigin(origin);
  return `${partName(part)} ${value} ${source}`;
}

export function askAccount(session: Session): Screen | undefined {
  return askDeployment(session, 'account', {
    title: 'Which AWS account will it run in?',
    why: 'The 12 digits at the top right of the AWS console: the role works in this account only.',
  });
}

export function askRegion(session: Session): Screen | undefined {
  return askDeployment(session, 'region', {
    title: 'Which Region?',
    why: 'The role allows calls to models and resources of this Region; it tells the partition too.',
  });
}

function askDeployment(
  session: Session,
  part: 'account' | 'region',
  words: { readonly title: string; readonly why: string },
): Screen | undefined {
  const [changed] = answered(session, 'deployment') ?? [];
  const wanted = changed === part || changed === BOTH;
  return wanted || openKeys(session).includes(part)
    ? ask(session, part, (id) =>
        text(session, id, {
          ...words,
          notes: session.world.failures ?? [],
          form: part,
          suggestions: part === 'region' ? REGIONS : [],
        }),
      )
    : undefined;
}

export function askFlowId(session: Session): Screen | undefined {
  const flows = chosenFlows(session);
  const [flow, ...others] = flows;
  const isWrittenDown = configuredRoles(session).some(({ answers }) => answers.has(FLOW_ID));
  const isKnown = flow?.id !== undefined || flow?.arn !== undefined || isWrittenDown;
  return isKnown || others.length > 0 || flow?.origin !== undefined
    ? undefined
    : ask(session, FLOW_ID, (id) =>
        text(session, id, {
          title: 'Does the flow exist already? Then give its id.',
          why: 'With the id the role trusts this one flow, without it all flows of the account.',
          form: 'flow-id',
          empty: 'it does not exist yet',
        }),
      );
}
