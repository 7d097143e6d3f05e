import type { Place } from '../../place.ts';
import { noteWarnings } from '../../policy/notes.ts';
import { BY_HAND } from '../by-hand.ts';
import { nodesOf } from '../node-groups.ts';
import type { Option, Screen } from '../screen.ts';
import { answered, initially, type Session } from '../session.ts';
import { plannedRoles } from '../session-roles.ts';
import { writtenDown } from '../written-down.ts';
import { isByHand } from './flow.ts';
import { MODELS } from './models.ts';
import { ask, count, text } from './step.ts';

/** What was found in the flows, before anything is asked about it. */
export function showNodes(session: Session): Screen | undefined {
  if (isByHand(session)) {
    return undefined;
  }
  return ask(session, 'overview', (id) => {
    const roles = plannedRoles(session);
    const { groups, silent } = nodesOf(roles);
    const users = groups.reduce((sum, { nodes }) => sum + nodes.length, 0);
    const open = nodeQuestions(session).length;
    return {
      kind: 'nodes',
      id,
      title: `${count(users, 'node')} of ${users + silent.length} ${users === 1 ? 'uses' : 'use'} something that the role must allow`,
      why: `This is what the files say; ${open === 0 ? 'nothing is open' : `${count(open, 'question')} about it ${open === 1 ? 'comes' : 'come'} next`}.`,
      notes: writtenDown(session),
      groups,
      silent,
      warnings: [
        ...roles.flatMap(({ plan }) => plan.warnings).filter(({ about }) => about !== 'flow-id'),
        ...noteWarnings(roles.map(({ plan }) => plan)),
      ],
    };
  });
}

/** One question about a node after the other, as long as any is open. */
export function askQuestion(session: Session): Screen | undefined {
  const [question] = nodeQuestions(session);
  const deployment = plannedRoles(session).find(({ plan }) =>
    plan.questions.some(({ key }) => key === question?.key),
  )?.plan.deployment;
  return question === undefined
    ? undefined
    : ask(session, `answer ${question.key}`, (id) =>
        text(session, id, {
          title: question.prompt,
          why: whereAsked(question.place),
          form: question.form,
          suggestions: question.form.includes('model') ? MODELS : [],
          ...(deployment !== undefined && { deployment }),
        }),
      );
}

function nodeQuestions(session: Session) {
  return plannedRoles(session)
    .flatMap(({ plan }) => plan.questions)
    .filter(({ key }) => key !== 'account' && key !== 'region' && key !== 'partition');
}

function whereAsked({ file, line }: Place): string {
  return file === BY_HAND
    ? 'The role is allowed to use this resource and no other of its kind.'
    : `It stands in ${file}, line ${line}.`;
}

export function askEncrypted(session: Session): Screen | undefined {
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
  return key.slice('kms:'.length).replace(/^flow\/(.*)$/s, 'the flow "$1" itself');
}

function isNoKeyAnswer({ id }: { readonly id: string }): boolean {
  return !id.startsWith('answer kms:');
}

export function askKey(session: Session): Screen | undefined {
  const key = answered(session, 'encrypted')?.find(
    (candidate) => answered(session, `answer ${candidate}`) === undefined,
  );
  const deployment = plannedRoles(session).find(({ plan }) =>
    plan.assumptions.some((assumption) => assumption.key === key),
  )?.plan.deployment;
  return key === undefined
    ? undefined
    : ask(session, `answer ${key}`, (id) =>
        text(session, id, {
          title: `Which key encrypts ${resourceName(key)}?`,
          why: 'The ARN of the key, not of an alias: IAM does not match aliases.',
          form: 'key-arn-or-none',
          ...(deployment !== undefined && { deployment }),
        }),
      );
}
