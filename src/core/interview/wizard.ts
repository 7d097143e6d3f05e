import { CONFIG_NAME } from '../config/config.ts';
import { FLOW_ID } from '../flow/flow-arn.ts';
import type { Place } from '../place.ts';
import { countsText } from '../report/counts.ts';
import type { DeploymentPart } from '../template/reference.ts';
import { OUTPUT_FORMAT_NAMES, OUTPUT_FORMATS } from '../write/index.ts';
import { HAND_NODES } from './by-hand.ts';
import { type Fact, showOrigin } from './facts.ts';
import { planRoles } from './interview.ts';
import { MODELS } from './models.ts';
import { REGIONS } from './regions.ts';
import type { Option, Screen, TextScreen } from './screen.ts';
import { answered, initially, type Session } from './session.ts';
import { sessionConfig } from './session-config.ts';
import {
  chosenFlows,
  knowledgeOf,
  openKeys,
  plannedRoles,
  sessionFindings,
  vocabulary,
} from './session-roles.ts';
import { canShare, ONE_ROLE } from './sharing.ts';

/** One step of the interview: what it asks next, or undefined when it has nothing to ask. */
type Step = (session: Session) => Screen | undefined;

/** The steps in the order in which they come; each is skipped when nothing is unknown. */
const STEPS: readonly Step[] = [
  askResume,
  askFlow,
  askPath,
  askNodes,
  askName,
  askSharing,
  confirmDeployment,
  (session) => askDeployment(session, 'account'),
  (session) => askDeployment(session, 'region'),
  askFlowId,
  askQuestion,
  askEncrypted,
  askKey,
  askExisting,
  showDifferences,
  review,
  askFormat,
  askDirectory,
  askConfig,
];

/** What to show next in a session. */
export function screenOf(session: Session): Screen {
  for (const step of STEPS) {
    const screen = step(session);
    if (screen !== undefined) {
      return screen;
    }
  }
  return { kind: 'finish', id: 'finish', title: 'Save', why: 'All questions are answered.' };
}

const PATH = 'path';
const BY_HAND = 'by hand';

/** The id of the screen that offers to go on where an interview was interrupted. */
export const RESUME = 'resume';

function askResume(session: Session): Screen | undefined {
  const { earlier } = session.world;
  return earlier === undefined
    ? undefined
    : ask(session, RESUME, (id) => ({
        kind: 'choose',
        id,
        title: 'Go on where you stopped the last time?',
        why: 'The wizard was left in this directory before it was done.',
        options: [
          { value: 'go on', label: 'Go on', detail: `with ${count(earlier.length, 'answer')}` },
          { value: 'start again', label: 'Start again', detail: 'and forget those answers' },
        ],
        multiple: false,
        least: 1,
        initial: initially(session, id, ['go on']),
      }));
}

