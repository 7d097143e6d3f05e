import type { Screen } from '../../src/core/interview/screen.ts';
import type { Candidate, Session, World } from '../../src/core/interview/session.ts';
import { reduce, startSession } from '../../src/core/interview/session.ts';
import { configHere, surroundingsIn } from '../../src/core/interview/surroundings.ts';
import { screenOf } from '../../src/core/interview/wizard.ts';
import type { Fact } from '../../src/core/plan/facts.ts';
import { configIn } from '../../src/core/project/config.ts';
import { filesInMemory, type ProjectFiles } from '../../src/core/project/files.ts';
import { FORMS, type FormName } from '../../src/core/template/forms.ts';

/** Answers by the id of the screen, for those that should not be what comes to mind first. */
export type Wishes = Readonly<Record<string, readonly string[]>>;

/** A world in which these files lie. */
export function worldOf(
  files: Readonly<Record<string, string>>,
  facts: readonly Fact[] = [],
): Promise<World> {
  return worldIn(filesInMemory(new Map(Object.entries(files))), Object.keys(files), facts);
}

/** A world in which flows are looked for in files at these paths. */
export async function worldIn(
  files: ProjectFiles,
  paths: readonly string[],
  facts: readonly Fact[],
): Promise<World> {
  const config = await configIn(files);
  const surroundings = await surroundingsIn(
    paths
      .filter((path) => !path.includes('.flow-role.'))
      .map((path) => ({ path, contents: files.read(path), isNamed: false })),
    files,
    config.kind === 'config' ? config.config : undefined,
  );
  const { flows } = surroundings.project;
  const candidates: readonly Candidate[] = flows.map((flow) => ({ flow, format: 'definition' }));
  const here = configHere(config, files);
  return { candidates, facts, surroundings, ...(here && { config: here }) };
}

/** The variable AWS_REGION, as the wizard finds it. */
export function regionOfEnvironment(value: string): Fact {
  return { part: 'region', value, origin: { kind: 'environment', name: 'AWS_REGION' } };
}

/** What somebody answers who has no wishes: what is proposed, or the example of the form. */
export function plainAnswer(screen: Screen): readonly string[] {
  switch (screen.kind) {
    case 'choose':
      return screen.initial.length >= screen.least
        ? screen.initial
        : screen.options.slice(0, 1).map(({ value }) => value);
    case 'text':
      return [screen.initial || plainText(screen.form, screen.empty)];
    case 'nodes':
    case 'findings':
    case 'review':
      return ['read'];
    case 'waiting':
    case 'finish':
      throw new Error('there is nothing to answer any more');
  }
}

function plainText(form: FormName | 'path', empty: string | undefined): string {
  if (empty !== undefined) {
    return '';
  }
  return form === 'path' ? 'flow.json' : FORMS[form].example;
}

/** Answers one screen. */
export function answer(session: Session, values: readonly string[]): Session {
  return reduce(session, { kind: 'answer', id: screenOf(session).id, values });
}

export interface Walk {
  readonly session: Session;
  /** Every session on the way, the first one without answers. */
  readonly sessions: readonly Session[];
  readonly screens: readonly Screen[];
  readonly ids: readonly string[];
}

/**
 * Answers everything until nothing is asked; fails where that does not come to an end. Unless that
 * is wished, no configuration is kept: the command at the end then says all of it.
 */
export function walk(world: World, wishes: Wishes = {}): Walk {
  const answers: Wishes = { config: ['no'], ...wishes };
  const sessions: Session[] = [];
  const screens: Screen[] = [];
  let session = startSession(world);
  while (screens.length < 100) {
    const screen = screenOf(session);
    sessions.push(session);
    screens.push(screen);
    if (screen.kind === 'finish') {
      return { session, sessions, screens, ids: screens.map(({ id }) => id) };
    }
    session = answer(session, answers[screen.id] ?? plainAnswer(screen));
  }
  throw new Error('the questions do not come to an end');
}

/** Answers everything until a screen comes up. */
export function walkTo(world: World, id: string, wishes: Wishes = {}): Session {
  const { sessions, ids } = walk(world, wishes);
  const found = sessions[ids.indexOf(id)];
  if (found === undefined) {
    throw new Error(`"${id}" is not among ${ids.join(', ')}`);
  }
  return found;
}

/** The screen of a kind, or an error with what there is instead. */
export function screenAs<Kind extends Screen['kind']>(
  session: Session,
  kind: Kind,
): Extract<Screen, { kind: Kind }> {
  const screen = screenOf(session);
  if (screen.kind !== kind) {
    throw new Error(`"${screen.id}" is no ${kind}, but ${screen.kind}`);
  }
  return screen as Extract<Screen, { kind: Kind }>;
}
