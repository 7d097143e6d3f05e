import process from 'node:process';
import { createInterface } from 'node:readline';
import { differencesOf } from '../core/explain/differences.ts';
import { complaintAbout, surpriseIn } from '../core/interview/complaint.ts';
import { lookUp } from '../core/interview/look-up.ts';
import type { Finished, Ports } from '../core/interview/ports.ts';
import { afterAnswer } from '../core/interview/resume.ts';
import { statementLines, statementsOf } from '../core/interview/review.ts';
import type {
  ChooseScreen,
  FindingsScreen,
  NodesScreen,
  ReviewScreen,
  Screen,
  TextScreen,
} from '../core/interview/screen.ts';
import { reduce, type Session, startSession } from '../core/interview/session.ts';
import { toSave } from '../core/interview/to-save.ts';
import { screenOf } from '../core/interview/wizard.ts';
import { showLine } from '../core/place.ts';
import { printable } from '../core/printable.ts';
import { FORMS } from '../core/template/forms.ts';
import { reasonLine } from '../core/write/reasons.ts';

/** What somebody said: an answer, or what to do instead. */
type Said =
  | { readonly kind: 'answer'; readonly values: readonly string[] }
  | { readonly kind: 'wrong'; readonly why: string };

type Ask = (prompt: string) => Promise<string | undefined>;

/**
 * Runs the interview as plain numbered questions, line by line: for screen readers, and wherever
 * boxes and moving cursors are in the way.
 *
 * @returns undefined when the user left.
 */
export async function askPlainly(ports: Ports): Promise<Finished | undefined> {
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    // The terminal's own editing of lines moves no cursor about.
    terminal: false,
  });
  const leave = () => lines.close();
  process.once('SIGINT', leave);
  let hasEnded = false;
  lines.on('close', () => {
    hasEnded = true;
  });
  const ask: Ask = (prompt) =>
    hasEnded
      ? Promise.resolve(undefined)
      : new Promise((settle) => {
          const left = () => settle(undefined);
          lines.once('close', left);
          lines.question(prompt, (line) => {
            lines.off('close', left);
            settle(line.trim());
          });
        });
  try {
    return await interview(ports, ask);
  } finally {
    process.off('SIGINT', leave);
    lines.close();
  }
}

async function interview(ports: Ports, ask: Ask): Promise<Finished | undefined> {
  say('Looking for flows, and for the account you are signed in to.');
  let session = startSession({ candidates: [], facts: [] });
  await ports
    .explore(
      (world) => {
        session = reduce(session, { kind: 'world', world });
      },
      () => undefined,
      new AbortController().signal,
    )
    .catch(() => undefined);
  say('At every question: "back" goes one step back, "help" explains, "quit" leaves.');
  let surprised: string | undefined;
  for (let number = 1; ; ) {
    const screen = screenOf(session);
    if (screen.kind === 'finish') {
      const files = await save(ports, session, ask);
      if (files !== 'back') {
        return files && { session, files };
      }
      session = reduce(session, { kind: 'back' });
      continue;
    }
    const notes = (screen.notes ?? []).map((note) => printable(note, 600));
    say('', `Question ${number}. ${printable(screen.title, 600)}`, printable(screen.why, 600));
    say(...notes);
    for (const line of linesFor(screen)) {
      say(line);
    }
    const line = await ask('Answer: ');
    if (line === undefined || line === 'quit') {
      return undefined;
    }
    if (line === 'back') {
      session = reduce(session, { kind: 'back' });
      number = Math.max(1, number - 1);
      continue;
    }
    const said = line === 'help' ? wrong(helpOn(screen)) : saidTo(screen, line);
    if (said.kind === 'wrong') {
      say(said.why);
      continue;
    }
    const [text = ''] = said.values;
    const surprise = screen.kind === 'text' ? surpriseIn(text, screen) : undefined;
    if (surprise !== undefined && surprised !== text) {
      surprised = text;
      say(printable(surprise, 600), 'Give the same answer once more to take it all the same.');
      continue;
    }
    const next = await answer(ports, session, screen, said.values);
    if (typeof next === 'string') {
      say(printable(next, 800));
      continue;
    }
    session = next;
    ports.keep(session.entries);
    number += 1;
  }
}

function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function wrong(why: string): Said {
  return { kind: 'wrong', why };
}

/** The session after an answer; a text says why the answer cannot be used. */
async function answer(
  ports: Ports,
  session: Session,
  screen: Screen,
  values: readonly string[],
): Promise<Session | string> {
  const [value = ''] = values;
  const found = await lookUp(screen, value, session, ports);
  if (typeof found === 'string') {
    return found;
  }
  const wider =
    found === undefined ? session : reduce(session, { kind: 'world', world: found.world });
  return afterAnswer(wider, screen.id, found?.values ?? values);
}

function linesFor(screen: Screen): readonly string[] {
  switch (screen.kind) {
    case 'choose':
      return chooseLines(screen);
    case 'text':
      return textLines(screen);
    case 'nodes':
      return nodeLines(screen);
    case 'findings':
      return findingLines(screen);
    case 'review':
      return reviewLines(screen);
    case 'waiting':
    case 'finish':
      return [];
  }
}

