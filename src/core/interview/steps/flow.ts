import { ONE_ROLE } from '../../plan/sharing.ts';
import { BY_HAND, HAND_NODES } from '../by-hand.ts';
import type { Screen } from '../screen.ts';
import { answered, initially, type Session } from '../session.ts';
import { chosenFlows, MORE_NODES, mayShare, moreNodes } from '../session-roles.ts';
import { ask, count, text } from './step.ts';

const PATH = 'path';

/** The flows that were found; others are named, or put together from a list of nodes. */
export function askFlow(session: Session): Screen | undefined {
  const { candidates, notes = [], config } = session.world;
  return ask(session, 'flow', (id) => ({
    kind: 'choose',
    id,
    title: 'Which flow needs a role?',
    why: 'The nodes of the flow decide what its role must be allowed to do.',
    notes: [...(config?.kind === 'wrong' ? config.problems : []), ...notes],
    options: [
      ...candidates.map(({ flow, format }) => ({
        value: flow.source,
        label: flow.name,
        detail: `${flow.source} · ${format} · ${count(flow.nodes.length, 'node')}`,
      })),
      { value: PATH, label: 'Another file …', detail: 'type or paste its path' },
      { value: BY_HAND, label: 'I have no file yet …', detail: 'choose the nodes from a list' },
    ],
    multiple: true,
    least: 1,
    initial: initially(session, id, candidates.length === 1 ? sources(session) : []),
  }));
}

function sources(session: Session): readonly string[] {
  return session.world.candidates.map(({ flow }) => flow.source);
}

export function askPath(session: Session): Screen | undefined {
  return chose(session, PATH)
    ? ask(session, 'path', (id) =>
        text(session, id, {
          title: 'Where is the flow?',
          why: 'A flow definition in JSON, a CloudFormation, SAM or CDK template, or a Terraform module.',
          form: 'path',
        }),
      )
    : undefined;
}

export function askNodes(session: Session): Screen | undefined {
  return isByHand(session)
    ? ask(session, 'nodes', (id) => ({
        kind: 'choose',
        id,
        title: 'Which nodes will the flow have?',
        why: 'Only these call other resources; all other kinds of nodes need no permission.',
        options: HAND_NODES.map(({ value, label }) => ({ value, label })),
        multiple: true,
        least: 1,
        initial: initially(session, id, []),
      }))
    : undefined;
}

/** A flow can have several nodes of a kind: asked until nothing is added. */
export function askMoreNodes(session: Session): Screen | undefined {
  const rounds = moreNodes(session);
  return !isByHand(session) || rounds.at(-1)?.length === 0
    ? undefined
    : ask(session, `${MORE_NODES}${rounds.length + 1}`, (id) => ({
        kind: 'choose',
        id,
        title: 'Has the flow more nodes, also of the same kinds?',
        why: 'Each function, agent, knowledge base or bucket is named by itself. If not: choose nothing.',
        options: HAND_NODES.map(({ value, label }) => ({ value, label })),
        multiple: true,
        least: 0,
        initial: initially(session, id, []),
      }));
}

export function askName(session: Session): Screen | undefined {
  return isByHand(session)
    ? ask(session, 'name', (id) =>
        text(session, id, {
          title: 'What is the flow called?',
          why: 'The role and the files are named after it.',
          form: 'name',
          proposed: 'my-flow',
        }),
      )
    : undefined;
}

export function askSharing(session: Session): Screen | undefined {
  const flows = chosenFlows(session);
  return mayShare(session)
    ? ask(session, 'sharing', (id) => ({
        kind: 'choose',
        id,
        title: `One role for each of the ${flows.length} flows, or one for all?`,
        why: 'A role of its own allows each flow what it needs itself, and nothing else.',
        options: [
          { value: 'a role each', label: 'A role each', detail: 'least privilege' },
          { value: ONE_ROLE, label: 'One role for all', detail: 'fewer roles to look after' },
        ],
        multiple: false,
        least: 1,
        initial: initially(session, id, ['a role each']),
      }))
    : undefined;
}

/** Whether a flow is put together from a list of nodes, as there is no file yet. */
export function isByHand(session: Session): boolean {
  return chose(session, BY_HAND);
}

function chose(session: Session, value: string): boolean {
  return answered(session, 'flow')?.includes(value) ?? false;
}