function askFlow(session: Session): Screen | undefined {
  const { candidates } = session.world;
  return ask(session, 'flow', (id) => ({
    kind: 'choose',
    id,
    title: 'Which flow needs a role?',
    why: 'The nodes of the flow decide what its role must be allowed to do.',
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

function askPath(session: Session): Screen | undefined {
  return chose(session, PATH)
    ? ask(session, 'path', (id) =>
        text(session, id, {
          title: 'Where is the flow?',
          why: 'A flow definition in JSON, or a CloudFormation, SAM or CDK template.',
          form: 'path',
        }),
      )
    : undefined;
}

function askNodes(session: Session): Screen | undefined {
  return chose(session, BY_HAND)
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

function askName(session: Session): Screen | undefined {
  return chose(session, BY_HAND)
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

function askSharing(session: Session): Screen | undefined {
  const flows = chosenFlows(session);
  return canShare(flows)
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

function confirmDeployment(session: Session): Screen | undefined {
  const known = knownFacts(session);
  return known.length === 0
    ? undefined
    : ask(session, 'deployment', (id) => ({
        kind: 'choose',
        id,
        title: 'Is this where the flow will run?',
        why: 'Permissions name the account and the Region, so that they allow nothing elsewhere.',
        options: [
          { value: 'keep', label: 'Yes', detail: known.map(factText).join(' · ') },
          ...known.map((fact) => ({ value: fact.part, label: `Another ${partName(fact.part)} …` })),
        ],
        multiple: false,
        least: 1,
        initial: initially(session, id, ['keep']),
      }));
}

function knownFacts(session: Session): readonly Fact[] {
  const [role] = planRoles(chosenFlows(session), { ...knowledgeOf(session), answers: new Map() });
  const needed = new Set(openKeys({ ...session, world: { ...session.world, facts: [] } }));
  return [role?.facts.account, role?.facts.region].flatMap((fact) =>
    fact !== undefined && needed.has(fact.part) ? [fact] : [],
  );
}

function factText({ part, value, origin }: Fact): string {
  return `${partName(part)} ${value} ${showOrigin(origin)}`;
}

function partName(part: DeploymentPart): string {
  return part === 'region' ? 'Region' : part;
}

function askDeployment(session: Session, part: 'account' | 'region'): Screen | undefined {
  const wanted = answered(session, 'deployment')?.includes(part);
  return wanted || openKeys(session).includes(part)
    ? ask(session, part, (id) =>
        text(session, id, {
          title: part === 'account' ? 'Which AWS account will it run in?' : 'Which Region?',
          why:
            part === 'account'
              ? 'The 12 digits at the top right of the AWS console: the role works in this account only.'
              : 'The role allows calls to models and resources of this Region.',
          form: part,
          suggestions: part === 'region' ? REGIONS : [],
        }),
      )
    : undefined;
}

function askFlowId(session: Session): Screen | undefined {
  const flows = chosenFlows(session);
  const [flow, ...others] = flows;
  const isKnown = flow?.id !== undefined || flow?.arn !== undefined;
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

function askQuestion(session: Session): Screen | undefined {
  const question = plannedRoles(session)
    .flatMap(({ plan }) => plan.questions)
    .find(({ key }) => key !== 'account' && key !== 'region' && key !== 'partition');
  return question === undefined
    ? undefined
    : ask(session, `answer ${question.key}`, (id) =>
        text(session, id, {
          title: question.prompt,
          why: whereAsked(question.place),
          form: question.form,
          suggestions: question.form.includes('model') ? MODELS : [],
        }),
      );
}

function whereAsked({ file, line }: Place): string {
  return file === BY_HAND
    ? 'The role is allowed to use this resource and no other of its kind.'
    : `It stands in ${file}, line ${line}.`;
}

function askEncrypted(session: Session): Screen | undefined {
  const options = encryptable(session);
  return options.length === 0
    ? undefined
    : ask(session, 'encrypted', (id) => ({
        kind: 'choose',
        id,
        title: 'Is any of these encrypted with a KMS key of your own?',
        why: 'Then the role must be allowed to use the key. Most are not: choose nothing.',
        options,
        multiple: true,
        least: 0,
        initial: initially(session, id, []),
      }));
}

function encryptable(session: Session): readonly Option[] {
  const keys = plannedRoles({ ...session, entries: session.entries.filter(isNoKeyAnswer) })
    .flatMap(({ plan }) => plan.assumptions)
    .filter(({ key }) => key.startsWith('kms:'));
  return [...new Set(keys.map(({ key }) => key))].map((key) => ({
    value: key,
    label: resourceName(key),
  }));
}

function resourceName(key: string): string {
  return key.slice('kms:'.length).replace(/^flow\//, 'the flow ');
}

function isNoKeyAnswer({ id }: { readonly id: string }): boolean {
  return !id.startsWith('answer kms:');
}

function askKey(session: Session): Screen | undefined {
  const key = answered(session, 'encrypted')?.find(
    (candidate) => answered(session, `answer ${candidate}`) === undefined,
  );
  return key === undefined
    ? undefined
    : ask(session, `answer ${key}`, (id) =>
        text(session, id, {
          title: `Which key encrypts ${resourceName(key)}?`,
          why: 'The ARN of the key, not of an alias: IAM does not match aliases.',
          form: 'key-arn-or-none',
        }),
      );
}

/** A template has its role beside it; for other flows its policy may stand in a file. */
function askExisting(session: Session): Screen | undefined {
  const flows = chosenFlows(session);
  return flows.some(({ origin }) => origin !== undefined) || chose(session, BY_HAND)
    ? undefined
    : ask(session, 'existing', (id) =>
        text(session, id, {
          title: 'Has the role a policy already? Then give its file.',
          why: 'The next page shows what it lacks and what no node needs.',
          form: 'path',
          empty: 'there is none',
        }),
      );
}

function showDifferences(session: Session): Screen | undefined {
  if (answered(session, 'differences') !== undefined) {
    return undefined;
  }
  const findings = sessionFindings(session);
  return findings === undefined
    ? undefined
    : ask(session, 'differences', (id) => ({
        kind: 'findings',
        id,
        title:
          findings.length === 0
            ? 'The role has what its flows need, and nothing else'
            : `The role as it is: ${countsText(findings)}`,
        why: 'What is saved at the end has none of this; flow-role-wizard fix mends the file itself.',
        findings,
      }));
}

function review(session: Session): Screen | undefined {
  return ask(session, 'review', (id) => ({
    kind: 'review',
    id,
    title: 'These are the policies',
    why: 'Each statement says which node needs it.',
    roles: plannedRoles(session),
  }));
}

function askFormat(session: Session): Screen | undefined {
  return ask(session, 'format', (id) => ({
    kind: 'choose',
    id,
    title: 'How do you want to keep the role?',
    why: 'The policies are the same in every form.',
    options: OUTPUT_FORMAT_NAMES.map((value) => ({ value, label: OUTPUT_FORMATS[value].label })),
    multiple: false,
    least: 1,
    initial: initially(session, id, [vocabulary(session)]),
  }));
}

function askDirectory(session: Session): Screen | undefined {
  return ask(session, 'out', (id) =>
    text(session, id, {
      title: 'In which directory?',
      why: 'Files that are there with other contents are not replaced without asking.',
      form: 'path',
      proposed: 'flow-role',
    }),
  );
}

function askConfig(session: Session): Screen | undefined {
  return sessionConfig(session) === undefined
    ? undefined
    : ask(session, 'config', (id) => ({
        kind: 'choose',
        id,
        title: `Keep the answers in ${CONFIG_NAME}?`,
        why: 'Then the next run and the check of pull requests ask nothing.',
        options: [
          { value: 'yes', label: 'Yes', detail: `writes ${CONFIG_NAME} here` },
          { value: 'no', label: 'No' },
        ],
        multiple: false,
        least: 1,
        initial: initially(session, id, ['yes']),
      }));
}

/** The screen of an answer that is not given yet. */
function ask(session: Session, id: string, screen: (id: string) => Screen): Screen | undefined {
  return answered(session, id) === undefined ? screen(id) : undefined;
}

function text(
  session: Session,
  id: string,
  {
    proposed = '',
    suggestions = [],
    ...rest
  }: Pick<TextScreen, 'title' | 'why' | 'form' | 'empty'> & {
    readonly proposed?: string;
    readonly suggestions?: readonly Option[];
  },
): TextScreen {
  const [initial = ''] = initially(session, id, [proposed]);
  return { kind: 'text', id, initial, suggestions, ...rest };
}

function chose(session: Session, value: string): boolean {
  return answered(session, 'flow')?.includes(value) ?? false;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
