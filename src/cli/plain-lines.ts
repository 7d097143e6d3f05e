import { differencesOf } from '../core/explain/differences.ts';
import { answerIn, complaintAbout, hintsFor } from '../core/interview/complaint.ts';
import { certaintyLines, statementLines, statementsOf } from '../core/interview/review.ts';
import type {
  ChooseScreen,
  FindingsScreen,
  NodesScreen,
  ReviewScreen,
  Screen,
  TextScreen,
} from '../core/interview/screen.ts';
import { showLine } from '../core/place.ts';
import { noteWarnings } from '../core/policy/notes.ts';
import { printable } from '../core/printable.ts';
import { reasonLine } from '../core/write/reasons.ts';

/** What somebody said: an answer, or what to do instead. */
export type Said =
  | { readonly kind: 'answer'; readonly values: readonly string[] }
  | { readonly kind: 'wrong'; readonly why: string };

export function wrong(why: string): Said {
  return { kind: 'wrong', why };
}

/** A screen as lines to read out, without its title. */
export function linesFor(screen: Screen): readonly string[] {
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
    ...(proposed.length > 0 && least === 0 ? ['"none" takes none.'] : []),
  ];
}

function textLines({ initial, empty, suggestions }: TextScreen): readonly string[] {
  return [
    ...(initial === '' ? [] : [`Enter alone takes ${printable(initial, 4096)}.`]),
    ...(initial === '' && empty !== undefined ? [`Enter alone means: ${empty}.`] : []),
    ...(initial !== '' && empty !== undefined ? [`"none" means: ${empty}.`] : []),
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
      ...certaintyLines(statement.certainty),
    ]),
    ...noteWarnings(roles.map(({ plan }) => plan)).map(({ text, place }) =>
      printable(`Warning, ${showLine(place)}: ${text}`, 600),
    ),
    'Press Enter to go on.',
  ];
}

/** What a typed line says to a screen. */
export function saidTo(screen: Screen, line: string): Said {
  switch (screen.kind) {
    case 'choose':
      return chosenBy(screen, line);
    case 'text': {
      const isNone = line === 'none' && screen.empty !== undefined;
      const text = isNone ? '' : line === '' ? screen.initial : answerIn(line, screen);
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
  if (line === 'none' && least === 0) {
    return { kind: 'answer', values: [] };
  }
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

/** What "help" answers at a screen. */
export function helpOn(screen: Screen): string {
  switch (screen.kind) {
    case 'text':
      return [
        ...hintsFor(screen),
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
