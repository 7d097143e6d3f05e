import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import { EXAMPLES, MAIN, runProcess, temporaryDirectory } from '../support/run-cli.ts';
import { type Ended, KEYS, type Terminal } from '../support/terminal.ts';

export const FLOW = 'Which flow needs a role?';
export const PATH = 'Where is the flow?';
export const NODES_BY_HAND = 'Which nodes will the flow have?';
export const MORE_NODES = 'Has the flow more nodes';
export const NAME = 'What is the flow called?';
export const ACCOUNT = 'Which AWS account';
export const REGION = 'Which Region?';
export const FLOW_ID = 'Does the flow exist already?';
export const OVERVIEW = 'something that the role must allow';
export const ENCRYPTED = 'Is any of these encrypted';
export const EXISTING = 'Has the role a policy already?';
export const REVIEW = 'These are the policies';
export const REVIEW_AGAIN = 'These are the policies now';
export const FORMAT = 'How do you want to keep the role?';
export const OUT = 'In which directory?';
export const CONFIG = 'Keep the answers in .flow-role.yml?';
/** The screens on which something is chosen from a list that takes a moment to listen. */
export const LISTS: readonly string[] = [
  FLOW,
  OVERVIEW,
  NODES_BY_HAND,
  MORE_NODES,
  ENCRYPTED,
  CONFIG,
];

/** A directory with files of the examples, by their new names. */
export function workWith(files: Readonly<Record<string, string>>): string {
  const work = temporaryDirectory();
  for (const [name, example] of Object.entries(files)) {
    cpSync(join(EXAMPLES, example), join(work, name));
  }
  return work;
}

/** Answers a text screen as people do: types, sees what stands there, presses Enter. */
export async function fill(terminal: Terminal, title: string, text: string): Promise<void> {
  await terminal.waitFor(title);
  if (text !== '') {
    terminal.type(text);
    await terminal.waitUntil(
      () => withoutBlanks(terminal.screen).includes(`>${withoutBlanks(text)}`),
      `"${text}" to be typed`,
    );
  }
  terminal.press('enter');
}

export function withoutBlanks(text: string): string {
  return text.replace(/\s/g, '');
}

/** Waits until a screen takes keys: one that is drawn at the same moment does not yet. */
export async function listening(terminal: Terminal, title: string): Promise<void> {
  if (title === OVERVIEW) {
    const isHelp = () => terminal.screen.includes('any key closes');
    await terminal.waitFor(/something that\s+the role\s+must\s+allow/);
    await terminal.typeUntil('?', isHelp, 'the help');
    await terminal.typeUntil(KEYS.up, () => !isHelp(), 'no help');
    return;
  }
  const isFiltered = () => terminal.screen.includes('Filter:');
  await terminal.waitFor(title);
  await terminal.typeUntil('x', isFiltered, 'a filter');
  await terminal.typeUntil(KEYS.backspace, () => !isFiltered(), 'no filter');
}

/** Presses Enter on a screen that is right as it is. */
export async function accept(terminal: Terminal, ...titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    await (LISTS.includes(title) ? listening(terminal, title) : terminal.waitFor(title));
    terminal.press('enter');
  }
}

/** Answers questions by words of their titles, in whichever order they come. */
export async function answerAll(
  terminal: Terminal,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  const left = new Set(Object.keys(answers));
  while (left.size > 0) {
    const asked = () => [...left].find((words) => titleOf(terminal).includes(words));
    await terminal.waitUntil(() => asked() !== undefined, `one of ${[...left].join(', ')}`);
    const words = asked() ?? '';
    await fill(terminal, words, answers[words] ?? '');
    left.delete(words);
    await terminal.waitUntil(() => !titleOf(terminal).includes(words), `the end of ${words}`);
  }
}

export async function goBack(terminal: Terminal, from: string, to: string): Promise<void> {
  await terminal.waitFor(from);
  terminal.press('escape');
  await terminal.waitFor(to);
}

/** Chooses from a list by typing a part of what is wanted, so that nothing else is left. */
export async function choose(terminal: Terminal, title: string, words: string): Promise<void> {
  await listening(terminal, title);
  terminal.type(words);
  await terminal.waitFor('Filter:');
  terminal.press('enter');
}

/** Ends an interview without a configuration, so that the command at the end says all of it. */
export async function keepNothing(terminal: Terminal): Promise<void> {
  await choose(terminal, CONFIG, 'No');
}

/** The files of a directory by name. */
export function filesIn(directory: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(directory)
      .sort()
      .map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );
}

/** The command that the wizard printed at its end. */
export function commandOf({ text }: Ended): string {
  const [, command] = /^ *flow-role-wizard (generate .*)$/m.exec(text) ?? [];
  if (command === undefined) {
    throw new Error(`no command is printed:\n${text}`);
  }
  return command;
}

/** Runs the command that the wizard printed, into another directory. */
export async function repeat(
  ended: Ended,
  work: string,
  out: string,
): Promise<Readonly<Record<string, string>>> {
  const run = await runProcess(
    'bash',
    ['-c', `"$NODE" "$MAIN" ${commandOf(ended)} --out "$OUT" --quiet`],
    { cwd: work, env: { NODE: nodeBinary('current'), MAIN, OUT: out } },
  );
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return filesIn(join(work, out));
}

export function expectTidy({ isCursorVisible, isRaw }: Ended): void {
  expect({ isCursorVisible, isRaw }).toEqual({ isCursorVisible: true, isRaw: false });
}

/** The title, which may be broken into several lines. */
export function titleOf({ screen }: Terminal): string {
  const [title = ''] = screen.split(
    /\n(?:It stands|The |This is|With |Permissions|Then |What )/,
    1,
  );
  return title.replaceAll('\n', ' ');
}