function chooseLines({ options, multiple, initial, least }: ChooseScreen): readonly string[] {
  const proposed = options.flatMap(({ value }, at) => (initial.includes(value) ? [at + 1] : []));
  return [
    ...options.map(({ label, detail }, at) =>
      printable(`${at + 1}. ${label}${detail === undefined ? '' : `, ${detail}`}`, 300),
    ),
    multiple ? 'Type one or several numbers, with spaces between them.' : 'Type a number.',
    ...(proposed.length > 0 ? [`Enter alone takes ${proposed.join(' and ')}.`] : []),
    ...(proposed.length === 0 && least === 0 ? ['Enter alone takes none.'] : []),
  ];
}

function textLines({ initial, empty, suggestions }: TextScreen): readonly string[] {
  return [
    ...(initial === '' ? [] : [`Enter alone takes ${printable(initial, 4096)}.`]),
    ...(initial === '' && empty !== undefined ? [`Enter alone means: ${empty}.`] : []),
    ...(suggestions.length > 0 ? ['Type "help" for a list of what is often used.'] : []),
  ];
}

function nodeLines({ groups, silent, warnings }: NodesScreen): readonly string[] {
  return [
    ...groups.flatMap(({ kind, nodes }) => [
      `Nodes of kind ${printable(kind)}:`,
      ...nodes.flatMap(({ name, place, uses }) => [
        printable(`${name}, ${showLine(place)}, uses:`, 400),
        ...uses.map(({ actions, resource }) =>
          printable(`  ${actions.join(', ')} on ${resource}`, 400),
        ),
      ]),
    ]),
    ...(silent.length === 0
      ? []
      : [printable(`Without a need: ${silent.map(({ name }) => name).join(', ')}.`, 2000)]),
    ...warnings.map(({ text, place }) => printable(`Warning, ${showLine(place)}: ${text}`, 600)),
    'Press Enter to go on.',
  ];
}

function findingLines({ findings }: FindingsScreen): readonly string[] {
  return [
    ...findings.flatMap(({ kind, action, resource, place, why }, at) => [
      printable(`${at + 1}. ${kind}: ${action} on ${resource}, ${showLine(place)}`, 600),
      printable(why, 600),
    ]),
    'Press Enter to go on.',
  ];
}

function reviewLines({ roles }: ReviewScreen): readonly string[] {
  const statements = statementsOf(roles);
  return [
    ...statements.flatMap(({ home, policy, statement }, at) => [
      `Statement ${at + 1} of ${statements.length}, ${printable(policy)}.`,
      ...statementLines(statement),
      ...statement.reasons.map(reasonLine),
      ...differencesOf(statement, home),
      `Source: ${printable(statement.reasons[0]?.documentation ?? '', 400)}`,
    ]),
    'Press Enter to go on.',
  ];
}

function saidTo(screen: Screen, line: string): Said {
  switch (screen.kind) {
    case 'choose':
      return chosenBy(screen, line);
    case 'text': {
      const text = line === '' ? screen.initial : line;
      const complaint = complaintAbout(text, screen);
      return complaint === undefined
        ? { kind: 'answer', values: [text] }
        : wrong(printable(complaint, 600));
    }
    case 'nodes':
    case 'findings':
    case 'review':
    case 'waiting':
    case 'finish':
      return { kind: 'answer', values: ['read'] };
  }
}

function chosenBy({ options, multiple, least, initial }: ChooseScreen, line: string): Said {
  const words = line.split(/[\s,]+/).filter((word) => word !== '');
  const chosen = words.map((word) => (/^\d+$/.test(word) ? options[Number(word) - 1] : undefined));
  if (chosen.includes(undefined)) {
    return wrong(`Type numbers from 1 to ${options.length}.`);
  }
  const values = words.length === 0 ? initial : chosen.flatMap((option) => option?.value ?? []);
  if (values.length < least || (!multiple && values.length > 1)) {
    return wrong(multiple ? 'Choose at least one.' : 'Choose one.');
  }
  return {
    kind: 'answer',
    values: options.map(({ value }) => value).filter((value) => values.includes(value)),
  };
}

function helpOn(screen: Screen): string {
  switch (screen.kind) {
    case 'text':
      return [
        screen.form === 'path'
          ? 'Expected is the path of a file or a directory.'
          : `Expected is ${FORMS[screen.form].description}, such as ${FORMS[screen.form].example}.`,
        ...screen.suggestions.map(({ label, detail = '' }) => printable(`${label}, ${detail}`)),
      ].join('\n');
    case 'choose':
      return 'Type the number of a line. "back" goes one step back and keeps the answers.';
    case 'nodes':
    case 'findings':
    case 'review':
    case 'waiting':
    case 'finish':
      return 'Nothing is written yet. Enter goes on, "back" goes one step back.';
  }
}

/** Saves, and asks before anything is replaced. */
async function save(
  ports: Ports,
  session: Session,
  ask: Ask,
): Promise<readonly string[] | 'back' | undefined> {
  const saved = await ports.save(toSave(session), false);
  if (saved.kind === 'saved') {
    return saved.files;
  }
  const lines = saved.diff.split('\n').filter((line) => line !== '');
  say('', printable(saved.message, 600), ...lines.map((line) => printable(line, 400)));
  for (;;) {
    const line = await ask(
      lines.length > 0
        ? '"replace" replaces, "back" goes one step back: '
        : '"back" goes one step back: ',
    );
    if (line === undefined || line === 'quit') {
      return undefined;
    }
    if (line === 'back') {
      return 'back';
    }
    if (line === 'replace' && lines.length > 0) {
      const again = await ports.save(toSave(session), true);
      if (again.kind === 'saved') {
        return again.files;
      }
      say(printable(again.message, 600));
    }
  }
}
