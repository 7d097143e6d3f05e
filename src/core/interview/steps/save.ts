import { WORKFLOW_NAME } from '../../config/workflow.ts';
import { OUTPUT_FORMAT_NAMES, OUTPUT_FORMATS } from '../../write/index.ts';
import type { Screen } from '../screen.ts';
import { answered, initially, type Session } from '../session.ts';
import { configPath, sessionConfig } from '../session-config.ts';
import { plannedRoles, vocabulary } from '../session-roles.ts';
import { ask, text } from './step.ts';

export function review(session: Session): Screen | undefined {
  return ask(session, 'review', (id) => ({
    kind: 'review',
    id,
    title: 'These are the policies',
    why: 'Each statement says which node needs it.',
    roles: plannedRoles(session),
  }));
}

/** Once more, where the form that was chosen has brought questions after the first review. */
export function reviewAgain(session: Session): Screen | undefined {
  const format = session.entries.findIndex(({ id }) => id === 'format');
  const isChanged = session.entries
    .slice(format + 1)
    .some(({ id }) => id.startsWith('answer ') || ['account', 'region', 'deployment'].includes(id));
  return format < 0 || !isChanged
    ? undefined
    : ask(session, 'review again', (id) => ({
        kind: 'review',
        id,
        title: 'These are the policies now',
        why: 'The form that you chose needed more answers. Each statement says which node needs it.',
        roles: plannedRoles(session),
      }));
}

export function askFormat(session: Session): Screen | undefined {
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

export function askDirectory(session: Session): Screen | undefined {
  return ask(session, 'out', (id) =>
    text(session, id, {
      title: 'In which directory?',
      why: 'Files that are there with other contents are not replaced without asking.',
      form: 'path',
      proposed: 'flow-role',
    }),
  );
}

export function askConfig(session: Session): Screen | undefined {
  if (answered(session, 'config') !== undefined) {
    return undefined;
  }
  const { config } = session.world;
  const text = sessionConfig(session);
  const isThere = config?.kind === 'text';
  const name = configPath(session);
  return text === undefined || (isThere && text === config.text)
    ? undefined
    : ask(session, 'config', (id) =>
        yesOrNo(
          session,
          id,
          isThere
            ? {
                title: `Add the answers to ${name}?`,
                why: 'What it says otherwise stays, with its comments. You will see the change first.',
                detail: 'shows what would change',
                proposed: 'yes',
              }
            : {
                title: `Keep the answers in ${name}?`,
                why: 'Then the next run and the check of pull requests ask nothing.',
                detail: `writes ${name} here`,
                proposed: 'yes',
              },
        ),
      );
}

/** Offered where a repository begins, as GitHub looks for workflows nowhere else. */
export function askWorkflow(session: Session): Screen | undefined {
  const { repository } = session.world;
  return repository === undefined || repository.hasWorkflow
    ? undefined
    : ask(session, 'workflow', (id) =>
        yesOrNo(session, id, {
          title: 'Check the role on every pull request?',
          why: 'A GitHub Action then says on the pull request what the role lacks or has left over.',
          detail: `writes ${WORKFLOW_NAME}`,
          proposed:
            repository.isOnGitHub && answered(session, 'config')?.[0] !== 'no' ? 'yes' : 'no',
        }),
      );
}

function yesOrNo(
  session: Session,
  id: string,
  {
    title,
    why,
    detail,
    proposed,
  }: {
    readonly title: string;
    readonly why: string;
    readonly detail: string;
    readonly proposed: 'yes' | 'no';
  },
): Screen {
  return {
    kind: 'choose',
    id,
    title,
    why,
    options: [
      { value: 'yes', label: 'Yes', detail },
      { value: 'no', label: 'No' },
    ],
    multiple: false,
    least: 1,
    initial: initially(session, id, [proposed]),
  };
}
